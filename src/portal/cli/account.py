"""Accounts and tokens from the command line: the first operator, and tools without a browser."""

import sys

import click

from foundation.errors import DomainError
from foundation.i18n import using_language
from foundation.identity import commands, queries
from foundation.identity.actor import SYSTEM
from foundation.identity.commands.tokens import DEFAULT_DAYS
from portal.cli.organisation import find_organisation
from portal.cli.running import local_settings, run


@click.group()
def account() -> None:
    """Accounts of people."""


@account.command("create")
@click.option("--email", required=True, prompt=True, help="E-mail address, which signs in.")
@click.option("--name", required=True, prompt=True, help="Name as others see it.")
@click.option("--role", default=None, help="First role: operator, certifier, judge, …")
@click.option("--organisation", default=None, help="The organisation the role is in: name or id.")
@click.option("--language", type=click.Choice(["ja", "en"]), default="ja", show_default=True)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_account(
    email: str,
    name: str,
    role: str | None,
    organisation: str | None,
    language: str,
    password_stdin: bool,
) -> None:
    """Make an account; prints the address where its holder sets the password."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None

    async def work() -> commands.CreatedAccount:
        organisation_id = None
        if organisation is not None:
            organisation_id = await find_organisation(organisation)
        return await commands.create_account(
            SYSTEM,
            email=email,
            name=name,
            role=role,
            organisation_id=organisation_id,
            language=language,
            password=password,
        )

    try:
        with using_language("en"):
            created = run(work)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(f"Account {created.id} is ready.")
    if created.password_link is not None:
        mailed = " (the link is mailed too)" if local_settings().smtp_url else ""
        click.echo(f"Set the password within 7 days at{mailed}:")
        click.echo(created.password_link)


@click.group()
def token() -> None:
    """Bearer tokens of the REST interface."""


@token.command("create")
@click.option("--email", required=True, help="Whose token it is.")
@click.option("--name", required=True, help="By which its owner will recognise it.")
@click.option("--days", type=int, default=DEFAULT_DAYS, show_default=True, help="Until it expires.")
def create_token(email: str, name: str, days: int) -> None:
    """Make a token and print it, alone on standard output; it is not shown again."""

    async def work() -> commands.CreatedToken:
        account_id = await queries.account_id_of(email)
        if account_id is None:
            raise click.ClickException(f"There is no account with the address {email}.")
        return await commands.create_token(SYSTEM, account_id=account_id, name=name, days=days)

    try:
        with using_language("en"):
            created = run(work)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(created.token)


COMMANDS = (account, token)
