-- Counts the changes of documents, so that an answer to an older one is told apart.
CREATE SEQUENCE search_outbox_revision;

-- A document whose content in Meilisearch is older than in PostgreSQL.
CREATE TABLE search_outbox (
    kind varchar(20) NOT NULL,
    document uuid NOT NULL,
    revision bigint NOT NULL,
    pushed bigint,
    hidden boolean NOT NULL DEFAULT false,
    queued_at timestamptz NOT NULL,
    PRIMARY KEY (kind, document),
    CONSTRAINT search_outbox_pushed CHECK (pushed <= revision)
);
CREATE INDEX search_outbox_waiting ON search_outbox (revision)
    WHERE pushed IS DISTINCT FROM revision;
CREATE INDEX search_outbox_hidden ON search_outbox (kind, document) WHERE hidden;

-- A document of the outbox that Meilisearch refused when it was sent alone.
CREATE TABLE search_push_failure (
    kind varchar(20) NOT NULL,
    document uuid NOT NULL,
    revision bigint NOT NULL,
    code varchar(100) NOT NULL,
    detail text NOT NULL,
    task bigint,
    attempts integer NOT NULL DEFAULT 1,
    failed_at timestamptz NOT NULL,
    retry_at timestamptz NOT NULL,
    PRIMARY KEY (kind, document),
    CONSTRAINT search_push_failure_attempts CHECK (attempts >= 1)
);
