"""Loading the demo: what the files say stands in the tables, once, silently, and can be found."""

from collections import Counter
from datetime import UTC, date, datetime
from importlib.resources import files
from statistics import median_low
from typing import Any

import pytest
import pytest_asyncio

from foundation import clock
from foundation.audit import check_frozen
from foundation.audit.checking.verification import verify
from foundation.database import fetch, fetch_value
from foundation.jobs.pending import run_pending
from matching.challenges.queries import open_challenges
from matching.matcher.freezing.record import FROZEN_LISTS
from matching.search.index.vectors import indexed_keys, missing_keys
from portal.demo.loading import load_demo
from portal.demo.loading.ids import demo_id
from portal.demo.loading.meaning import shipped_vectors
from portal.demo.model import load_demo_data
from portal.demo.records import DemoData
from procurement.catalogue.queries import certified_on
from procurement.certification.queries import days_to_certification, last_day_with_entries
from tests.factories.audit import seal_all

TODAY = date(2026, 11, 24)
SIZE_LIMIT = 600_000
"""Bytes of the shipped vectors; a clone should stay small."""


@pytest.fixture(scope="module")
def data() -> DemoData:
    return load_demo_data()


@pytest_asyncio.fixture(loop_scope="session")
async def loaded(db: None) -> None:
    assert await load_demo()


async def states(table: str) -> dict[str, int]:
    rows = await fetch(f"SELECT state, count(*) AS n FROM {table} GROUP BY state")
    return {row["state"]: row["n"] for row in rows}


async def contents() -> dict[str, tuple[int, str]]:
    """Number of rows and a digest of them, by table."""
    found = {}
    for row in await fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        name = row["tablename"]
        digest = await fetch(
            f"SELECT count(*) AS n, coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))),"
            f" '') AS digest FROM {name} t"
        )
        found[name] = (digest[0]["n"], digest[0]["digest"])
    return found


@pytest.mark.parametrize("table", ["challenge", "solution", "contest", "pilot"])
async def test_every_record_stands_in_its_state(loaded: None, data: DemoData, table: str) -> None:
    assert await states(table) == Counter(row.state for row in getattr(data, f"{table}s"))


async def test_every_person_and_organisation_is_there(loaded: None, data: DemoData) -> None:
    for table, number in {
        "account": len(data.accounts),
        "organisation": len(data.bureaus) + len(data.offices) + len(data.startups),
        "startup": len(data.startups),
        "membership": sum(len(account.memberships) for account in data.accounts),
        "shortlist_entry": len(data.shortlists),
    }.items():
        assert await fetch_value(f"SELECT count(*) FROM {table}") == number, table
    assert await states("startup") == {"confirmed": len(data.startups)}


async def test_certifications_stand_in_their_states(loaded: None, data: DemoData) -> None:
    names = {"certified": "published"}
    wanted = Counter(names.get(row.state, row.state) for row in data.certifications)
    assert await states("certification") == wanted
    numbers = await fetch("SELECT id, decision_number, term_end FROM certification")
    assert {(row["id"], row["decision_number"], row["term_end"]) for row in numbers} == {
        (demo_id("certification", row.id), row.decision_number(TODAY), row.last_day(TODAY))
        for row in data.certifications
    }


async def test_entries_that_were_sent_are_there_with_the_solution_as_it_was(
    loaded: None, data: DemoData
) -> None:
    sent = {
        demo_id("entry", entry.id): demo_id("solution", entry.solution)
        for contest in data.contests
        for entry in contest.entries
        if entry.state == "submitted"
    }
    rows = await fetch("SELECT id, solution, snapshot FROM entry")
    assert {row["id"]: row["solution"] for row in rows} == sent
    assert all(row["snapshot"]["solution_id"] == str(row["solution"]) for row in rows)


async def test_ballots_and_results_are_there(loaded: None, data: DemoData) -> None:
    ballots = [ballot for contest in data.contests for ballot in contest.ballots]
    assert await states("ballot") == Counter(ballot.state for ballot in ballots)
    scores = sum(len(ballot.scores) for ballot in ballots)
    assert await fetch_value("SELECT count(*) FROM ballot_score WHERE value IS NOT NULL") == scores
    over = [contest for contest in data.contests if contest.state == "published"]
    assert await states("contest_result") == {"published": len(over)}
    rows = await fetch("SELECT contest, scored FROM contest_result")
    assert {row["contest"]: row["scored"] for row in rows} == {
        demo_id("contest", contest.id): bool(contest.ballots) for contest in over
    }


async def test_what_pilots_measured_is_there(loaded: None, data: DemoData) -> None:
    indicators = [one for pilot in data.pilots for one in pilot.indicators]
    assert await fetch_value("SELECT count(*) FROM pilot_indicator") == len(indicators)
    results = [result for one in indicators for result in one.results]
    assert await fetch_value("SELECT count(*) FROM pilot_measurement") == len(results)


async def test_what_is_made_up_about_history_is_carried_along(loaded: None, data: DemoData) -> None:
    for table in ("challenge", "solution", "contest", "pilot", "certification"):
        rows = await fetch(f"SELECT id, provenance->'sample_fields' AS fields FROM {table}")
        found = {row["id"]: row["fields"] for row in rows if row["fields"] is not None}
        assert found == {
            demo_id(table, row.id): row.sample_fields
            for row in getattr(data, f"{table}s")
            if row.provenance
        }, table
    notes = await fetch("SELECT id, sample_note_ja FROM contest")
    assert {row["id"]: row["sample_note_ja"] for row in notes} == {
        demo_id("contest", row.id): row.sample_note_ja for row in data.contests
    }
    firms = await fetch("SELECT id, sample, sample_fields FROM startup")
    assert {(row["id"], row["sample"], *row["sample_fields"]) for row in firms} == {
        (demo_id("organisation", row.id), row.sample, *row.sample_fields) for row in data.startups
    }


async def test_what_is_not_known_of_a_real_firm_stays_unknown(loaded: None) -> None:
    row = await fetch(
        "SELECT founded_on, website, postal_code, contact_email FROM startup WHERE id = $1",
        demo_id("organisation", "irobotics"),
    )
    assert set(row[0].values()) == {None}


async def test_no_number_is_made_up_for_a_real_firm_on_the_certified_list(loaded: None) -> None:
    history = await certified_on(date(2023, 3, 31))
    assert [item.corporate_number for item in history] == [None, None, None]
    assert all(item.corporate_number for item in await certified_on(TODAY))


async def test_a_second_load_changes_nothing(loaded: None) -> None:
    before = await contents()
    assert not await load_demo()
    assert await contents() == before


async def test_nobody_is_mailed(loaded: None) -> None:
    await run_pending()
    assert await fetch_value("SELECT count(*) FROM mail_message") == 0


async def test_a_shortlist_is_frozen_and_searches_are_kept(loaded: None, data: DemoData) -> None:
    await run_pending(delayed=True)
    checked = await check_frozen(FROZEN_LISTS)
    assert [(one.label, one.problems) for one in checked] == [
        (f"challenge {demo_id('challenge', freeze.challenge)}, list 1", [])
        for freeze in data.freezes
    ]
    kept = {(row["name"], row["frequency"]) for row in await fetch("SELECT * FROM saved_search")}
    assert kept == {(one.name, one.frequency) for one in data.saved_searches}
    assert await fetch_value("SELECT count(*) FROM mail_message") == 0


async def test_the_audit_trail_holds(loaded: None) -> None:
    assert await seal_all() > 0
    assert await verify() == []
    taken_in = await fetch(
        "SELECT object_kind, count(*) AS n FROM audit_event WHERE action LIKE '%.taken_in' "
        "GROUP BY object_kind"
    )
    assert {row["object_kind"] for row in taken_in} >= {
        "startup",
        "solution",
        "challenge",
        "shortlist_entry",
        "contest",
        "entry",
        "pilot",
        "certification",
    }


async def test_everything_public_can_be_found_and_has_its_meaning(
    loaded: None, data: DemoData
) -> None:
    await run_pending()
    rows = await fetch(
        "SELECT id, tokens::text AS words FROM search_document WHERE kind IN ('challenge', 'solution')"
    )
    public = {demo_id("solution", row.id) for row in data.solutions if row.state == "published"}
    public |= {demo_id("challenge", row.id) for row in data.challenges if row.published}
    assert {row["id"] for row in rows} == public
    assert all(row["words"] for row in rows)
    shipped = shipped_vectors()
    assert shipped is not None, "python -m scripts.make_vector_cache demo"
    # Missing ones: run `python -m scripts.make_vector_cache demo` after changing the texts.
    assert await missing_keys(shipped.model, await indexed_keys()) == set()


def test_the_shipped_vectors_are_small() -> None:
    text = files("portal.demo").joinpath("data", "vectors.json").read_bytes()
    assert len(text) < SIZE_LIMIT


@pytest.mark.parametrize("day", [TODAY, date(2027, 4, 15), date(2028, 3, 31)])
async def test_there_is_always_something_open_and_in_term(db: None, day: date) -> None:
    with clock.frozen(datetime.combine(day, datetime.min.time(), UTC)):
        assert await load_demo()
        assert await open_challenges()
        deadline: Any = await fetch_value("SELECT max(entry_deadline) FROM contest")
        assert deadline > clock.now()
        assert len(await certified_on(day)) >= 6
        assert len(await certified_on(date(2023, 3, 31))) == 3
        assert await last_day_with_entries(date(2023, 6, 1)) == date(2023, 3, 31)


async def test_the_facts_of_the_2020_cases_are_known(loaded: None) -> None:
    rows = await fetch(
        "SELECT kind, valid_from, valid_until FROM fact WHERE subject_id = $1 ORDER BY kind",
        demo_id("solution", "s-p00"),
    )
    assert [tuple(row.values()) for row in rows] == [
        ("certified", date(2021, 3, 30), date(2023, 3, 31)),
        ("pilot_outcome", date(2021, 3, 1), None),
    ]


async def test_the_median_time_to_certification_is_that_of_the_data(
    loaded: None, data: DemoData
) -> None:
    today = clock.today()
    published = {
        challenge.id: challenge.published.on(today)
        for challenge in data.challenges
        if challenge.published is not None
    }
    pilots = {pilot.id: pilot for pilot in data.pilots}
    days = [
        (certification.published.on(today) - published[pilots[certification.pilot].challenge]).days
        for certification in data.certifications
        if certification.pilot is not None
    ]
    assert await days_to_certification() == (median_low(days), len(days))
