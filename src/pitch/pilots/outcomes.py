"""What is told on from a pilot: facts about its solution and challenge, and mails to the startup."""

from typing import Any

from foundation import clock
from foundation.database import require_transaction
from foundation.i18n import format_date, format_fiscal_year, path, pick, using_language
from foundation.i18n import gettext as _
from foundation.identity.accounts.queries import emails_of_members
from foundation.mail import queue_mail
from foundation.settings import current
from matching.facts.effects import record_fact, withdraw_fact
from matching.facts.kinds import FactKind, SubjectKind
from pitch.pilots.labels import outcome_label

Row = dict[str, Any]
SOURCE = "pilot"
PILOTING, PILOTED = "piloting", "piloted"


async def tell_running(pilot: Row) -> None:
    """The challenge has reached its pilot."""
    await _stage(pilot, PILOTING)


async def tell_not_running(pilot: Row) -> None:
    """The challenge is before its pilot again."""
    await withdraw_fact(FactKind.CHALLENGE_STAGE, SOURCE, pilot["id"])


async def tell_outcome(pilot: Row) -> None:
    """The published evaluation, as a fact about the solution and the challenge's stage."""
    day = pilot["evaluated_at"].astimezone(clock.TOKYO).date()
    await record_fact(
        SubjectKind.SOLUTION,
        pilot["solution"],
        FactKind.PILOT_OUTCOME,
        label_ja=_outcome_words(pilot, "ja"),
        label_en=_outcome_words(pilot, "en"),
        valid_from=day,
        valid_until=None,
        source_kind=SOURCE,
        source_id=pilot["id"],
        published_at=pilot["published_at"],
        value=pilot["outcome"],
    )
    await _stage(pilot, PILOTED)


async def tell_no_outcome(pilot: Row) -> None:
    """The evaluation is not public any more."""
    await withdraw_fact(FactKind.PILOT_OUTCOME, SOURCE, pilot["id"])
    await _stage(pilot, PILOTING)


async def _stage(pilot: Row, stage: str) -> None:
    if pilot["challenge"] is None:
        return
    ended = stage == PILOTED
    at = pilot["evaluated_at"] if ended else pilot["started_at"]
    label_ja, label_en = (
        _outcome_words(pilot, language) if ended else _piloting_words(language)
        for language in ("ja", "en")
    )
    await record_fact(
        SubjectKind.CHALLENGE,
        pilot["challenge"],
        FactKind.CHALLENGE_STAGE,
        label_ja=label_ja,
        label_en=label_en,
        valid_from=at.astimezone(clock.TOKYO).date(),
        valid_until=None,
        source_kind=SOURCE,
        source_id=pilot["id"],
        published_at=pilot["published_at"] if ended else pilot["started_at"],
        value=stage,
    )


def _piloting_words(language: str) -> str:
    with using_language(language):
        return _("実証中")


def _outcome_words(pilot: Row, language: str) -> str:
    with using_language(language):
        outcome = outcome_label(pilot["outcome"])
        if "evaluation.outcome" in (pilot["provenance"] or {}).get("sample_fields", ()):
            outcome = _("%(outcome)s（区分は見本）", outcome=outcome)
        return _(
            "%(outcome)s：%(year)sの実証、%(site)s",
            outcome=outcome,
            year=format_fiscal_year(clock.fiscal_year(pilot["starts_on"])),
            site=pick(pilot["site_ja"], pilot["site_en"]),
        )


async def mail_start(pilot: Row) -> None:
    """The startup hears that the pilot has begun."""
    require_transaction()
    for email, language in await emails_of_members(pilot["startup"]):
        with using_language(language):
            subject = _("実証が始まりました")
            body = _(
                "解決策「%(solution)s」の実証を始めました。計画と結果はこちらで見られます。\n\n"
                "実証：%(title)s\n現場：%(site)s\n期間：%(first)sから%(last)sまで\n\n%(address)s\n",
                **_values(pilot),
            )
        await queue_mail(email, subject, body, _key("started", pilot, email), language)


async def mail_evaluation(pilot: Row) -> None:
    """The startup hears what was decided, once it is public."""
    require_transaction()
    for email, language in await emails_of_members(pilot["startup"]):
        with using_language(language):
            subject = _("実証の評価を公表しました")
            body = _(
                "解決策「%(solution)s」の実証の評価を公表しました。\n\n"
                "実証：%(title)s\n評価：%(outcome)s\n\n理由：\n%(reason)s\n\n%(address)s\n",
                **_values(pilot),
                outcome=outcome_label(pilot["outcome"]),
                reason=pick(pilot["outcome_reason_ja"], pilot["outcome_reason_en"]),
            )
        await queue_mail(email, subject, body, _key("published", pilot, email), language)


def _values(pilot: Row) -> dict[str, str]:
    solution = pilot["snapshot"]["content"]
    return {
        "title": pick(pilot["title_ja"], pilot["title_en"]),
        "solution": pick(solution["title_ja"], solution.get("title_en")),
        "site": pick(pilot["site_ja"], pilot["site_en"]),
        "first": format_date(pilot["starts_on"]),
        "last": format_date(pilot["ends_on"]),
        "address": current().base_url + path(f"/pilots/{pilot['id']}"),
    }


def _key(what: str, pilot: Row, email: str) -> str:
    return f"pilot_{what}:{pilot['id']}:{pilot['version']}:{email}"
