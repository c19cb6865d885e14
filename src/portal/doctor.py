"""Looking an installation over: what works, what does not, and what to do about it."""

import asyncio
import os
import shutil
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from foundation import jobs
from foundation.database import fetch_value
from foundation.database.migrations import pending
from foundation.documents.fonts import FONT_FOLDER
from foundation.i18n import gettext as _
from foundation.i18n import ngettext
from foundation.mail.queries import count_failed
from foundation.networks import contains, networks
from foundation.settings import DEMO_SECRET_KEY, Settings
from foundation.web.proxies import BELIEVED, sightings
from foundation.web.rendering import STATIC
from matching.embedding import selection as embedding_selection
from matching.embedding.port import EmbeddingUnavailable
from matching.search import selection
from matching.search.outbox.labels import seconds_words, state_words
from matching.search.outbox.report import SearchReport, search_report
from portal.application import compose, open_database
from portal.audit_trail import audit_trail
from portal.findings import Finding, Mark, good
from portal.staffing import staffing

POSTGRESQL_VERSIONS = range(16, 19)
PGVECTOR = (0, 8)
LITTLE_DISK, NO_DISK = 2_000_000_000, 300_000_000
QUEUE_SECONDS = {
    jobs.Lane.SEALING: 60.0,
    jobs.Lane.URGENT: 60.0,
    jobs.Lane.MAIL: 300.0,
    jobs.Lane.DEFAULT: 300.0,
    # hundreds of publications take their quarter of an hour
    jobs.Lane.BACKGROUND: 1_800.0,
}
LAG_SECONDS, LONG_LAG_SECONDS = 120.0, 3_600.0
CONNECT_SECONDS = 3.0
EMBED_SECONDS = 60.0
SEEN_SECONDS = 24 * 3_600.0
ASSETS = ("vendor/htmx/htmx.min.js", "css")


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything of an installation; never raises for what it finds."""
    compose(settings)
    findings = [
        _secret_key(settings),
        _data_folder(settings),
        _proxies(settings),
        _assets(),
        await _mail(settings),
    ]
    async with AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(open_database(settings))
            findings += await _database()
        except (OSError, RuntimeError, TimeoutError, asyncpg.PostgresError) as error:
            findings.append(
                Finding(
                    "database",
                    Mark.BAD,
                    _(
                        "データベースに届きません（%(error)s）。",
                        error=_reason(error),
                    ),
                    _("PostgreSQLが動いているか、KS_DATABASE_URL が正しいかを確かめてください。"),
                )
            )
            return findings
        if all(one.mark is not Mark.BAD for one in findings if one.name == "migrations"):
            stack.push_async_callback(embedding_selection.close)
            stack.push_async_callback(selection.close)
            for check in (_worker, _failed_mail, audit_trail, _embedder, _search, staffing):
                findings += await _kept(check)
    return findings


async def _kept(check: Callable[[], Awaitable[Sequence[Finding]]]) -> Sequence[Finding]:
    """A check's findings; its failure is one."""
    try:
        return await check()
    except (OSError, RuntimeError, asyncpg.PostgresError) as error:
        name = check.__name__.strip("_")
        return [
            Finding(
                name,
                Mark.BAD,
                _("調べられませんでした（%(error)s）。", error=_reason(error)),
                _("記録を確かめてください。"),
            )
        ]


def _reason(error: BaseException) -> str:
    """What an error says, in one line; its kind where it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__


def _secret_key(settings: Settings) -> Finding:
    if settings.demo and settings.secret_key == DEMO_SECRET_KEY:
        return good("secret_key", _("見本データの設置です。だれもが知る鍵を使っています。"))
    return good("secret_key", _("署名の鍵（KS_SECRET_KEY）があります。"))


def _data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        return Finding(
            "data_folder",
            Mark.BAD,
            _("データの置き場所 %(folder)s に書けません。", folder=settings.data_dir),
            _("KS_DATA_DIR と、その持ち主を確かめてください。"),
        )
    free = shutil.disk_usage(folder).free
    text = _("データの置き場所の空きは %(free)s GB です。", free=f"{free / 1e9:,.1f}")
    if free >= LITTLE_DISK:
        return good("data_folder", text)
    mark = Mark.BAD if free < NO_DISK else Mark.MIND
    return Finding("data_folder", mark, text, _("空きを増やしてください。"))


def _proxies(settings: Settings) -> Finding:
    trusted = networks(settings.trusted_proxies)
    for seen in sightings(settings.data_dir):
        believed = seen.header == BELIEVED.decode()
        if time.time() - seen.seen_at > SEEN_SECONDS or (believed and contains(trusted, seen.peer)):
            continue
        return Finding(
            "proxies",
            Mark.MIND if settings.demo else Mark.BAD,
            _(
                "%(peer)s を通った人を区別できません。一人がパスワードを何度も間違えると、全員がログインできなくなります。",
                peer=seen.peer,
            ),
            _(
                "それが前に置いたプロキシなら、KS_TRUSTED_PROXIES に %(peer)s を加えて起動し直してください。知らない相手なら、プロキシのほかから届かないようにしてください。",
                peer=seen.peer,
            )
            if believed
            else _(
                "そのプロキシに、利用者のアドレスを X-Forwarded-For で伝えさせてください（今は %(header)s だけです）。",
                header=seen.header,
            ),
        )
    return good("proxies", _("利用者のアドレスを区別できています。"))


def _assets() -> Finding:
    missing = [name for name in ASSETS if not (STATIC / name).exists()]
    missing += [] if any(_fonts()) else [FONT_FOLDER.name]
    if not missing:
        return good("assets", _("画面の部品とPDFの書体がそろっています。"))
    return Finding(
        "assets",
        Mark.BAD,
        _("画面の部品かPDFの書体がありません（%(names)s）。", names=", ".join(missing)),
        _("ソースから動かすときは make setup を、そうでなければ入れ直しを行ってください。"),
    )


def _fonts() -> list[Path]:
    return list(FONT_FOLDER.glob("*.ttf")) + list(FONT_FOLDER.glob("*/*.ttf"))


async def _mail(settings: Settings) -> Finding:
    if settings.smtp_url is None:
        text = _("メールは送らず、%(folder)s に置きます。", folder=settings.data_dir / "mail")
        if settings.demo:
            return good("mail", text)
        return Finding("mail", Mark.MIND, text, _("送るには KS_SMTP_URL を設定してください。"))
    parts = urlsplit(settings.smtp_url)
    port = parts.port or (465 if parts.scheme == "smtps" else 25)
    try:
        async with asyncio.timeout(CONNECT_SECONDS):
            _reader, writer = await asyncio.open_connection(parts.hostname, port)
            writer.close()
    except (OSError, TimeoutError):
        return Finding(
            "mail",
            Mark.BAD,
            _("メールサーバー %(host)s:%(port)s に届きません。", host=parts.hostname, port=port),
            _("KS_SMTP_URL と、そのサーバーを確かめてください。"),
        )
    return good(
        "mail", _("メールサーバー %(host)s:%(port)s に届きます。", host=parts.hostname, port=port)
    )


async def _database() -> list[Finding]:
    version = await fetch_value("SELECT current_setting('server_version_num')::int / 10000")
    found = [good("database", _("PostgreSQL %(version)s が答えます。", version=version))]
    if version not in POSTGRESQL_VERSIONS:
        found = [
            Finding(
                "database",
                Mark.BAD,
                _("PostgreSQL %(version)s は使えません。", version=version),
                _("16、17、18のどれかにしてください。"),
            )
        ]
    # Before the first migration it need only be at hand.
    extension: str | None = await fetch_value(
        "SELECT coalesce((SELECT extversion FROM pg_extension WHERE extname = 'vector'), "
        "(SELECT default_version FROM pg_available_extensions WHERE name = 'vector'))"
    )
    if extension is None or tuple(map(int, extension.split(".")[:2])) < PGVECTOR:
        found.append(
            Finding(
                "pgvector",
                Mark.BAD,
                _("pgvector 0.8以上がありません（今は %(version)s）。", version=extension or "-"),
                _("pgvectorを入れてから、kingsalmon migrate を実行してください。"),
            )
        )
    else:
        found.append(good("pgvector", _("pgvector %(version)s があります。", version=extension)))
    waiting = await pending()
    if waiting:
        found.append(
            Finding(
                "migrations",
                Mark.BAD,
                ngettext(
                    "データベースの更新が%(num)s件残っています。",
                    "データベースの更新が%(num)s件残っています。",
                    len(waiting),
                ),
                _("kingsalmon migrate を実行してください。"),
            )
        )
    else:
        found.append(good("migrations", _("データベースの形は最新です。")))
    return found


async def _worker() -> list[Finding]:
    alive = await jobs.workers_alive()
    stats = await jobs.queue_stats()
    late = [one for one in await jobs.lane_stats() if one.oldest_seconds > QUEUE_SECONDS[one.lane]]
    findings = []
    if not alive:
        findings.append(
            Finding(
                "worker",
                Mark.BAD,
                _("仕事をこなすワーカーが動いていません。"),
                _("kingsalmon worker を動かしてください。"),
            )
        )
    else:
        findings.append(
            good(
                "worker",
                ngettext(
                    "ワーカーが%(num)s個動いています。", "ワーカーが%(num)s個動いています。", alive
                ),
            )
        )
    if late:
        findings.append(
            Finding(
                "queue",
                Mark.MIND,
                _(
                    "いちばん古い仕事が%(age)s待っています（%(lanes)s）。",
                    age=seconds_words(max(one.oldest_seconds for one in late)),
                    lanes=", ".join(one.lane for one in late),
                ),
                _("ワーカーを増やすか、その記録を確かめてください。"),
            )
        )
    else:
        findings.append(good("queue", _("仕事は滞っていません。")))
    failed = sum(one.failed for one in stats)
    if failed:
        names = ", ".join(one.name for one in stats if one.failed)
        findings.append(
            Finding(
                "failed_jobs",
                Mark.MIND,
                ngettext(
                    "できなかった仕事が%(num)s件あります",
                    "できなかった仕事が%(num)s件あります",
                    failed,
                )
                + f"（{names}）",
                _("ワーカーの記録で理由を確かめてください。"),
            )
        )
    return findings


async def _failed_mail() -> list[Finding]:
    failed = await count_failed()
    if not failed:
        return [good("failed_mail", _("送れなかったメールはありません。"))]
    return [
        Finding(
            "failed_mail",
            Mark.MIND,
            ngettext(
                "送れなかったメールが%(num)s件あります。",
                "送れなかったメールが%(num)s件あります。",
                failed,
            ),
            _("/admin/mail で理由を確かめてください。"),
        )
    ]


async def _embedder() -> list[Finding]:
    chosen = embedding_selection.embedder()
    if chosen is None:
        return [good("embedder", _("言葉の一致だけで探す設定です（KS_EMBEDDER=none）。"))]
    try:
        async with asyncio.timeout(EMBED_SECONDS):
            await chosen.embed_queries([_("確認")])
    except (EmbeddingUnavailable, TimeoutError) as error:
        return [
            Finding(
                "embedder",
                Mark.BAD,
                _("意味の近さを計算するしくみが答えません（%(error)s）。", error=str(error)[:200]),
                _(
                    "KS_EMBEDDER の設定と、そのサーバーを確かめてください。その間は言葉の一致だけで探します。"
                ),
            )
        ]
    return [good("embedder", _("意味の近さを計算できます（%(model)s）。", model=chosen.model))]


async def _search() -> list[Finding]:
    report = await search_report()
    words = state_words(report.state)
    detail = "" if report.health is None else report.health.detail
    findings = [
        Finding(
            "search",
            Mark.GOOD if words.good else Mark.BAD,
            words.title if words.good or not detail else f"{words.title}（{detail}）",
            words.advice,
        )
    ]
    total = sum(report.postgresql.documents.values())
    findings.append(
        good(
            "postgresql_index",
            ngettext(
                "PostgreSQLの索引に%(num)s件あります。",
                "PostgreSQLの索引に%(num)s件あります。",
                total,
            ),
        )
    )
    if report.filling is not None:
        findings.append(
            Finding(
                "model",
                Mark.MIND,
                _(
                    "次のモデルの計算は%(total)s件のうち%(done)s件まで終わりました。終わるまで、今のモデルで比べます。",
                    total=f"{report.filling.total:,}",
                    done=f"{report.filling.done:,}",
                ),
            )
        )
    return findings + ([] if report.meilisearch is None else _meilisearch(report))


def _meilisearch(report: SearchReport) -> list[Finding]:
    findings = []
    backlog = report.backlog
    assert report.meilisearch is not None
    theirs, ours = report.meilisearch.documents, report.postgresql.documents
    same = {kind: n for kind, n in theirs.items() if n} == {
        kind: n for kind, n in ours.items() if n
    }
    if same:
        findings.append(good("counts", _("Meilisearchの件数はPostgreSQLと同じです。")))
    elif backlog.length or report.rebuilding:
        findings.append(
            Finding(
                "counts",
                Mark.MIND,
                _("Meilisearchの件数は、反映が終わるとPostgreSQLと同じになります。"),
            )
        )
    else:
        findings.append(
            Finding(
                "counts",
                Mark.BAD,
                _(
                    "Meilisearchの件数（%(theirs)s）がPostgreSQL（%(ours)s）と違います。",
                    theirs=f"{sum(theirs.values()):,}",
                    ours=f"{sum(ours.values()):,}",
                ),
                _(
                    "%(command)s を実行してください。",
                    command="kingsalmon search rebuild --engine meilisearch",
                ),
            )
        )
    if backlog.lag > LAG_SECONDS:
        findings.append(
            Finding(
                "lag",
                Mark.BAD if backlog.lag > LONG_LAG_SECONDS else Mark.MIND,
                _("Meilisearchへの反映が%(age)s遅れています。", age=seconds_words(backlog.lag)),
                _("ワーカーが動いているか、Meilisearchに届くかを確かめてください。"),
            )
        )
    else:
        findings.append(good("lag", _("Meilisearchへの反映は遅れていません。")))
    if backlog.failures:
        findings.append(
            Finding(
                "failures",
                Mark.MIND,
                ngettext(
                    "Meilisearchが受け付けなかった文書が%(num)s件あります。",
                    "Meilisearchが受け付けなかった文書が%(num)s件あります。",
                    backlog.failures,
                ),
                _("%(command)s で確かめてください。", command="kingsalmon search status"),
            )
        )
    return findings
