"""What the index asks about challenges."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from foundation.access.actor import Actor
from foundation.clock import TOKYO, fiscal_year
from matching.challenges.queries import document_ids, public_documents, visible_challenge_ids
from matching.challenges.states import ChallengeState
from matching.challenges.views import PublicChallenge
from matching.search.engines.port import Period, Term
from matching.search.kinds import CHALLENGE
from matching.search.providers import DocumentText, Facet, register_provider
from matching.vocabulary.regions import region_codes


class ChallengeDocuments:
    """Speaks for challenges: public ones only, title, problem and process only."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not public has none and leaves the index."""
        return {one.id: _document(one) for one in await public_documents(ids)}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of those that may be public, in the order of ids."""
        return await document_ids(after, limit)

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        return await visible_challenge_ids(actor, ids)


def _document(challenge: PublicChallenge) -> DocumentText:
    published_on = _day(challenge.published_at)
    facets = {
        Facet.CATEGORY: (challenge.category,) if challenge.category else (),
        Facet.SITE_TYPE: (challenge.site_type,) if challenge.site_type else (),
        Facet.REGION: region_codes((challenge.region,) if challenge.region else ()),
        Facet.FISCAL_YEAR: (str(fiscal_year(published_on)),),
        Facet.ORGANISATION: (str(challenge.organisation_id),),
    }
    is_open = challenge.state == ChallengeState.PUBLISHED
    return DocumentText(
        title=challenge.title_ja,
        body="\n".join(filter(None, (challenge.problem_ja, challenge.process_ja))),
        published=True,
        words=challenge.words,
        title_en=challenge.title_en or "",
        owner=challenge.organisation_name,
        owner_en=challenge.organisation_name_en or "",
        facets={name: codes for name, codes in facets.items() if codes},
        periods={Period.OPEN: Term(published_on, challenge.closes_on)} if is_open else {},
        sorted_on=published_on,
    )


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


def register() -> None:
    """Let challenges be indexed and found."""
    register_provider(CHALLENGE, ChallengeDocuments())
