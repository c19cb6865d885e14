"""Mail: queued in the business transaction, written or sent by a job, each message once.

`from foundation.mail import queue_mail`
"""

from foundation.mail.effects import mail_id_of, queue_mail, withhold_failed
from foundation.mail.queries import Mail, mail_by_id

__all__ = ["Mail", "mail_by_id", "mail_id_of", "queue_mail", "withhold_failed"]
