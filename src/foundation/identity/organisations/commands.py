"""What operators do about organisations."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.acts import checked_reason
from foundation.audit import record
from foundation.database import (
    ANY_VERSION,
    SeenVersion,
    fetch,
    fetch_value,
    hold,
    locked,
    made_before,
    transaction,
)
from foundation.errors import Conflict, Invalid, NotFound
from foundation.i18n import format_date
from foundation.i18n import gettext as _
from foundation.identity import effects
from foundation.identity.organisations import names
from foundation.identity.organisations.kinds import is_managed
from foundation.identity.organisations.names import OrganisationWords
from foundation.identity.policy import may_manage_organisations
from foundation.identity.rules import (
    refuse_ended,
)
from foundation.identity.tables import Organisation
from foundation.ids import new_id
from foundation.text import likeness


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
        NotPermitted; Invalid: a field breaks a rule, or another's name looks the same.
        MadeAlready: the organisation was made with something else under this id.
    """
    may_manage_organisations(actor).require()
    if not is_managed(kind):
        raise Invalid({"kind": _("一覧の中から選んでください。")})
    words = words.tidy()
    new = organisation_id or new_id()
    async with transaction():
        said = {"kind": kind, **asdict(words)}
        if await made_before(Organisation, new, said=said) is not None:
            return CreatedOrganisation(id=new, new=False)
        await lock_names(kind)
        present = await namesake(kind, words)
        if present is not None:
            return CreatedOrganisation(id=present, new=False)
        await _refuse_likeness(kind, words)
        made = await effects.create_organisation(
            actor,
            kind=kind,
            **asdict(words),
            organisation_id=new,
        )
        return CreatedOrganisation(id=made, new=True)


async def rename_organisation(
    actor: Actor,
    organisation_id: UUID,
    *,
    words: OrganisationWords,
    day: date,
    version: SeenVersion,
    reason: str | None = None,
) -> None:
    """Give an organisation another name from a day on, which may lie ahead.

    The English of a name that had none is added to it as it stands. The same sent twice is one.

    Args:
        version: of the newest name that was read before (`LastName.version`), or `ANY_VERSION`.

    Raises:
        NotPermitted, NotFound; Conflict: it has ended, a name to come is written down already, or the
            names were changed meanwhile.
        Invalid: a field breaks a rule, another's name looks the same, or the day lies before the present name's first.
    """
    may_manage_organisations(actor).require()
    words = words.tidy()
    why = checked_reason(reason, required=False)
    async with transaction():
        kind = await lock_active(organisation_id)
        await lock_names(kind)
        last = await names.last_of(organisation_id)
        if words != last.words and version not in (ANY_VERSION, last.version):
            raise Conflict()
        planned_for_another_day = last.to_come and day != last.from_day
        if not planned_for_another_day and await names.same_name(
            actor, organisation_id, last, words
        ):
            return
        if last.to_come:
            raise Conflict(_("次の名前がもう決まっています。取り消してから、書き直してください。"))
        if day < last.from_day:
            first = format_date(last.from_day)
            raise Invalid(
                {"day": _("今の名前になった日（%(day)s）以後にしてください。", day=first)}
            )
        await _refuse_likeness(kind, words, but=organisation_id)
        await names.begin(actor, organisation_id, words, day=day, reason=why)
        if day > clock.today():
            await record(
                actor,
                "organisation.name_planned",
                "organisation",
                organisation_id,
                asdict(last.words),
                {**asdict(words), "from": day.isoformat(), "reason": why},
            )
        await names.take_up(actor, organisation_id)


async def withdraw_name(actor: Actor, organisation_id: UUID) -> None:
    """Take back a name to come.

    Raises:
        NotPermitted, NotFound; Conflict: there is none, or its day has come.
    """
    may_manage_organisations(actor).require()
    async with transaction():
        await lock_active(organisation_id)
        if not await names.withdraw(actor, organisation_id):
            raise Conflict(_("取り消せる予定の名前はありません。"))


async def lock_active(organisation_id: UUID) -> str:
    """Lock an organisation that operators look after, and return its kind.

    Raises:
        NotFound: there is none, or it looks after itself; Conflict: it has ended.
    """
    row = await locked(Organisation, organisation_id)
    if not is_managed(row["kind"]):
        raise NotFound()
    refuse_ended(row["state"])
    kind: str = row["kind"]
    return kind


async def lock_names(kind: str) -> None:
    """Let one transaction at a time decide about the names of a kind."""
    await hold("organisation names", kind)


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


async def _refuse_likeness(kind: str, words: OrganisationWords, but: UUID | None = None) -> None:
    """Let no two active organisations of a kind be called what looks the same, whatever name they have,
    had or will have.

    Args:
        but: the organisation that may take a name of its own again.
    """
    rows = await fetch(
        "SELECT n.name, n.unit FROM organisation o JOIN organisation_name n ON n.organisation = o.id "
        "WHERE o.kind = $1 AND o.state = 'active' AND o.id IS DISTINCT FROM $2 ORDER BY n.name, n.id",
        kind,
        but,
    )
    wanted = likeness(_full(words.name, words.unit))
    for row in rows:
        full = _full(row["name"], row["unit"])
        if likeness(full) == wanted:
            raise Invalid(
                {
                    "name": _(
                        "同じ名前の組織がすでにあります（%(name)s）。全角と半角、大文字と小文字、"
                        "見えない文字の違いは見ず、前の名前やこれからの名前とも比べています。",
                        name=full,
                    )
                }
            )


def _full(name: str, unit: str | None) -> str:
    return " ".join(filter(None, (name, unit)))
