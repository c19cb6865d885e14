"""Ids of records to be made, as forms carry them: issued by the server to one account for one kind.

The hidden field of a form holds the id with a signature. So a form that is sent twice makes one
record, and no browser can name a record itself: an id that the server did not issue to this very
account for this very kind of record is none.
"""

import hashlib
from uuid import UUID

from itsdangerous import BadSignature, Signer

from foundation.identity.actor import Actor
from foundation.ids import new_id
from foundation.settings import current


def issue(actor: Actor, kind: str) -> str:
    """The word for a hidden field: a new id, for one record of a kind that this account may make.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    return _signer(actor, kind).sign(str(new_id())).decode()


def issued_id(actor: Actor, kind: str, word: str) -> UUID | None:
    """The id that a word holds; None where the server did not issue it to this account for this.

    Raises:
        NotAuthenticated: nobody is signed in.
    """
    try:
        return UUID(_signer(actor, kind).unsign(word).decode())
    except (BadSignature, ValueError):
        return None


def _signer(actor: Actor, kind: str) -> Signer:
    return Signer(
        current().secret_key,
        salt=f"forms.issued:{kind}:{actor.account()}",
        key_derivation="hmac",
        digest_method=hashlib.sha256,
    )
