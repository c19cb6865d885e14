"""What runs: database, worker, mail that was given up, embedder and search, each in lines for the doctor."""

import asyncio

from foundation import jobs
from foundation.database import fetch_value
from foundation.database.migrations import schema_gap
from foundation.i18n import gettext as _
from foundation.i18n import ngettext
from foundation.mail.queries import count_failed
from matching.embedding import selection as embedding_selection
from matching.embedding.port import EmbeddingUnavailable
from matching.search.outbox.labels import seconds_words, state_words
from matching.search.outbox.report import SearchReport, search_report
from portal.watching.findings import Finding, Mark, good

POSTGRESQL_VERSIONS = range(16, 19)
PGVECTOR = (0, 8)
QUEUE_SECONDS = {
    jobs.Lane.SEALING: 60.0,
    jobs.Lane.URGENT: 60.0,
    jobs.Lane.MAIL: 300.0,
    jobs.Lane.DEFAULT: 300.0,
    # hundreds of publications take their quarter of an hour
    jobs.Lane.BACKGROUND: 1_800.0,
}
LAG_SECONDS, LONG_LAG_SECONDS = 120.0, 3_600.0
EMBED_SECONDS = 60.0


async def database() -> list[Finding]:
    """The server, its extension and the schema."""
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
    found.append(await _schema())
    return found


async def _schema() -> Finding:
    gap = await schema_gap()
    if gap.halfway:
        return Finding("migrations", Mark.BAD, *half_upgraded())
    if gap.pending:
        return Finding(
            "migrations",
            Mark.BAD,
            ngettext(
                "データベースの更新が%(num)s件残っています。",
                "データベースの更新が%(num)s件残っています。",
                len(gap.pending),
            ),
            _("kingsalmon migrate を実行してください。"),
        )
    return good("migrations", _("データベースの形は最新です。"))


def half_upgraded() -> tuple[str, str]:
    """What is wrong with a database whose upgrade to an earlier version did not end; what to do."""
    return (
        _("データベースは、2026年11月30日の版より古く、一度には上げられません。"),
        _("まず2026年11月30日の版で kingsalmon migrate を実行し、そのあとこの版に替えてください。"),
    )


async def worker() -> list[Finding]:
    """Whether one runs, and how long each lane waits."""
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


async def failed_mail() -> list[Finding]:
    """Mails that were given up."""
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


async def embedder() -> list[Finding]:
    """Whether the model answers."""
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


async def search() -> list[Finding]:
    """The engine in use, and the index."""
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
    return findings + ([] if report.meilisearch is None else meilisearch(report))


def meilisearch(report: SearchReport) -> list[Finding]:
    """What Meilisearch has not taken in yet, or refused."""
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
