-- Views over the tables of schema.sql, be they tables of a version or files of a data set.

-- Statements of reports as people left them: a corrected one has its value from them, a rejected one
-- is not in force.
CREATE VIEW reviewed AS
SELECT o.* REPLACE (
           COALESCE(v.value, o.value) AS value, COALESCE(v.qualifier, o.qualifier) AS qualifier,
           COALESCE(v.unit, o.unit) AS unit,
           o.in_force AND v.decision IS DISTINCT FROM 'rejected' AS in_force),
       v.decision AS review, v.reviewer, v.reviewed_at, v.reason AS review_reason,
       CASE WHEN v.decision = 'corrected' THEN o.value END AS value_read,
       CASE WHEN v.decision = 'corrected' THEN o.qualifier END AS qualifier_read,
       CASE WHEN v.decision = 'corrected' THEN o.unit END AS unit_read
FROM observations AS o LEFT JOIN reviews AS v USING (report_no, observation_id);

-- Every stated figure with where it was stated; reports and ledgers alike.
CREATE VIEW statements AS
SELECT dataset, region, agency, year, genre, indicator, value, qualifier, unit, part, parent_id,
       report_no, report_id, observation_id, position, quote, sentence, sentence_start,
       span_start, span_end, number_start, number_end, rule, in_force, review
FROM reviewed
UNION ALL
SELECT dataset, region, agency, year, genre, indicator, value, qualifier, unit, part, NULL,
       NULL, NULL, row_id, line, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, in_force, NULL
FROM ledger_rows;

-- The documented views: what analysts ask (fazhi sql) and what is exported, under plain names.
-- They live in a schema of their own, so that the tables behind them may change.

CREATE SCHEMA door;

CREATE VIEW door.reports AS
SELECT dataset, report_id, region, region_code, agency, year, genre, title, published_on, signed_on,
       in_force, superseded_by, source, page_url AS source_url, sha256, media, text
FROM main.reports;

-- THE figure of each body, year and indicator, as the charts show it.
CREATE VIEW door.figures AS
WITH taken AS (
    SELECT f.*, o.quote, o.sentence, r.source, r.page_url AS source_url, r.published_on,
           r.report_id, o.review, o.value_read, o.reviewer
    FROM main.figures AS f
    JOIN main.reviewed AS o
        ON o.report_no = f.report_no AND o.observation_id = f.observation_id
    JOIN main.reports AS r ON r.report_no = f.report_no
    UNION ALL
    SELECT f.*, NULL, NULL, l.source, l.source_url, l.published_on, NULL, NULL, NULL, NULL
    FROM main.figures AS f
    JOIN main.ledger_rows AS l ON l.row_id = f.observation_id
    WHERE f.report_no IS NULL
)
SELECT t.dataset, t.region, t.agency, t.year, t.indicator, i.name_zh AS indicator_name,
       t.value, t.qualifier, t.unit, t.basis, t.conflict, t.note, t.genre,
       t.quote, t.sentence, t.source, t.source_url, t.published_on, t.report_id, t.observation_id,
       t.review, t.value_read, t.reviewer
FROM taken AS t LEFT JOIN main.indicators AS i ON i.id = t.indicator;

-- Every stated figure: repetitions, parts and superseded reports included.
CREATE VIEW door.observations AS
WITH stated AS (
    SELECT o.*, r.source, r.page_url AS source_url, r.published_on
    FROM main.reviewed AS o JOIN main.reports AS r ON r.report_no = o.report_no
    UNION ALL BY NAME
    SELECT dataset, region, agency, year, genre, in_force, row_id AS observation_id, indicator,
           value, qualifier, unit, part, source, source_url, published_on
    FROM main.ledger_rows
)
SELECT s.dataset, s.region, s.agency, s.year, s.genre, s.indicator, i.name_zh AS indicator_name,
       s.value, s.qualifier, s.unit, s.part, s.parent_id, s.in_force,
       s.quote, s.sentence, s.span_start, s.span_end, s.source, s.source_url, s.published_on,
       s.report_id, s.observation_id, s.review, s.value_read, s.reviewer
FROM stated AS s LEFT JOIN main.indicators AS i ON i.id = s.indicator;

-- Normative documents and policy papers that reports name.
CREATE VIEW door.documents_named AS
SELECT dataset, region, agency, year, genre, name, number, issuer, deed, in_force,
       quote, sentence, span_start, span_end, report_id, named_id
FROM main.named_things
WHERE kind = 'normative_document';

-- How requests for disclosure ended, by applicant: cells of the prescribed form.
CREATE VIEW door.request_outcomes AS
SELECT r.dataset, r.region, r.agency, r.year, r.genre, c.outcome, c.row_name,
       c.column_name AS applicant, c.value, c.meaning, c.raw, r.in_force, r.source,
       r.page_url AS source_url, c.report_id
FROM main.form_cells AS c
JOIN main.reports AS r USING (report_no)
WHERE c.form = 'requests' AND c.outcome IS NOT NULL;

-- What a reader of a report must know: contradictions, totals that differ from their parts.
CREATE VIEW door.findings AS
SELECT r.dataset, r.region, r.agency, r.year, r.genre, f.kind, f.indicator, f.message,
       r.in_force, f.report_id
FROM main.findings AS f
JOIN main.reports AS r USING (report_no);
