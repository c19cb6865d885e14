"""Organisations, accounts and their roles."""

from foundation.access.actor import SYSTEM
from foundation.identity import effects
from foundation.identity.signin.passwords import hash_password
from portal.demo.loading.ids import account_id, demo_id, organisation_id
from portal.demo.model import DEMO_PASSWORD
from portal.demo.records import DemoData
from portal.roles import OrganisationKind


async def password_hash() -> str:
    """The hash of the one password of all demo accounts; made outside the transaction, as it is slow."""
    return await hash_password(DEMO_PASSWORD)


async def load_organisations(data: DemoData) -> None:
    """Bureaus and the secretariat; a startup brings its own."""
    for bureau in data.bureaus:
        await effects.create_organisation(
            SYSTEM,
            kind=OrganisationKind.BUREAU,
            name=bureau.name_ja,
            name_en=bureau.name_en,
            organisation_id=organisation_id(bureau.id),
        )
    for office in data.offices:
        await effects.create_organisation(
            SYSTEM,
            kind=OrganisationKind.SECRETARIAT,
            name=office.name_ja,
            name_en=office.name_en,
            organisation_id=organisation_id(office.id),
        )


async def load_accounts(data: DemoData, hashed_password: str) -> None:
    """People with all their memberships; needs every organisation."""
    for account in data.accounts:
        await effects.add_account(
            SYSTEM,
            email=account.email,
            name=account.name,
            password_hash=hashed_password,
            account_id=account_id(account.id),
        )
        for place, membership in enumerate(account.memberships):
            await effects.add_membership(
                SYSTEM,
                account_id=account_id(account.id),
                organisation_id=(
                    organisation_id(membership.organisation) if membership.organisation else None
                ),
                role=membership.role,
                demo_order=account.login_order if place == 0 else None,
                membership_id=demo_id("membership", f"{account.id}/{place}"),
            )
