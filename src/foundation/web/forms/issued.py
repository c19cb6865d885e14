"""Ids of records to be made, as forms carry them: issued by the server to one account for one kind.

The hidden field of a form holds the id with a signature. So a form that is sent twice makes one
record, and no browser can name a record itself: an id that the server did not issue to this very
account for this very kind of record is none.
"""

from uuid import UUID

from foundation.access.actor import Actor
from foundation.ids import new_id
from foundation.signing import read, sign


def issue(actor: Actor, kind: str) -> str:
    """The word for a hidden field: a new id, for one record of a kind that this account may make.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    return sign(_purpose(actor, kind), str(new_id()))


def issued_id(actor: Actor, kind: str, word: str) -> UUID | None:
    """The id that a word holds; None where the server did not issue it to this account for this.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    text = read(_purpose(actor, kind), word)
    return None if text is None else UUID(text)


def _purpose(actor: Actor, kind: str) -> str:
    return f"foundation.web.forms.issued:{kind}:{actor.account()}"
