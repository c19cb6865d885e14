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

from foundation.documents.fonts import FONT_FOLDER
from foundation.i18n import gettext as _
from foundation.networks import contains, networks
from foundation.settings import DEMO_SECRET_KEY, Settings
from foundation.web.proxies import BELIEVED, sightings
from foundation.web.rendering import STATIC
from matching.embedding import selection as embedding_selection
from matching.search.engines import selection
from portal.application import compose, open_database
from portal.watching import running
from portal.watching.audit_trail import audit_trail
from portal.watching.findings import Finding, Mark, good
from portal.watching.staffing import staffing

LITTLE_DISK, NO_DISK = 2_000_000_000, 300_000_000
CONNECT_SECONDS = 3.0
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
            findings += await running.database()
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
            for check in (
                running.worker,
                running.failed_mail,
                audit_trail,
                running.embedder,
                running.search,
                staffing,
            ):
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
