"""Drafting a certification and changing the draft."""

from typing import Any
from uuid import UUID

import msgspec

from foundation import clock
from foundation.access.actor import Actor
from foundation.audit import record, record_changes
from foundation.database import change_version, made_before, make, transaction
from foundation.errors import Invalid, NotFound
from foundation.i18n import gettext as _
from foundation.identity.effects import require_active
from procurement.certification import policy
from procurement.certification.commands.leading import (
    CERTIFICATIONS,
    CertificationRecord,
    lock,
)
from procurement.certification.content import (
    CertificationContent,
    as_columns,
    content_of,
    draft_errors,
    tidy,
)
from procurement.certification.effects import write_opinions
from procurement.certification.grounds.sources import source_for
from procurement.certification.grounds.subject import Subject, public_subject
from procurement.certification.queries.opinions import opinions_of
from procurement.certification.states import CERTIFICATION, CertificationState
from procurement.certification.tables import Certification


async def create_certification(
    actor: Actor,
    certification_id: UUID,
    solution_id: UUID | None = None,
    pilot_id: UUID | None = None,
    content: CertificationContent | None = None,
) -> CertificationRecord:
    """Begin to examine a public solution, directly or from a completed pilot of the bureau.

    Field and price begin as the firm registered them. The same id again finds the first draft.

    Args:
        solution_id: what to certify; may be left out where a pilot says it.
        pilot_id: a completed pilot of the bureau.
        content: what is written already.

    Raises:
        NotPermitted: the actor is no certifier.
        Invalid: there is nothing to certify, it is not public, or the content breaks a rule of drafts.
        NotFound: the id is another bureau's; MadeAlready: the draft says something else.
    """
    account_id = actor.account()
    policy.may_write(actor).require()
    async with transaction():
        source, solution_id = await source_for(actor, pilot_id, solution_id)
        subject = await _chosen(solution_id)
        sent = content is not None
        content = _checked(content or CertificationContent())
        content = _begun(content, subject)
        owner = {"organisation": actor.organisation_id}
        said: dict[str, Any] = {"solution": solution_id, "source_id": source.id}
        if sent:
            said["content"] = content
        made = await made_before(
            Certification, certification_id, owner=owner, said=said, parts=_content
        )
        if made is not None:
            return CertificationRecord.of(made)
        await require_active(actor.organisation_id)
        row = await make(
            Certification,
            {
                Certification.id: certification_id,
                Certification.state: CertificationState.DRAFT.value,
            },
            account_id,
            **owner,
            **source.columns,
            **subject.columns,
            **as_columns(content),
        )
        await write_opinions(certification_id, content.opinions)
        after = {"solution": solution_id, **source.columns, **msgspec.to_builtins(content)}
        await record(
            actor, "certification.created", CERTIFICATION.kind, certification_id, None, after
        )
        return CertificationRecord.of(row)


async def update_certification(
    actor: Actor, certification_id: UUID, version: int, content: CertificationContent
) -> CertificationRecord:
    """Change a draft; what the firm publishes about the solution is taken over anew.

    Raises:
        Conflict: somebody changed it meanwhile, or it is past drafting.
        Invalid, NotFound, NotPermitted: as usual.
    """
    actor.account()
    async with transaction():
        row = await lock(actor, certification_id)
        if row["state"] != CertificationState.DRAFT:
            raise CERTIFICATIONS.wrong_state(actor, row)
        content = _checked(content)
        before = content_of(row, await opinions_of(certification_id))
        changed = await change_version(
            Certification,
            certification_id,
            version,
            states=(CertificationState.DRAFT,),
            updated_at=clock.now(),
            **await _present_columns(row["solution"]),
            **as_columns(content),
        )
        await write_opinions(certification_id, content.opinions)
        old, new = msgspec.to_builtins(before), msgspec.to_builtins(content)
        await record_changes(
            actor, "certification.updated", CERTIFICATION.kind, certification_id, old, new
        )
        return CertificationRecord.of(changed)


async def _content(row: dict[str, Any]) -> dict[str, Any]:
    return {"content": content_of(row, await opinions_of(row["id"]))}


async def _chosen(solution_id: UUID | None) -> Subject:
    if solution_id is None:
        raise Invalid({"solution_id": _("認定する解決策を選んでください。")})
    try:
        return await public_subject(solution_id)
    except NotFound as error:
        raise Invalid({"solution_id": _("公開されている解決策の中から選んでください。")}) from error


async def _present_columns(solution_id: UUID) -> dict[str, Any]:
    try:
        return (await public_subject(solution_id)).columns
    except NotFound:
        return {}


def _begun(content: CertificationContent, subject: Subject) -> CertificationContent:
    changes: dict[str, Any] = {}
    if content.category is None:
        changes["category"] = subject.categories[0] if subject.categories else None
    if content.price_yen is None:
        changes |= {"price_yen": subject.price_yen, "price_unit": subject.price_unit}
    return msgspec.structs.replace(content, **changes)


def _checked(content: CertificationContent) -> CertificationContent:
    content = tidy(content)
    errors = draft_errors(content)
    if errors:
        raise Invalid(errors)
    return content
