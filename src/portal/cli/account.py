"""Accounts and tokens from the command line: the first operator, and tools without a browser."""

import sys
from collections.abc import Awaitable, Callable
from uuid import UUID

import click

from foundation.access.actor import SYSTEM
from foundation.errors import DomainError, Invalid
from foundation.i18n import using_language
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import administration, unconfirmed
from foundation.identity.signin import tokens
from foundation.identity.signin.tokens import DEFAULT_DAYS
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

    async def work() -> administration.CreatedAccount:
        organisation_id = None
        if organisation is not None:
            organisation_id = await find_organisation(organisation)
        return await administration.create_account(
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
        click.echo(f"Set the password within 7 days at{_mailed()}:")
        click.echo(created.password_link)


@account.command("send-link")
@click.option("--email", required=True, help="The account's address.")
def send_link(email: str) -> None:
    """Mail a fresh link to a holder who has not signed in yet, and print its address."""

    async def work() -> str | None:
        return await unconfirmed.send_link_again(SYSTEM, await _account_at(email))

    _tell_link(work)


@account.command("correct-email")
@click.option("--email", required=True, help="The address as it was given.")
@click.option("--to", required=True, help="The right address.")
def correct_email(email: str, to: str) -> None:
    """Correct the address of an account whose holder has not signed in yet; prints the new link."""

    async def work() -> str | None:
        return await unconfirmed.correct_email(SYSTEM, await _account_at(email), to)

    _tell_link(work)


async def _account_at(email: str) -> UUID:
    account_id = await queries.account_id_of(email)
    if account_id is None:
        raise click.ClickException(f"There is no account with the address {email}.")
    return account_id


def _mailed() -> str:
    return " (the link is mailed too)" if local_settings().smtp_url else ""


def _tell_link(work: Callable[[], Awaitable[str | None]]) -> None:
    try:
        with using_language("en"):
            link = run(work)
    except Invalid as error:
        raise click.ClickException(" ".join(error.errors.values())) from error
    except DomainError as error:
        raise click.ClickException(error.message) from error
    if link is None:
        click.echo("Nothing to do: the account has this address already.")
        return
    click.echo(f"Earlier links no longer work. The holder goes on at{_mailed()}:")
    click.echo(link)


@click.group()
def token() -> None:
    """Bearer tokens of the REST interface."""


@token.command("create")
@click.option("--email", required=True, help="Whose token it is.")
@click.option("--name", required=True, help="By which its owner will recognise it.")
@click.option("--days", type=int, default=DEFAULT_DAYS, show_default=True, help="Until it expires.")
def create_token(email: str, name: str, days: int) -> None:
    """Make a token and print it, alone on standard output; it is not shown again."""

    async def work() -> tokens.CreatedToken:
        account_id = await _account_at(email)
        return await tokens.create_token(SYSTEM, account_id=account_id, name=name, days=days)

    try:
        with using_language("en"):
            created = run(work)
    except DomainError as error:
        raise click.ClickException(error.message) from error
    click.echo(created.token)


COMMANDS = (account, token)
