"""Lists of challenges: the public one, a bureau's own, and what waits for the secretariat."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from foundation import clock
from foundation.access.actor import Actor
from foundation.database.lists import PER_PAGE, Conditions, Feed, Listing, PageOf
from foundation.identity.organisations.shown import SHOWN, named
from foundation.text import clean
from matching.challenges import policy
from matching.challenges.joins import PUBLIC, SOURCE, looked_for
from matching.challenges.views import ChallengeRow

CHALLENGES = Listing(
    row=ChallengeRow,
    columns=(
        "h.id, h.number, h.state, h.title_ja, h.title_en, h.category, h.region, h.section_ja, "
        f"h.section_en, h.organisation AS organisation_id, {SHOWN}, h.published_at, "
        "h.submitted_at, h.updated_at, h.closes_on"
    ),
    source=f"{SOURCE} {named('h')}",
    counted=SOURCE,
    order="h.updated_at DESC, h.id DESC",
    key={"h.published_at": datetime, "h.id": UUID},
    newest_first=True,
)
_OPEN = looked_for("?")
_WORDS = (
    "h.number",
    "h.title_ja",
    "h.title_en",
    "h.problem_ja",
    "h.problem_en",
    "h.process_ja",
    "h.process_en",
)


@dataclass(frozen=True, kw_only=True)
class ChallengeFilter:
    """What a list is narrowed to; empty values narrow nothing.

    Attributes:
        q: words that must all stand in title, problem, process or number.
        status: `open` (looked for today) or `closed` (closed, or past its last day).
    """

    q: str = ""
    category: str = ""
    region: str = ""
    status: str = ""
    organisation_id: UUID | None = None

    @property
    def count(self) -> int:
        """How many conditions are set."""
        return sum(map(bool, (self.q, self.category, self.region, self.status)))


def _public(chosen: ChallengeFilter, *values: object) -> Conditions:
    narrowed = (
        Conditions(*values)
        .where(PUBLIC)
        .words(chosen.q, *_WORDS)
        .given("h.category = ?", clean(chosen.category))
        .given("h.region = ?", clean(chosen.region))
        .given("h.organisation = ?", chosen.organisation_id)
    )
    if chosen.status in ("open", "closed"):
        narrowed.where(_OPEN if chosen.status == "open" else f"NOT ({_OPEN})", clock.today())
    return narrowed


def _open() -> Conditions:
    return Conditions().where(_OPEN, clock.today())


def _waiting() -> Conditions:
    return Conditions().where("h.state = 'submitted'")


async def list_challenges(
    chosen: ChallengeFilter, page: int = 1, per_page: int = PER_PAGE
) -> PageOf[ChallengeRow]:
    """Published and closed challenges: open ones first, the newest first among them.

    The same for every reader; drafts are in `own_challenges` and `challenges_to_review`.
    """
    order = (
        "(h.state = 'published' AND coalesce(h.closes_on >= $1, true)) DESC, "
        "h.published_at DESC, h.id DESC"
    )
    return await CHALLENGES.page(_public(chosen, clock.today()), page, per_page, order=order)


async def challenges_after(
    chosen: ChallengeFilter, cursor: str | None, limit: int
) -> Feed[ChallengeRow]:
    """Public challenges by publication, newest first, for the API."""
    return await CHALLENGES.after(_public(chosen), cursor, limit)


async def open_challenges(limit: int | None = None) -> list[ChallengeRow]:
    """Challenges looking for solutions today; those with the nearest last day first."""
    order = "h.closes_on NULLS LAST, h.published_at DESC, h.id DESC"
    return await CHALLENGES.rows(_open(), limit=limit, order=order)


async def count_open_challenges() -> int:
    """How many challenges look for solutions today."""
    return await CHALLENGES.count(_open())


async def own_challenges(
    actor: Actor, page: int = 1, state: str = "", per_page: int = PER_PAGE
) -> PageOf[ChallengeRow]:
    """All challenges of the actor's bureau, in any state, the last changed first.

    Raises:
        NotAuthenticated, NotPermitted: the actor is no challenge owner.
    """
    actor.account()
    policy.may_write(actor).require()
    own = Conditions().where("h.organisation = ?", actor.organisation_id)
    return await CHALLENGES.page(own.given("h.state = ?", clean(state)), page, per_page)


async def challenges_to_review(
    actor: Actor, page: int = 1, per_page: int = PER_PAGE
) -> PageOf[ChallengeRow]:
    """What waits for the secretariat, the longest waiting first.

    Raises:
        NotAuthenticated, NotPermitted: the actor is not of the secretariat.
    """
    actor.account()
    policy.may_review(actor).require()
    return await CHALLENGES.page(_waiting(), page, per_page, order="h.submitted_at, h.id")


async def count_to_review() -> int:
    """How many challenges wait for the secretariat."""
    return await CHALLENGES.count(_waiting())
