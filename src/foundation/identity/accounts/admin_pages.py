"""Accounts, for operators."""

from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from foundation.access.actor import Actor
from foundation.access.roles import all_roles
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.i18n import language
from foundation.identity.accounts import queries
from foundation.identity.accounts.commands import administration, unconfirmed
from foundation.identity.accounts.forms import AccountForm, AddressForm, RoleForm
from foundation.identity.accounts.links import newest_link
from foundation.identity.colleagues.queries import invitations_sent
from foundation.identity.forms import text
from foundation.identity.organisations.queries import organisation_choices
from foundation.identity.policy import may_change_account, may_manage_accounts
from foundation.mail.labels import reason_words
from foundation.mail.queries import failure_at
from foundation.web import WebRequest, redirect, render
from foundation.web.api import PageController
from foundation.web.forms import Refused, attempt, read_form
from foundation.web.pagination import page_number


class AdminAccounts(PageController):
    """Search, make, suspend and reactivate accounts; give and end roles."""

    path = "/admin/accounts"

    @get()
    async def list_accounts(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        q: FromQuery[str] = "",
        page: FromQuery[str] = "",
    ) -> Response[str]:
        """All accounts by name."""
        _admit(actor)
        found = await queries.list_accounts(actor, q, page_number(page))
        return render(request, "identity/admin_accounts.html", page=found, q=q)

    @get("/new")
    async def new(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[str]:
        """The form for a new account."""
        _admit(actor)
        return _new_page(request, await _with_choices(actor, AccountForm.for_new(actor)), 200)

    @post()
    async def create(self, request: WebRequest, actor: NamedDependency[Actor]) -> Response[Any]:
        """Make an account; its holder gets a mail."""
        _admit(actor)
        form = await _with_choices(actor, AccountForm.making(actor, await read_form(request)))
        done = await attempt(
            form,
            lambda: administration.create_account(
                actor,
                email=text(form.email),
                name=text(form.name),
                role=form.role.data,
                organisation_id=_organisation(form),
                language=language(),
                account_id=form.record_id,
            ),
        )
        if isinstance(done, Refused):
            return _new_page(request, form, done.status)
        said = _("アカウントを作り、パスワードを決めるためのメールを送りました。")
        return redirect(request, f"/admin/accounts/{done.id}", said)

    @get("/{account_id:uuid}")
    async def detail(
        self, request: WebRequest, actor: NamedDependency[Actor], account_id: FromPath[UUID]
    ) -> Response[str]:
        """One account with its roles."""
        _admit(actor)
        form = await _with_choices(actor, RoleForm.blank())
        return await _detail_page(request, actor, account_id, form)

    @post("/{account_id:uuid}/suspend")
    async def suspend(
        self, request: WebRequest, actor: NamedDependency[Actor], account_id: FromPath[UUID]
    ) -> Response[Any]:
        """Lock the account."""
        _admit(actor)
        await administration.suspend_account(actor, account_id)
        return redirect(request, f"/admin/accounts/{account_id}", _("アカウントを停止しました。"))

    @post("/{account_id:uuid}/reactivate")
    async def reactivate(
        self, request: WebRequest, actor: NamedDependency[Actor], account_id: FromPath[UUID]
    ) -> Response[Any]:
        """Unlock the account."""
        _admit(actor)
        await administration.reactivate_account(actor, account_id)
        return redirect(request, f"/admin/accounts/{account_id}", _("アカウントを再開しました。"))

    @post("/{account_id:uuid}/roles")
    async def give_role(
        self, request: WebRequest, actor: NamedDependency[Actor], account_id: FromPath[UUID]
    ) -> Response[Any]:
        """Give a further role."""
        _admit(actor)
        form = await _with_choices(actor, RoleForm.from_request(await read_form(request)))
        done = await attempt(
            form,
            lambda: administration.give_role(
                actor, account_id, role=form.role.data, organisation_id=_organisation(form)
            ),
        )
        if isinstance(done, Refused):
            return await _detail_page(request, actor, account_id, form, done.status)
        return redirect(request, f"/admin/accounts/{account_id}", _("役割を加えました。"))

    @post("/{account_id:uuid}/roles/{membership_id:uuid}/end")
    async def end_role(
        self,
        request: WebRequest,
        actor: NamedDependency[Actor],
        account_id: FromPath[UUID],
        membership_id: FromPath[UUID],
    ) -> Response[Any]:
        """Take a role away."""
        _admit(actor)
        await administration.end_role(actor, account_id, membership_id)
        return redirect(request, f"/admin/accounts/{account_id}", _("役割を終えました。"))

    @post("/{account_id:uuid}/send-link")
    async def send_link(
        self, request: WebRequest, actor: NamedDependency[Actor], account_id: FromPath[UUID]
    ) -> Response[Any]:
        """Mail a fresh link to a person who has not signed in yet."""
        _admit(actor)
        data = await read_form(request)
        await unconfirmed.send_link_again(actor, account_id, after=_link(data.get("after")))
        return redirect(request, f"/admin/accounts/{account_id}", _("新しいリンクを送りました。"))

    @post("/{account_id:uuid}/address")
    async def correct_address(
        self, request: WebRequest, actor: NamedDependency[Actor], account_id: FromPath[UUID]
    ) -> Response[Any]:
        """Correct the address of a person who has not signed in yet."""
        _admit(actor)
        form = AddressForm.from_request(await read_form(request))
        done = await attempt(
            form, lambda: unconfirmed.correct_email(actor, account_id, text(form.email))
        )
        if not isinstance(done, Refused):
            said = _("アドレスを直し、新しいリンクを送りました。")
            return redirect(request, f"/admin/accounts/{account_id}", said)
        if done.error and not isinstance(done.error, Invalid):
            # The page of an account that has become another shows no such form.
            raise done.error
        roles = await _with_choices(actor, RoleForm.blank())
        return await _detail_page(request, actor, account_id, roles, done.status, address_form=form)


def _admit(actor: Actor) -> None:
    actor.account()
    may_manage_accounts(actor).require()


async def _with_choices(actor: Actor, form: Any) -> Any:
    form.role.offer([(words.role, words.label) for words in all_roles()])
    form.organisation.offer(await organisation_choices(actor))
    return form


def _organisation(form: Any) -> UUID | None:
    return UUID(form.organisation.data) if form.organisation.data else None


def _new_page(request: WebRequest, form: Any, status: int) -> Response[str]:
    return render(request, "identity/admin_new.html", status=status, form=form)


def _link(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


async def _detail_page(
    request: WebRequest,
    actor: Actor,
    account_id: UUID,
    form: Any,
    status: int = 200,
    address_form: AddressForm | None = None,
) -> Response[str]:
    account = await queries.account_for(actor, account_id)
    failure = None if account.confirmed else await failure_at(actor, account.email)
    return render(
        request,
        "identity/admin_account.html",
        status=status,
        invitations=await invitations_sent(actor, account_id),
        account=account,
        may_change=bool(may_change_account(actor, account_id)),
        form=form,
        address_form=address_form or AddressForm.blank(email=account.email),
        newest_link=await newest_link(account_id),
        failure=None if failure is None else reason_words(failure),
    )


PAGES = (AdminAccounts,)
