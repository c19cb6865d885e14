"""Puts the application together and runs it."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext, suppress
from pathlib import Path

from litestar import Litestar
from litestar.di import Provide
from litestar.types import ASGIApp

import foundation
from foundation import clock, database, i18n
from foundation.access.permissions import set_role_permissions
from foundation.access.request import provide_actor
from foundation.access.roles import set_role_words
from foundation.audit.tasks import close_trail
from foundation.database.embedded import EmbeddedPostgres
from foundation.database.watching import kept_running
from foundation.identity.organisations.kinds import set_kind_words
from foundation.identity.signin.middleware import IdentityMiddleware, identify
from foundation.jobs.worker import run_worker
from foundation.mail.labels import set_mail_words
from foundation.settings import Settings, use
from foundation.web.application import area_folder, create_application, wrap
from matching.embedding.selection import close as close_embedders
from matching.search.engines.selection import close as close_search
from matching.search.engines.selection import start as start_search
from portal.composition import AREAS
from portal.home.person import set_tasks
from portal.navigation import FOOTER_LINKS, navigation
from portal.roles import KIND_WORDS, ROLE_PERMISSIONS, ROLE_WORDS


def catalogues() -> list[Path]:
    """The English texts of foundation and of every area."""
    folders = [Path(str(foundation.__file__)).parent / "locale"]
    folders += [area_folder(area, "locale") for area in AREAS]
    return [file for folder in folders if (file := folder / "en.po").is_file()]


def compose(settings: Settings) -> None:
    """Fill in what foundation leaves open: settings, clock, texts, roles, and each area's wiring."""
    use(settings)
    if settings.today is not None:
        clock.start_on(settings.today)
    i18n.load_catalogues(catalogues())
    set_kind_words(KIND_WORDS)
    set_role_words(ROLE_WORDS)
    set_role_permissions(ROLE_PERMISSIONS)
    set_mail_words({one.kind: one.about for area in AREAS for one in area.letters})
    set_tasks([area.tasks for area in AREAS if area.tasks is not None])
    for area in AREAS:
        if area.on_compose is not None:
            area.on_compose()


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[None]:
    """Keep the database reachable for the block: join the embedded server, open the pool."""
    embedded = None
    if settings.database_url is None:
        embedded = EmbeddedPostgres(settings.data_dir / "postgres")
        database.configure(await asyncio.to_thread(embedded.start))
    else:
        database.configure(settings.database_url)
    watched = nullcontext() if embedded is None else kept_running(embedded)
    try:
        with watched:
            async with database.pool():
                try:
                    yield
                finally:
                    await close_search()
    finally:
        if embedded is not None:
            await asyncio.to_thread(embedded.stop)


@asynccontextmanager
async def worker_in_background(settings: Settings) -> AsyncIterator[None]:
    """Run the job worker beside the block, and close the audit trail after it."""
    worker = asyncio.create_task(run_worker(settings))
    try:
        yield
    finally:
        worker.cancel()
        with suppress(asyncio.CancelledError):
            await worker
        await close_trail()


def create_portal(settings: Settings, *, own_database: bool = True) -> Litestar:
    """The Litestar application; `own_database=False` where the caller keeps the pool open."""
    compose(settings)

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(close_embedders)
            if own_database:
                await stack.enter_async_context(open_database(settings))
            start_search()
            if settings.worker_in_app:
                await stack.enter_async_context(worker_in_background(settings))
            yield

    return create_application(
        settings,
        AREAS,
        lifespan=[running],
        middleware=[IdentityMiddleware()],
        identify=identify,
        dependencies={"actor": Provide(provide_actor)},
        navigation=navigation,
        context={"footer_links": FOOTER_LINKS},
    )


def create_asgi(settings: Settings) -> ASGIApp:
    """The application as a server runs it."""
    whole = wrap(create_portal(settings), settings)
    # What was loaded stays: looking through all of it for garbage held everybody up for 130 ms.
    gc.collect()
    gc.freeze()
    return whole
