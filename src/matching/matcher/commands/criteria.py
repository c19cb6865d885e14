"""A bureau changes how its challenge is matched: words, and what conditions do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit.effects import record
from foundation.clock import now
from foundation.database import fetch_one, transaction
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import format_datetime
from foundation.i18n import gettext as _
from matching.matcher.policy import may_change_criteria, may_read_before_publication
from matching.matcher.queries.criteria import criteria_from
from matching.matcher.scoring.criteria import UNCHANGED, Criteria, asked_keys, kind_of
from matching.matcher.scoring.rules import RULES, Mode
from matching.matcher.sources.port import ChallengeFields, challenge_source
from matching.text.normalise import normalise
from matching.text.terms import SHOWN, nouns, typed_term
from matching.text.tokens import tokens

WORD_LENGTH = 40
MOST_REMOVED = 50
MOST_SENT = 100
"""Words in one request, in all their spellings; cutting one takes its time."""
Change = Callable[[ChallengeFields, Criteria], Criteria]


async def add_word(actor: Actor, challenge_id: UUID, word: str, version: int) -> Criteria:
    """Look for a further word; one that is looked for already stays once, one left out comes back.

    Args:
        version: of the criteria that the actor saw; 0 where nothing was ever changed.

    Raises:
        NotFound, NotPermitted: no such challenge, or another than the owning bureau asks.
        Invalid: empty, too long, nothing to look for in it, or too many.
        Conflict: somebody else changed the criteria meanwhile.
    """
    written = _checked_word(word)
    term = typed_term(written)
    form = "" if term is None else term.form

    def change(challenge: ChallengeFields, before: Criteria) -> Criteria:
        removed = tuple(one for one in before.removed if one != form)
        if removed != before.removed:
            return replace(before, removed=removed)
        known = {one.form for added in before.added if (one := typed_term(added)) is not None}
        if form in known:
            return before
        return replace(before, added=_checked_words((*before.added, written)))

    return await _change(actor, challenge_id, version, change)


async def remove_word(actor: Actor, challenge_id: UUID, form: str, version: int) -> Criteria:
    """Leave out a key term by its normalised form: an added one is forgotten, one of the text kept aside.

    Raises:
        NotFound, NotPermitted, Conflict: as `add_word`.
    """

    def change(challenge: ChallengeFields, before: Criteria) -> Criteria:
        added = tuple(
            word for word in before.added if (term := typed_term(word)) is None or term.form != form
        )
        if added != before.added:
            return replace(before, added=added)
        if form in before.removed or form not in _nouns_of(challenge):
            return before
        return replace(before, removed=(*before.removed, form)[-MOST_REMOVED:])

    return await _change(actor, challenge_id, version, change)


async def restore_word(actor: Actor, challenge_id: UUID, form: str, version: int) -> Criteria:
    """Let a word of the text count again.

    Raises:
        NotFound, NotPermitted, Conflict: as `add_word`.
    """

    def change(challenge: ChallengeFields, before: Criteria) -> Criteria:
        return replace(before, removed=tuple(one for one in before.removed if one != form))

    return await _change(actor, challenge_id, version, change)


async def set_modes(
    actor: Actor, challenge_id: UUID, modes: Mapping[str, str], version: int
) -> Criteria:
    """Say what conditions do; those that are not named stay as they are.

    Args:
        modes: key of a condition (`criteria.asked_keys`) → `rules.Mode`.

    Raises:
        NotFound, NotPermitted, Conflict: as `add_word`.
        Invalid: an unknown condition or mode, or one that cannot be demanded.
    """

    def change(challenge: ChallengeFields, before: Criteria) -> Criteria:
        _check_modes(challenge, modes)
        rest = before.demanded | before.switched_off
        named = set(modes)
        must = {key for key, mode in modes.items() if mode == Mode.MUST}
        off = {key for key, mode in modes.items() if mode == Mode.SHOWN}
        return replace(
            before,
            demanded=(before.demanded & (rest - named)) | must,
            switched_off=(before.switched_off & (rest - named)) | off,
        )

    return await _change(actor, challenge_id, version, change)


async def replace_criteria(
    actor: Actor,
    challenge_id: UUID,
    *,
    added: Sequence[str],
    removed: Sequence[str],
    modes: Mapping[str, str],
    version: int,
) -> Criteria:
    """Put criteria in the place of those there were.

    Args:
        removed: words of the text, as written or in their normalised form.
        modes: as `set_modes`; conditions that are not named move the order.

    Raises:
        NotFound, NotPermitted, Conflict, Invalid: as `add_word` and `set_modes`.
    """
    if len(added) > MOST_SENT:
        raise Invalid({"word": _("足せる言葉は%(limit)s語までです。", limit=SHOWN)})
    words = _checked_words(tuple(_checked_word(word) for word in added))

    def change(challenge: ChallengeFields, before: Criteria) -> Criteria:
        _check_modes(challenge, modes)
        of_text = _nouns_of(challenge)
        forms = {term.surface: form for form, term in of_text.items()} | {
            form: form for form in of_text
        }
        unknown = [word for word in removed if word not in forms]
        if unknown:
            raise Invalid(
                {
                    "removed": _(
                        "「%(word)s」は課題の文にありません。", word=unknown[0][:WORD_LENGTH]
                    )
                }
            )
        return replace(
            before,
            added=words,
            removed=tuple(dict.fromkeys(forms[word] for word in removed))[:MOST_REMOVED],
            demanded=frozenset(key for key, mode in modes.items() if mode == Mode.MUST),
            switched_off=frozenset(key for key, mode in modes.items() if mode == Mode.SHOWN),
        )

    return await _change(actor, challenge_id, version, change)


async def _change(actor: Actor, challenge_id: UUID, version: int, change: Change) -> Criteria:
    challenge = (await challenge_source().fields_of([challenge_id])).get(challenge_id)
    if challenge is None:
        raise NotFound()
    verdict = may_change_criteria(actor, challenge.owner_id)
    if not verdict and not (
        challenge.published or may_read_before_publication(actor, challenge.owner_id)
    ):
        raise NotFound()
    verdict.require()
    async with transaction():
        row = await fetch_one(
            "SELECT m.*, a.name AS changed_by_name FROM match_criteria m "
            "LEFT JOIN account a ON a.id = m.changed_by WHERE m.challenge = $1 FOR UPDATE OF m",
            challenge_id,
        )
        before = UNCHANGED if row is None else criteria_from(row)
        after = change(challenge, before)
        if after == before:
            # Sent twice: what was wanted is there.
            return before
        if before.version != version:
            raise Conflict(_changed_meanwhile(before))
        written = await fetch_one(
            _INSERT if row is None else _UPDATE,
            challenge_id,
            list(after.added),
            list(after.removed),
            sorted(after.demanded),
            sorted(after.switched_off),
            actor.account_id,
            now(),
            version,
        )
        if written is None:
            raise Conflict(_changed_meanwhile(before))
        await record(
            actor,
            "match_criteria.change",
            "match_criteria",
            challenge_id,
            _said(before),
            _said(after),
        )
        return criteria_from({**written, "changed_by_name": actor.account_name})


_INSERT = (
    "INSERT INTO match_criteria "
    "(challenge, added, removed, demanded, switched_off, changed_by, changed_at, version) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8::integer + 1) "
    "ON CONFLICT (challenge) DO NOTHING RETURNING *"
)
_UPDATE = (
    "UPDATE match_criteria SET added = $2, removed = $3, demanded = $4, switched_off = $5, "
    "changed_by = $6, changed_at = $7, version = version + 1 "
    "WHERE challenge = $1 AND version = $8 RETURNING *"
)


def _changed_meanwhile(now_there: Criteria) -> str:
    if now_there.changed_at is None or now_there.changed_by is None:
        return _("ほかの人が先に変えました。今の内容を確かめてから、もう一度変えてください。")
    return _(
        "%(name)sが%(at)sに先に変えました。今の内容を確かめてから、もう一度変えてください。",
        name=now_there.changed_by,
        at=format_datetime(now_there.changed_at, year=False),
    )


def _said(criteria: Criteria) -> dict[str, Any]:
    return {
        "added": list(criteria.added),
        "removed": list(criteria.removed),
        "demanded": sorted(criteria.demanded),
        "switched_off": sorted(criteria.switched_off),
    }


def _checked_word(word: str) -> str:
    written = normalise(word)
    if not written:
        raise Invalid({"word": _("足す言葉を書いてください。")})
    if len(written) > WORD_LENGTH:
        raise Invalid({"word": _("言葉は%(limit)s文字以内で書いてください。", limit=WORD_LENGTH)})
    if typed_term(written) is None:
        raise Invalid({"word": _("「%(word)s」には探せる言葉がありません。", word=written)})
    return written


def _checked_words(words: Sequence[str]) -> tuple[str, ...]:
    different = {term.form: word for word in words if (term := typed_term(word)) is not None}
    if len(different) > SHOWN:
        raise Invalid({"word": _("足せる言葉は%(limit)s語までです。", limit=SHOWN)})
    return tuple(different.values())


def _check_modes(challenge: ChallengeFields, modes: Mapping[str, str]) -> None:
    there = set(asked_keys(challenge))
    for key, mode in modes.items():
        if key not in there:
            raise Invalid(
                {"conditions": _("この課題にない条件です：%(key)s", key=key[:WORD_LENGTH])}
            )
        if mode not in set(Mode):
            raise Invalid(
                {"conditions": _("条件の扱いは、必ず、順位に反映、見るだけから選んでください。")}
            )
        if mode == Mode.MUST and not RULES[kind_of(key)].demandable:
            raise Invalid({"conditions": _("この条件は「必ず」にできません。順位に反映できます。")})


def _nouns_of(challenge: ChallengeFields) -> dict[str, Any]:
    return dict(nouns(tokens(f"{challenge.title}\n{challenge.body}")))
