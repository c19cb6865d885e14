"""Named reads of challenges. Who may see which, and which parts of it, is decided here."""

from matching.challenges.queries.lists import (
    ChallengeFilter,
    challenges_after,
    challenges_to_review,
    count_open_challenges,
    count_to_review,
    list_challenges,
    open_challenges,
    own_challenges,
)
from matching.challenges.queries.one import challenge_for, edition_of, editions_of, history_of
from matching.challenges.queries.values import (
    challenge_text,
    challenge_values,
    document_ids,
    public_documents,
    published_challenge_texts,
    visible_challenge_ids,
)

__all__ = [
    "ChallengeFilter",
    "challenge_for",
    "challenge_text",
    "challenge_values",
    "challenges_after",
    "challenges_to_review",
    "count_open_challenges",
    "count_to_review",
    "document_ids",
    "edition_of",
    "editions_of",
    "history_of",
    "list_challenges",
    "open_challenges",
    "own_challenges",
    "public_documents",
    "published_challenge_texts",
    "visible_challenge_ids",
]
