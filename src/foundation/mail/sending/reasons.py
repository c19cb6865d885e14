"""Why a mail did not go out, as it is kept with the mail."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason of our own; what it is about may follow in brackets. It names no person."""

    NO_RECIPIENT = "recipient is no mail address"
    RECIPIENT_REFUSED = "recipient refused"
    CONTENT_REFUSED = "content refused"
    NO_SENDER = "sender is no mail address"
    NOT_WRITTEN = "file not written"
    JOB_LOST = "its job ended without a result"
