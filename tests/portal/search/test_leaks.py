"""What is not public cannot be found, counted or inferred: the answers stay the same to the letter.

For every state of every kind that is not public: everything the record needs is made first, then
all kinds of questions are asked, then the record is made, and asked about again.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from foundation import settings as settings_module
from foundation.database import ANY_VERSION, execute, fetch_one, transaction
from foundation.jobs.pending import run_pending
from foundation.settings import Settings
from matching.challenges import commands as challenge_commands
from matching.search.engines import selection
from matching.search.outbox import length
from matching.solutions import commands as solution_commands
from matching.solutions.content import content_of
from matching.solutions.states import SolutionState
from matching.startups import commands as startup_commands
from matching.startups.states import StartupState
from pitch.contests import commands as contest_commands
from pitch.contests import effects as contest_effects
from pitch.contests.states import Act
from procurement.certification import commands as certification_commands
from procurement.certification.states import CertificationState
from tests.factories import challenges, contests, startups
from tests.factories.certification import certification, certifier
from tests.factories.identity import person, signed_in
from tests.factories.meilisearch import meilisearch_running
from tests.factories.solutions import solution
from tests.factories.startups import startup

pytestmark = pytest.mark.usefixtures("db")
MARK = "秘匿珍獣"
KANA = "ヒトクノイシズエ"
QUESTIONS = (
    "",
    MARK,
    MARK[:2],
    MARK[:1],
    f"{MARK} ",
    KANA,
    KANA[:4],
    f"ロボット {MARK}",
    f"種類:課題 {MARK}",
    f"認定:あり {MARK}",
    "status:open",
    "認定:なし",
    "分野:防災",
    "年度:2026",
)
Step = Callable[[], Awaitable[Any]]
Make = Callable[[Any], Awaitable[Any]]


async def _nothing() -> None:
    """Nothing has to be there before."""


async def _hidden_solution(_given: Any) -> UUID:
    return await solution("H", SolutionState.DRAFT, title_ja=MARK, categories=["disaster"])


async def _withdrawn_solution(_given: Any) -> UUID:
    return await solution("H", SolutionState.WITHDRAWN, title_ja=MARK, categories=["disaster"])


async def _hide_startup(given: UUID) -> None:
    secretariat = (await person("secretariat")).actor
    await startup_commands.suspend_startup(secretariat, given, "調査", ANY_VERSION)


def _certification(state: CertificationState) -> tuple[str, Step, Make]:
    async def make(given: UUID) -> None:
        await certification(state=state, solution_id=given, category="disaster")

    return f"certified-{state.value}", lambda: solution("C", title_ja=f"見本の{MARK}"), make


async def _abandon(given: UUID) -> None:
    made = await certification(
        state=CertificationState.DRAFT, solution_id=given, category="disaster"
    )
    await certification_commands.abandon_certification(
        await certifier(), made, "見本の理由", ANY_VERSION
    )


async def _contest_draft(given: UUID) -> None:
    await contests.draft(challenge_id=given, theme_ja=MARK, description_ja=KANA)


async def _contest_unopened(given: UUID) -> None:
    made = await contests.open_(challenge_id=given, theme_ja=MARK, description_ja=KANA)
    secretariat = (await person("secretariat")).actor
    await contest_commands.act_on_contest(
        secretariat, made, Act.UNOPEN, ANY_VERSION, reason="見本の理由"
    )


async def _decided(given: UUID) -> None:
    async with transaction():
        await contest_effects.mark_decided(given)


CASES: list[tuple[str, Step, Make]] = [
    *(
        (
            f"challenge-{name}",
            _nothing,
            lambda _given, make=make: make(
                title_ja=MARK, problem_ja=KANA, category="disaster", region="islands"
            ),
        )
        for name, make in (
            ("draft", challenges.draft),
            ("submitted", challenges.submitted),
            ("returned", challenges.returned),
            ("withdrawn", challenges.withdrawn),
        )
    ),
    ("solution-draft", lambda: startup("H"), _hidden_solution),
    ("solution-withdrawn", lambda: startup("H"), _withdrawn_solution),
    *(
        (
            f"startup-{state.value}",
            _nothing,
            lambda _given, state=state: startup(MARK, state, name_kana=KANA),
        )
        for state in (StartupState.REGISTERED, StartupState.RETURNED)
    ),
    ("contest-draft", challenges.published, _contest_draft),
    ("contest-unopened", challenges.published, _contest_unopened),
    ("contest-decided", contests.judging, _decided),
    ("certified-abandoned", lambda: solution("C"), _abandon),
    _certification(CertificationState.DRAFT),
    _certification(CertificationState.DECIDED),
]


async def _answers(client: Any) -> list[Any]:
    """Everything that search says to all questions, in every way it can be asked."""
    found: list[Any] = []
    for question in QUESTIONS:
        for address in ("/search", "/search/results", "/search/suggestions"):
            page = await client.get(address, params={"q": question})
            assert page.status_code == 200
            found.append((address, question, _body(page.text)))
        for extra in ({}, {"sort": "newest"}, {"kind": "challenge,contest"}, {"per_page": 1}):
            answer = await client.get("/api/v1/search", params={"q": question, **extra})
            assert answer.status_code == 200
            found.append((question, extra, answer.json()))
    return found


def _body(text: str) -> str:
    start = text.find("<main")
    return text[start : text.find("</main>")] if start >= 0 else text


@pytest.mark.parametrize(("name", "prepare", "hide"), CASES, ids=[case[0] for case in CASES])
async def test_hidden_records_change_no_answer(client, name, prepare, hide):
    await solution(categories=["disaster"])
    await challenges.published()
    given = await prepare()
    await run_pending()
    before = await _answers(client)
    await hide(given)
    await run_pending()
    assert await _answers(client) == before


@pytest.mark.parametrize("role", ["secretariat", "member", "operator", "certifier"])
async def test_whoever_sees_more_finds_no_more(client, new_client, role):
    await challenges.draft(title_ja=MARK)
    await challenges.withdrawn(title_ja=MARK)
    await solution("", SolutionState.DRAFT, title_ja=MARK)
    await solution()
    await run_pending()
    inside = await signed_in(new_client, role=role)
    page = await inside.get("/search/results", params={"q": MARK})
    assert MARK not in page.text.replace(f"q={MARK}", "").split("</nav>")[1]
    assert (await client.get("/api/v1/search", params={"q": MARK})).json()["kinds"] == {}


async def test_what_is_withdrawn_is_gone_before_any_job_runs(client):
    owner = await person("challenge_owner")
    made = await challenges.published(owner, title_ja=MARK)
    startup_id = await startup(MARK)
    await solution(MARK, title_ja=f"{MARK}の道具")
    await run_pending()
    found = (await client.get("/api/v1/search", params={"q": MARK})).json()
    assert found["total"] == 3
    await challenge_commands.withdraw_challenge(owner.actor, made, "重なるため", ANY_VERSION)
    await _hide_startup(startup_id)
    found = (await client.get("/api/v1/search", params={"q": MARK})).json()
    assert found["total"] == 0 and not found["items"] and not any(found["kinds"].values())


async def test_an_index_that_lags_behind_shows_nothing_hidden(client):
    made = await challenges.published(title_ja=MARK)
    await run_pending()
    await execute(
        "UPDATE challenge SET state = 'withdrawn', withdrawn_at = now(), state_reason = 'x' WHERE id = $1",
        made,
    )
    answer = (await client.get("/api/v1/search", params={"q": MARK})).json()
    assert answer["items"] == [] and answer["total"] == 0
    page = await client.get("/search/results", params={"q": MARK})
    assert str(made) not in page.text


@pytest.fixture(params=["postgresql", "meilisearch"])
async def engine_in_use(request, settings: Settings, monkeypatch) -> AsyncIterator[str]:
    """Both engines, each while the worker stands still between the tests' own `run_pending`."""
    if request.param == "postgresql":
        yield request.param
        return
    monkeypatch.setattr("matching.search.outbox.push.GATHERING_SECONDS", 0.0)
    with meilisearch_running() as running:
        settings_module.use(
            replace(settings, meilisearch_url=running.url, meilisearch_key=running.key)
        )
        engine = selection.meilisearch()
        assert engine is not None
        await engine.apply_settings()
        yield request.param
        await selection.close()
        settings_module.use(settings)
        selection.engine()


async def _rewrite_solution(solution_id: UUID, **changes: Any) -> None:
    row = await fetch_one("SELECT * FROM solution WHERE id = $1", solution_id)
    assert row is not None
    content = content_of({**row, **changes})
    await solution_commands.update_solution(
        (await person("member")).actor, solution_id, row["version"], content
    )


async def _hide_evidence() -> Callable[[], Awaitable[None]]:
    evidence = f"{MARK}で腰の痛みが減った。"
    made = await solution(evidence_ja=evidence, evidence_en=KANA, evidence_public=True)
    return lambda: _rewrite_solution(made, evidence_public=False)


async def _reword_solution() -> Callable[[], Awaitable[None]]:
    made = await solution(title_ja=f"{MARK}の道具", problem_ja=f"{MARK}が重い。", how_ja=KANA)
    return lambda: _rewrite_solution(
        made, title_ja="見本の道具", problem_ja="荷が重い。", how_ja="持ち上げる。"
    )


async def _correct_challenge() -> Callable[[], Awaitable[None]]:
    owner = await person("challenge_owner")
    made = await challenges.published(owner, title_ja=f"{MARK}を減らす", problem_ja=KANA)

    async def correct() -> None:
        row = await fetch_one("SELECT version FROM challenge WHERE id = $1", made)
        assert row is not None
        content = challenges.content(title_ja="見本の課題", problem_ja="見本の問題。")
        await challenge_commands.correct_challenge(
            owner.actor, made, row["version"], content, "誤りのため"
        )

    return correct


async def _reword_startup() -> Callable[[], Awaitable[None]]:
    made = await startup("H", summary_ja=f"{MARK}を作る。", summary_en=KANA)
    owner = await person("member", "H")
    profile = startups.profile("H", summary_ja="道具を作る。")

    async def reword() -> None:
        await startup_commands.update_startup(owner.actor, made, 1, profile)

    return reword


@pytest.mark.parametrize(
    "prepare", [_hide_evidence, _reword_solution, _correct_challenge, _reword_startup]
)
async def test_a_text_taken_back_is_gone_before_any_job_runs(client, engine_in_use, prepare):
    take_back = await prepare()
    await run_pending()
    assert await length() == 0
    assert MARK in str([body for _, _, body in await _answers(client)]).replace(f"q={MARK}", "")
    found = (await client.get("/api/v1/search", params={"q": MARK})).json()
    assert found["total"] == 1
    await take_back()
    for question in (MARK, MARK[:2], KANA):
        found = (await client.get("/api/v1/search", params={"q": question})).json()
        assert found["total"] == 0 and not found["items"] and not any(found["kinds"].values())
        for address in ("/search/results", "/search/suggestions", "/search"):
            page = await client.get(address, params={"q": question})
            assert f"<mark>{question}" not in page.text
    everything = (await client.get("/api/v1/search")).json()
    assert MARK not in str(everything) and KANA not in str(everything)
    for address in ("/search", "/search/results"):
        page = await client.get(address)
        assert MARK not in page.text and KANA not in page.text
    before = await _answers(client)
    await run_pending()
    assert engine_in_use == "meilisearch" or await _answers(client) == before
