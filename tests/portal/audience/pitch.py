"""Marked contests, entries, ballots, results and pilots."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.database import ANY_VERSION
from foundation.ids import new_id
from matching.challenges.commands import withdraw_challenge
from matching.challenges.content import ChallengeContent
from matching.solutions.content import SolutionContent
from pitch.contests import commands as contests_of
from pitch.contests.content import ContestContent
from pitch.contests.entries import commands as entering
from pitch.contests.queries import criteria_of
from pitch.contests.rubric import CriterionContent, DescriptorContent
from pitch.contests.states import Act
from pitch.judging.ballots import commands as balloting
from pitch.judging.ballots.content import BallotContent
from pitch.judging.results import commands
from pitch.judging.results.commands import Decision
from pitch.judging.running.order import order_of
from pitch.pilots import commands as pilots_of
from pitch.pilots.content import (
    EvaluationContent,
    IndicatorContent,
    MeasurementContent,
    PilotContent,
    PilotSource,
)
from pitch.pilots.queries import pilot_for
from pitch.pilots.states import SourceKind
from tests.factories import challenges, contests, pilots
from tests.factories.identity import OTHER, Person, person
from tests.factories.judging import SECOND
from tests.factories.solutions import solution
from tests.portal.audience.marks import Marks
from tests.portal.audience.matching import Matching, Places, colleague, named

THIRD = "（三）"
"""Mark of a startup whose entry the judge steps aside from."""


@dataclass(frozen=True)
class _Judging:
    """A contest being judged by `judge` and `fellow_judge`; its entries by the mark of their startup."""

    id: UUID
    entries: dict[str, UUID]
    criteria: tuple[UUID, ...]

    def ballot(self, comment: str, feedback: str) -> BallotContent:
        """The same score on every criterion, with the first one explained."""
        return BallotContent(
            scores=dict.fromkeys(self.criteria, 4),
            comments={self.criteria[0]: comment},
            feedback=feedback,
        )


async def pitch(marks: Marks, known: Matching) -> Places:
    """Contests and pilots in all their states; returns what the addresses need."""
    judge = await person("judge")
    await named(marks, judge, "account: of a judge")
    return [
        *await _pilots(marks, known),
        *await _contests(marks, known),
        *await _judged(marks, known, judge),
    ]


def _criteria(marks: Marks, subject: str) -> list[CriterionContent]:
    first = marks.fill(subject, CriterionContent)
    descriptors = [
        DescriptorContent(
            value=value,
            ja=marks.text(subject, f"descriptor {value} ja"),
            en=marks.text(subject, f"descriptor {value} en"),
        )
        for value in range(1, 6)
    ]
    return [
        CriterionContent(**first, weight=60, descriptors=descriptors),
        contests.criterion("実現可能性", 40),
    ]


async def _contests(marks: Marks, known: Matching) -> Places:
    subject = "contest: {}".format

    def made(state: str) -> dict[str, Any]:
        return {
            "challenge_id": known.challenge,
            **marks.fill(subject(state), ContestContent),
            "criteria": _criteria(marks, subject(state)),
        }

    secretariat = await person("secretariat")
    draft = await contests.draft(**made("draft"))
    cancelled = await contests.open_(**made("cancelled"))
    await contests_of.act_on_contest(
        secretariat.actor,
        cancelled,
        Act.CANCEL,
        ANY_VERSION,
        reason=marks.text(subject("cancelled"), "reason"),
    )
    opened = await contests.open_(**made("open"))
    entry = await _enter(marks, opened, "entry: submitted")
    gone = await _enter(marks, opened, "entry: withdrawn", OTHER)
    other = await person("member", OTHER)
    await entering.withdraw_entry(other.actor, gone, marks.text("entry: withdrawn", "reason"))
    owner = await person("challenge_owner")
    lost = await challenges.published(
        owner, **marks.fill("challenge: withdrawn after a contest and a pilot", ChallengeContent)
    )
    about_lost = await contests.open_(challenge_id=lost)
    pilot = await pilots.running(
        source=PilotSource(
            kind=SourceKind.OPEN_CALL, solution_id=await solution(), challenge_id=lost
        ),
        site_en="Sample site",
        section_en="Sample section",
    )
    pilot_elsewhere = await pilots.running(
        await person("pilot_owner", OTHER),
        PilotSource(kind=SourceKind.OPEN_CALL, solution_id=await solution(), challenge_id=lost),
        site_en="Sample site",
        section_en="Sample section",
    )
    await withdraw_challenge(owner.actor, lost, "見本の理由", ANY_VERSION)
    return [
        {"contest_id": str(opened), "entry_id": str(entry)},
        {"contest_id": str(opened), "entry_id": str(gone)},
        *({"contest_id": str(one)} for one in (draft, cancelled, about_lost)),
        {"pilot_id": str(pilot), "challenge_id": str(lost), "edition": "1"},
        {"pilot_id": str(pilot_elsewhere)},
    ]


async def _enter(marks: Marks, contest_id: UUID, subject: str, mark: str = "") -> UUID:
    member = await person("member", mark)
    content = marks.fill(
        subject,
        SolutionContent,
        [
            one
            for one in SolutionContent.__struct_fields__
            if not one.startswith(("price_", "evid"))
        ],
    )
    title = marks.text(subject, "public title of the solution")
    solution_id = await solution(mark, title_ja=title, **content)
    for part in (contest_id, "/entries"):
        marks.scope(title, part, (subject, "who enters with what"))
    made = await entering.enter_contest(
        member.actor,
        new_id(),
        contest_id,
        solution_id,
        marks.text(subject, "message_ja"),
        marks.text(subject, "message_en"),
    )
    return made.id


async def _being_judged(known: Matching, *startups: str) -> _Judging:
    judges = [await person("judge"), await person("judge", SECOND)]
    contest_id = await contests.open_(
        challenge_id=known.challenge, judge_ids=[one.account_id for one in judges]
    )
    entries = {mark: await contests.entry(contest_id, mark) for mark in startups}
    secretariat = await person("secretariat")
    await contests_of.act_on_contest(
        secretariat.actor, contest_id, Act.START_JUDGING, ANY_VERSION, reason="応募がそろったため"
    )
    return _Judging(contest_id, entries, tuple([one.id for one in await criteria_of(contest_id)]))


async def _judged(marks: Marks, known: Matching, judge: Person) -> Places:
    going_on = await _being_judged(known, "", OTHER, THIRD)
    await balloting.save_ballot(
        judge.actor, going_on.entries[""], 0, _ballot(marks, going_on, "ballot: draft")
    )
    await balloting.submit_ballot(
        judge.actor,
        going_on.entries[OTHER],
        0,
        _ballot(marks, going_on, "ballot: submitted, others missing"),
    )
    await balloting.recuse(
        judge.actor, going_on.entries[THIRD], marks.text("ballot: recused", "reason")
    )
    complete = await _complete(marks, known, judge, "ballot: all submitted")
    decided = await _complete(marks, known, judge, "ballot: decided")
    await _decide(marks, decided, "result: decided")
    published = await _complete(marks, known, judge, "ballot: result published")
    secretariat = await _decide(marks, published, "result: published")
    await commands.publish_result(secretariat.actor, published.id, ANY_VERSION)
    return [
        {
            "contest_id": str(one.id),
            "entry_id": str(entry),
            "ballot_id": str(balloting.ballot_id_of(entry, judge.account_id)),
        }
        for one in (going_on, complete, decided, published)
        for entry in one.entries.values()
    ]


def _ballot(marks: Marks, judging: _Judging, subject: str) -> BallotContent:
    return judging.ballot(marks.text(subject, "comment"), marks.text(subject, "feedback"))


async def _complete(marks: Marks, known: Matching, judge: Person, subject: str) -> _Judging:
    judging = await _being_judged(known, "", OTHER)
    fellow = await person("judge", SECOND)
    marked = _ballot(marks, judging, subject)
    own, other = judging.entries[""], judging.entries[OTHER]
    await balloting.submit_ballot(judge.actor, own, 0, marked)
    plain = judging.ballot("見本の講評", "見本のひとこと")
    shared = marks.text(subject, "feedback that is passed on")
    await balloting.submit_ballot(judge.actor, other, 0, plain)
    await balloting.submit_ballot(fellow.actor, other, 0, plain)
    await balloting.submit_ballot(fellow.actor, own, 0, judging.ballot("見本の講評", shared))
    return judging


async def _decide(marks: Marks, judging: _Judging, subject: str) -> Person:
    secretariat = await person("secretariat")
    fellow = await person("judge", SECOND)
    order = await order_of(secretariat.actor, judging.id)
    await commands.decide(
        secretariat.actor,
        judging.id,
        Decision(
            seen=ANY_VERSION,
            places={one.entry.id: one.score.rank for one in order.entries if one.score.rank},
            reason=marks.text(subject, "reason"),
            comment_ja=marks.text(subject, "comment_ja"),
            comment_en=marks.text(subject, "comment_en"),
            shared_feedback=[balloting.ballot_id_of(judging.entries[""], fellow.account_id)],
        ),
    )
    return secretariat


async def _pilots(marks: Marks, known: Matching) -> Places:
    subject = "pilot: {}".format
    owner = await person("pilot_owner")
    await colleague(marks, "pilot_owner", "account: of a bureau")

    def made(state: str) -> dict[str, Any]:
        skip = ("starts_on", "ends_on")
        return {
            **marks.fill(subject(state), PilotContent, skip),
            "indicators": [
                pilots.indicator(
                    **marks.fill(subject(f"indicator, {state}"), IndicatorContent, ("better",))
                )
            ],
        }

    async def source() -> PilotSource:
        return await pilots.open_call(await solution(), known.challenge)

    planned = await pilots.planned(owner, await source(), **made("planned"))
    cancelled = await pilots.planned(owner, await source(), **made("cancelled"))
    await pilots_of.cancel_pilot(
        owner.actor, cancelled, marks.text(subject("cancelled"), "reason"), ANY_VERSION
    )
    running = await pilots.running(owner, await source(), **made("running"))
    results_places = [await _measure(marks, owner, running, "pilot: result, running")]
    evaluated = await pilots.running(owner, await source(), **made("evaluated"))
    results_places.append(await _measure(marks, owner, evaluated, "pilot: result, evaluated"))
    await _evaluate(marks, owner, evaluated, "pilot: evaluation decided")
    published = await pilots.running(owner, await source(), **made("published"))
    results_places.append(await _measure(marks, owner, published, "pilot: result, published"))
    await _evaluate(marks, owner, published, "pilot: evaluation published")
    await pilots_of.publish_evaluation(owner.actor, published, ANY_VERSION)
    return results_places[::-1] + [{"pilot_id": str(one)} for one in (planned, cancelled)]


async def _measure(marks: Marks, owner: Person, pilot_id: UUID, subject: str) -> dict[str, str]:
    first = (await pilot_for(owner.actor, pilot_id)).indicators[0]
    wrong = await pilots_of.record_measurement(
        owner.actor, new_id(), pilot_id, first.id, pilots.result()
    )
    skip = ("measured_on",)
    right = pilots.result(**marks.fill(subject, MeasurementContent, skip))
    made = await pilots_of.correct_measurement(
        owner.actor, pilot_id, wrong.id, right, marks.text(subject, "reason of a correction")
    )
    return {"pilot_id": str(pilot_id), "measurement_id": str(made.id)}


async def _evaluate(marks: Marks, owner: Person, pilot_id: UUID, subject: str) -> None:
    finding = pilots.finding(**marks.fill(subject, EvaluationContent))
    await pilots_of.evaluate_pilot(owner.actor, pilot_id, finding, ANY_VERSION)
