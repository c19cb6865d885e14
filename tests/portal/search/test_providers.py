"""What the index is given of each kind: public documents only, with what they can be narrowed by."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from foundation import clock
from foundation.access.actor import ANONYMOUS
from foundation.database import ANY_VERSION, fetch_value
from foundation.jobs.pending import run_pending
from matching.challenges import commands as challenge_commands
from matching.search.engines.port import Period, Term
from matching.search.kinds import CERTIFIED, CHALLENGE, CONTEST, KINDS, SOLUTION, STARTUP
from matching.search.providers import Facet, provider_of
from matching.solutions.states import SolutionState
from matching.startups import commands as startup_commands
from matching.startups.queries import startup_of
from matching.startups.states import StartupState
from pitch.contests import commands as contest_commands
from pitch.contests.states import Act
from procurement.certification import commands as certification_commands
from procurement.certification.effects import PastChange
from procurement.certification.states import CertificationState
from procurement.certification.tasks import follow_calendar
from tests.factories import certification, challenges, contests
from tests.factories.identity import person
from tests.factories.solutions import solution
from tests.factories.startups import corporate_number, startup

pytestmark = pytest.mark.usefixtures("db")
Make = Callable[[], Awaitable[UUID]]


async def _cancelled() -> UUID:
    contest_id = await contests.open_()
    secretariat = (await person("secretariat")).actor
    await contest_commands.act_on_contest(
        secretariat, contest_id, Act.CANCEL, ANY_VERSION, reason="見本の理由"
    )
    return contest_id


async def _abandoned() -> UUID:
    made = await certification.certification(state=CertificationState.DRAFT)
    actor = await certification.certifier()
    await certification_commands.abandon_certification(actor, made, "見本の理由", ANY_VERSION)
    return made


async def _of_suspended_startup() -> UUID:
    made = await solution("S")
    startup_id = await startup("S")
    secretariat = (await person("secretariat")).actor
    await startup_commands.suspend_startup(secretariat, startup_id, "調査", ANY_VERSION)
    return made


STATES: Sequence[tuple[str, str, Make, bool]] = [
    (CHALLENGE, "draft", challenges.draft, False),
    (CHALLENGE, "submitted", challenges.submitted, False),
    (CHALLENGE, "returned", challenges.returned, False),
    (CHALLENGE, "withdrawn", challenges.withdrawn, False),
    (CHALLENGE, "published", challenges.published, True),
    (CHALLENGE, "closed", challenges.closed, True),
    (SOLUTION, "draft", lambda: solution(state=SolutionState.DRAFT), False),
    (SOLUTION, "withdrawn", lambda: solution(state=SolutionState.WITHDRAWN), False),
    (SOLUTION, "startup suspended", _of_suspended_startup, False),
    (SOLUTION, "published", solution, True),
    (STARTUP, "registered", lambda: startup("R", StartupState.REGISTERED), False),
    (STARTUP, "returned", lambda: startup("R", StartupState.RETURNED), False),
    (STARTUP, "suspended", lambda: startup("R", StartupState.SUSPENDED), False),
    (STARTUP, "confirmed", startup, True),
    (CONTEST, "draft", contests.draft, False),
    (CONTEST, "open", contests.open_, True),
    (CONTEST, "judging", contests.judging, True),
    (CONTEST, "cancelled", _cancelled, True),
    (CERTIFIED, "abandoned", _abandoned, False),
] + [
    (
        CERTIFIED,
        state.value,
        lambda state=state: certification.certification(state=state),  # type: ignore[misc]
        state is CertificationState.PUBLISHED,
    )
    for state in CertificationState
    if state is not CertificationState.ABANDONED
]


@pytest.mark.parametrize(
    ("kind", "state", "make", "public"), STATES, ids=[f"{row[0]}-{row[1]}" for row in STATES]
)
async def test_public_documents_only(kind, state, make, public):
    made = await make()
    provider = provider_of(kind)
    assert set(await provider.text_of([made])) == ({made} if public else set())
    assert await provider.visible_ids(ANONYMOUS, [made]) == ({made} if public else set())
    await run_pending()
    indexed = await fetch_value("SELECT count(*) FROM search_document WHERE id = $1", made)
    assert indexed == (1 if public else 0)


async def test_every_kind_has_a_provider():
    for kind in KINDS:
        assert await provider_of(kind).text_of([]) == {}


async def test_a_challenge_is_open_until_its_last_day():
    made = await challenges.published(closes_on=date(2026, 12, 11))
    text = (await provider_of(CHALLENGE).text_of([made]))[made]
    assert text.periods == {Period.OPEN: Term(clock.today(), date(2026, 12, 11))}
    assert text.facets[Facet.CATEGORY] == ("welfare_care",)
    assert text.facets[Facet.SITE_TYPE] == ("welfare_facility",)
    assert text.facets[Facet.REGION] == ("tama",)
    assert text.facets[Facet.FISCAL_YEAR] == (str(clock.fiscal_year(clock.today())),)
    assert text.title_en and text.title_en in text.words and text.owner
    assert "想定" not in text.body
    closed = await challenges.closed()
    assert (await provider_of(CHALLENGE).text_of([closed]))[closed].periods == {}


async def test_a_solution_in_all_of_tokyo_is_found_in_each_part():
    made = await solution(regions=["all_tokyo"])
    text = (await provider_of(SOLUTION).text_of([made]))[made]
    assert set(text.facets[Facet.REGION]) == {"all_tokyo", "special_wards", "tama", "islands"}
    assert text.facets[Facet.READINESS] == ("8",)
    assert text.facets[Facet.CANNOT] == ("no_power",)
    assert text.owner and text.sorted_on == clock.today()


async def test_a_solution_knows_the_days_of_its_certification():
    made = await solution()
    assert (await provider_of(SOLUTION).text_of([made]))[made].periods == {}
    await certification.certification(solution_id=made, term_end=date(2030, 3, 31))
    text = (await provider_of(SOLUTION).text_of([made]))[made]
    assert text.periods == {Period.CERTIFIED: Term(clock.today(), date(2030, 3, 31))}


async def test_certifying_indexes_the_solution_and_the_entry():
    made = await solution()
    await run_pending()
    entry = await certification.certification(solution_id=made)
    queued = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND args::text LIKE $1"
    assert await fetch_value(queued, f"%{made}%") == 1
    assert await fetch_value(queued, f"%{entry}%") == 1


async def test_a_planned_suspension_ends_by_the_calendar():
    begins = clock.now() - timedelta(days=10)
    ends = clock.today() - timedelta(days=1)
    with clock.frozen(begins + timedelta(days=1)):
        made = await certification.certification(
            state=CertificationState.SUSPENDED,
            decided_at=begins,
            suspensions=[PastChange(at=begins, until=ends, reason_ja="点検のため")],
        )
        await run_pending()
    found = "SELECT count(*) FROM search_document WHERE id = $1"
    assert await fetch_value(found, made) == 0
    await follow_calendar()
    await run_pending()
    assert await fetch_value(found, made) == 1


async def test_a_startup_is_found_by_its_number_and_kana():
    made = await startup("K")
    text = (await provider_of(STARTUP).text_of([made]))[made]
    assert corporate_number("K") in text.words and "ミホンスタートアップ" in text.words
    assert "secret-contact" not in f"{text}"


async def test_a_startup_leaves_when_its_name_waits_for_confirmation():
    made = await startup("W")
    await run_pending()
    member = (await person("member", "W")).actor
    view = await startup_of(member)
    assert view is not None
    await startup_commands.update_startup(
        member, made, view.version, msgspec.structs.replace(view.profile, name_ja="見本の新しい名")
    )
    await run_pending()
    assert await fetch_value("SELECT count(*) FROM search_document WHERE id = $1", made) == 0


async def test_a_contest_forgets_what_a_withdrawn_challenge_said():
    owner = await person("challenge_owner")
    challenge_id = await challenges.published(owner)
    made = await contests.open_(challenge_id=challenge_id)
    text = (await provider_of(CONTEST).text_of([made]))[made]
    assert text.facets[Facet.CATEGORY] == ("welfare_care",)
    assert Period.OPEN in text.periods
    await run_pending()
    await challenge_commands.withdraw_challenge(
        owner.actor, challenge_id, "重なるため", ANY_VERSION
    )
    queued = "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND args::text LIKE $1"
    assert await fetch_value(queued, f"%{made}%") == 1
    text = (await provider_of(CONTEST).text_of([made]))[made]
    assert Facet.CATEGORY not in text.facets and Facet.REGION not in text.facets


async def test_a_judged_contest_takes_no_entries():
    made = await contests.judging()
    assert (await provider_of(CONTEST).text_of([made]))[made].periods == {}


async def test_days_of_publication_are_days_in_tokyo():
    late = datetime.fromisoformat("2026-03-31T15:30:00+00:00")
    made = await solution(published_at=late)
    text = (await provider_of(SOLUTION).text_of([made]))[made]
    assert text.sorted_on == date(2026, 4, 1)
    assert text.facets[Facet.FISCAL_YEAR] == ("2026",)
