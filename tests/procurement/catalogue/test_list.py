"""The certified list: days, filters, pages, and who reads what."""

import json
from datetime import UTC, date, datetime

import pytest

from foundation.database import DB
from procurement.catalogue.queries import certified_on
from procurement.certification.effects import PastChange
from procurement.certification.queries import last_day_with_entries
from procurement.certification.states import CertificationState
from tests.factories.certification import certification
from tests.factories.identity import OTHER, signed_in
from tests.procurement.catalogue.some import LONG_AGO, TODAY, some


async def test_an_empty_list_offers_the_last_day_with_entries(client):
    for number in range(3):
        await certification(decided_at=LONG_AGO, decision_number=f"R2-見本-00{number}")
    page = await client.get("/certified")
    assert "2023年3月31日では3件" in page.text
    assert 'href="/certified?day=2023-03-31"' in page.text
    jumped = await client.get("/certified?day=2023-03-31")
    assert jumped.text.count("R2-見本-00") == 3
    typed = await client.get("/certified?day-year=２０２３&day-month=3&day-day=31")
    assert typed.text.count("R2-見本-00") == 3
    english = await client.get("/en/certified")
    assert "3 on 31 Mar 2023" in english.text


@pytest.mark.parametrize(
    ("day", "listed"),
    [
        (date(2021, 3, 29), 0),
        (date(2021, 3, 30), 1),
        (date(2023, 3, 31), 1),
        (date(2023, 4, 1), 0),
    ],
)
async def test_the_day_before_and_after_the_term(db, day, listed):
    await certification(decided_at=LONG_AGO)
    assert len(await certified_on(day)) == listed


async def test_the_last_day_looks_behind_suspensions_and_revocations(db):
    at = datetime(2022, 1, 10, 3, tzinfo=UTC)
    await certification(
        decided_at=LONG_AGO,
        state=CertificationState.SUSPENDED,
        suspensions=[PastChange(at=at, reason_ja="点検")],
    )
    assert await last_day_with_entries(TODAY) == date(2022, 1, 9)
    await certification(
        decided_at=LONG_AGO,
        state=CertificationState.REVOKED,
        revoked=PastChange(at=datetime(2022, 3, 1, 3, tzinfo=UTC), reason_ja="取下げ"),
    )
    assert await last_day_with_entries(TODAY) == date(2022, 2, 28)
    assert len(await certified_on(date(2022, 2, 28))) == 1
    assert await last_day_with_entries(date(2021, 3, 29)) is None


@pytest.mark.parametrize("day", ["2026-02-30", "x", "0001-01-01", "9999-12-31", "2026-1"])
async def test_a_day_that_is_none_is_told_at_the_field(client, day):
    await some()
    page = await client.get(f"/certified?day={day}")
    assert page.status_code == 422 and "date-box--error" in page.text
    assert "R8-見本-001" not in page.text
    assert (await client.get(f"/certified.csv?day={day}")).status_code == 422


async def test_nonsense_filters_narrow_nothing(client):
    await some()
    page = await client.get("/certified?bureau=x&pilot=maybe&page=99")
    assert page.text.count("R8-") >= 3


async def test_near_ends_are_warned_of(client):
    await some()
    page = await client.get("/certified")
    assert page.text.count('class="soon"') == 1 and "あと68日" in page.text
    page = await client.get("/certified?day=2027-01-31")
    assert "この日まで" in page.text


async def test_prices_are_public_where_the_firm_says_so(client, new_client):
    ids = await some()
    document = json.loads((await client.get("/certified.json")).content)
    prices = {item["decision_number"]: item["price_yen"] for item in document["items"]}
    assert prices["R8-見本-001"] == 1_980_000 and prices["R8-見本-002"] is None
    page = await client.get(f"/certified/{ids['second']}")
    assert "1,980,000" not in page.text and "公開されていません" in page.text
    purchaser = await signed_in(new_client, "purchaser", OTHER)
    page = await purchaser.get(f"/certified/{ids['second']}")
    assert "1,980,000円" in page.text and "会社は価格を公開していません" in page.text


async def test_what_a_certification_rests_on_is_not_public(client, new_client):
    ids = await some()
    secrets = ("自己資金1億円", "似た機器がない", "見本 学識経験者A", "意見その1")
    page = await client.get(f"/certified/{ids['first']}")
    assert page.status_code == 200 and "介助の負担を減らす。" in page.text
    assert not [text for text in secrets if text in page.text]
    found = await client.get(f"/api/v1/certified/{ids['first']}")
    assert not [text for text in secrets if text in found.text]
    for kind in ("csv", "json"):
        assert not [t for t in secrets if t in (await client.get(f"/certified.{kind}")).text]
    purchaser = await signed_in(new_client, "purchaser", OTHER)
    page = await purchaser.get(f"/certified/{ids['first']}")
    assert all(text in page.text for text in secrets)
    evidence = await purchaser.get(f"/certifications/{ids['first']}/evidence")
    assert evidence.status_code == 200


async def test_suspended_revoked_and_expired_ones_keep_their_page(client):
    ids = await some()
    for name, text in (
        ("suspended", "停止しています"),
        ("revoked", "取り消されました"),
        ("expired", "認定期間は2023年3月31日に終わりました"),
    ):
        page = await client.get(f"/certified/{ids[name]}")
        assert page.status_code == 200 and text in page.text
        assert (await client.get(f"/en/certified/{ids[name]}")).status_code == 200
    for name in ("decided", "draft"):
        assert (await client.get(f"/certified/{ids[name]}")).status_code == 404
        assert (await client.get(f"/api/v1/certified/{ids[name]}")).status_code == 404


async def test_the_api_pages_through_the_list(client):
    for number in range(5):
        await certification(decision_number=f"R8-見本-{number:03d}")
    seen, cursor = [], ""
    for _page in range(3):
        found = (await client.get(f"/api/v1/certified?limit=2{cursor}")).json()
        seen += [item["decision_number"] for item in found["items"]]
        cursor = f"&cursor={found['next_cursor']}"
    assert seen == [f"R8-見本-{number:03d}" for number in range(5)]
    assert found["next_cursor"] is None
    assert (await client.get("/api/v1/certified?cursor=x")).status_code == 422
    english = await client.get("/api/v1/certified.csv?language=en")
    assert "Decision number" in english.text


async def test_pages_of_twenty(client):
    for number in range(21):
        await certification(decision_number=f"R8-見本-{number:03d}")
    page = await client.get("/certified")
    assert "21件" in page.text and "R8-見本-020" not in page.text
    assert "R8-見本-020" in (await client.get("/certified?page=2")).text


async def test_queries_do_not_grow_with_rows(client, monkeypatch):
    from asyncpg import Connection

    count = 0
    plain = Connection.fetch

    async def counted(self, *args, **kwargs):
        nonlocal count
        count += 1
        return await plain(self, *args, **kwargs)

    monkeypatch.setattr(Connection, "fetch", counted)
    found = []
    for _round in range(2):
        await certification()
        count = 0
        await client.get("/certified")
        listing, count = count, 0
        await client.get("/certified.csv")
        found.append((listing, count))
        await certification()
    assert found[0] == found[1] and found[0][0] > 0
    assert DB is not None
