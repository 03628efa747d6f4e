-- The whole schema of one version of the warehouse. A version is written once, checked, and
-- never changed afterwards. Offsets are characters of reports.text, the end excluded.
-- A region that could not be told is '' and not NULL, so that it groups and joins like a name.
--
-- Rows of documents stand in the order of report_no, which counts reports by data set, region,
-- body and year: what a page asks for lies together, and the rest of the file is not read. Keys
-- of these tables are not declared: an index over ten million rows would have to be held in
-- memory. They are checked before a version is published (check.py).

CREATE TABLE build (
    version        INTEGER PRIMARY KEY CHECK (version >= 1),
    built_at       TIMESTAMP NOT NULL,              -- UTC
    engine         VARCHAR NOT NULL,                -- the code that read the documents
    catalog_digest VARCHAR NOT NULL,
    schema_version INTEGER NOT NULL,
    base           INTEGER,                         -- the version it was built on
    dataset        VARCHAR,                         -- of the load
    sources        VARCHAR[] NOT NULL,              -- the paths given to the load
    reviews_digest VARCHAR NOT NULL,                -- of the decisions of people it was built with
    documents      BIGINT NOT NULL,
    reports        BIGINT NOT NULL,
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
    document_id    VARCHAR NOT NULL,
    dataset        VARCHAR NOT NULL,
    sha256         VARCHAR NOT NULL,
    source         VARCHAR NOT NULL,               -- as named when first loaded
    location       VARCHAR NOT NULL,               -- the same as a full path
    media          VARCHAR NOT NULL
                   CHECK (media IN ('text', 'html', 'mhtml', 'docx', 'pdf', 'ledger')),
    reader         VARCHAR NOT NULL,               -- the code that turned it into text,
    engine         VARCHAR NOT NULL,               -- and code and catalogue that read the text
    reading        VARCHAR NOT NULL,               -- digest of all that was read from it
    loaded_version INTEGER NOT NULL CHECK (loaded_version >= 1),
    missing_since  INTEGER                         -- the version in which its file was gone
);

CREATE TABLE reports (
    report_no      INTEGER NOT NULL CHECK (report_no >= 1),
    report_id      VARCHAR NOT NULL,               -- the document's
    dataset        VARCHAR NOT NULL,
    region         VARCHAR NOT NULL,               -- with its code where two share the name
    place          VARCHAR NOT NULL,               -- as read
    region_code    VARCHAR,
    agency         VARCHAR NOT NULL CHECK (agency <> ''),
    year           INTEGER NOT NULL,
    genre          VARCHAR NOT NULL CHECK (genre IN ('rol', 'dis', 'enf', 'unknown')),
    in_force       BOOLEAN NOT NULL,
    superseded_by  VARCHAR CHECK ((superseded_by IS NULL) = in_force),
    title          VARCHAR,
    published_on   DATE,
    signed_on      DATE,
    source         VARCHAR NOT NULL,
    sha256         VARCHAR NOT NULL,
    media          VARCHAR NOT NULL,
    page_titles    VARCHAR[] NOT NULL,
    page_publisher VARCHAR,
    page_published VARCHAR,
    page_signed    VARCHAR,
    page_site      VARCHAR,
    page_url       VARCHAR,
    tables         STRUCT(span_start INTEGER, span_end INTEGER)[] NOT NULL,
    body_start     INTEGER NOT NULL CHECK (body_start >= 0),
    body_end       INTEGER NOT NULL CHECK (body_end >= body_start),
    text           VARCHAR NOT NULL USING COMPRESSION zstd
);

-- Which pairs of neighbouring characters stand in which reports: a row for each pair and stretch of
-- 2,048 reports, a bit for every 64 of them (see text_pairs.py). In `altered` blocks the two also
-- stand apart, or in other forms.
CREATE TABLE text_pairs (
    pair    BIGINT NOT NULL,
    stretch INTEGER NOT NULL CHECK (stretch >= 0),
    blocks  UINTEGER NOT NULL CHECK (blocks > 0),
    altered UINTEGER NOT NULL CHECK (altered & blocks = altered)
);

CREATE TABLE sections (
    report_no  INTEGER NOT NULL,
    report_id  VARCHAR NOT NULL,
    position   INTEGER NOT NULL,
    kind       VARCHAR NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end   INTEGER NOT NULL CHECK (span_end >= span_start)
);

CREATE TABLE observations (
    report_no      INTEGER NOT NULL,
    report_id      VARCHAR NOT NULL,
    dataset        VARCHAR NOT NULL,
    region         VARCHAR NOT NULL,
    agency         VARCHAR NOT NULL,
    year           INTEGER NOT NULL,
    genre          VARCHAR NOT NULL,
    in_force       BOOLEAN NOT NULL,
    observation_id VARCHAR NOT NULL,
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
    sentence_start INTEGER NOT NULL CHECK (sentence_start >= 0),
    rule           VARCHAR NOT NULL,
    quote          VARCHAR NOT NULL USING COMPRESSION zstd,
    sentence       VARCHAR NOT NULL USING COMPRESSION zstd
);

-- What people decided of single statements (see reviewing.py), where it could be applied. What was
-- read stays in observations; `value` and the like are what it was corrected to.
CREATE TABLE reviews (
    review_id      VARCHAR NOT NULL,
    report_no      INTEGER NOT NULL,
    report_id      VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,
    decision       VARCHAR NOT NULL CHECK (decision IN ('accepted', 'corrected', 'rejected')),
    value          DECIMAL(24, 6) CHECK ((value IS NULL) = (decision <> 'corrected')),
    qualifier      VARCHAR CHECK ((qualifier IS NULL) = (decision <> 'corrected')),
    unit           VARCHAR CHECK ((unit IS NULL) = (decision <> 'corrected')),
    reviewer       VARCHAR NOT NULL,
    reviewed_at    VARCHAR NOT NULL,                 -- ISO 8601, with its offset
    reason         VARCHAR NOT NULL
);

-- What reports name: documents, laws studied, firms, fields inspected, platforms.
CREATE TABLE named_things (
    report_no      INTEGER NOT NULL,
    report_id      VARCHAR NOT NULL,
    dataset        VARCHAR NOT NULL,
    region         VARCHAR NOT NULL,
    agency         VARCHAR NOT NULL,
    year           INTEGER NOT NULL,
    genre          VARCHAR NOT NULL,
    in_force       BOOLEAN NOT NULL,
    named_id       VARCHAR NOT NULL,
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
    sentence_start INTEGER NOT NULL CHECK (sentence_start >= 0),
    quote          VARCHAR NOT NULL USING COMPRESSION zstd,
    sentence       VARCHAR NOT NULL USING COMPRESSION zstd,
    searched       VARCHAR NOT NULL,                 -- name, number, issuer, quote, as typed words meet them
    CHECK ((deed IS NULL) = (kind <> 'normative_document'))
);

CREATE TABLE findings (
    report_no INTEGER NOT NULL,
    report_id VARCHAR NOT NULL,
    position  INTEGER NOT NULL,
    kind      VARCHAR NOT NULL,
    message   VARCHAR NOT NULL,
    indicator VARCHAR,
    spans     STRUCT(span_start INTEGER, span_end INTEGER)[] NOT NULL
);

CREATE TABLE table_cells (
    report_no   INTEGER NOT NULL,
    report_id   VARCHAR NOT NULL,
    table_no    INTEGER NOT NULL,
    row_no      INTEGER NOT NULL,
    column_no   INTEGER NOT NULL,
    row_span    INTEGER NOT NULL CHECK (row_span >= 1),
    column_span INTEGER NOT NULL CHECK (column_span >= 1),
    span_start  INTEGER NOT NULL,
    span_end    INTEGER NOT NULL,
    raw         VARCHAR NOT NULL
);

-- Cells of the standard tables under their standard names (data/disclosure_forms.yml).
CREATE TABLE form_cells (
    report_no   INTEGER NOT NULL,
    report_id   VARCHAR NOT NULL,
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
    words_end   INTEGER NOT NULL CHECK (words_end >= words_start)
);

CREATE TABLE ledger_rows (
    row_id        VARCHAR NOT NULL,
    document_id   VARCHAR NOT NULL,
    line          INTEGER NOT NULL,
    dataset       VARCHAR NOT NULL,
    region        VARCHAR NOT NULL,                  -- as reports of it are filed, where there are any
    written       VARCHAR NOT NULL,                  -- as written
    place         VARCHAR NOT NULL,                  -- the place it means
    agency        VARCHAR NOT NULL CHECK (agency <> ''),
    year          INTEGER NOT NULL,
    genre         VARCHAR NOT NULL CHECK (genre IN ('rol', 'dis', 'enf', 'unknown')),
    in_force      BOOLEAN NOT NULL,
    superseded_by VARCHAR CHECK ((superseded_by IS NULL) = in_force),
    indicator     VARCHAR NOT NULL,
    value         DECIMAL(24, 6) NOT NULL,
    qualifier     VARCHAR NOT NULL CHECK (qualifier IN ('exact', 'over', 'about')),
    unit          VARCHAR NOT NULL,
    part          VARCHAR,
    published_on  DATE,
    source        VARCHAR NOT NULL,
    source_url    VARCHAR NOT NULL
);

-- THE figure of each body, year and indicator (see resolution.py).
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
    report_no      INTEGER,                          -- of the statement taken; NULL for a ledger
    observation_id VARCHAR NOT NULL,                 -- or the row_id of a ledger
    note           VARCHAR,
    others         VARCHAR[] NOT NULL                -- ids of what else was stated, or summed
);

-- The same among the reports of one genre alone, where THE figure is another genre's.
CREATE TABLE genre_figures AS FROM figures LIMIT 0;

-- Who spoke in which year, for the filters and the counts.
CREATE TABLE body_years (
    dataset    VARCHAR NOT NULL,
    region     VARCHAR NOT NULL,
    agency     VARCHAR NOT NULL,
    year       INTEGER NOT NULL,
    reports    INTEGER NOT NULL,                     -- in force
    superseded INTEGER NOT NULL,
    listed     INTEGER NOT NULL,                     -- rows of ledgers
    stated     INTEGER NOT NULL,                     -- observations and rows in force
    chosen     INTEGER NOT NULL                      -- figures
);

-- The same in all, so that no page need count it again.
CREATE TABLE bodies (
    dataset VARCHAR NOT NULL,
    region  VARCHAR NOT NULL,
    agency  VARCHAR NOT NULL
);

CREATE TABLE sizes (
    dataset    VARCHAR PRIMARY KEY,
    reports    BIGINT NOT NULL,
    superseded BIGINT NOT NULL,
    listed     BIGINT NOT NULL,
    regions    BIGINT NOT NULL,
    bodies     BIGINT NOT NULL,
    first_year INTEGER NOT NULL,
    last_year  INTEGER NOT NULL,
    stated     BIGINT NOT NULL,
    chosen     BIGINT NOT NULL,
    years      INTEGER[] NOT NULL,                   -- in which anybody spoke
    genres     VARCHAR[] NOT NULL                    -- of reports and ledgers, by name
);

CREATE TABLE supersessions (
    id            VARCHAR NOT NULL,                  -- a report_id or a row_id
    superseded_by VARCHAR NOT NULL                   -- the one in force, of the same kind
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
