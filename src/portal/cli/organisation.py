"""Organisations from the command line: the first bureau and the secretariat."""

from uuid import UUID

import click

from foundation.access.actor import SYSTEM
from foundation.errors import DomainError, Invalid
from foundation.i18n import using_language
from foundation.identity.organisations import commands
from foundation.identity.organisations.kinds import kind_label
from foundation.identity.organisations.names import OrganisationWords
from foundation.identity.organisations.queries import (
    OrganisationRow,
    list_organisations,
    organisations_called,
)
from portal.cli.running import run
from portal.roles import KIND_WORDS

MANAGED = [str(one.kind) for one in KIND_WORDS if one.managed]


@click.group()
def organisation() -> None:
    """Bureaus and secretariats."""


@organisation.command("create")
@click.option("--kind", type=click.Choice(MANAGED), required=True, help="What it is.")
@click.option("--name", required=True, help="Its name in Japanese.")
@click.option("--name-en", default=None, help="Its name in English.")
@click.option("--unit", default=None, help="Section within it, if it is one.")
def create_organisation(kind: str, name: str, name_en: str | None, unit: str | None) -> None:
    """Make a bureau or a secretariat; one that is there already is left as it is."""
    words = OrganisationWords(name=name, name_en=name_en, unit=unit)

    async def work() -> commands.CreatedOrganisation:
        return await commands.create_organisation(SYSTEM, kind=kind, words=words)

    try:
        with using_language("en"):
            made = run(work)
    except Invalid as error:
        raise click.ClickException(" ".join(error.errors.values())) from error
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Organisation {made.id} {'is ready' if made.new else 'exists already'}.")


@organisation.command("list")
def list_all() -> None:
    """Print every organisation: id, kind, name, English name, people."""

    async def work() -> list[OrganisationRow]:
        first = await list_organisations(SYSTEM)
        rows = list(first.items)
        for number in range(2, first.last + 1):
            rows += (await list_organisations(SYSTEM, page=number)).items
        return rows

    with using_language("en"):
        for row in run(work):
            name = " ".join(filter(None, (row.name, row.unit)))
            state = "" if row.is_active else f"\t{row.state}"
            click.echo(
                f"{row.id}\t{kind_label(row.kind)}\t{name}\t{row.name_en or '-'}"
                f"\t{row.people}{state}"
            )


async def find_organisation(text: str) -> UUID:
    """The one active organisation meant by an id or a name.

    Raises:
        click.ClickException: there is none, or several; then their ids are told.
    """
    found = await organisations_called(text)
    if len(found) == 1:
        return found[0].id
    if not found:
        raise click.ClickException(
            f"There is no organisation named {text}: see kingsalmon organisation list, "
            "or make it with kingsalmon organisation create."
        )
    several = ", ".join(
        f"{row.id} ({' '.join(filter(None, (row.name, row.unit)))})" for row in found
    )
    raise click.ClickException(f"Several organisations are named {text}; give the id: {several}")


COMMANDS = (organisation,)
