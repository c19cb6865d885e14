"""`kingsalmon search`: what the engines hold, building their indexes, keys, refused documents."""

import asyncio
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import click

from foundation.access.actor import SYSTEM
from foundation.i18n import gettext as _
from foundation.i18n.formatting import format_datetime
from matching.search.engines.port import Stats
from matching.search.index import rebuild as postgresql
from matching.search.keys import Key
from matching.search.kinds import COMPARED, KINDS, kind_label
from matching.search.outbox import commands
from matching.search.outbox.labels import seconds_words, state_words
from matching.search.outbox.locks import AlreadyRebuilding
from matching.search.outbox.report import SearchReport, search_report
from portal.cli.running import local_settings, run
from portal.cli.speaking import speaking
from search_index.build import rebuild as meilisearch
from search_index.build.keys import make_keys
from search_index.build.server import ServerTrouble

POSTGRESQL, MEILISEARCH, ALL = "postgresql", "meilisearch", "all"
MASTER_KEY = "MEILI_MASTER_KEY"
_VARIABLES = {"app": "KS_MEILISEARCH_KEY", "build": "KS_MEILISEARCH_BUILD_KEY"}


@click.group()
def search() -> None:
    """Look after search: engines, indexes, keys."""


@search.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON alone.")
@click.option("--english", is_flag=True, help="Print English, whatever the locale.")
def status(as_json: bool, english: bool) -> None:
    """Tell which engine answers, what the indexes hold, what waits and what was refused."""
    with speaking(english=english):
        report = run(search_report)
        if as_json:
            click.echo(json.dumps(_as_json(report), ensure_ascii=False, indent=2, default=str))
        else:
            click.echo("\n".join(_lines(report)))


@search.command()
@click.option(
    "--engine",
    type=click.Choice([POSTGRESQL, MEILISEARCH, ALL]),
    default=ALL,
    show_default=True,
    help="Whose index; all leaves Meilisearch out where it is not configured.",
)
@click.option("--anew", is_flag=True, help="PostgreSQL: write every row, differing or not.")
def rebuild(engine: str, anew: bool) -> None:
    """Make the indexes equal to what is public now, while search goes on."""
    settings = local_settings()
    configured = bool(settings.meilisearch_url and settings.meilisearch_key)

    async def work() -> None:
        if engine in (POSTGRESQL, ALL):
            with _progress("PostgreSQL") as told:
                done = await postgresql.rebuild(told, anew=anew)
            click.echo(
                f"PostgreSQL: {done.documents:,} documents, {done.changed:,} rows changed, "
                f"{done.seconds:,.1f} s"
            )
        if engine == MEILISEARCH or (engine == ALL and configured):
            with _progress("Meilisearch") as told:
                built = await meilisearch.rebuild(told)
            click.echo(
                f"Meilisearch: {sum(built.documents.values()):,} documents, "
                f"{sum(built.embedded.values()):,} with vectors, {built.seconds:,.1f} s"
            )
            for document, code in built.refused:
                click.echo(f"refused: {document.word} {code}", err=True)

    try:
        run(work, settings)
    except meilisearch.BuildFailed as error:
        raise click.ClickException(str(error)) from error
    except AlreadyRebuilding as error:
        raise click.ClickException("Another process is building the index.") from error
    click.echo(f"Most memory of this process: {_peak_megabytes():,.0f} MB")


@search.command()
def keys() -> None:
    """Make scoped keys with the master key of Meilisearch, from MEILI_MASTER_KEY or typed now.

    Prints settings to put into the environment. Run again, it prints the same keys.
    """
    settings = local_settings()
    if not settings.meilisearch_url:
        raise click.ClickException("Set KS_MEILISEARCH_URL first.")
    master_key = os.environ.get(MASTER_KEY) or click.prompt("Master key", hide_input=True, err=True)
    try:
        made = asyncio.run(
            make_keys(settings.meilisearch_url, master_key, settings.meilisearch_prefix)
        )
    except ServerTrouble as trouble:
        if trouble.of_the_key:
            raise click.ClickException("Meilisearch refuses this master key.") from trouble
        raise click.ClickException(f"{trouble}.") from trouble
    for key in made:
        if key.name in _VARIABLES:
            click.echo(f"{_VARIABLES[key.name]}={key.value}")
        else:
            click.echo(f"# for whoever watches the Meilisearch server: {key.value}")


class DocumentWord(click.ParamType[Key]):
    """A document as `kingsalmon search status` names it: its kind and id."""

    name = "document"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Key:
        """The document's key."""
        try:
            return Key.of_word(str(value))
        except ValueError:
            self.fail("Name a document as search status does, e.g. challenge-0190c8a0-….")


@search.group()
def failures() -> None:
    """Documents that Meilisearch refused; `kingsalmon search status` lists them."""


@failures.command()
@click.argument("documents", nargs=-1, type=DocumentWord())
@click.option("--all", "every", is_flag=True, help="All of them.")
def retry(documents: tuple[Key, ...], every: bool) -> None:
    """Send refused documents again now."""
    chosen = _chosen(documents, every)
    number = run(lambda: commands.retry_failures(SYSTEM, chosen))
    click.echo(f"Sent again by the next job: {number}.")


@failures.command()
@click.argument("documents", nargs=-1, type=DocumentWord())
@click.option("--all", "every", is_flag=True, help="All of them.")
def drop(documents: tuple[Key, ...], every: bool) -> None:
    """Give up refused documents until they change; those that must be removed are kept."""
    chosen = _chosen(documents, every)
    number = run(lambda: commands.drop_failures(SYSTEM, chosen))
    click.echo(f"Given up: {number}.")


def _chosen(documents: tuple[Key, ...], every: bool) -> list[Key] | None:
    if every == bool(documents):
        raise click.UsageError("Name documents, or give --all.")
    return None if every else list(documents)


@contextmanager
def _progress(engine: str) -> Iterator[postgresql.Progress]:
    """A bar for each step on standard error, where that is a terminal."""
    bars: list[Any] = []
    step_shown = ""

    def close() -> None:
        while bars:
            bars.pop().__exit__(None, None, None)

    def told(step: str, done: int, total: int) -> None:
        nonlocal step_shown
        if step != step_shown:
            close()
            bar = click.progressbar(
                length=max(total, 1), label=f"{engine}: {step}", file=sys.stderr, show_pos=True
            )
            bars.append(bar.__enter__())
            step_shown = step
        bar = bars[-1]
        bar.length = max(total, done, 1)
        bar.update(done - bar.pos)

    try:
        yield told
    finally:
        close()


def _lines(report: SearchReport) -> list[str]:
    words = state_words(report.state)
    lines = [words.title]
    if words.advice:
        lines.append(words.advice)
    if report.health is not None and report.health.detail:
        lines.append(report.health.detail)
    if report.rebuilding:
        lines.append(_("索引を作り直しています。終わるまで、今の索引が答えます。"))
    lines += ["", _("索引にある文書")]
    lines += [f"  {kind_label(kind)}  {_held(report, kind)}" for kind in KINDS]
    lines += ["", *_model_lines(report)]
    if report.health is not None:
        lines += ["", *_backlog_lines(report)]
    return lines


def _held(report: SearchReport, kind: str) -> str:
    parts = [f"PostgreSQL {_numbers(report.postgresql, kind, report.model)}"]
    if report.meilisearch is not None:
        parts.append(f"Meilisearch {_numbers(report.meilisearch, kind, report.model)}")
    return "  ".join(parts)


def _numbers(stats: Stats, kind: str, model: str | None) -> str:
    number = f"{stats.documents.get(kind, 0):,}"
    if kind in COMPARED and model is not None:
        number += f" ({stats.embedded.get(kind, 0):,})"
    return number


def _model_lines(report: SearchReport) -> list[str]:
    if report.model is None:
        return [_("この設置では、言葉の一致だけで探します。")]
    lines = [f"{_('使っているモデル')}: {report.model}"]
    if report.to_embed:
        lines.append(f"{_('計算を待つ文書')}: {report.to_embed:,}")
    if report.filling is not None:
        filling = report.filling
        lines.append(f"{_('次のモデル')}: {filling.model} {filling.done:,}/{filling.total:,}")
    if report.trouble is not None:
        lines.append(
            f"{_('意味の近さを計算するしくみが使えません。言葉の一致だけで探しています。')} "
            f"{report.trouble}"
        )
    return lines


def _backlog_lines(report: SearchReport) -> list[str]:
    backlog = report.backlog
    lines = [
        f"{_('反映を待つ文書')}: {backlog.length:,}",
        f"{_('いちばん古い変更からの時間')}: {seconds_words(backlog.lag)}",
        f"{_('受け付けられなかった文書')}: {backlog.failures:,}",
    ]
    for failure in report.failures:
        task = "" if failure.task is None else " " + _("タスク%(uid)s", uid=failure.task)
        lines.append(
            f"  {failure.key.word}  {failure.title or _('索引から出た文書')}\n"
            f"    {failure.code}{task}  {_('次に送る時刻')}: {format_datetime(failure.retry_at)}"
        )
    if report.failures:
        lines.append("  kingsalmon search failures retry|drop")
    return lines


def _as_json(report: SearchReport) -> dict[str, Any]:
    def stats(one: Stats | None) -> dict[str, Any] | None:
        return None if one is None else asdict(one)

    return {
        "engine": report.state.name,
        "degraded": report.state.degraded,
        "reason": report.state.reason,
        "detail": "" if report.health is None else report.health.detail,
        "rebuilding": report.rebuilding,
        "postgresql": stats(report.postgresql),
        "meilisearch": stats(report.meilisearch),
        "outbox": asdict(report.backlog),
        "failures": [asdict(failure) for failure in report.failures],
        "model": report.model,
        "to_embed": report.to_embed,
        "next_model": None if report.filling is None else asdict(report.filling),
        "embedder_trouble": report.trouble,
    }


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Kilobytes on Linux, bytes on macOS.
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


COMMANDS = (search,)
