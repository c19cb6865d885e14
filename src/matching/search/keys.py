"""Which document: ids are unique among the documents of one kind, and nothing relies on more."""

from collections.abc import Collection, Iterable
from typing import NamedTuple, Self
from uuid import UUID


class Key(NamedTuple):
    """The key of a document wherever something is kept about documents of several kinds."""

    kind: str
    id: UUID

    @property
    def word(self) -> str:
        """As one word, e.g. challenge-0190c8a0-…: keys of jobs and locks, and Meilisearch's ids."""
        return f"{self.kind}-{self.id}"

    @classmethod
    def of_word(cls, word: str) -> Self:
        """The key that a word stands for.

        Raises:
            ValueError: it is no such word.
        """
        kind, _dash, text = word.partition("-")
        return cls(kind, UUID(text))


def keys_of(kind: str, ids: Iterable[UUID]) -> list[Key]:
    """Keys of documents of one kind."""
    return [Key(kind, one) for one in ids]


def columns(keys: Collection[Key]) -> tuple[list[str], list[UUID]]:
    """Kinds and ids of keys, as the two arrays that SQL unnests."""
    return [key.kind for key in keys], [key.id for key in keys]
