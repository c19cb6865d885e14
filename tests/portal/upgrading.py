"""An installation with records and an empty index, taken back to keys by id alone, and upgraded.

Run as `python -m tests.portal.upgrading URL` on an empty database; prints what the upgrade left.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from foundation import clock, database
from foundation.database import execute, fetch, fetch_value, transaction
from foundation.database.migrations import migrate
from foundation.errors import Conflict
from foundation.identity.actor import SYSTEM
from foundation.identity.effects import add_account
from foundation.jobs import run_pending
from foundation.settings import Settings
from portal.application import create_portal
from tests.conftest import NOW
from tests.factories import challenges
from tests.factories.identity import person
from tests.factories.solutions import solution

TAKEN_BACK = """
ALTER TABLE document_vector DROP CONSTRAINT document_vector_pkey,
    DROP CONSTRAINT document_vector_kind_document_fkey;
ALTER TABLE search_document DROP CONSTRAINT search_document_pkey, ADD PRIMARY KEY (id);
ALTER TABLE document_vector ADD PRIMARY KEY (document, model, piece),
    ADD FOREIGN KEY (document) REFERENCES search_document ON DELETE CASCADE;
DROP INDEX search_outbox_gone;
ALTER TABLE search_outbox DROP CONSTRAINT search_outbox_pkey, DROP COLUMN kind,
    ADD PRIMARY KEY (document);
CREATE INDEX search_outbox_gone ON search_outbox (document) WHERE gone;
ALTER TABLE search_push_failure DROP CONSTRAINT search_push_failure_pkey, DROP COLUMN kind,
    ADD PRIMARY KEY (document);
ALTER TABLE alert_publication DROP CONSTRAINT alert_publication_pkey, ADD PRIMARY KEY (id);
ALTER TABLE alert_sent DROP CONSTRAINT alert_sent_once_of_each,
    ADD CONSTRAINT alert_sent_once UNIQUE (account, kind, subject, object),
    ADD CONSTRAINT alert_sent_once_of_each UNIQUE (account, subject);
DROP TABLE record_identity;
DROP FUNCTION keep_record_identity CASCADE;
DROP FUNCTION guard_record_identities;
DELETE FROM migration WHERE (app_name, name) IN (
    ('database', '2026-11-30T21:30:00:000000'), ('search', '2026-11-30T21:40:00:000000'),
    ('search_outbox', '2026-11-30T21:40:00:000000'),
    ('search_outbox', '2026-11-30T21:50:00:000000'),
    ('search_outbox', '2026-11-30T22:00:00:000000'), ('alerts', '2026-11-30T21:40:00:000000'));
"""


async def upgrade(url: str) -> dict[str, Any]:
    """What the upgrade leaves of an installation that has lost its index."""
    database.configure(url)
    settings = Settings.load(
        {},
        demo=True,
        cookie_secure=False,
        worker_in_app=False,
        embedder="none",
        database_url=url,
        data_dir=Path(tempfile.mkdtemp()),
    )
    await migrate()
    create_portal(settings, own_database=False)
    async with database.pool(size=2):
        with clock.frozen(NOW):
            await challenges.published(await person("challenge_owner"))
            public = await solution()
            await run_pending()
            await execute("DELETE FROM search_document")
            for statement in TAKEN_BACK.split(";\n"):
                if statement.strip():
                    await execute(statement)
            # Somebody took a solution's id before that was refused.
            await execute(
                "INSERT INTO organisation (id, kind, name, created_at) VALUES ($1, 'startup', '社', $2)",
                public,
                NOW,
            )
            await execute(
                "INSERT INTO search_outbox (document, revision, gone, queued_at) "
                "VALUES ($1, 1, true, $2)",
                public,
                NOW,
            )
            empty = await fetch_value("SELECT count(*) FROM search_document")
    await migrate()
    async with database.pool(size=2):
        with clock.frozen(NOW):
            await run_pending()
            rows = await fetch("SELECT kind, count(*) AS n FROM search_document GROUP BY kind")
            refused = await _refused(public)
            waiting = await fetch_value("SELECT count(*) FROM search_outbox")
    return {
        "before": empty,
        "after": {row["kind"]: row["n"] for row in rows},
        "refused": refused,
        "waiting": waiting,
    }


async def _refused(taken: UUID) -> bool:
    try:
        async with transaction():
            await add_account(SYSTEM, email="a@people.example", name="人", account_id=taken)
    except Conflict:
        return True
    return False


if __name__ == "__main__":
    print(json.dumps(asyncio.run(upgrade(sys.argv[1]))))
