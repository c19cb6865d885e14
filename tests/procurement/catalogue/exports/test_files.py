"""The files of the certified list: the rows of the page, named, revalidated, made beside the event loop."""

import csv
import io
import json
import threading
from datetime import date
from typing import Any

import httpx
import pytest

from foundation.database import ANY_VERSION
from procurement.catalogue.exports import certified_csv
from procurement.catalogue.queries import certified_on
from procurement.certification.states import CertificationState
from tests.factories import pilots
from tests.factories.certification import certifier
from tests.factories.identity import OTHER
from tests.procurement.catalogue.some import LONG_AGO, TODAY, pdf_text, some


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


async def test_another_government_publishes_under_its_own_name(client, installed):
    await some()
    before = (await client.get("/certified.pdf")).headers["etag"]
    installed(
        publisher_name="見本県", publisher_name_en="Mihon Prefecture", publisher_code="471003"
    )
    files = {kind: await client.get(f"/certified.{kind}") for kind in ("csv", "json", "pdf")}
    rows = list(csv.DictReader(io.StringIO(files["csv"].content.decode("utf-8-sig"))))
    assert {row["全国地方公共団体コード"] for row in rows} == {"471003"}
    document = json.loads(files["json"].content)
    assert (document["publisher_ja"], document["authority_code"]) == ("見本県", "471003")
    assert "Mihon Prefecture" in document["attribution_en"]
    pdf = pdf_text(files["pdf"].content)
    assert "出典：見本県「認定一覧」" in pdf and "東京都「" not in pdf
    assert files["pdf"].headers["etag"] != before
    assert "見本県「認定一覧」" in (await client.get("/certified")).text
    assert "Mihon Prefecture" in (await client.get("/en/certified")).text


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


async def test_files_of_an_empty_list(client):
    data = await client.get("/certified.csv")
    assert len(data.content.decode("utf-8-sig").splitlines()) == 1
    assert json.loads((await client.get("/certified.json")).content)["items"] == []
    assert "期間内の認定はありません" in pdf_text((await client.get("/certified.pdf")).content)
    assert (await client.get("/certified")).status_code == 200


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


async def test_parts_that_no_source_tells_are_called_samples(client):
    from foundation.access.actor import SYSTEM
    from foundation.database import transaction
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
