"""Checking an e-mail address and password, the same way for pages and the API."""

from dataclasses import dataclass
from uuid import UUID

from foundation.access.actor import Actor
from foundation.database import fetch_one, read, require_transaction, run, transaction
from foundation.email_address import canonical
from foundation.errors import DomainError
from foundation.i18n import gettext as _
from foundation.identity.signin.known_places import remember_places
from foundation.identity.signin.passwords import hash_password, needs_rehash, verify_password
from foundation.identity.signin.throttle import admit, forget, network_of
from foundation.identity.states import AccountState, AttemptKind
from foundation.identity.tables import Account


class WrongCredentials(DomainError):
    """The pair does not sign anybody in; says no more than its holder may know."""

    status = 401
    kind = "not-authenticated"


class EmailUnconfirmed(DomainError):
    """The password fits, but the address was never proved."""

    status = 403
    kind = "not-permitted"


@dataclass(frozen=True, kw_only=True)
class Proof:
    """An account whose holder has just shown its password.

    Attributes:
        counted_as: what the attempt was counted for.
        device, network: where it was shown.
    """

    account_id: UUID
    name: str
    email: str
    language: str
    password_hash: str
    counted_as: str
    device: str | None
    network: str

    @property
    def actor(self) -> Actor:
        """The person, for the audit, before any membership is chosen."""
        return Actor(account_id=self.account_id, account_name=self.name)


async def prove(
    email: str,
    password: str,
    address: str,
    *,
    device: str | None = None,
    confirming: bool = False,
) -> Proof:
    """Check a password; counts the attempt in a transaction of its own.

    Args:
        address: network address of the client.
        device: of the client's browser, if it has one.
        confirming: the address is being proved in the same step.

    Raises:
        TooMany: too many attempts; WrongCredentials; EmailUnconfirmed.
    """
    async with transaction():
        counted_as = await admit(AttemptKind.LOGIN, email, address, device)
    row = await fetch_one(
        "SELECT id, name, email, language, state, password_hash, email_confirmed_at "
        "FROM account WHERE email_canonical = $1",
        canonical(email),
    )
    fits = await verify_password(row["password_hash"] if row else None, password)
    if row is None or not fits:
        raise WrongCredentials(_("メールアドレスかパスワードが違います。"))
    if row["state"] != AccountState.ACTIVE:
        raise WrongCredentials(
            _("このアカウントは停止されています。運営事務局に問い合わせてください。")
        )
    if row["email_confirmed_at"] is None and not confirming:
        raise EmailUnconfirmed(
            _("メールアドレスの確認がまだです。届いたメールのリンクを開いてください。")
        )
    return Proof(
        account_id=row["id"],
        name=row["name"],
        email=row["email"],
        language=row["language"],
        password_hash=await _refreshed(row["id"], row["password_hash"], password),
        counted_as=counted_as,
        device=device,
        network=network_of(address),
    )


async def still_holds(proof: Proof) -> None:
    """Lock the account and make sure that nothing changed since the password was checked; the place
    is known from now on.

    Raises:
        WrongCredentials: it was suspended or its password changed in between.
    """
    require_transaction()
    row = await read(Account, proof.account_id, "UPDATE")
    known = (row["password_hash"], row["state"]) if row else None
    if known != (proof.password_hash, AccountState.ACTIVE):
        raise WrongCredentials(_("メールアドレスかパスワードが違います。"))
    await forget(AttemptKind.LOGIN, proof.counted_as)
    await remember_places(proof.account_id, proof.device, proof.network)


async def _refreshed(account_id: UUID, password_hash: str, password: str) -> str:
    if not needs_rehash(password_hash):
        return password_hash
    new = await hash_password(password)
    hashed_anew = Account.update({Account.password_hash: new})
    await run(hashed_anew.where(Account.id == account_id, Account.password_hash == password_hash))
    return new
