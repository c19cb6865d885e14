"""Writing an event, in the transaction of the thing it tells of."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from foundation.access.actor import Actor
from foundation.audit.hashing import content_hash, plain
from foundation.clock import now
from foundation.database import execute, require_transaction


async def record(
    actor: Actor,
    action: str,
    object_kind: str,
    object_id: UUID,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write down in the open transaction what was done.

    Args:
        actor: who did it, in which membership.
        action: `area.verb`, such as `challenge.publish`.
        object_kind: kind word of the record, such as `challenge`.
        object_id: the record.
        before: what changed, as it was; None for something new.
        after: what changed, as it is now; None for something gone. Both are kept for ever: no
            passwords, no tokens.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    content: dict[str, Any] = {
        "at": now(),
        "account_id": actor.account_id,
        "account_name": actor.account_name,
        "membership_id": actor.membership_id,
        "organisation_id": actor.organisation_id,
        "organisation_name": actor.organisation_name,
        "action": action,
        "object_kind": object_kind,
        "object_id": object_id,
        "before": None if before is None else plain(before),
        "after": None if after is None else plain(after),
    }
    await execute(
        """
        INSERT INTO audit_event (at, account_id, account_name, membership_id, organisation_id,
                                 organisation_name, action, object_kind, object_id, before, after,
                                 content_hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """,
        *content.values(),
        content_hash(content),
    )


async def record_changes(
    actor: Actor,
    action: str,
    object_kind: str,
    object_id: UUID,
    old: Mapping[str, Any],
    new: Mapping[str, Any],
    **more: Any,
) -> None:
    """As `record`, of the fields of `new` that were otherwise in `old`, and what is said besides."""
    names = [name for name in new if old[name] != new[name]]
    before, after = ({name: said[name] for name in names} for said in (old, new))
    await record(actor, action, object_kind, object_id, before, after | more)
