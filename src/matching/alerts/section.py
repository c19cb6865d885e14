"""What alerts show on other pages: keeping a search beside its results, and the way to the settings."""

from markupsafe import Markup

from foundation.access.actor import Actor
from foundation.web import WebRequest, part
from foundation.web.forms import issue
from matching.alerts.forms import NewSearchForm
from matching.alerts.kinds import Frequency
from matching.alerts.queries import saved_as
from matching.alerts.sending.digests import canonical_query
from matching.search.typed.query import ParsedQuery


async def settings_link(request: WebRequest, actor: Actor, _account: Actor) -> Markup:
    """On the account's page: where to choose what one is told."""
    return part(request, "alerts/link.html")


async def keep_search(request: WebRequest, actor: Actor, query: ParsedQuery) -> Markup:
    """A button that keeps the search, or the way to it where it is kept."""
    if query.is_empty or actor.account_id is None:
        return Markup()
    return part(
        request,
        "alerts/keep.html",
        issued=issue(actor, NewSearchForm.makes),
        address=canonical_query(query),
        saved=await saved_as(actor, query),
        frequency=Frequency.DAILY.value,
    )
