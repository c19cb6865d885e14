"""What became of the role of a person who has none any more, in words for that person."""

from foundation.access.actor import Actor
from foundation.access.roles import role_label
from foundation.database import fetch_one
from foundation.i18n import format_date, pick
from foundation.i18n import gettext as _
from foundation.identity.states import OrganisationState


async def ended_role(actor: Actor) -> str | None:
    """Why the person has no role any more and whom to ask; None for those who have one or never had."""
    if actor.membership_id is not None:
        return None
    row = await fetch_one(
        "SELECT m.role, m.ended_at, o.name, o.name_en, o.state, o.ended_at AS closed_at "
        "FROM membership m LEFT JOIN organisation o ON o.id = m.organisation "
        "WHERE m.account = $1 AND m.state = 'ended' ORDER BY m.ended_at DESC, m.id DESC LIMIT 1",
        actor.account(),
    )
    if row is None:
        return None
    place = pick(row["name"], row["name_en"]) if row["name"] else ""
    if row["state"] == OrganisationState.CLOSED.value:
        return _(
            "%(organisation)sは%(day)sに廃止されました。役割については、運営事務局かシステム管理に問い合わせてください。",
            organisation=place,
            day=format_date(row["closed_at"]),
        )
    return _(
        "「%(role)s」の役割は%(day)sに終わりました。役割については、運営事務局かシステム管理に問い合わせてください。",
        role=" ".join(filter(None, (place, role_label(row["role"])))),
        day=format_date(row["ended_at"]),
    )
