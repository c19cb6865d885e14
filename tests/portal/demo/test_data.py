"""The demo data: complete, without contradictions, and true on any day of loading."""

from datetime import date, timedelta

import msgspec
import pytest

from portal.demo.checks import problems
from portal.demo.model import load_demo_data
from portal.demo.records import (
    Certification,
    Challenge,
    Contest,
    DemoData,
    Pilot,
    Solution,
    When,
)

LOAD_DAYS = [
    date(2026, 11, 24),
    date(2027, 3, 31),
    date(2027, 4, 1),
    date(2028, 2, 29),
]


@pytest.fixture(scope="module")
def data() -> DemoData:
    return load_demo_data()


def in_term(row: Certification, today: date) -> bool:
    return row.state == "certified" and row.decided.on(today) <= today <= row.last_day(today)


def test_there_is_a_record_for_each_step_of_the_chain(data: DemoData) -> None:
    states = {
        "challenges": {"draft", "submitted", "returned", "published", "closed"},
        "solutions": {"draft", "published"},
        "contests": {"open", "judging", "published"},
        "pilots": {"planned", "running", "evaluated"},
        "certifications": {"certified", "suspended", "revoked"},
    }
    for kind, wanted in states.items():
        assert wanted <= {row.state for row in getattr(data, kind)}, kind
    assert {ballot.state for c in data.contests for ballot in c.ballots} == {
        "draft",
        "submitted",
        "recused",
    }


def test_all_real_pairs_are_there_on_both_sides(data: DemoData) -> None:
    asked = {c.provenance.pair for c in data.challenges if c.provenance and c.provenance.pair}
    answered = {s.provenance.pair for s in data.solutions if s.provenance and s.provenance.pair}
    assert asked == answered
    assert len(asked) == 36


def test_both_ends_of_a_pair_tell_the_same_of_where_they_come_from(data: DemoData) -> None:
    rows: list[Challenge | Solution] = [*data.challenges, *data.solutions]
    told = [row.provenance for row in rows if row.provenance]
    for pair in {one.pair for one in told if one.pair}:
        ends = [one for one in told if one.pair == pair]
        assert len(ends) == 2, pair
        assert {(one.programme, one.edition, one.date_text) for one in ends} == {
            (ends[0].programme, ends[0].edition, ends[0].date_text)
        }


def test_what_every_record_of_a_file_shares_a_record_can_say_otherwise(data: DemoData) -> None:
    solutions = {row.id: row for row in data.solutions}
    assert solutions["s-p00"].sample_fields == ["published"]
    assert "title_ja" in solutions["s-p04"].sample_fields


def test_every_historical_record_names_its_sources(data: DemoData) -> None:
    real = {s.id for s in data.startups if not s.sample}
    records: list[Challenge | Solution | Pilot | Certification | Contest] = [
        *(c for c in data.challenges if c.published and c.published.date),
        *(s for s in data.solutions if s.startup in real),
        *(p for p in data.pilots if p.starts.date),
        *(c for c in data.certifications if c.decided.date),
        *(c for c in data.contests if c.opens.date),
    ]
    assert len(records) > 80
    for record in records:
        assert record.provenance is not None, record.id
        assert record.provenance.sources, record.id
        assert all(s.url or s.title for s in record.provenance.sources), record.id


def test_nothing_made_up_is_told_of_a_real_solution(data: DemoData) -> None:
    real = {s.id for s in data.startups if not s.sample}
    for solution in data.solutions:
        if solution.startup in real:
            assert solution.price_yen is None, solution.id
            assert solution.readiness is None, solution.id
            assert solution.on_sale_since is None, solution.id
    for contest in data.contests:
        if contest.provenance:
            assert not contest.ballots
            assert contest.sample_note_ja


def test_the_three_certifications_of_2021(data: DemoData) -> None:
    rows = [row for row in data.certifications if row.decided.date]
    solutions = {row.id: row for row in data.solutions}
    assert {solutions[row.solution].title_ja for row in rows} == {
        "マッスルスーツEvery",
        "DFree",
        "Holoeyes MD / Holoeyes VS",
    }
    for row in rows:
        assert row.decided.date == date(2021, 3, 30)
        assert row.last_day(date(2026, 11, 24)) == date(2023, 3, 31)
        assert "opinions" in row.sample_fields
        assert all("見本" in opinion.opinion_ja for opinion in row.opinions)


@pytest.mark.parametrize("today", LOAD_DAYS)
def test_on_any_day_there_is_an_open_call_and_a_list(data: DemoData, today: date) -> None:
    contest = next(row for row in data.contests if row.state == "open")
    assert contest.entry_deadline.at(today).hour == 17
    assert contest.entry_deadline.on(today) == today + timedelta(days=17)
    opened = [c for c in data.challenges if c.state == "published"]
    assert len(opened) >= 8
    assert all(c.deadline is not None and c.deadline.on(today) > today for c in opened)
    certified = [row for row in data.certifications if in_term(row, today)]
    assert len(certified) == 10
    assert len({row.bureau for row in certified}) >= 6
    expired = [
        row
        for row in data.certifications
        if row.state == "certified" and row.last_day(today) < today
    ]
    assert len(expired) >= 4


@pytest.mark.parametrize("today", LOAD_DAYS)
def test_things_happen_in_order(data: DemoData, today: date) -> None:
    pilots = {row.id: row for row in data.pilots}
    challenges = {row.id: row for row in data.challenges}
    solutions = {row.id: row for row in data.solutions}
    startups = {row.id: row for row in data.startups}

    def day(when: When | None) -> date:
        assert when is not None
        return when.on(today)

    for solution in data.solutions:
        if solution.published:
            assert day(startups[solution.startup].confirmed) <= day(solution.published), solution.id
    for contest in data.contests:
        assert day(challenges[contest.challenge].published) <= day(contest.opens), contest.id
        assert day(contest.opens) < day(contest.entry_deadline) < day(contest.judging_deadline)
        for entry in contest.entries:
            if entry.submitted:
                assert day(contest.opens) <= day(entry.submitted) <= day(contest.entry_deadline)
        for ballot in contest.ballots:
            assert day(contest.entry_deadline) <= day(ballot.at) <= day(contest.judging_deadline)
    for pilot in data.pilots:
        assert day(challenges[pilot.challenge].published) <= day(pilot.starts), pilot.id
        if pilot.evaluation:
            assert day(pilot.ends) <= day(pilot.evaluation.evaluated), pilot.id
    for row in data.certifications:
        assert day(solutions[row.solution].published) <= day(row.decided), row.id
        if row.pilot:
            evaluation = pilots[row.pilot].evaluation
            assert evaluation is not None
            assert day(evaluation.evaluated) <= day(row.decided), row.id
        for change in (row.suspended, row.revoked):
            assert change is None or day(row.published) <= day(change.at) <= today, row.id


def test_the_numbers_of_the_list(data: DemoData) -> None:
    numbers = {row.decision_number(date(2026, 11, 24)) for row in data.certifications}
    assert {"R8-福祉-003", "R8-建設-001", "R6-建設-002", "R7-交通-001", "R2-見本-001"} <= numbers


def test_the_published_sample_contest_is_won_by_points(data: DemoData) -> None:
    contest = next(row for row in data.contests if row.id == "contest-4")
    rubric = next(row for row in data.rubrics if row.id == contest.rubric)
    weight = {criterion.id: criterion.weight for criterion in rubric.criteria}
    points = {entry.id: 0 for entry in contest.entries}
    for ballot in contest.ballots:
        points[ballot.entry] += sum(weight[c] * score for c, score in ballot.scores.items())
    assert len(contest.ballots) == len(contest.judges) * len(contest.entries)
    order = sorted(contest.entries, key=lambda entry: -points[entry.id])
    assert [entry.place for entry in order] == [1, 2, 3, 4, 5]
    assert len(set(points.values())) == 5


def test_accounts_hold_every_role_and_each_bureau_role_twice(data: DemoData) -> None:
    roles = [(m.role, m.organisation) for row in data.accounts for m in row.memberships]
    for role in ("challenge_owner", "pilot_owner", "certifier", "purchaser", "member"):
        assert len({organisation for r, organisation in roles if r == role}) >= 2, role
    judges = {row.id for row in data.accounts for m in row.memberships if m.role == "judge"}
    assert len(judges) == 3
    assert {"secretariat", "operator"} <= {role for role, _ in roles}
    tiles = [row for row in data.accounts if row.login_order]
    assert {row.memberships[0].role for row in tiles} == {role for role, _ in roles}


def _first(data: DemoData, kind: str, **changes: object) -> DemoData:
    rows = getattr(data, kind)
    changed = msgspec.structs.replace(rows[0], **changes)
    return msgspec.structs.replace(data, **{kind: [changed, *rows[1:]]})


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("startups", {"corporate_number": "1999900000001"}, "check digit"),
        ("startups", {"corporate_number": "7000012050002"}, "could be a real"),
        ("solutions", {"startup": "nobody"}, "nobody does not exist"),
        ("solutions", {"title_ja": "長" * 61}, "61 characters"),
        ("solutions", {"how_en": ""}, "is empty"),
        ("challenges", {"conditions": ["no_gravity"]}, "not in conditions"),
        ("challenges", {"process_ja": "手で数える。"}, "one language only"),
        ("challenges", {"sample_fields": ["colour"]}, "does not exist"),
        ("certifications", {"opinions": []}, "fewer than 2"),
        ("certifications", {"state": "revoked"}, "revoked is None"),
        ("pilots", {"evaluation": None}, "evaluation does not fit"),
        ("accounts", {"email": "a@example.com"}, "reserved domain"),
    ],
)
def test_a_contradiction_is_found(
    data: DemoData, kind: str, changes: dict[str, object], said: str
) -> None:
    assert any(said in sentence for sentence in problems(_first(data, kind, **changes)))


def test_a_moment_is_fixed_or_counted_never_both() -> None:
    today = date(2026, 11, 24)
    assert When(date=date(2020, 11, 8)).on(today) == date(2020, 11, 8)
    assert When(offset_days=17, time="17:00").at(today).isoformat() == "2026-12-11T17:00:00+09:00"
    with pytest.raises(ValueError, match="exactly one"):
        When()
    with pytest.raises(ValueError, match="exactly one"):
        When(date=today, offset_days=0)
