"""What the index asks about challenges."""

from collections.abc import Collection, Mapping
from uuid import UUID

from foundation.identity.actor import Actor
from matching.challenges.queries import english_and_number, public_texts, visible_challenge_ids
from matching.search.providers import CHALLENGE, DocumentText, register_provider


class ChallengeDocuments:
    """Speaks for challenges: public ones only, title, problem and process only."""

    async def text_of(self, ids: Collection[UUID]) -> Mapping[UUID, DocumentText]:
        """Texts by id; what is not public has none and leaves the index."""
        words = await english_and_number(ids)
        return {
            text.id: DocumentText(
                title=text.title, body=text.body, published=True, words=words.get(text.id, "")
            )
            for text in await public_texts(ids)
        }

    async def visible_ids(self, actor: Actor, ids: Collection[UUID]) -> frozenset[UUID]:
        """Which of these the actor may see."""
        return await visible_challenge_ids(actor, ids)


def register() -> None:
    """Let challenges be indexed and found."""
    register_provider(CHALLENGE, ChallengeDocuments())
