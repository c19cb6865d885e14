"""The certified list: one source for page, CSV, JSON, PDF and API; days, filters, files."""

import csv
import io
import json
import threading
from datetime import UTC, date, datetime
from typing import Any

import httpx
import pypdf
import pytest

from foundation.database import ANY_VERSION, DB
from procurement.certification.effects import PastChange
from procurement.certification.queries import certified_on, last_day_with_entries
from procurement.certification.states import CertificationState
from procurement.exports import certified_csv
from tests.factories import pilots
from tests.factories.certification import certification, certifier
from tests.factories.identity import OTHER, signed_in

LONG_AGO = datetime(2021, 3, 30, 1, tzinfo=UTC)
TODAY = date(2026, 11, 24)


async def some():
    """Three in term, one expired, one suspended, one revoked, one decided only, one draft."""
    return {
        "first": await certification(
            decision_number="R8-見本-001",
            term_end=date(2027, 1, 31),
            solution_changes={"title_ja": "早く終わる機器", "price_public": True},
        ),
        "second": await certification(
            decision_number="R8-見本-002",
            category="disaster",
            solution_changes={"title_ja": "防災の道具", "regions": ["islands"]},
        ),
        "third": await certification(
            OTHER,
            startup_mark="三",
            decision_number="R8-よそ-001",
            solution_changes={"title_ja": "よその局の品", "regions": []},
        ),
        "expired": await certification(decided_at=LONG_AGO, decision_number="R2-見本-001"),
        "suspended": await certification(state=CertificationState.SUSPENDED),
        "revoked": await certification(state=CertificationState.REVOKED),
        "decided": await certification(state=CertificationState.DECIDED),
        "draft": await certification(state=CertificationState.DRAFT),
    }


def pdf_text(content):
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "".join(page.extract_text() for page in reader.pages).replace("\n", "")


async def test_page_and_files_and_api_hold_the_same_rows(client):
    await some()
    page = await client.get("/certified")
    numbers = ["R8-見本-001", "R8-よそ-001", "R8-見本-002"]
    expected = [item.decision_number for item in await certified_on(TODAY)]
    assert sorted(expected) == sorted(numbers)
    assert expected[0] == "R8-見本-001", "nearest end first"
    assert sorted(expected, key=page.text.index) == expected
    data = await client.get("/certified.csv")
    assert data.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.content.decode("utf-8-sig"))))
    assert [row["認定番号"] for row in rows] == expected
    document = json.loads((await client.get("/certified.json")).content)
    assert [item["decision_number"] for item in document["items"]] == expected
    assert (document["count"], document["day"]) == (3, "2026-11-24")
    text = pdf_text((await client.get("/certified.pdf")).content)
    for number in numbers:
        assert number in text
    assert "R2-見本-001" not in text and "3件" in text
    api = (await client.get("/api/v1/certified")).json()
    assert [item["decision_number"] for item in api["items"]] == expected
    assert api["count"] == 3
    for kind in ("csv", "json", "pdf"):
        same = await client.get(f"/api/v1/certified.{kind}")
        assert same.status_code == 200
        assert same.content == (await client.get(f"/certified.{kind}")).content


async def test_files_are_named_and_revalidated(client):
    await some()
    for kind, media in (
        ("csv", "text/csv"),
        ("json", "application/json"),
        ("pdf", "application/pdf"),
    ):
        answer = await client.get(f"/certified.{kind}?day=2023-03-31")
        assert answer.headers["content-type"].startswith(media)
        assert answer.headers["content-type"].count("charset") <= 1
        assert "set-cookie" not in answer.headers, "shared caches keep the file"
        assert f'filename="certified-2023-03-31.{kind}"' in answer.headers["content-disposition"]
        assert answer.headers["cache-control"] == "public, no-cache"
        tag = answer.headers["etag"]
        unchanged = await client.get(
            f"/certified.{kind}?day=2023-03-31", headers={"If-None-Match": tag}
        )
        assert unchanged.status_code == 304 and unchanged.content == b""
        other = await client.get(f"/certified.{kind}", headers={"If-None-Match": tag})
        assert other.status_code == 200


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


async def test_files_of_an_empty_list(client):
    data = await client.get("/certified.csv")
    assert len(data.content.decode("utf-8-sig").splitlines()) == 1
    assert json.loads((await client.get("/certified.json")).content)["items"] == []
    assert "期間内の認定はありません" in pdf_text((await client.get("/certified.pdf")).content)
    assert (await client.get("/certified")).status_code == 200


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


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("category=disaster", {"防災の道具"}),
        ("q=早く 機器", {"早く終わる機器"}),
        ("q=R8-よそ", {"よその局の品"}),
        ("region=islands", {"防災の道具", "よその局の品"}),
        ("pilot=without", {"早く終わる機器", "防災の道具", "よその局の品"}),
        ("pilot=with", set()),
        ("q=100%25", set()),
        ("category=disaster&q=早く", set()),
    ],
)
async def test_filters_narrow_page_and_files_alike(client, query, titles):
    await some()
    page = await client.get(f"/certified?{query}")
    everything = {"早く終わる機器", "防災の道具", "よその局の品"}
    assert {title for title in everything if title in page.text} == titles
    document = json.loads((await client.get(f"/certified.json?{query}")).content)
    assert {item["title_ja"] for item in document["items"]} == titles
    assert document["conditions"]
    assert (await client.get(f"/api/v1/certified?{query}")).json()["count"] == len(titles)


async def test_filter_by_bureau_and_by_pilot(client):
    ids = await some()
    pilot_id = await pilots.published()
    actor = await certifier()
    from foundation.ids import new_id
    from procurement.certification import commands
    from tests.factories.certification import content

    made = await commands.create_certification(
        actor, new_id(), pilot_id=pilot_id, content=content()
    )
    await commands.decide_certification(
        actor, made.id, ANY_VERSION, seen=ANY_VERSION, decision_number="R8-実証-001"
    )
    await commands.publish_certification(actor, made.id, ANY_VERSION)
    found = (await client.get("/api/v1/certified?pilot=with")).json()["items"]
    assert [item["decision_number"] for item in found] == ["R8-実証-001"]
    assert found[0]["pilot_outcome"]["ja"] == "本格導入"
    bureau = (await certifier(OTHER)).organisation_id
    page = await client.get(f"/certified?bureau={bureau}")
    assert "よその局の品" in page.text and "防災の道具" not in page.text
    assert "認定した局：見本局（別）" in page.text
    assert ids


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


async def test_parts_that_no_source_tells_are_called_samples(client):
    from foundation.database import transaction
    from foundation.identity.actor import SYSTEM
    from foundation.ids import new_id
    from procurement.certification.effects import take_in
    from tests.factories.certification import content, opinions
    from tests.factories.identity import person
    from tests.factories.solutions import solution
    from tests.factories.startups import startup

    await startup("実在", sample=False)
    bureau = await person("certifier")
    made, solution_id = new_id(), await solution("実在", published_at=LONG_AGO)
    async with transaction():
        await take_in(
            SYSTEM,
            certification_id=made,
            organisation_id=bureau.organisation_id,
            solution_id=solution_id,
            content=content(opinions=opinions(heard_on=date(2021, 3, 1))),
            state=CertificationState.PUBLISHED,
            decision_number="R2-見本-001",
            decided_at=LONG_AGO,
            published_at=LONG_AGO,
            sample_fields=["number", "opinions"],
        )
    day = "?day=2021-04-01"
    for address in (f"/certified{day}", f"/certified.csv{day}", f"/certified/{made}"):
        assert "一部見本" in (await client.get(address)).text, address
    assert "一部見本" in pdf_text((await client.get(f"/certified.pdf{day}")).content)
    assert "Partly sample" in (await client.get(f"/en/certified{day}")).text


async def test_files_are_made_beside_the_event_loop(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    made_in = []
    make_csv = certified_csv.certified_list_csv

    def watched(*args: Any, **given: Any) -> bytes:
        made_in.append(threading.current_thread())
        return make_csv(*args, **given)

    monkeypatch.setattr(certified_csv, "certified_list_csv", watched)
    assert (await client.get("/certified.csv")).status_code == 200
    assert len(made_in) == 2, "for the ETag and for the file"
    assert threading.main_thread() not in made_in
