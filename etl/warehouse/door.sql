-- The documented views: what analysts ask (fazhi sql) and what is exported, under plain names.
-- They live in a schema of their own, so that the tables behind them may change.

CREATE SCHEMA door;

CREATE VIEW door.reports AS
SELECT dataset, report_id, region, region_code, agency, year, genre, title, published_on, signed_on,
       in_force, superseded_by, source, page_url AS source_url, sha256, media, text
FROM main.placed_reports;

-- THE figure of each body, year and indicator, as the charts show it.
CREATE VIEW door.figures AS
SELECT f.dataset, f.region, f.agency, f.year, f.indicator, i.name_zh AS indicator_name,
       f.value, f.qualifier, f.unit, f.basis, f.conflict, f.note, f.genre,
       s.quote, s.sentence, s.source, s.source_url, s.published_on, s.report_id, f.observation_id
FROM main.figures AS f
LEFT JOIN main.indicators AS i ON i.id = f.indicator
JOIN main.statements AS s USING (observation_id);

-- Every stated figure: repetitions, parts and superseded reports included.
CREATE VIEW door.observations AS
SELECT s.dataset, s.region, s.agency, s.year, s.genre, s.indicator, i.name_zh AS indicator_name,
       s.value, s.qualifier, s.unit, s.part, s.parent_id, s.in_force,
       s.quote, s.sentence, s.span_start, s.span_end, s.source, s.source_url, s.published_on,
       s.report_id, s.observation_id
FROM main.statements AS s
LEFT JOIN main.indicators AS i ON i.id = s.indicator;

-- Normative documents and policy papers that reports name.
CREATE VIEW door.documents_named AS
SELECT dataset, region, agency, year, genre, name, number, issuer, deed, in_force,
       quote, sentence, span_start, span_end, report_id, named_id
FROM main.things_named
WHERE kind = 'normative_document';

-- How requests for disclosure ended, by applicant: cells of the prescribed form.
CREATE VIEW door.request_outcomes AS
SELECT r.dataset, r.region, r.agency, r.year, r.genre, c.outcome, c.row_name,
       c.column_name AS applicant, c.value, c.meaning, c.raw, r.in_force, r.source,
       r.page_url AS source_url, c.report_id
FROM main.form_cells AS c
JOIN main.placed_reports AS r USING (report_id)
WHERE c.form = 'requests' AND c.outcome IS NOT NULL;

-- What a reader of a report must know: contradictions, totals that differ from their parts.
CREATE VIEW door.findings AS
SELECT r.dataset, r.region, r.agency, r.year, r.genre, f.kind, f.indicator, f.message,
       r.in_force, f.report_id
FROM main.findings AS f
JOIN main.placed_reports AS r USING (report_id);
