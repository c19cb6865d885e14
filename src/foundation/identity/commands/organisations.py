"""What operators do about organisations."""

from dataclasses import dataclass
from uuid import UUID

from foundation.database import execute, fetch_value, require_transaction, transaction
from foundation.errors import Invalid
from foundation.i18n import gettext as _
from foundation.identity import effects
from foundation.identity.actor import Actor
from foundation.identity.kinds import managed_kinds
from foundation.identity.policy import may_manage_organisations
from foundation.identity.rules import organisation_name_problem, require
from foundation.text import one_line


@dataclass(frozen=True, kw_only=True)
class OrganisationWords:
    """How an organisation is called.

    Attributes:
        name: in Japanese.
        name_en: in English; None where it has none yet.
        unit: section within it (課), if the organisation is one.
    """

    name: str
    name_en: str | None = None
    unit: str | None = None

    def tidy(self) -> "OrganisationWords":
        """The words as they are stored.

        Raises:
            Invalid: a name is missing or too long.
        """
        require(
            {
                "name": organisation_name_problem(self.name, required=True),
                "name_en": organisation_name_problem(self.name_en),
                "unit": organisation_name_problem(self.unit),
            }
        )
        return OrganisationWords(
            name=one_line(self.name),
            name_en=one_line(self.name_en or "") or None,
            unit=one_line(self.unit or "") or None,
        )


@dataclass(frozen=True, kw_only=True)
class CreatedOrganisation:
    """An organisation, and whether it was made now or was there already."""

    id: UUID
    new: bool


async def create_organisation(
    actor: Actor, *, kind: str, words: OrganisationWords, organisation_id: UUID | None = None
) -> CreatedOrganisation:
    """Make an organisation; one of the same kind, name and unit is returned as it is.

    Args:
        kind: one of the kinds that operators make.
        organisation_id: the same id sent twice makes one organisation.

    Raises:
        NotPermitted; Invalid: a field breaks a rule.
    """
    may_manage_organisations(actor).require()
    if kind not in {one.kind for one in managed_kinds()}:
        raise Invalid({"kind": _("一覧の中から選んでください。")})
    words = words.tidy()
    async with transaction():
        await lock_names(kind)
        present = await namesake(kind, words)
        if present is not None:
            return CreatedOrganisation(id=present, new=False)
        made = await effects.create_organisation(
            actor,
            kind=kind,
            name=words.name,
            name_en=words.name_en,
            unit=words.unit,
            organisation_id=organisation_id,
        )
        return CreatedOrganisation(id=made, new=True)


async def lock_names(kind: str) -> None:
    """Let one transaction at a time decide about the names of a kind."""
    require_transaction()
    await execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 2))", kind)


async def namesake(kind: str, words: OrganisationWords) -> UUID | None:
    """The active organisation of the same kind, name and unit."""
    found = await fetch_value(
        "SELECT id FROM organisation WHERE kind = $1 AND name = $2 "
        "AND unit IS NOT DISTINCT FROM $3 AND state = 'active' LIMIT 1",
        kind,
        words.name,
        words.unit,
    )
    return None if found is None else UUID(str(found))
