"""A list asks the database as often for three rows as for one."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest

from foundation.access.actor import SYSTEM
from foundation.database import ANY_VERSION, transaction
from foundation.identity import effects
from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from foundation.mail import queue_mail
from matching.alerts.commands import save_search
from matching.alerts.kinds import Frequency
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist, log_download
from matching.matcher.freezing.queries import frozen_list
from matching.startups.states import StartupState
from procurement.certification.states import CertificationState
from tests.factories import challenges, contests, pilots
from tests.factories.certification import certification
from tests.factories.identity import organisation, person, sign_in, token_of
from tests.factories.solutions import solution
from tests.factories.startups import startup
from tests.factories.statements import counted

Build = Callable[[int], Awaitable[Any]]


class Shared:
    """Records that all rows belong to, made once in a test."""

    contest: UUID | None = None
    challenge: UUID | None = None


async def _challenge_open(_n: int) -> None:
    await challenges.published()


async def _challenge_submitted(_n: int) -> None:
    await challenges.submitted()


async def _startup(n: int) -> None:
    await startup(f"（{n}）")


async def _startup_waiting(n: int) -> None:
    await startup(f"（{n}）", StartupState.REGISTERED)


async def _solution(_n: int) -> None:
    await solution()


async def _searched(_n: int) -> None:
    await solution()
    await run_pending()


async def _contest(_n: int) -> None:
    await contests.open_(challenge_id=await _one_challenge())


async def _one_challenge() -> Any:
    Shared.challenge = Shared.challenge or await challenges.published()
    return Shared.challenge


async def _judged_contest(_n: int) -> None:
    await contests.judging(challenge_id=await _one_challenge())


async def _own_entry(_n: int) -> None:
    await contests.entry(await contests.open_(challenge_id=await _one_challenge()))


async def _entry(n: int) -> None:
    Shared.contest = Shared.contest or await contests.open_()
    await contests.entry(Shared.contest, f"（{n}）")


async def _pilot(_n: int) -> None:
    await pilots.published()


async def _running(_n: int) -> None:
    await pilots.running()


async def _certification(_n: int) -> None:
    await certification(solution_id=await solution())


async def _certification_draft(_n: int) -> None:
    await certification(state=CertificationState.DRAFT, solution_id=await solution())


async def _kept(_n: int) -> None:
    owner = await person("challenge_owner")
    await shortlist_solution(owner.actor, await _one_challenge(), await solution(), "見本")
    await run_pending()


async def _frozen(n: int) -> None:
    await _kept(n)
    owner = await person("challenge_owner")
    frozen = await freeze_shortlist(owner.actor, await _one_challenge(), new_id(), ANY_VERSION)
    await log_download(owner.actor, frozen.id, "json", b"")


async def _frozen_once(n: int) -> None:
    """The same list, taken away once more; it cannot grow otherwise."""
    if n == 1:
        return await _frozen(n)
    owner = await person("challenge_owner")
    frozen = await frozen_list(owner.actor, await _one_challenge(), 1)
    await log_download(owner.actor, frozen.id, "json", b"")


async def _saved(n: int) -> None:
    member = await person("member")
    await save_search(member.actor, new_id(), f"q=語{n}", Frequency.DAILY)


async def _fit(_n: int) -> None:
    await solution()
    await _one_challenge()
    await run_pending()


async def _account(_n: int) -> None:
    member = await person("member")
    async with transaction():
        account_id = await effects.add_account(
            SYSTEM, email=f"{new_id()}@people.example", name="見本 花子"
        )
        await effects.add_membership(
            SYSTEM, account_id=account_id, organisation_id=member.organisation_id, role="member"
        )


async def _organisation(n: int) -> None:
    await organisation("bureau", f"（{n}）")


async def _mail(n: int) -> None:
    async with transaction():
        await queue_mail("member@people.example", "見本", "本文", f"count:{n}")


async def _mail_failed(n: int) -> None:
    async with transaction():
        await queue_mail("nobody", "見本", "本文", f"count:{n}")


LISTS: list[tuple[str, str, Build]] = [
    ("/challenges", "nobody", _challenge_open),
    ("/challenges/mine", "challenge_owner", _challenge_submitted),
    ("/challenges/review", "secretariat", _challenge_submitted),
    ("/startups", "nobody", _startup),
    ("/startups/review", "secretariat", _startup_waiting),
    ("/solutions", "nobody", _solution),
    ("/solutions/mine", "member", _solution),
    ("/contests", "nobody", _contest),
    ("/contests/new", "secretariat", _challenge_open),
    ("/contests/{contest}", "secretariat", _entry),
    ("/contests/{contest}/progress", "secretariat", _entry),
    ("/entries", "member", _own_entry),
    ("/judging", "judge", _judged_contest),
    ("/pilots", "nobody", _pilot),
    ("/pilots/mine", "pilot_owner", _pilot),
    ("/pilots/new", "pilot_owner", _solution),
    ("/certifications", "certifier", _certification_draft),
    ("/certifications/new", "certifier", _pilot),
    ("/certified", "nobody", _certification),
    ("/certified.csv", "nobody", _certification),
    ("/certified.json", "nobody", _certification),
    ("/challenges/{challenge}", "challenge_owner", _kept),
    ("/challenges/{challenge}/shortlists", "challenge_owner", _frozen),
    ("/challenges/{challenge}/shortlists/1", "challenge_owner", _frozen_once),
    ("/account/notifications", "member", _saved),
    ("/api/v1/saved-searches", "member", _saved),
    ("/api/v1/challenges/{challenge}/frozen-shortlists", "challenge_owner", _frozen),
    ("/colleagues", "member", _account),
    ("/admin/accounts", "operator", _account),
    ("/admin/organisations", "operator", _organisation),
    ("/demo/mail", "nobody", _mail),
    ("/admin/mail", "operator", _mail_failed),
    ("/search?q=移乗", "nobody", _searched),
    ("/search/results?q=移乗&sort=newest", "nobody", _searched),
    ("/search/suggestions?q=移乗", "member", _searched),
    ("/api/v1/search?q=移乗", "nobody", _searched),
    ("/", "nobody", _challenge_open),
    ("/", "member", _fit),
    ("/", "secretariat", _challenge_submitted),
    ("/", "pilot_owner", _running),
    ("/", "judge", _judged_contest),
    ("/api/v1/challenges", "nobody", _challenge_open),
    ("/api/v1/challenges/mine", "challenge_owner", _challenge_submitted),
    ("/api/v1/challenges/review", "secretariat", _challenge_submitted),
    ("/api/v1/challenges/{challenge}/matches", "challenge_owner", _kept),
    ("/api/v1/challenges/{challenge}/shortlist", "challenge_owner", _kept),
    ("/api/v1/fits", "member", _fit),
    ("/api/v1/startups", "nobody", _startup),
    ("/api/v1/startups/review", "secretariat", _startup_waiting),
    ("/api/v1/solutions", "nobody", _solution),
    ("/api/v1/solutions/mine", "member", _solution),
    ("/api/v1/contests", "nobody", _contest),
    ("/api/v1/contests/{contest}/entries", "secretariat", _entry),
    ("/api/v1/contests/{contest}/progress", "secretariat", _entry),
    ("/api/v1/entries", "member", _own_entry),
    ("/api/v1/pilots", "nobody", _pilot),
    ("/api/v1/pilots/mine", "pilot_owner", _pilot),
    ("/api/v1/certifications", "certifier", _certification_draft),
    ("/api/v1/certified", "nobody", _certification),
    ("/api/v1/certified.csv", "nobody", _certification),
    ("/api/v1/certified.json", "nobody", _certification),
    ("/api/v1/colleagues", "member", _account),
]


@pytest.mark.parametrize(
    ("path", "visitor", "build"),
    LISTS,
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
async def test_a_list_asks_as_often_for_three_rows_as_for_one(
    path: str,
    visitor: str,
    build: Build,
    new_client: Callable[..., httpx.AsyncClient],
    monkeypatch: pytest.MonkeyPatch,
):
    Shared.contest = Shared.challenge = None
    browser = new_client()
    headers: dict[str, str] = {}
    if visitor != "nobody":
        who = await person(visitor)
        if visitor == "member":
            await startup()
        await sign_in(browser, who)
        if path.startswith("/api/"):
            headers["Authorization"] = f"Bearer {await token_of(who)}"

    async def asked() -> tuple[list[str], int]:
        places = {"contest": Shared.contest, "challenge": Shared.challenge}
        address = path.format(**places)
        await browser.get(address, headers=headers)
        with counted(monkeypatch) as statements:
            answer = await browser.get(address, headers=headers)
        assert answer.status_code == 200, address
        return statements, len(answer.content)

    await build(1)
    once, short = await asked()
    await build(2)
    await build(3)
    thrice, long = await asked()
    assert once and long > short, "the rows are not on the page"
    assert len(thrice) == len(once), _more(once, thrice)


def _more(once: list[str], thrice: list[str]) -> str:
    return "\n".join(one for one in set(thrice) if thrice.count(one) > once.count(one))
