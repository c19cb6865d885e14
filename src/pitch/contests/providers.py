"""What the index asks about contests."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from foundation.access.actor import ANONYMOUS, Actor
from foundation.clock import TOKYO, fiscal_year
from matching.challenges.effects import add_follower
from matching.challenges.queries import visible_challenge_ids
from matching.search.engines.port import Period, Term
from matching.search.kinds import CONTEST
from matching.search.providers import DocumentText, Facet, register_provider
from matching.vocabulary.regions import region_codes
from pitch.contests.effects import challenge_changed
from pitch.contests.queries import document_ids, public_documents, visible_contest_ids
from pitch.contests.queries.documents import ContestDocument
from pitch.contests.states import ContestState


class ContestDocuments:
    """Speaks for contests in the index: from their opening on.

    Field and region are those of the challenge, and only while that is public.
    """

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not public has none and leaves the index."""
        rows = await public_documents(ids)
        public = await visible_challenge_ids(ANONYMOUS, [row.challenge_id for row in rows])
        return {row.id: _document(row, row.challenge_id in public) for row in rows}

    async def ids_after(self, after: UUID | None, limit: int) -> list[UUID]:
        """Ids of those that may be public, in the order of ids."""
        return await document_ids(after, limit)

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        return await visible_contest_ids(actor, ids)


def _document(row: ContestDocument, challenge_is_public: bool) -> DocumentText:
    opened_on = _day(row.opened_at)
    facets: dict[Facet, tuple[str, ...]] = {
        Facet.FISCAL_YEAR: (str(fiscal_year(opened_on)),),
        Facet.ORGANISATION: (str(row.organisation_id),),
    }
    if challenge_is_public:
        facets |= {
            Facet.CATEGORY: (row.category,) if row.category else (),
            Facet.SITE_TYPE: (row.site_type,) if row.site_type else (),
            Facet.REGION: region_codes((row.region,) if row.region else ()),
        }
    takes_entries = row.state == ContestState.OPEN
    return DocumentText(
        title=row.theme_ja,
        body="\n".join(filter(None, (row.edition_ja, row.description_ja))),
        published=True,
        words=row.words,
        title_en=row.theme_en or "",
        owner=row.organisation_name,
        owner_en=row.organisation_name_en or "",
        facets={name: codes for name, codes in facets.items() if codes},
        periods={Period.OPEN: Term(opened_on, _day(row.entry_deadline))} if takes_entries else {},
        sorted_on=opened_on,
    )


def _day(at: datetime) -> date:
    return at.astimezone(TOKYO).date()


def register() -> None:
    """Let contests be indexed and found, and follow their challenges."""
    register_provider(CONTEST, ContestDocuments())
    add_follower(challenge_changed)
