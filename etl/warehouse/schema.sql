-- The whole schema of one version of the warehouse. A version is written once, checked, and
-- never changed afterwards. Offsets are characters of reports.text, the end excluded.
-- A region that could not be told is '' and not NULL, so that it groups and joins like a name.

CREATE TABLE build (
    version        INTEGER PRIMARY KEY CHECK (version >= 1),
    built_at       TIMESTAMP NOT NULL,              -- UTC
    engine         VARCHAR NOT NULL,                -- the code that read the documents
    catalog_digest VARCHAR NOT NULL,
    schema_version INTEGER NOT NULL,
    base           INTEGER,                         -- the version it was built on
    dataset        VARCHAR,                         -- that was loaded; NULL where several were
    sources        VARCHAR[] NOT NULL,              -- the paths given to the load
    documents      INTEGER NOT NULL,
    reports        INTEGER NOT NULL,
    observations   BIGINT NOT NULL,
    figures        BIGINT NOT NULL
);

CREATE TABLE indicators (
    id            VARCHAR PRIMARY KEY,
    position      INTEGER NOT NULL UNIQUE,
    name_zh       VARCHAR NOT NULL,
    name_en       VARCHAR NOT NULL,
    unit          VARCHAR NOT NULL,
    units         VARCHAR[] NOT NULL,
    kind          VARCHAR NOT NULL CHECK (kind IN ('count', 'amount', 'rate')),
    subject       VARCHAR NOT NULL,
    definition_zh VARCHAR NOT NULL,
    definition_en VARCHAR NOT NULL,
    caveats       VARCHAR NOT NULL
);

-- A document is known by the data set it was loaded into and by its content.
CREATE TABLE documents (
    document_id    VARCHAR PRIMARY KEY,
    dataset        VARCHAR NOT NULL,
    sha256         VARCHAR NOT NULL,
    source         VARCHAR NOT NULL,               -- as named when first loaded
    location       VARCHAR NOT NULL,               -- the same as a full path
    media          VARCHAR NOT NULL
                   CHECK (media IN ('text', 'html', 'mhtml', 'docx', 'pdf', 'ledger')),
    engine         VARCHAR NOT NULL,
    reading        VARCHAR NOT NULL,               -- digest of all that was read from it
    loaded_version INTEGER NOT NULL CHECK (loaded_version >= 1),
    UNIQUE (dataset, sha256)
);

CREATE TABLE reports (
    report_id      VARCHAR PRIMARY KEY REFERENCES documents (document_id),
    genre          VARCHAR NOT NULL CHECK (genre IN ('rol', 'dis', 'enf', 'unknown')),
    title          VARCHAR,
    agency         VARCHAR NOT NULL CHECK (agency <> ''),
    region         VARCHAR NOT NULL,
    region_code    VARCHAR,
    year           INTEGER NOT NULL,
    published_on   DATE,
    signed_on      DATE,
    page_titles    VARCHAR[] NOT NULL,
    page_publisher VARCHAR,
    page_published VARCHAR,
    page_signed    VARCHAR,
    page_site      VARCHAR,
    page_url       VARCHAR,
    text           VARCHAR NOT NULL,
    body_start     INTEGER NOT NULL CHECK (body_start >= 0),
    body_end       INTEGER NOT NULL CHECK (body_end >= body_start)
);

CREATE TABLE sections (
    report_id  VARCHAR NOT NULL REFERENCES reports (report_id),
    position   INTEGER NOT NULL,
    kind       VARCHAR NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end   INTEGER NOT NULL CHECK (span_end >= span_start),
    PRIMARY KEY (report_id, position)
);

CREATE TABLE observations (
    observation_id VARCHAR PRIMARY KEY,
    report_id      VARCHAR NOT NULL REFERENCES reports (report_id),
    position       INTEGER NOT NULL CHECK (position >= 1),
    parent_id      VARCHAR,                          -- the total a sub-count hangs under
    indicator      VARCHAR NOT NULL,
    value          DECIMAL(24, 6) NOT NULL,
    qualifier      VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'about')),
    unit           VARCHAR NOT NULL,
    part           VARCHAR,
    span_start     INTEGER NOT NULL CHECK (span_start >= 0),
    span_end       INTEGER NOT NULL CHECK (span_end > span_start),
    number_start   INTEGER NOT NULL CHECK (number_start >= 0),
    number_end     INTEGER NOT NULL CHECK (number_end >= number_start),
    quote          VARCHAR NOT NULL,
    sentence       VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start >= 0),
    rule           VARCHAR NOT NULL
);

-- What reports name: documents, laws studied, firms, fields inspected, platforms.
CREATE TABLE named_things (
    named_id       VARCHAR PRIMARY KEY,
    report_id      VARCHAR NOT NULL REFERENCES reports (report_id),
    position       INTEGER NOT NULL CHECK (position >= 1),
    kind           VARCHAR NOT NULL CHECK (kind IN (
                       'normative_document', 'law', 'law_firm', 'inspection_field', 'platform')),
    name           VARCHAR NOT NULL CHECK (name <> ''),
    number         VARCHAR,
    issuer         VARCHAR,
    deed           VARCHAR CHECK (deed IN (
                       'issued', 'revised', 'repealed', 'drafted', 'reviewed', 'filed', 'mentioned')),
    span_start     INTEGER NOT NULL CHECK (span_start >= 0),
    span_end       INTEGER NOT NULL CHECK (span_end > span_start),
    quote          VARCHAR NOT NULL,
    sentence       VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL CHECK (sentence_start >= 0),
    CHECK ((deed IS NULL) = (kind <> 'normative_document'))
);

CREATE TABLE findings (
    report_id VARCHAR NOT NULL REFERENCES reports (report_id),
    position  INTEGER NOT NULL,
    kind      VARCHAR NOT NULL,
    message   VARCHAR NOT NULL,
    indicator VARCHAR,
    spans     STRUCT(span_start INTEGER, span_end INTEGER)[] NOT NULL,
    PRIMARY KEY (report_id, position)
);

CREATE TABLE table_cells (
    report_id   VARCHAR NOT NULL REFERENCES reports (report_id),
    table_no    INTEGER NOT NULL,
    row_no      INTEGER NOT NULL,
    column_no   INTEGER NOT NULL,
    row_span    INTEGER NOT NULL CHECK (row_span >= 1),
    column_span INTEGER NOT NULL CHECK (column_span >= 1),
    span_start  INTEGER NOT NULL,
    span_end    INTEGER NOT NULL,
    raw         VARCHAR NOT NULL,
    PRIMARY KEY (report_id, table_no, row_no, column_no)
);

-- Cells of the standard tables under their standard names (data/disclosure_forms.yml).
CREATE TABLE form_cells (
    report_id   VARCHAR NOT NULL REFERENCES reports (report_id),
    form        VARCHAR NOT NULL CHECK (form IN ('proactive', 'requests', 'remedies')),
    row_name    VARCHAR NOT NULL,
    column_name VARCHAR NOT NULL,
    raw         VARCHAR NOT NULL,
    meaning     VARCHAR NOT NULL
                CHECK (meaning IN ('number', 'zero', 'blank', 'not_applicable')),
    value       DECIMAL(24, 6) CHECK ((value IS NULL) = (meaning IN ('blank', 'not_applicable'))),
    outcome     VARCHAR,                             -- how requests ended that the cell counts
    span_start  INTEGER NOT NULL CHECK (span_start >= 0),
    span_end    INTEGER NOT NULL CHECK (span_end >= span_start),
    words_start INTEGER NOT NULL CHECK (words_start >= 0),
    words_end   INTEGER NOT NULL CHECK (words_end >= words_start),
    PRIMARY KEY (report_id, form, row_name, column_name)
);

CREATE TABLE ledger_rows (
    row_id       VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL REFERENCES documents (document_id),
    line         INTEGER NOT NULL,
    region       VARCHAR NOT NULL,                   -- as written
    place        VARCHAR NOT NULL,                   -- as reports of the region are filed
    agency       VARCHAR NOT NULL CHECK (agency <> ''),
    year         INTEGER NOT NULL,
    genre        VARCHAR NOT NULL CHECK (genre IN ('rol', 'dis', 'enf', 'unknown')),
    indicator    VARCHAR NOT NULL,
    value        DECIMAL(24, 6) NOT NULL,
    qualifier    VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'about')),
    unit         VARCHAR NOT NULL,
    part         VARCHAR,
    published_on DATE,
    source_url   VARCHAR NOT NULL
);

-- Derived anew in every build from the tables above: regions that share their name …
CREATE TABLE places (
    dataset     VARCHAR NOT NULL,
    region      VARCHAR NOT NULL,
    region_code VARCHAR NOT NULL,
    label       VARCHAR NOT NULL,
    PRIMARY KEY (dataset, region, region_code)
);

-- … what was superseded by what …
CREATE TABLE supersessions (
    id            VARCHAR PRIMARY KEY,               -- a report_id or a row_id
    superseded_by VARCHAR NOT NULL                   -- the one in force, of the same kind
);

-- … and THE figure of each body, year and indicator (see resolution.py).
CREATE TABLE figures (
    dataset        VARCHAR NOT NULL,
    region         VARCHAR NOT NULL,
    agency         VARCHAR NOT NULL,
    year           INTEGER NOT NULL,
    indicator      VARCHAR NOT NULL,
    value          DECIMAL(24, 6) NOT NULL,
    qualifier      VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'about')),
    unit           VARCHAR NOT NULL,
    basis          VARCHAR NOT NULL CHECK (basis IN ('stated', 'parts', 'ledger')),
    conflict       BOOLEAN NOT NULL,
    genre          VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,                 -- or the row_id of a ledger
    note           VARCHAR,
    others         VARCHAR[] NOT NULL,               -- ids of what else was stated, or summed
    PRIMARY KEY (dataset, region, agency, year, indicator)
);

CREATE TABLE rejections (
    dataset  VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    source   VARCHAR NOT NULL,
    line     INTEGER,
    kind     VARCHAR NOT NULL,
    message  VARCHAR NOT NULL,
    sha256   VARCHAR,                                -- of a file that was read to its verdict,
    engine   VARCHAR,                                -- and what read it
    PRIMARY KEY (dataset, position)
);

-- Reports as they are shown: with their data set and file, the region told apart, the standing.
CREATE VIEW placed_reports AS
SELECT d.dataset, d.source, d.sha256, d.media, d.loaded_version,
       r.* REPLACE (COALESCE(p.label, r.region) AS region),
       s.id IS NULL AS in_force, s.superseded_by
FROM reports AS r
JOIN documents AS d ON d.document_id = r.report_id
LEFT JOIN places AS p
    ON p.dataset = d.dataset AND p.region = r.region AND p.region_code = r.region_code
LEFT JOIN supersessions AS s ON s.id = r.report_id;

-- Rows of ledgers: a region that also reports goes by the name its reports are filed under.
CREATE VIEW placed_ledger_rows AS
SELECT d.dataset, d.source, d.loaded_version,
       l.* EXCLUDE (place) REPLACE (COALESCE(r.region, l.region) AS region),
       s.id IS NULL AS in_force, s.superseded_by
FROM ledger_rows AS l
JOIN documents AS d ON d.document_id = l.document_id
LEFT JOIN (SELECT DISTINCT dataset, region FROM placed_reports) AS r
    ON r.dataset = d.dataset AND r.region = l.place
LEFT JOIN supersessions AS s ON s.id = l.row_id;

-- Every named thing with whose report names it.
CREATE VIEW things_named AS
SELECT r.dataset, r.region, r.agency, r.year, r.genre, r.in_force, n.*
FROM named_things AS n
JOIN placed_reports AS r ON r.report_id = n.report_id;

-- Every stated figure with where it was stated; reports and ledgers alike.
CREATE VIEW statements AS
SELECT r.dataset, r.region, r.agency, r.year, r.genre, o.indicator, o.value, o.qualifier, o.unit,
       o.part, o.parent_id, o.report_id, o.observation_id, o.position, o.quote, o.sentence,
       o.sentence_start, o.span_start, o.span_end, o.number_start, o.number_end, o.rule,
       r.page_url AS source_url, r.source, r.published_on, r.in_force
FROM observations AS o
JOIN placed_reports AS r ON r.report_id = o.report_id
UNION ALL
SELECT dataset, region, agency, year, genre, indicator, value, qualifier, unit,
       part, NULL, NULL, row_id, line, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       source_url, source, published_on, in_force
FROM placed_ledger_rows;
