"""Letters: what people are told about a record, each in their own language and once.

A kind of letter is data (`Letter`), whom to tell is known by the area that asks (`Reader`), and `tell` does the rest.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.addresses import full_address
from foundation.composition import LetterKind
from foundation.database import require_transaction
from foundation.i18n import using_language
from foundation.i18n.catalogue import LazyText
from foundation.mail.effects import queue_mail
from foundation.settings import current


@dataclass(frozen=True, kw_only=True)
class Reader:
    """Whom to tell.

    Attributes:
        language: what they read, `ja` or `en`.
        name: how they are addressed; empty where the letter addresses nobody by name.
    """

    email: str
    language: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter(LetterKind):
    """What a kind of letter says. Its texts have places for the values told, and for `name`, `address` and `product`.

    Attributes:
        page: local address of what it leads to, with places for `id` and for the values told.
        urgent, confidential: as of `queue_mail`.
    """

    subject: LazyText
    body: LazyText
    page: str = "/"
    urgent: bool = False
    confidential: bool = False

    def key(self, record: UUID, *occasion: object) -> "Key":
        """Names one letter of this kind.

        Args:
            record: id of what it is about.
            occasion: which time it was, a version or an instant; nothing where it happens once.
        """
        return Key(self, record, occasion)


@dataclass(frozen=True)
class Key:
    """One letter: its kind, the record it is about, and which time it was."""

    letter: Letter
    record: UUID
    occasion: tuple[object, ...]

    def of(self, reader: Reader) -> str:
        """The key of the mail to one reader, who has it once."""
        return ":".join(map(str, (self.letter.kind, self.record, *self.occasion, reader.email)))


def nothing_more() -> Mapping[str, Any]:
    """The words of a letter that has none but the reader's name and the address."""
    return {}


async def tell(
    readers: Iterable[Reader], key: Key, words: Callable[[], Mapping[str, Any]] = nothing_more
) -> bool:
    """Tell each reader in the open transaction, in their language; whoever has the letter gets none.

    Args:
        words: the values told; asked while the reader's language is in force.

    Returns:
        Whether anybody did not have it yet.

    Raises:
        NoTransaction: no transaction is open.
    """
    require_transaction()
    letter, new = key.letter, False
    for reader in readers:
        with using_language(reader.language):
            told = words()
            values = {
                "name": reader.name,
                "address": full_address(letter.page.format(id=key.record, **told)),
                "product": current().product_name,
                **told,
            }
            subject, body = letter.subject % values, letter.body % values
        new |= await queue_mail(
            reader.email,
            subject,
            body,
            key.of(reader),
            reader.language,
            confidential=letter.confidential,
            urgent=letter.urgent,
        )
    return new
