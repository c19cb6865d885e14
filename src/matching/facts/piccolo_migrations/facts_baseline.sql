-- One fact, recorded by the area where it came true. Subject and source are a kind and an id.
CREATE TABLE fact (
    id uuid PRIMARY KEY,
    subject_kind varchar(40) NOT NULL,
    subject_id uuid NOT NULL,
    kind varchar(40) NOT NULL,
    value varchar(40) NOT NULL DEFAULT '',
    label_ja text NOT NULL,
    label_en text NOT NULL,
    valid_from date NOT NULL,
    valid_until date,
    source_kind varchar(40) NOT NULL,
    source_id uuid NOT NULL,
    published_at timestamptz,
    CONSTRAINT fact_term_ordered CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
CREATE INDEX fact_subject ON fact (subject_kind, subject_id);
CREATE INDEX fact_source ON fact (source_kind, source_id);
