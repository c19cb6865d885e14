"""The shortlist's page, the frozen list's page, its files, and the API."""

import io
import re

import pytest
from pypdf import PdfReader

from foundation.database import ANY_VERSION, fetch
from foundation.frozen import sha256_of
from foundation.ids import new_id
from matching.matcher.freezing import commands, queries
from matching.matcher.freezing.pdf import frozen_pdf
from tests.factories.identity import api_client, post, signed_in
from tests.portal.everywhere.test_pages_in_english import unmarked


@pytest.fixture
async def bureau(listed, new_client):
    return await signed_in(new_client, "challenge_owner")


def path_of(listed) -> str:
    return f"/challenges/{listed.challenge}/shortlists"


async def freeze(listed, bureau) -> str:
    page = await bureau.get(path_of(listed))
    form = dict(re.findall(r'name="(id|seen)"[^>]*value="([^"]+)"', page.text.split('/freeze"')[1]))
    answer = await post(bureau, f"{path_of(listed)}/freeze", form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_from_the_challenge_to_the_frozen_list(listed, bureau):
    assert f'href="{path_of(listed)}"' in (await bureau.get(f"/challenges/{listed.challenge}")).text
    where = await freeze(listed, bureau)
    page = await bureau.get(where)
    assert page.status_code == 200
    for told in ("有効", "現場で試したい", "合っています", "移乗支援ロボット リフトアイ", "第1回"):
        assert told in page.text
    assert "第1回の確定" in (await bureau.get(path_of(listed))).text


async def test_a_list_that_changed_since_is_not_frozen(listed, bureau):
    page = (await bureau.get(path_of(listed))).text
    form = dict(re.findall(r'name="(id|seen)"[^>]*value="([^"]+)"', page.split('/freeze"')[1]))
    first = str(listed.solutions[0])
    await post(bureau, f"{path_of(listed)}/note", {"solution": first, "note": "別", "version": "1"})
    answer = await post(bureau, f"{path_of(listed)}/freeze", form)
    assert answer.status_code == 409 and "変わっています" in answer.text


async def test_notes_are_written_on_the_page(listed, bureau):
    first = str(listed.solutions[0])
    form = {"solution": first, "note": "見学した", "version": "1"}
    assert (await post(bureau, f"{path_of(listed)}/note", form)).status_code == 303
    stale = await post(bureau, f"{path_of(listed)}/note", {**form, "note": "古い頁から"})
    assert stale.status_code == 409 and "古い頁から" in stale.text
    # what comes back is tried against what is there now
    assert 'name="version" value="2"' in re.sub(r'id="[^"]+" ', "", stale.text)
    long = await post(bureau, f"{path_of(listed)}/note", {**form, "note": "長" * 501})
    assert long.status_code == 422 and "長" * 501 in long.text
    removed = await post(bureau, f"{path_of(listed)}/remove", {"solution": first})
    assert removed.status_code == 303
    gone = await post(bureau, f"{path_of(listed)}/note", form)
    assert gone.status_code == 404


async def test_the_json_is_what_the_hash_is_of_and_each_file_is_written_down(listed, bureau):
    where = await freeze(listed, bureau)
    file = await bureau.get(f"{where}/json")
    (row,) = await fetch("SELECT sha256 FROM frozen_shortlist")
    assert sha256_of(file.content) == row["sha256"]
    assert file.headers["cache-control"] == "no-store"
    assert ".json" in file.headers["content-disposition"]
    pdf = await bureau.get(f"{where}/pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    taken = await fetch(
        "SELECT format, sha256, account_name, organisation_name FROM shortlist_download "
        "ORDER BY format"
    )
    assert [(one["format"], one["sha256"]) for one in taken] == [
        ("json", sha256_of(file.content)),
        ("pdf", sha256_of(pdf.content)),
    ]
    assert {(one["account_name"], one["organisation_name"]) for one in taken} == {
        ("challenge_owner", "見本局")
    }
    page = (await bureau.get(where)).text
    assert "ファイルを受け取った人" in page and page.count("challenge_owner") >= 3
    events = await fetch("SELECT 1 FROM audit_event WHERE action = 'shortlist.download'")
    assert len(events) == 2


async def test_a_long_list_of_who_took_files_says_that_it_is_cut(listed, bureau, monkeypatch):
    where = await freeze(listed, bureau)
    for _ in range(3):
        await bureau.get(f"{where}/json")
    assert "のうち、新しい" not in (await bureau.get(where)).text
    monkeypatch.setattr("matching.matcher.freezing.queries.DOWNLOADS_SHOWN", 2)
    assert "全3件のうち、新しい2件です。" in (await bureau.get(where)).text


async def test_the_pdf_is_the_same_bytes_each_time_and_says_the_hash(listed, bureau):
    where = await freeze(listed, bureau)
    first, second = await bureau.get(f"{where}/pdf"), await bureau.get(f"{where}/pdf")
    assert first.content == second.content
    (row,) = await fetch("SELECT sha256 FROM frozen_shortlist")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(first.content)).pages)
    plain = re.sub(r"\s", "", text)
    assert row["sha256"] in plain
    for told in ("候補リスト（第1回の確定）", "現場で試したい", "見本局", "令和8年11月24日", "腰"):
        assert told in plain
    assert "1／" in plain and "〓" not in plain


async def test_an_annulled_list_says_so_on_page_and_paper(listed, bureau):
    where = await freeze(listed, bureau)
    empty = await post(bureau, f"{where}/annul", {"reason": ""})
    assert empty.status_code == 422
    assert (await post(bureau, f"{where}/annul", {"reason": "候補を見落とした"})).status_code == 303
    page = (await bureau.get(where)).text
    assert "取り消されています" in page and "候補を見落とした" in page
    again = await post(bureau, f"{where}/annul", {"reason": "もう一度"})
    assert again.status_code == 409
    view = await queries.frozen_list(listed.owner.actor, listed.challenge, 1)
    pdf = PdfReader(io.BytesIO(frozen_pdf(view.content, view.sha256, view.annulment)))
    assert "候補を見落とした" in pdf.pages[0].extract_text()


async def test_the_pages_speak_english(listed, bureau):
    where = await freeze(listed, bureau)
    await bureau.get(where)
    for path in (path_of(listed), where):
        page = await bureau.get(f"/en{path}")
        assert page.status_code == 200 and '<html lang="en"' in page.text
        # what stands in a field is the writer's own
        shown = re.sub(r"<textarea.*?</textarea>", "", page.text, flags=re.DOTALL)
        assert unmarked(shown) == []


async def test_a_very_long_list_fits_on_paper(listed):
    await commands.edit_note(
        listed.owner.actor, listed.challenge, listed.solutions[0], "長い文。" * 125, 1
    )
    view = await commands.freeze_shortlist(
        listed.owner.actor, listed.challenge, new_id(), ANY_VERSION
    )
    assert frozen_pdf(view.content, view.sha256).startswith(b"%PDF")


async def test_the_api_does_the_same(listed, new_client):
    api = await api_client(new_client, "challenge_owner")
    base = f"/api/v1/challenges/{listed.challenge}"
    key = {"Idempotency-Key": "once"}
    seen = {"seen": (await api.get(f"{base}/shortlist")).json()["seen"]}
    made = await api.post(f"{base}/frozen-shortlists", headers=key, json=seen)
    assert made.status_code == 201, made.text
    assert (await api.post(f"{base}/frozen-shortlists", headers=key, json=seen)).json()[
        "number"
    ] == 1
    assert made.json()["verified"] and made.json()["standing"] == "in_force"
    content = await api.get(f"{base}/frozen-shortlists/1/content")
    assert sha256_of(content.content) == made.json()["sha256"]
    rows = (await api.get(f"{base}/frozen-shortlists")).json()["items"]
    assert [(row["number"], row["candidates"]) for row in rows] == [(1, 2)]
    empty = await api.post(f"{base}/frozen-shortlists/1/annul", json={"reason": " "})
    assert empty.status_code == 422
    assert empty.headers["content-type"].startswith("application/problem+json")
    annulled = await api.post(f"{base}/frozen-shortlists/1/annul", json={"reason": "理由"})
    assert annulled.json()["standing"] == "annulled"
    assert len(annulled.json()["downloads"]) == 1
    assert (await api.get(f"{base}/frozen-shortlists/9")).status_code == 404
