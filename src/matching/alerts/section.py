"""What people signed in find beside the results of a search: keeping it, to be told of new finds."""

from markupsafe import Markup

from foundation.identity.actor import Actor
from foundation.web import WebRequest, render
from matching.alerts.digests import canonical_query
from matching.alerts.kinds import Frequency
from matching.alerts.queries import saved_as
from matching.search.query import ParsedQuery


async def keep_search(request: WebRequest, actor: Actor, query: ParsedQuery) -> Markup:
    """A button that keeps the search, or the way to it where it is kept."""
    if query.is_empty or actor.account_id is None:
        return Markup()
    answer = render(
        request,
        "alerts/keep.html",
        address=canonical_query(query),
        saved=await saved_as(actor, query),
        frequency=Frequency.DAILY.value,
    )
    return Markup(answer.content)
