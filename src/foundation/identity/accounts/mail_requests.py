"""Mail asked for by people who have not shown who they are: the same work for every address.

A request writes down what is asked for and queues a job; only the job looks whether the address has an
account. So neither the answer nor the time that it takes tells.
"""

from foundation import clock
from foundation.database import fetch_one, insert, require_transaction
from foundation.email_address import read_address
from foundation.identity.states import AskedFor
from foundation.identity.tables import MailRequest
from foundation.ids import new_id
from foundation.jobs import enqueue

ANSWER = "identity.answer_mail_request"


async def ask(
    asked_for: AskedFor,
    email: str,
    *,
    name: str | None = None,
    password_hash: str | None = None,
    language: str | None = None,
) -> None:
    """Write down in the open transaction what is asked for.

    Args:
        name, password_hash, language: of a sign-up.
    """
    require_transaction()
    request_id = new_id()
    await insert(
        MailRequest,
        {
            MailRequest.id: request_id,
            MailRequest.asked_for: asked_for.value,
            MailRequest.email: read_address(email),
            MailRequest.name: name,
            MailRequest.password_hash: password_hash,
            MailRequest.language: language,
            MailRequest.asked_at: clock.now(),
        },
    )
    await enqueue(ANSWER, key=f"{ANSWER}:{request_id}", request_id=request_id)


async def take(request_id: str) -> dict[str, str] | None:
    """Take up what was asked for, once; None when it is answered already."""
    require_transaction()
    return await fetch_one("DELETE FROM mail_request WHERE id = $1::uuid RETURNING *", request_id)
