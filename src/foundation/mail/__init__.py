"""Mail: queued in the business transaction, written or sent by a job, each message once.

`from foundation.mail import Letter, tell` for what people are told about a record; `queue_mail` beneath it.
"""

from foundation.mail.effects import mail_id_of, queue_mail, withhold_failed
from foundation.mail.letters import Key, Letter, Reader, tell
from foundation.mail.queries import Mail, mail_by_id

__all__ = [
    "Key",
    "Letter",
    "Mail",
    "Reader",
    "mail_by_id",
    "mail_id_of",
    "queue_mail",
    "tell",
    "withhold_failed",
]
