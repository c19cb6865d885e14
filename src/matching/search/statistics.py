"""How many documents have a word, kept for common words, so that a match need not count them."""

from foundation.database import execute, fetch, fetch_one, transaction
from foundation.jobs.registry import periodic
from matching.search.providers import KINDS

# With fewer documents counting is as quick.
FROM_DOCUMENTS = 5_000
# A word that fewer documents have is counted when it is asked.
COMMON = 100
# Counted anew when one document in so many has changed since.
SHARE = 20


@periodic("search.refresh_statistics", cron="*/5 * * * *")
async def refresh_changed() -> None:
    """Count common words anew of the kinds in which enough has changed."""
    for kind in KINDS:
        if await _much_changed(kind):
            await refresh(kind)


async def refresh(kind: str) -> int:
    """Count the common words of a kind's documents; takes seconds for 100,000.

    Returns:
        How many words are kept; none where there are few documents.
    """
    async with transaction():
        await execute(
            "SELECT pg_advisory_xact_lock(hashtext('word_statistics'), hashtext($1))", kind
        )
        row = await fetch_one(
            "SELECT count(*) AS documents, coalesce(max(revision), 0) AS revision "
            "FROM search_document WHERE kind = $1",
            kind,
        )
        documents, revision = (row["documents"], row["revision"]) if row else (0, 0)
        await execute("DELETE FROM word_frequency WHERE kind = $1", kind)
        if documents >= FROM_DOCUMENTS:
            # ts_stat takes a statement as text; the kind is quoted into it.
            await execute(
                "INSERT INTO word_frequency (kind, word, documents) SELECT $1, word, ndoc "
                "FROM ts_stat(format('SELECT tokens FROM search_document WHERE kind = %L', $1::text)) "
                "WHERE ndoc >= $2",
                kind,
                COMMON,
            )
        await execute(
            "INSERT INTO word_statistics (kind, documents, revision) VALUES ($1, $2, $3) "
            "ON CONFLICT (kind) DO UPDATE SET documents = EXCLUDED.documents, "
            "revision = EXCLUDED.revision",
            kind,
            documents,
            revision,
        )
        rows = await fetch("SELECT count(*) AS words FROM word_frequency WHERE kind = $1", kind)
        return int(rows[0]["words"])


async def _much_changed(kind: str) -> bool:
    row = await fetch_one(
        "SELECT count(d.id) AS documents, "
        "count(d.id) FILTER (WHERE d.revision > coalesce(known.revision, 0)) AS changed, "
        "max(known.documents) AS known "
        "FROM (SELECT $1::text AS kind) asked "
        "LEFT JOIN word_statistics known ON known.kind = asked.kind "
        "LEFT JOIN search_document d ON d.kind = asked.kind",
        kind,
    )
    if row is None:
        return False
    known = row["known"] or 0
    if max(row["documents"], known) < FROM_DOCUMENTS:
        return False
    # What was taken out has left no revision.
    gone = max(0, known + row["changed"] - row["documents"])
    return bool((row["changed"] + gone) * SHARE >= row["documents"])
