-- A model and where it stands. One serves at most, and one is filled at most.
CREATE TABLE vector_model (
    model varchar(300) PRIMARY KEY,
    dimensions integer NOT NULL,
    state varchar(10) NOT NULL,
    since timestamptz NOT NULL,
    medium double precision,
    strong double precision,
    documents_done integer NOT NULL DEFAULT 0,
    documents_total integer NOT NULL DEFAULT 0,
    trouble text,
    trouble_at timestamptz,
    CONSTRAINT vector_model_state CHECK (state IN ('filling', 'serving', 'retired')),
    CONSTRAINT vector_model_dimensions CHECK (dimensions BETWEEN 1 AND 16000),
    CONSTRAINT vector_model_bands CHECK ((medium IS NULL) = (strong IS NULL) AND medium < strong),
    CONSTRAINT vector_model_serving_bands CHECK (state <> 'serving' OR medium IS NOT NULL),
    CONSTRAINT vector_model_documents CHECK (documents_done BETWEEN 0 AND documents_total),
    CONSTRAINT vector_model_trouble CHECK ((trouble IS NULL) = (trouble_at IS NULL))
);
CREATE UNIQUE INDEX vector_model_one ON vector_model (state) WHERE state IN ('filling', 'serving');
