"""Published records keep the name they were published under, with the present one beside it."""

from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest

from foundation import clock
from foundation.access.actor import SYSTEM
from foundation.database import ANY_VERSION, fetch_value
from foundation.i18n import using_language
from foundation.identity.jobs import take_up_names
from foundation.identity.organisations import commands
from foundation.identity.organisations.names import OrganisationWords
from foundation.ids import new_id
from foundation.jobs.pending import run_pending
from matching.matcher.commands.shortlist import shortlist_solution
from matching.matcher.freezing.commands import freeze_shortlist
from tests.conftest import NOW
from tests.factories import challenges, contests, pilots
from tests.factories.certification import certification
from tests.factories.identity import OTHER, issued, organisation, person, post, signed_in
from tests.factories.solutions import solution

BOTH = "見本局（現在は都市整備局）"


async def rename(bureau: UUID, name: str, name_en: str | None, day: date) -> None:
    words = OrganisationWords(name=name, name_en=name_en)
    await commands.rename_organisation(SYSTEM, bureau, words=words, day=day, version=ANY_VERSION)


async def published() -> list[str]:
    """Addresses of what the bureau has published."""
    challenge = await challenges.published()
    contest = await contests.open_(challenge_id=challenge)
    pilot = await pilots.published()
    certified = await certification(solution_id=await solution())
    return [
        f"/challenges/{challenge}",
        f"/contests/{contest}",
        f"/pilots/{pilot}",
        f"/certified/{certified}",
    ]


async def test_what_was_published_before_keeps_its_name(client: httpx.AsyncClient, new_client):
    addresses = await published()
    bureau = await organisation("bureau")
    await rename(bureau, "都市整備局", "Bureau of Urban Development", date(2026, 11, 25))
    draft = await challenges.draft()
    with clock.frozen(NOW + timedelta(days=1)):
        await take_up_names()
        for address in addresses:
            page = (await client.get(address)).text
            assert BOTH in page, address
            english = (await client.get(f"/en{address}")).text
            assert "見本局 (now Bureau of Urban Development)" in english, address
        owner = await signed_in(new_client, "challenge_owner")
        own = (await owner.get(f"/challenges/{draft}")).text
        assert "都市整備局" in own and BOTH not in own
        assert "Bureau of Urban Development" in (await owner.get(f"/en/challenges/{draft}")).text
        listed = (await client.get("/certified.json")).json()
    assert "見本局" in str(listed) and "都市整備局" not in str(listed)


@pytest.mark.usefixtures("db")
async def test_an_unchanged_name_stands_alone_and_in_english(client: httpx.AsyncClient):
    bureau = await organisation("bureau")
    await rename(bureau, "見本局", "Sample Bureau", date(2026, 11, 24))
    for address in await published():
        page, english = [(await client.get(prefix + address)).text for prefix in ("", "/en")]
        assert "見本局" in page and "現在は" not in page, address
        assert "Sample Bureau" in english and "見本局" not in english, address
    await run_pending()
    found = (await client.get("/en/search", params={"q": challenges.TITLE})).text
    assert "Sample Bureau" in found and "見本局" not in found


@pytest.mark.usefixtures("db")
async def test_an_english_name_given_later_is_found_too(client: httpx.AsyncClient):
    await challenges.published()
    await run_pending()
    bureau = await organisation("bureau")
    await rename(bureau, "見本局", "Bureau of Samples", date(2026, 11, 24))
    await run_pending()
    found = (await client.get("/en/search", params={"q": challenges.TITLE})).text
    assert "Bureau of Samples" in found and "見本局" not in found


async def test_whom_people_act_for_is_shown_in_english(new_client):
    bureau = await organisation("bureau")
    await rename(bureau, "見本局", "Sample Bureau", date(2026, 11, 24))
    owner = await signed_in(new_client, "challenge_owner")
    page = (await owner.get("/en/account")).text
    assert "Sample Bureau" in page and "見本局" not in page


async def test_mails_name_it_in_the_language_of_their_reader(new_client):
    office = await organisation("secretariat")
    await rename(office, "見本運営事務局", "Sample Secretariat", date(2026, 11, 24))
    async with await signed_in(new_client, "secretariat") as browser:
        form = {"email": "new@people.example", "role": "secretariat"}
        page = "/colleagues"
        form["id"] = await issued(browser, page)
        sent = await post(browser, "/en/colleagues/invitations", form)
    assert sent.status_code == 303, sent.text
    subject = await fetch_value("SELECT subject FROM mail_message")
    assert subject == "Invitation to Sample Secretariat"


async def test_the_bureaus_of_the_certified_list_in_english(client: httpx.AsyncClient, db: None):
    bureau = await organisation("bureau")
    await rename(bureau, "見本局", "Sample Bureau", date(2026, 11, 24))
    await certification(solution_id=await solution())
    page = (await client.get("/en/certified")).text
    assert "Sample Bureau" in page and "見本局" not in page


async def test_the_home_of_the_secretariat_names_bureaus_in_english(new_client):
    bureau = await organisation("bureau")
    await rename(bureau, "見本局", "Sample Bureau", date(2026, 11, 24))
    await challenges.submitted()
    browser = await signed_in(new_client, "secretariat")
    page = (await browser.get("/en")).text
    assert "Sample Bureau" in page and "見本局" not in page
    assert "（見本局）" in (await browser.get("/")).text


async def test_what_matches_names_firms_and_bureaus_in_english(new_client):
    bureau = await organisation("bureau")
    await rename(bureau, "見本局", "Sample Bureau", date(2026, 11, 24))
    challenge_id, solution_id = await challenges.published(), await solution()
    await solution(OTHER)
    owner = await person("challenge_owner")
    await shortlist_solution(owner.actor, challenge_id, solution_id, "")
    await run_pending()
    browser = await signed_in(new_client, "challenge_owner")
    firm, english = "見本スタートアップ株式会社", "Mihon Startup"
    for page in (
        f"/challenges/{challenge_id}",
        f"/challenges/{challenge_id}/shortlists",
        f"/challenges/{challenge_id}/matches?name=見本",
        f"/challenges/{challenge_id}/matches/{solution_id}",
    ):
        text = (await browser.get(f"/en{page}")).text
        assert english in text and firm not in text, page
        assert "見本局" not in text, page
        assert firm in (await browser.get(page)).text, page


async def test_a_list_frozen_in_english_names_firms_as_one_frozen_in_japanese(new_client):
    challenge_id, solution_id = await challenges.published(), await solution()
    owner = await person("challenge_owner")
    await shortlist_solution(owner.actor, challenge_id, solution_id, "")
    await run_pending()
    with using_language("en"):
        frozen = await freeze_shortlist(owner.actor, challenge_id, new_id(), ANY_VERSION)
    named = [one.startup_name for one in frozen.content.ranking.results]
    assert named == [await fetch_value("SELECT name_ja FROM startup")]
