"""How many documents have a word, kept for common words, so that a match need not count them."""

from collections.abc import Sequence

from foundation.database import execute, fetch, fetch_one, hold, transaction
from foundation.jobs.registry import periodic
from matching.search.engines.port import TypedWord
from matching.search.kinds import KINDS

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
        await hold("word statistics", kind)
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


async def shares(words: Sequence[TypedWord]) -> dict[str, float]:
    """About which share of a kind's documents has all of these words, where they are known to be
    common; the beginnings of words are not counted.

    Returns:
        By kind, above 0 and at most 1.
    """
    rows = await fetch(
        "SELECT kind, exp(sum(ln(share))) AS share FROM ("
        "SELECT s.kind, asked.place, max(f.documents)::float8 / s.documents AS share "
        "FROM word_statistics s "
        "CROSS JOIN unnest($1::int[], $2::text[]) AS asked (place, form) "
        "JOIN word_frequency f ON f.kind = s.kind AND f.word = asked.form "
        "WHERE s.documents > 0 GROUP BY s.kind, asked.place, s.documents) common "
        "GROUP BY kind HAVING count(*) = $3",
        [place for place, word in enumerate(words) for _ in word.forms],
        [form for word in words for form in word.forms],
        len(words),
    )
    return {row["kind"]: min(1.0, row["share"]) for row in rows}


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
