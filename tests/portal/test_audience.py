"""No field reaches a reader that `docs/audience.md` does not give it to, and each reaches all it does."""

from collections.abc import Callable
from functools import cache

import httpx
import pytest

from matching.challenges.content import ChallengeContent
from matching.solutions.content import SolutionContent
from matching.startups.company.profile import StartupProfile
from pitch.contests.content import ContestContent
from pitch.pilots.content import (
    EvaluationContent,
    IndicatorContent,
    MeasurementContent,
    PilotContent,
)
from procurement.certification.content import CertificationContent, Opinion
from tests.factories.identity import person
from tests.portal.audience.marks import Field, Marks
from tests.portal.audience.matching import matching
from tests.portal.audience.pitch import pitch
from tests.portal.audience.procurement import procurement
from tests.portal.audience.table import REST, VISITORS, Subject, subjects
from tests.portal.audience.visits import NEWCOMER, Visit, visit_all

WAITING_OWNER = "startup: not confirmed"
"""Its own people are another visitor than the member of the confirmed startup."""
HALVES = (VISITORS[::2], (*VISITORS[1::2], NEWCOMER))


FEW_VALUES = {
    *("site_type", "region", "regions", "category", "categories", "site_types", "conditions"),
    *("readiness", "readiness_minimum", "not_on_sale", "evidence_public", "price_public"),
    *("price_unit", "name_kana", "postal_code", "starts_on", "ends_on", "better", "challenge"),
    *("entry_deadline", "judging_deadline", "final_at", "criteria"),
    *("novelty_passed", "benefit_passed", "feasibility_passed"),
}
"""Fields that cannot carry a value of their own; they are written and read with the others."""
CONTENTS = {
    "challenge: published": ChallengeContent,
    "startup: confirmed": StartupProfile,
    "solution: price and evidence closed": SolutionContent,
    "contest: open": ContestContent,
    "pilot: running": PilotContent,
    "pilot: indicator, running": IndicatorContent,
    "pilot: result, running": MeasurementContent,
    "pilot: evaluation decided": EvaluationContent,
    "certification: published": CertificationContent,
    "certification: opinion, published": Opinion,
}
ELSEWHERE = {"indicators", "opinions", "judge_ids", "challenge_id", "id"}
"""Parts of a content with a table of their own, and links."""


@pytest.mark.parametrize("subject", CONTENTS)
def test_every_field_of_a_content_has_its_readers(subject: str):
    for name in set(CONTENTS[subject].__struct_fields__) - ELSEWHERE:
        assert _subjects()[subject].of(name) is not None


@pytest.mark.parametrize("visitors", HALVES, ids=("one half", "other half"))
async def test_fields_reach_their_readers_and_nobody_else(
    new_client: Callable[..., httpx.AsyncClient], visitors: tuple[str, ...]
):
    marks = Marks()
    known, places = await matching(marks)
    places += [*await pitch(marks, known), *await procurement(marks)]
    places.append({"kind": "conflict", "account_id": str((await person("member")).account_id)})
    assert not _not_tried(marks)
    visits = await visit_all(new_client, marks, places, visitors)
    assert not [broken for visit in visits.values() for broken in visit.broken]
    wrong = [*_leaks(visits), *_missing(visits, marks)]
    assert not wrong, "\n".join(wrong)


def _not_tried(marks: Marks) -> list[Field]:
    """Rows of the document that nothing in the world stands for."""
    told = {*marks.fields.values(), *(told for at in marks.scopes.values() for _, told in at)}
    return [
        (name, field)
        for name, subject in _subjects().items()
        for field in subject.readers
        if (name, field) not in told
        and field not in FEW_VALUES
        and not (field == REST and any(marked == name for marked, _field in told))
    ]


@cache
def _subjects() -> dict[str, Subject]:
    return subjects()


def _readers(told: Field) -> frozenset[str]:
    subject, field = told
    readers = _subjects()[subject].of(field)
    if subject == WAITING_OWNER:
        return readers - {"member"} | ({NEWCOMER} if "member" in readers else set())
    if "other_member" in readers:
        return readers | {NEWCOMER}
    return readers


def _leaks(visits: dict[str, Visit]) -> list[str]:
    return [
        f"{visit.name} reads {told[0]} / {told[1]} at {path}"
        for visit in visits.values()
        for told, path in visit.seen.items()
        if visit.name not in _readers(told)
    ]


def _missing(visits: dict[str, Visit], marks: Marks) -> list[str]:
    told_of = {*marks.fields.values(), *(told for at in marks.scopes.values() for _, told in at)}
    return [
        f"{name} does not get {told[0]} / {told[1]}"
        for told in sorted(told_of)
        for name in sorted(_readers(told) & visits.keys())
        if told not in visits[name].seen and (name != NEWCOMER or told[0] == WAITING_OWNER)
    ]
