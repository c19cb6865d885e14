from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from foundation.database import DB

ID = "2026-11-24T20:20:00:000000"
VERSION = "1.38.0"
DESCRIPTION = "Words as tsvectors, vectors of documents, statistics of words"

STATEMENTS = (
    "CREATE SEQUENCE search_revision",
    "ALTER TABLE search_document ADD COLUMN tokens tsvector NOT NULL, "
    "ADD COLUMN title_tokens tsvector NOT NULL",
    # Texts and words go out of line, and what thousands of documents are counted and ordered by
    # stays, so that a common word reads few pages.
    "ALTER TABLE search_document SET (toast_tuple_target = 1024)",
    "ALTER TABLE search_document ALTER title_tokens SET STORAGE MAIN, "
    "ALTER facets SET STORAGE MAIN, ALTER title SET STORAGE MAIN",
    "ALTER TABLE search_document "
    "ADD CONSTRAINT open_term CHECK ((open_from IS NULL) = (open_until IS NULL)), "
    "ADD CONSTRAINT certified_term CHECK ((certified_from IS NULL) = (certified_until IS NULL))",
    "CREATE INDEX search_document_tokens ON search_document USING gin (tokens)",
    "CREATE INDEX search_document_title_tokens ON search_document USING gin (title_tokens)",
    "CREATE INDEX search_document_facets ON search_document USING gin (facets)",
    "CREATE INDEX search_document_newest ON search_document (kind, sorted_on DESC, id)",
    "CREATE TABLE document_vector ("
    "document uuid NOT NULL REFERENCES search_document ON DELETE CASCADE, "
    "model text NOT NULL, piece smallint NOT NULL, kind varchar(20) NOT NULL, "
    "embedding halfvec NOT NULL, "
    "PRIMARY KEY (document, model, piece))",
    "CREATE INDEX document_vector_kind ON document_vector (model, kind)",
    # Common words only; rare ones are counted when they are asked.
    "CREATE TABLE word_frequency ("
    "kind varchar(20) NOT NULL, word text NOT NULL, documents integer NOT NULL, "
    "PRIMARY KEY (kind, word))",
    "CREATE TABLE word_statistics ("
    "kind varchar(20) NOT NULL PRIMARY KEY, documents integer NOT NULL, revision bigint NOT NULL)",
)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="search", description=DESCRIPTION)

    async def run() -> None:
        connection = DB.current_transaction.get().connection
        for statement in STATEMENTS:
            await connection.execute(statement)

    manager.add_raw(run)
    return manager
