"""Whoever loses a role hears of it, is told why, and is not taken for a company that registers."""

from uuid import UUID

import pytest

from foundation.access.actor import SYSTEM
from foundation.database import fetch
from foundation.identity.accounts.commands import administration
from foundation.identity.organisations import reorganising
from foundation.identity.organisations.contents import contents_of
from tests.factories.identity import OTHER, Person, organisation, person, post, sign_in, signed_in

pytestmark = pytest.mark.usefixtures("db")
CLOSED = "見本局は2026年11月24日に廃止されました。役割については"


async def close(bureau: UUID) -> None:
    seen = (await contents_of(bureau)).seen
    await reorganising.close_organisation(
        SYSTEM, bureau, fates={}, successor_id=None, reason="組織改正", seen=seen
    )


async def mails_to(who: Person) -> list[dict[str, str]]:
    return await fetch("SELECT subject, body FROM mail_message WHERE recipient = $1", who.email)


async def test_closing_a_bureau_is_told_by_mail_at_home_and_on_the_account(new_client):
    owner = await person("challenge_owner")
    browser = await signed_in(new_client, "challenge_owner")
    await administration.give_role(
        SYSTEM, owner.account_id, role="certifier", organisation_id=owner.organisation_id
    )
    await organisation("bureau", OTHER)
    await close(await organisation("bureau"))
    for page in ("/", "/account"):
        text = (await browser.get(page)).text
        assert CLOSED in text and "会社を登録" not in text, page
    refused = await browser.get("/challenges/mine")
    assert refused.status_code == 403 and "今は役割がありません" in refused.text
    assert "was closed on 24 Nov 2026" in (await browser.get("/en/")).text
    (mail,) = await mails_to(owner)
    assert mail["subject"] == "見本局は廃止されました"


async def test_a_merger_is_told_with_the_new_name():
    owner, into = await person("challenge_owner"), await organisation("bureau", OTHER)
    bureau = await organisation("bureau")
    seen = (await contents_of(bureau)).seen
    await reorganising.merge_organisation(SYSTEM, bureau, into, reason="組織改正", seen=seen)
    (mail,) = await mails_to(owner)
    assert f"「見本局{OTHER}」に移り" in mail["body"]


async def test_a_role_ended_by_an_operator_is_told(client, new_client):
    await sign_in(client, await person("operator"))
    judge = await person("judge")
    browser = await signed_in(new_client, "judge")
    end = f"/admin/accounts/{judge.account_id}/roles/{judge.membership_id}/end"
    assert (await post(client, end)).status_code == 303
    (mail,) = await mails_to(judge)
    assert "審査員" in mail["body"]
    assert "「審査員」の役割は2026年11月24日に終わりました" in (await browser.get("/")).text


async def test_whoever_never_had_a_role_may_register_a_company(new_client):
    created = await administration.create_account(SYSTEM, email="new@example.jp", name="見本 四郎")
    browser = new_client()
    await sign_in(browser, Person(created.id, None, None, None, "", "", ""))  # type: ignore[arg-type]
    assert "会社を登録する" in (await browser.get("/")).text
