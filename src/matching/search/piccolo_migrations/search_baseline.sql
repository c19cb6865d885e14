CREATE EXTENSION IF NOT EXISTS vector;

CREATE SEQUENCE search_revision;

-- One public document as the index knows it. Texts and words go out of line, and what thousands of
-- documents are counted and ordered by stays, so that a common word reads few pages.
CREATE TABLE search_document (
    id uuid NOT NULL,
    kind varchar(20) NOT NULL,
    title text STORAGE MAIN NOT NULL,
    title_en text NOT NULL DEFAULT '',
    owner text NOT NULL DEFAULT '',
    owner_en text NOT NULL DEFAULT '',
    body text NOT NULL,
    more text NOT NULL DEFAULT '',
    facets text[] STORAGE MAIN NOT NULL DEFAULT '{}',
    open_from date,
    open_until date,
    certified_from date,
    certified_until date,
    sorted_on date NOT NULL,
    vector_keys text[] NOT NULL DEFAULT '{}',
    text_hash text NOT NULL DEFAULT '',
    revision bigint NOT NULL DEFAULT 0,
    indexed_at timestamptz NOT NULL,
    tokens tsvector NOT NULL,
    title_tokens tsvector STORAGE MAIN NOT NULL,
    PRIMARY KEY (kind, id),
    CONSTRAINT open_term CHECK ((open_from IS NULL) = (open_until IS NULL)),
    CONSTRAINT certified_term CHECK ((certified_from IS NULL) = (certified_until IS NULL))
) WITH (toast_tuple_target = 1024);
CREATE INDEX search_document_tokens ON search_document USING gin (tokens);
CREATE INDEX search_document_title_tokens ON search_document USING gin (title_tokens);
CREATE INDEX search_document_facets ON search_document USING gin (facets);
CREATE INDEX search_document_newest ON search_document (kind, sorted_on DESC, id);

-- The vector of a text by its hash; outlives the documents, as computing it is slow.
CREATE TABLE text_vector (
    text_hash text NOT NULL,
    model text NOT NULL,
    embedding halfvec NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (text_hash, model)
);

-- The vectors of a document's pieces.
CREATE TABLE document_vector (
    document uuid NOT NULL,
    model text NOT NULL,
    piece smallint NOT NULL,
    kind varchar(20) NOT NULL,
    embedding halfvec NOT NULL,
    PRIMARY KEY (kind, document, model, piece),
    FOREIGN KEY (kind, document) REFERENCES search_document ON DELETE CASCADE
);
CREATE INDEX document_vector_kind ON document_vector (model, kind);

-- How many documents hold a word: common words only; rare ones are counted when they are asked.
CREATE TABLE word_frequency (
    kind varchar(20) NOT NULL,
    word text NOT NULL,
    documents integer NOT NULL,
    PRIMARY KEY (kind, word)
);

-- The count of documents that the frequencies were counted among.
CREATE TABLE word_statistics (
    kind varchar(20) PRIMARY KEY,
    documents integer NOT NULL,
    revision bigint NOT NULL
);
