"""The written-down matrix: what every route answers to every role.

Each area's module beside this one has `ROUTES` and an async `world()` that makes new records, in
the states the routes are about, and returns the values of their path parameters; it is called
again after every act that went through. The records belong to the organisations and people that
`tests.factories.identity.person(role)` gives; the `other_…` visitors hold the same role in the
organisation marked `OTHER`. In forms and bodies `SEEN` stands for the
version that `world()` gives as `version`. Under the key `json` the world may give bodies that need its ids, by
(method, path).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

SEEN = "{version}"
VISITORS = (
    "nobody",
    "challenge_owner",
    "other_challenge_owner",
    "pilot_owner",
    "other_pilot_owner",
    "certifier",
    "other_certifier",
    "purchaser",
    "other_purchaser",
    "member",
    "other_member",
    "secretariat",
    "judge",
    "other_judge",
    "operator",
)


@dataclass(frozen=True)
class Route:
    """What one route answers.

    Attributes:
        method: GET, POST, …
        path: the route's path as the application lists it, `{name:uuid}` places included.
        answers: status per visitor; `"*"` is what all others get. `"login"` means sent to the
            sign-in page.
        form: fields sent with a POST to a page.
        makes: kind of record that the form makes; its id is issued to the visitor.
        json: body sent to the API.
        query: query string.
    """

    method: str
    path: str
    answers: Mapping[str, int | str]
    form: Mapping[str, str] = field(default_factory=dict)
    makes: str = ""
    json: Mapping[str, object] | None = None
    query: str = ""

    def expected(self, visitor: str) -> int | str:
        """What a visitor gets."""
        return self.answers.get(visitor, self.answers.get("*", 403))
