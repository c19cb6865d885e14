"""`kingsalmon demo`: everything in one process tree, with sample data."""

import shutil
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from foundation import log
from foundation.access.roles import role_label
from foundation.audit import FOLDER
from foundation.audit.tasks import close_trail
from foundation.database import execute, fetch_value
from foundation.database.migrations import migrate
from foundation.jobs import run_pending
from foundation.settings import DEMO_PORT, Settings
from portal.cli.listening import PORT, listen, local_address
from portal.cli.running import demo_folder, run
from portal.cli.serving import given, run_server
from portal.demo.loading import demo_is_loaded, load_demo
from portal.demo.loading.generated import LARGEST, load_generated
from portal.demo.model import DEMO_PASSWORD, load_demo_data
from portal.demo.records.people import Bureau, Office, Startup

_OTHERS = """
    SELECT EXISTS (
        SELECT FROM pg_stat_activity
         WHERE datname = current_database() AND backend_type = 'client backend'
           AND pid <> pg_backend_pid())
"""


@click.command()
@click.option(
    "--data-dir", type=click.Path(path_type=Path), help="Folder of its data, apart from any other."
)
@click.option("--host", default=None, help="Address to listen on.")
@click.option("--port", type=PORT, default=None, help=f"Port to listen on ({DEMO_PORT}).")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="Day the clock shows.")
@click.option("--reset", is_flag=True, help="Throw the demo's data away and load it anew.")
@click.option(
    "--size",
    type=click.IntRange(0, LARGEST),
    default=0,
    help="Add so many made-up solutions, and a challenge for every fifty.",
)
@click.option("--load-only", is_flag=True, help="Load and index the data, and stop.")
def demo(
    data_dir: Path | None,
    host: str | None,
    port: int | None,
    today: datetime | None,
    reset: bool,
    size: int,
    load_only: bool,
) -> None:
    """Serve the whole system with sample data; a second start finds its data and changes nothing."""
    settings = _settings(data_dir, host, port, today)
    log.set_up(readable=True)
    # First of all: a second start must not touch what the first one is serving.
    listener = None if load_only else listen(settings.host, settings.port)
    run(partial(_refuse_foreign_data, reset=reset), settings)
    if reset:
        _reset(settings)
    run(migrate, settings)
    loaded = run(load_demo, settings)
    click.echo("見本データを読み込みました。" if loaded else "見本データは読み込み済みです。")
    if size:
        added = run(lambda: load_generated(size), settings)
        click.echo(f"見本の解決策を{added:,}件加えました。")
    if listener is None:
        run(_finish, settings)
        return
    run_server(settings, listener, when_ready=lambda: click.echo(_welcome(settings)))


async def _finish() -> None:
    await run_pending()
    await close_trail()


def _settings(
    data_dir: Path | None, host: str | None, port: int | None, today: datetime | None
) -> Settings:
    chosen = given(host=host, port=port, today=today.date() if today else None)
    chosen["data_dir"] = data_dir.absolute() if data_dir else demo_folder()
    settings = Settings.load(demo=True, **chosen)
    if settings.base_url == Settings.base_url:
        here = local_address(settings.host, settings.port)
        settings = Settings.load(demo=True, **chosen, base_url=here)
    return settings


async def _refuse_foreign_data(*, reset: bool) -> None:
    """Keep sample data out of a real installation, and data that are in use from being thrown away.

    Raises:
        ClickException: in one line, what to do instead.
    """
    if await fetch_value("SELECT to_regclass('organisation') IS NOT NULL"):
        real = await fetch_value("SELECT EXISTS (SELECT FROM account)") and not (
            await demo_is_loaded()
        )
        if real:
            raise click.ClickException(
                "This database holds a real installation: start the demo without KS_DATABASE_URL, "
                "or with one of its own."
            )
    if reset and await fetch_value(_OTHERS):
        raise click.ClickException(
            "Another process is using these data: stop it, or give --data-dir another folder."
        )


def _reset(settings: Settings) -> None:
    async def empty() -> None:
        await execute("DROP SCHEMA public CASCADE")
        await execute("CREATE SCHEMA public")

    run(empty, settings)
    for folder in ("mail", FOLDER):
        shutil.rmtree(settings.data_dir / folder, ignore_errors=True)


def _logins() -> list[str]:
    data = load_demo_data()
    bodies: list[Bureau | Office | Startup] = [*data.bureaus, *data.offices, *data.startups]
    names = {body.id: body.name_ja for body in bodies}
    offered = [account for account in data.accounts if account.login_order is not None]
    return [
        f"{account.email:<32}{role_label(account.memberships[0].role)}  "
        f"{names.get(account.memberships[0].organisation or '', '')} {account.name}"
        for account in sorted(offered, key=lambda account: account.login_order or 0)
    ]


def _welcome(settings: Settings) -> str:
    return "\n".join(
        [
            "",
            f"Ready: {settings.base_url}  (English: {settings.base_url}/en)",
            f"Mail:  {settings.base_url}/demo/mail",
            f"Logins, password {DEMO_PASSWORD} (or one click on {settings.base_url}/login):",
            *(f"  {login}" for login in _logins()),
            "Stop with Ctrl+C.",
            "",
        ]
    )
