"""`kingsalmon doctor`: healthy, and with each thing broken."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from foundation import settings as settings_module
from foundation.audit import FOLDER, export_head
from foundation.database import execute, fetch_value
from foundation.i18n import using_language
from foundation.jobs import Lane
from foundation.settings import Settings, use
from foundation.web.proxies import FILE
from matching.embedding.port import EmbeddingUnavailable
from matching.embedding.selection import use_embedder
from matching.search.engines.port import Fitness, Health, Stats
from matching.search.engines.routing import EngineState
from matching.search.outbox.queries import Backlog
from matching.search.outbox.report import SearchReport
from portal.watching import doctor, running
from portal.watching.audit_trail import audit_trail
from portal.watching.findings import Finding, Mark
from tests.command_line import kingsalmon
from tests.factories.audit import as_before_keys, empty_trail, record_some, seal_all
from tests.factories.identity import person
from tests.factories.index import WordEmbedder
from tests.factories.meilisearch import meilisearch_running


def marks(findings: list[Finding]) -> dict[str, Mark]:
    return {one.name: one.mark for one in findings}


async def worker_alive() -> None:
    await execute("SELECT procrastinate_register_worker_v1()")


@pytest.mark.usefixtures("db")
async def test_a_healthy_installation_exits_0(settings: Settings, tmp_path: Path):
    settings = replace(settings, data_dir=tmp_path)
    await worker_alive()
    for role in ("operator", "secretariat", "challenge_owner"):
        await person(role)
    code, out, err = await kingsalmon(settings, "doctor")
    assert code == 0, out + err
    assert "✗" not in out and "動いています。" in out
    code, out, _err = await kingsalmon(settings, "doctor", "--english")
    assert "It works." in out


@pytest.mark.usefixtures("db")
async def test_a_missing_worker_exits_1_with_what_to_do(settings: Settings):
    await execute("DELETE FROM procrastinate_workers")
    code, out, _err = await kingsalmon(settings, "doctor")
    assert code == 1
    assert "✗ 仕事をこなすワーカーが動いていません。" in out
    assert "→ kingsalmon worker を動かしてください。" in out


async def test_a_proxy_that_is_not_trusted(settings: Settings, tmp_path: Path):
    seen = {"peer": "172.18.0.1", "header": "x-forwarded-for", "seen_at": time.time()}
    (tmp_path / FILE).write_text(json.dumps([seen]))
    real = replace(settings, demo=False, data_dir=tmp_path, trusted_proxies="10.0.0.0/8")
    found = doctor._proxies(real)
    assert found.mark is Mark.BAD
    assert "172.18.0.1" in found.text and "KS_TRUSTED_PROXIES" in found.advice
    trusting = replace(real, trusted_proxies="10.0.0.0/8, 172.18.0.0/16")
    assert doctor._proxies(trusting).mark is Mark.GOOD
    (tmp_path / FILE).write_text(json.dumps([{**seen, "seen_at": time.time() - 90_000}]))
    assert doctor._proxies(real).mark is Mark.GOOD


async def test_a_database_that_is_away(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    broken = replace(settings, database_url="postgresql://nobody@127.0.0.1:1/none")
    code, out, _err = await kingsalmon(broken, "doctor", "--json")
    assert code == 1
    said = {one["name"]: one for one in json.loads(out)}
    assert said["database"]["mark"] == "bad"
    assert "KS_DATABASE_URL" in said["database"]["advice"]
    assert "Connect call failed" in said["database"]["text"]


async def test_unsafe_settings_are_a_finding(monkeypatch: pytest.MonkeyPatch, settings: Settings):
    monkeypatch.setenv("KS_EMBEDDER_URL", "")
    monkeypatch.setenv("KS_MINIMUM_EXPERT_OPINIONS", "many")
    code, out, _err = await kingsalmon(settings, "doctor")
    assert code == 1
    assert "KS_MINIMUM_EXPERT_OPINIONS" in out


async def test_wrong_rules_of_law_are_a_finding(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
):
    file = tmp_path / "rules.toml"
    file.write_text("[[rule]]\nsince = 2026-04-01\nminimum_experts = 3\n")
    monkeypatch.setenv("KS_LAW_RULES", str(file))
    code, out, _err = await kingsalmon(settings, "doctor", "--english")
    assert code == 1
    assert f"{file}, named by KS_LAW_RULES" in out and "sources" in out


JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("variables", "english"),
    [
        ({"KS_LANGUAGE": "", "LC_ALL": "en_US.UTF-8"}, True),
        ({"KS_LANGUAGE": "", "LC_ALL": "ja_JP.UTF-8"}, False),
        ({"KS_LANGUAGE": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "ja_JP.UTF-8"}, False),
        ({"KS_LANGUAGE": "", "LC_ALL": "C"}, True),
        ({"KS_LANGUAGE": "en", "LC_ALL": "ja_JP.UTF-8"}, True),
    ],
)
async def test_every_line_is_in_one_language(
    settings: Settings, variables: dict[str, str], english: bool
):
    nothing_set = {"KS_DEMO": "", "KS_SECRET_KEY": "", "KS_DATABASE_URL": ""}
    code, out, _err = await kingsalmon(settings, "doctor", **nothing_set, **variables)
    assert code == 1
    assert "export KS_SECRET_KEY=$(" in out
    said = [line for line in out.splitlines() if line]
    assert [bool(JAPANESE.search(line)) for line in said] == [not english] * len(said)


@pytest.mark.usefixtures("db")
async def test_migrations_that_have_not_run(settings: Settings):
    name = await fetch_value("SELECT name FROM migration ORDER BY id DESC LIMIT 1")
    row = "SELECT app_name FROM migration WHERE name = $1"
    app = await fetch_value(row, name)
    await execute("DELETE FROM migration WHERE name = $1 AND app_name = $2", name, app)
    try:
        code, out, _err = await kingsalmon(settings, "doctor")
    finally:
        await execute("INSERT INTO migration (name, app_name) VALUES ($1, $2)", name, app)
    assert code == 1
    assert "kingsalmon migrate を実行してください。" in out


@pytest.mark.usefixtures("db")
async def test_jobs_given_up_and_a_queue_that_stands(settings: Settings):
    await worker_alive()
    await execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
        "VALUES ('default', 'mail.send', 'failed'), ('default', 'mail.send', 'todo')"
    )
    await execute("UPDATE procrastinate_events SET at = now() - interval '2 hours'")
    with using_language("ja"):
        found = marks(await running.worker())
    assert found == {"worker": Mark.GOOD, "queue": Mark.MIND, "failed_jobs": Mark.MIND}


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "lane, mark", [(Lane.SEALING, Mark.MIND), (Lane.MAIL, Mark.GOOD), (Lane.BACKGROUND, Mark.GOOD)]
)
async def test_each_lane_may_wait_as_long_as_it_may(settings: Settings, lane: Lane, mark: Mark):
    await execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, status) "
        "VALUES ($1, 'mail.send', 'todo')",
        lane,
    )
    await execute("UPDATE procrastinate_events SET at = now() - interval '2 minutes'")
    with using_language("ja"):
        queue = next(one for one in await running.worker() if one.name == "queue")
    assert queue.mark is mark
    assert (lane in queue.text) == (mark is Mark.MIND)


@pytest.mark.usefixtures("db")
async def test_the_audit_trail_in_one_line(settings: Settings, tmp_path: Path):
    use(replace(settings, data_dir=tmp_path))
    try:
        (never,) = await audit_trail()
        assert never.mark is Mark.MIND
        await record_some(2)
        await seal_all()
        (sealed,) = await audit_trail()
        assert (sealed.mark, sealed.advice) == (Mark.GOOD, "")
        await as_before_keys()
        (earlier,) = await audit_trail()
        assert (earlier.mark, earlier.advice) == (Mark.MIND, "")
        assert "次に封をするときに署名します" in earlier.text
        await record_some(1)
        await seal_all()
        await export_head(tmp_path / FOLDER)
        await empty_trail()
        (emptied,) = await audit_trail()
        assert emptied.mark is Mark.BAD
        assert "kingsalmon audit verify" in emptied.advice
    finally:
        use(settings)


@pytest.mark.usefixtures("db")
async def test_an_embedder_that_does_not_answer(settings: Settings):
    embedder = WordEmbedder()
    use_embedder(embedder)
    try:
        assert marks(list(await running.embedder())) == {"embedder": Mark.GOOD}
        embedder.broken = True
        assert marks(list(await running.embedder())) == {"embedder": Mark.BAD}
    finally:
        use_embedder(None)
    assert issubclass(EmbeddingUnavailable, Exception)


async def test_mail_that_is_not_sent_and_a_server_that_is_away(settings: Settings):
    assert (await doctor._mail(settings)).mark is Mark.GOOD
    real = replace(settings, demo=False)
    assert (await doctor._mail(real)).mark is Mark.MIND
    away = replace(real, smtp_url="smtp://127.0.0.1:1")
    assert (await doctor._mail(away)).mark is Mark.BAD


def test_a_folder_that_is_full(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    for free, mark in ((1e12, Mark.GOOD), (1e9, Mark.MIND), (1e6, Mark.BAD)):

        class Usage:
            """What `shutil.disk_usage` tells."""

        Usage.free = free  # type: ignore[attr-defined]
        monkeypatch.setattr(
            "portal.watching.doctor.shutil.disk_usage", lambda _folder, usage=Usage: usage
        )
        assert doctor._data_folder(replace(settings, data_dir=tmp_path / "new")).mark is mark


def test_assets_that_are_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert doctor._assets().mark is Mark.GOOD
    monkeypatch.setattr(doctor, "STATIC", tmp_path)
    assert doctor._assets().mark is Mark.BAD


@pytest.mark.usefixtures("db")
async def test_a_meilisearch_that_is_away_or_takes_no_key(settings: Settings):
    with meilisearch_running() as server:
        for url, key in (("http://127.0.0.1:9", server.key), (server.url, "wrong")):
            settings_module.use(replace(settings, meilisearch_url=url, meilisearch_key=key))
            try:
                found = {one.name: one for one in await running.search()}
            finally:
                settings_module.use(settings)
            assert found["search"].mark is Mark.BAD
            assert "KS_MEILISEARCH_KEY" in found["search"].advice
            assert key not in found["search"].text


def report(ours: int, theirs: int, backlog: Backlog) -> SearchReport:
    return SearchReport(
        state=EngineState("meilisearch"),
        health=Health(Fitness.READY),
        postgresql=Stats(documents={"solution": ours}, embedded={}),
        meilisearch=Stats(documents={"solution": theirs}, embedded={}),
        backlog=backlog,
        failures=(),
        rebuilding=False,
        model=None,
        filling=None,
        trouble=None,
    )


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (report(5, 5, Backlog(0, 0.0, 0)), {"counts": Mark.GOOD, "lag": Mark.GOOD}),
        (report(5, 4, Backlog(1, 5.0, 0)), {"counts": Mark.MIND, "lag": Mark.GOOD}),
        (report(5, 4, Backlog(0, 0.0, 0)), {"counts": Mark.BAD, "lag": Mark.GOOD}),
        (report(5, 5, Backlog(1, 600.0, 0)), {"counts": Mark.GOOD, "lag": Mark.MIND}),
        (
            report(5, 4, Backlog(1, 90_000.0, 1)),
            {"counts": Mark.MIND, "lag": Mark.BAD, "failures": Mark.MIND},
        ),
    ],
)
def test_counts_and_lag(one: SearchReport, expected: dict[str, Mark]):
    assert marks(running.meilisearch(one)) == expected
