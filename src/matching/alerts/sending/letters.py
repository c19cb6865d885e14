"""What the mails say. They hold public things only, and never how anybody ranks among others."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.access.actor import ANONYMOUS
from foundation.addresses import full_address
from foundation.database import fetch
from foundation.i18n import gettext as _
from foundation.i18n import language, pick, using_language
from foundation.mail.sending.review import Wording
from matching.alerts.kinds import Kind
from matching.alerts.sending.ledger import Told
from matching.alerts.sending.links import settings_address, stop_address
from matching.alerts.sending.recipients import Recipient
from matching.matcher.scoring.bands import LABELS, Band
from matching.matcher.sources.port import challenge_source
from matching.search.index.store import documents
from matching.search.keys import Key
from matching.search.kinds import CHALLENGE, SOLUTION, address_of
from matching.search.providers import DocumentText, provider_of
from matching.text.terms import meetings, nouns
from matching.text.tokens import tokens

LISTED = 20
"""Finds of one search that a digest names; the rest are counted."""
SHORTEST_TITLE = 40
"""Characters of a title that a subject keeps."""


@dataclass(frozen=True)
class Public:
    """Documents that everybody may read now, with their texts."""

    texts: Mapping[Key, DocumentText]

    def title(self, key: Key) -> str:
        """In the reader's language."""
        text = self.texts[key]
        return pick(text.title, text.title_en or None)

    def owner(self, key: Key) -> str:
        """The bureau or startup, in the reader's language."""
        text = self.texts[key]
        return pick(text.owner, text.owner_en or None)

    def address(self, key: Key) -> str:
        """The full address of its page."""
        return full_address(address_of(*key))

    def __contains__(self, key: Key) -> bool:
        return key in self.texts


async def public(wanted: Collection[Key]) -> Public:
    """Those of these documents that everybody may read now."""
    texts: dict[Key, DocumentText] = {}
    for kind in sorted({key.kind for key in wanted}):
        provider = provider_of(kind)
        ids = [key.id for key in wanted if key.kind == kind]
        seen = await provider.visible_ids(ANONYMOUS, ids)
        texts |= {
            Key(kind, one): text
            for one, text in (await provider.text_of(sorted(seen))).items()
            if text.published
        }
    return Public(texts)


async def write(
    person: Recipient, kind: Kind, news: Sequence[Told]
) -> tuple[Wording | None, list[Told]]:
    """A letter about what still holds, in the person's language.

    Returns:
        The letter, None where nothing is left to tell; and what of the news it tells.
    """
    with using_language(person.language):
        if kind is Kind.SAVED_SEARCH:
            return await _digest(person, news)
        return await _fits(person, kind, news)


async def _fits(
    person: Recipient, kind: Kind, news: Sequence[Told]
) -> tuple[Wording | None, list[Told]]:
    (one,) = news[:1]
    other = SOLUTION if kind is Kind.CHALLENGE_FITS else CHALLENGE
    pairs = {Key(other, UUID(pair["id"])): pair for pair in one.said["pairs"]}
    known = await public([one.key, *pairs])
    still = [pair for key, pair in pairs.items() if key in known]
    challenges = [one.subject] if kind is Kind.CHALLENGE_FITS else [key.id for key in pairs]
    open_ones = await _open(challenges)
    if kind is Kind.SOLUTION_FITS:
        still = [pair for pair in still if UUID(pair["id"]) in open_ones]
    elif one.subject not in open_ones:
        still = []
    if one.key not in known or not still:
        return None, []
    title = known.title(one.key)
    values = {"title": title, "owner": known.owner(one.key), "short": _short(title)}
    words = await _words(other, (UUID(pair["id"]) for pair in still))
    own = (await _words(one.subject_kind, [one.subject])).get(one.subject, frozenset())
    lines = [
        _pair_lines(
            Key(other, UUID(pair["id"])),
            {**pair, "met": _still_met(pair["met"], own, words.get(UUID(pair["id"]), frozenset()))},
            known,
            link=kind is Kind.SOLUTION_FITS,
        )
        for pair in still
    ]
    if kind is Kind.CHALLENGE_FITS:
        subject = _("合いそうな課題が公開されました：%(short)s", **values)
        intro = _(
            "%(owner)sが課題「%(title)s」を公開しました。御社の次の解決策が合いそうです。", **values
        )
    else:
        subject = _("課題に合いそうな解決策が公開されました：%(short)s", **values)
        intro = _(
            "%(owner)sが解決策「%(title)s」を公開しました。次の課題に合いそうです。", **values
        )
    body = "\n\n".join(
        [_greeting(person), f"{intro}\n{known.address(one.key)}", *lines, _foot(person, kind)]
    )
    return Wording(subject, body + "\n"), [one]


async def _words(kind: str, ids: Iterable[UUID]) -> dict[UUID, frozenset[str]]:
    """Words of what everybody may read now, by document."""
    return {key: one.words for key, one in (await documents(kind, list(ids))).items()}


def _still_met(met: Sequence[str], *texts: frozenset[str]) -> list[str]:
    """Of the words that met when the alert was written, those that both texts still have."""
    return [
        word
        for word in met
        if (terms := list(nouns(tokens(word)).values()))
        and not any(meetings(terms, words)[1] for words in texts)
    ]


def _pair_lines(key: Key, pair: Mapping[str, Any], known: Public, *, link: bool) -> str:
    comma = ", " if language() == "en" else "、"
    lines = [_("・%(title)s", title=known.title(key))]
    if pair["met"]:
        lines.append("  " + _("一致した言葉：%(words)s", words=comma.join(pair["met"])))
    band = Band(pair["band"])
    if band is not Band.UNKNOWN:
        lines.append("  " + _("意味の近さ：%(band)s", band=str(LABELS[band])))
    if link:
        lines.append("  " + known.address(key))
    return "\n".join(lines)


async def _digest(person: Recipient, news: Sequence[Told]) -> tuple[Wording | None, list[Told]]:
    known = await public([one.key for one in news])
    searches = await _searches(person.account_id, {one.object for one in news})
    told = [one for one in news if one.key in known and one.object in searches]
    if not told:
        return None, []
    parts = []
    for search_id, search in searches.items():
        found = [one for one in told if one.object == search_id]
        if found:
            parts.append(_search_lines(search, found, known))
    count = len(told)
    subject = _("保存した検索に新着が%(count)s件あります", count=count)
    body = "\n\n".join([_greeting(person), *parts, _foot(person, Kind.SAVED_SEARCH)])
    return Wording(subject, body + "\n"), told


def _search_lines(search: Mapping[str, Any], found: Sequence[Told], known: Public) -> str:
    lines = [_("■ %(name)s（新着%(count)s件）", name=search["name"], count=len(found))]
    for one in found[:LISTED]:
        owner = known.owner(one.key)
        title = known.title(one.key)
        lines.append(
            _("・%(title)s（%(owner)s）", title=title, owner=owner)
            if owner
            else _("・%(title)s", title=title)
        )
        lines.append("  " + known.address(one.key))
    if len(found) > LISTED:
        lines.append(_("ほか%(count)s件", count=len(found) - LISTED))
    address = f"{full_address('/search')}?{search['query']}"
    lines.append(_("この検索を開く：%(address)s", address=address))
    return "\n".join(lines)


def _greeting(person: Recipient) -> str:
    return _("%(name)s 様", name=person.name)


def _foot(person: Recipient, kind: Kind) -> str:
    return _(
        "――\nこの知らせを止める（ログインはいりません）：\n%(stop)s\n"
        "知らせの種類と回数を選ぶ：\n%(settings)s",
        stop=stop_address(person.account_id, kind),
        settings=settings_address(),
    )


def _short(title: str) -> str:
    return title if len(title) <= SHORTEST_TITLE else title[: SHORTEST_TITLE - 1] + "…"


async def _open(ids: Collection[UUID]) -> frozenset[UUID]:
    return frozenset(await challenge_source().open_ids()) & frozenset(ids)


async def _searches(account_id: UUID, ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    rows = await fetch(
        "SELECT id, name, query FROM saved_search WHERE account = $1 AND id = ANY($2) "
        "AND frequency <> 'paused' ORDER BY created_at, id",
        account_id,
        list(ids),
    )
    return {row["id"]: row for row in rows}
