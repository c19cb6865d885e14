"""Indexing, queued with the change itself: words at once, vectors by a job of their own.

What is no longer public leaves within the transaction that says so (`effects`). A job that was
reading the text at that moment must not bring it back: both take the document's lock, and the job
reads the text once more under it.
"""

import asyncio
import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from foundation.clock import now
from foundation.database import fetch, require_transaction, transaction
from foundation.jobs.effects import enqueue
from foundation.jobs.registry import task
from matching.embedding.selection import embedder
from matching.embedding.texts import passage_texts, query_text, text_hash
from matching.search.engines.port import EngineDocument, Period, Term
from matching.search.engines.postgres.sql import LONGEST_WORD, pairs
from matching.search.index.rows import lock, withdraw
from matching.search.index.vectors import fill_document_vectors, forget_document_vectors
from matching.search.keys import Key, columns
from matching.search.kinds import COMPARED, RECORDS
from matching.search.outbox.effects import changed
from matching.search.providers import DocumentText, provider_of
from matching.text.normalise import normalise
from matching.text.searched import searched_words

INDEX_WORDS = "search.index_words"
EMBED = "search.embed"
# Queries are embedded before passages of a later batch, words before both.
WORDS_PRIORITY = 10
# Counts up when texts are cut otherwise than before, so that equal texts are cut anew.
CUT = 2


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document, and the hash of the texts they were cut from.

    Attributes:
        all, title: None where the texts are those that the index has cut already.
    """

    hash: str
    all: Sequence[str] | None
    title: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Written:
    """Rows that were written.

    Attributes:
        keys: of all that differ from what was there.
        lost: of these, those where something that was there is there no more.
    """

    keys: Sequence[Key]
    lost: Sequence[Key]


_NONE: Mapping[Key, Words] = MappingProxyType({})


def embedded_texts(kind: str, title: str, body: str) -> dict[str, str]:
    """Text hash → text to embed of a document that is compared by meaning."""
    side = RECORDS[kind].embedded_as
    if side is None:
        return {}
    texts = [query_text(title, body)] if side == "query" else passage_texts(title, body)
    return {text_hash(side, text): text for text in texts if text}


@task(INDEX_WORDS, priority=WORDS_PRIORITY)
async def index_words(kind: str, document_id: str) -> None:
    """Make a document findable by words, or take it out of the index; queue its embedding."""
    await index_documents(kind, [UUID(document_id)])
    if kind in COMPARED and embedder() is not None:
        async with transaction():
            await enqueue(EMBED, key="embed")


async def index_documents(kind: str, ids: Collection[UUID], *, anew: bool = False) -> int:
    """Bring documents of a kind up to date in the index, those that are gone out of it.

    Args:
        kind: one of `kinds.KINDS`.
        ids: of the documents.
        anew: write them, and their vectors, whether they differ or not.

    Returns:
        How many rows were written or taken out; what is as it should be stays untouched.
    """
    words = await _cut_anew(await texts_of(kind, ids))
    async with transaction():
        await lock(kind, ids)
        return await write_texts(kind, ids, await texts_of(kind, ids), words, anew=anew)


async def write_texts(
    kind: str,
    ids: Collection[UUID],
    texts: Mapping[Key, DocumentText],
    words: Mapping[Key, Words] = _NONE,
    *,
    anew: bool = False,
) -> int:
    """As `index_documents`, within the open transaction, which holds the documents' locks.

    Args:
        texts: of the documents, read under the locks.
        words: cut before, without the locks, of texts that may have changed since.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    if not ids:
        return 0
    public = {key: text for key, text in texts.items() if text.published}
    # What changed since the first look is cut here, with the lock held.
    known = {key: words[key] for key in public if _is_of(words.get(key), public[key])}
    known = await _still_there(known)
    known |= await _cut_anew({key: public[key] for key in public if key not in known})
    gone = await withdraw(kind, [one for one in ids if Key(kind, one) not in public])
    written = await write_documents(
        [document_of(key, text) for key, text in public.items()], known, anew=anew
    )
    await changed(written.keys, lost=written.lost)
    return gone + len(written.keys)


async def texts_of(kind: str, ids: Collection[UUID]) -> dict[Key, DocumentText]:
    """The texts of documents as their area has them now; of one that is gone, none."""
    texts = await provider_of(kind).text_of(ids)
    return {Key(kind, one): text for one, text in texts.items()}


def document_of(key: Key, text: DocumentText) -> EngineDocument:
    """A provider's text as the index keeps it, its words left out."""
    return EngineDocument(
        id=key.id,
        kind=key.kind,
        title=normalise(text.title),
        title_en=normalise(text.title_en),
        owner=normalise(text.owner),
        owner_en=normalise(text.owner_en),
        body=normalise(text.body),
        more=normalise(text.words),
        facets={name.value: codes for name, codes in text.facets.items() if codes},
        periods=text.periods,
        sorted_on=text.sorted_on or date.min,
    )


async def write_documents(
    documents: Sequence[EngineDocument], words: Mapping[Key, Words], *, anew: bool = False
) -> Written:
    """Put documents into the index, or in the place of what was there of them.

    Args:
        documents: their own words and vectors are not read.
        words: of each document.
        anew: see `index_documents`.

    Returns:
        Those that differ from what was there; the others stay untouched.
    """
    rows = await fetch(
        _WRITE,
        # In the order of keys, as everybody locks rows here.
        json.dumps(
            [
                _as_row(document, words[document.key])
                for document in sorted(documents, key=lambda one: one.key)
            ]
        ),
        now(),
        anew,
    )
    keys = [Key(row["kind"], row["id"]) for row in rows]
    others = [key for key, row in zip(keys, rows, strict=True) if row["other_vectors"]]
    if others:
        await forget_document_vectors(others)
        await fill_document_vectors(keys=others)
    return Written(keys, [key for key, row in zip(keys, rows, strict=True) if row["lost"]])


_WRITE = """
WITH new AS MATERIALIZED (
  SELECT new.*,
         $3 OR old.vector_keys IS DISTINCT FROM new.vector_keys AS other_vectors,
         old.id IS NOT NULL AND NOT (
             old.facets <@ new.facets
             AND strpos(new.title, old.title) > 0 AND strpos(new.title_en, old.title_en) > 0
             AND strpos(new.owner, old.owner) > 0 AND strpos(new.owner_en, old.owner_en) > 0
             AND strpos(new.body, old.body) > 0 AND strpos(new.more, old.more) > 0) AS lost,
         coalesce(array_to_tsvector(new.words), old.tokens) AS tokens,
         coalesce(array_to_tsvector(new.title_words), old.title_tokens) AS title_tokens
    FROM json_to_recordset($1::text::json) AS new (
         id uuid, kind text, title text, title_en text, owner text, owner_en text, body text,
         more text, facets text[], open_from date, open_until date, certified_from date,
         certified_until date, sorted_on date, vector_keys text[], text_hash text, words text[],
         title_words text[])
    LEFT JOIN search_document old ON old.kind = new.kind AND old.id = new.id),
written AS (
  INSERT INTO search_document AS old (id, kind, title, title_en, owner, owner_en, body, more,
         facets, open_from, open_until, certified_from, certified_until, sorted_on, vector_keys,
         text_hash, tokens, title_tokens, revision, indexed_at)
  SELECT id, kind, title, title_en, owner, owner_en, body, more, facets, open_from, open_until,
         certified_from, certified_until, sorted_on, vector_keys, text_hash, tokens, title_tokens,
         nextval('search_revision'), $2
    FROM new
  ON CONFLICT (kind, id) DO UPDATE SET
         title = EXCLUDED.title, title_en = EXCLUDED.title_en,
         owner = EXCLUDED.owner, owner_en = EXCLUDED.owner_en, body = EXCLUDED.body,
         more = EXCLUDED.more, facets = EXCLUDED.facets, open_from = EXCLUDED.open_from,
         open_until = EXCLUDED.open_until, certified_from = EXCLUDED.certified_from,
         certified_until = EXCLUDED.certified_until, sorted_on = EXCLUDED.sorted_on,
         vector_keys = EXCLUDED.vector_keys, text_hash = EXCLUDED.text_hash,
         tokens = EXCLUDED.tokens, title_tokens = EXCLUDED.title_tokens,
         revision = EXCLUDED.revision, indexed_at = EXCLUDED.indexed_at
   WHERE $3::boolean OR (old.title, old.title_en, old.owner, old.owner_en, old.body, old.more,
          old.facets, old.open_from, old.open_until, old.certified_from, old.certified_until,
          old.sorted_on, old.vector_keys, old.text_hash)
     IS DISTINCT FROM
         (EXCLUDED.title, EXCLUDED.title_en, EXCLUDED.owner, EXCLUDED.owner_en,
          EXCLUDED.body, EXCLUDED.more, EXCLUDED.facets, EXCLUDED.open_from, EXCLUDED.open_until,
          EXCLUDED.certified_from, EXCLUDED.certified_until, EXCLUDED.sorted_on,
          EXCLUDED.vector_keys, EXCLUDED.text_hash)
  RETURNING kind, id)
SELECT written.kind, written.id, new.other_vectors, new.lost
  FROM written JOIN new ON new.kind = written.kind AND new.id = written.id
"""


def words_of(texts: Iterable[str]) -> list[str]:
    """Distinct words of texts as the index keeps them, in order (`text.searched`)."""
    return sorted(word for word in searched_words(texts) if len(word) <= LONGEST_WORD)


async def _cut_anew(texts: Mapping[Key, DocumentText]) -> dict[Key, Words]:
    """Words of public texts; texts that the index has cut already are not cut again."""
    public = {key: text for key, text in texts.items() if text.published}
    if not public:
        return {}
    return await asyncio.to_thread(_cut, public, await _hashes(public))


async def _hashes(keys: Collection[Key]) -> dict[Key, str]:
    rows = await fetch(
        "SELECT d.kind, d.id, d.text_hash FROM search_document d "
        "JOIN unnest($1::text[], $2::uuid[]) AS asked (kind, id) "
        "ON d.kind = asked.kind AND d.id = asked.id",
        *columns(keys),
    )
    return {Key(row["kind"], row["id"]): row["text_hash"] for row in rows}


async def _still_there(words: Mapping[Key, Words]) -> dict[Key, Words]:
    """Without those whose words the index had at the first look, and has no more: the document left
    and came back meanwhile, or had another text for a moment."""
    known = (
        await _hashes(kept) if (kept := [key for key in words if words[key].all is None]) else {}
    )
    return {
        key: one for key, one in words.items() if one.all is not None or known.get(key) == one.hash
    }


def _cut(texts: Mapping[Key, DocumentText], known: Mapping[Key, str]) -> dict[Key, Words]:
    found: dict[Key, Words] = {}
    for key, text in texts.items():
        digest = _digest(text)
        if known.get(key) == digest:
            found[key] = Words(digest, None, None)
            continue
        title = [text.title, text.title_en, text.owner, text.owner_en]
        found[key] = Words(digest, words_of([*title, text.body, text.words]), words_of(title))
    return found


def _is_of(words: Words | None, text: DocumentText) -> bool:
    return words is not None and words.hash == _digest(text)


def _digest(text: DocumentText) -> str:
    parts = (text.title, text.title_en, text.owner, text.owner_en, text.body, text.words)
    whole = json.dumps([CUT, *parts], ensure_ascii=False)
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def _as_row(document: EngineDocument, words: Words) -> dict[str, Any]:
    return {
        "id": str(document.id),
        "kind": document.kind,
        "title": document.title,
        "title_en": document.title_en,
        "owner": document.owner,
        "owner_en": document.owner_en,
        "body": document.body,
        "more": document.more,
        "facets": [
            pair for name, codes in sorted(document.facets.items()) for pair in pairs(name, codes)
        ],
        **_days(Period.OPEN, document.periods.get(Period.OPEN)),
        **_days(Period.CERTIFIED, document.periods.get(Period.CERTIFIED)),
        "sorted_on": _day(document.sorted_on),
        "vector_keys": list(embedded_texts(document.kind, document.title, document.body)),
        "text_hash": words.hash,
        "words": words.all,
        "title_words": words.title,
    }


def _days(period: Period, term: Term | None) -> dict[str, str | None]:
    name = period.value
    if term is None:
        return {f"{name}_from": None, f"{name}_until": None}
    return {
        f"{name}_from": _day(term.first or date.min),
        f"{name}_until": _day(term.last or date.max),
    }


def _day(day: date) -> str:
    return {date.min: "-infinity", date.max: "infinity"}.get(day, day.isoformat())
