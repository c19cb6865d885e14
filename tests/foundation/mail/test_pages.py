"""The demo's mailbox: every mail with links to follow; no such page anywhere else."""

from dataclasses import replace
from typing import Any

import httpx
import pytest

from foundation.database import transaction
from foundation.ids import new_id
from foundation.mail import queue_mail
from foundation.web.application import wrap
from portal.application import compose, create_portal
from tests.factories.mail import recent_mail


async def queue_one() -> str:
    async with transaction():
        await queue_mail(
            "member@example.com",
            "<b>招待</b>が届きました",
            "見本太郎 様\n\nhttp://testserver/invitations/abc\n<script>alert(1)</script>\n",
            "invitation:1",
        )
    (mail,) = await recent_mail()
    return f"/demo/mail/{mail.id}"


async def test_an_empty_mailbox_says_so(client):
    page = await client.get("/demo/mail")
    assert page.status_code == 200
    assert "まだメールはありません" in page.text


@pytest.mark.parametrize("prefix, heading", [("", "見本の郵便受け"), ("/en", "Sample mailbox")])
async def test_the_list_leads_to_each_mail(client, prefix, heading):
    address = await queue_one()
    page = await client.get(f"{prefix}/demo/mail")
    assert heading in page.text
    assert f'href="{prefix}{address}"' in page.text
    assert "member@example.com" in page.text
    assert "&lt;b&gt;招待" in page.text


async def test_a_mailbox_of_several_pages_says_how_many_there_are(client):
    async with transaction():
        for number in range(45):
            await queue_mail("member@example.com", f"第{number}号", "本文", f"sample:{number}")
    first, last = await client.get("/demo/mail"), await client.get("/demo/mail?page=9")
    assert "45件" in first.text and "のうち1〜20件" in first.text
    assert "のうち41〜45件" in last.text


async def test_a_mail_shows_its_text_with_links(client):
    page = await client.get(await queue_one())
    assert page.status_code == 200
    assert '<a href="http://testserver/invitations/abc">' in page.text
    assert "見本太郎 様<br><br>" in page.text
    assert "&lt;script&gt;" in page.text
    assert "送信待ち" in page.text


async def test_no_such_mail(client):
    assert (await client.get(f"/demo/mail/{new_id()}")).status_code == 404


async def test_outside_the_demo_there_is_no_mailbox(client, settings):
    address = await queue_one()
    real = replace(settings, demo=False)
    try:
        whole: Any = wrap(create_portal(real, own_database=False), real)
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app=whole), base_url="http://testserver"
        ) as browser:
            for path in ("/demo/mail", address):
                assert (await browser.get(path)).status_code == 404
    finally:
        compose(settings)
