"""The nouns of the navigation row, by what the actor acts as."""

from collections.abc import Sequence

from foundation.i18n import gettext as _
from foundation.identity.actor import Actor
from foundation.web import NavigationItem


def navigation(actor: Actor, current: str) -> Sequence[NavigationItem]:
    """What this actor finds in the row; the item above the present page is marked."""
    items = [
        (_("課題"), "/challenges"),
        (_("解決策"), "/solutions"),
        (_("スタートアップ"), "/startups"),
    ]
    return [
        NavigationItem(label, href, current == href or current.startswith(href + "/"))
        for label, href in items
    ]
