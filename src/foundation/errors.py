"""What a command or query refuses, as errors that pages and the API turn into answers."""

from collections.abc import Mapping

from foundation.i18n import gettext as _


class DomainError(Exception):
    """A refusal that its reader can act on.

    Attributes:
        status: HTTP status of the answer.
        kind: stable slug of the problem type (RFC 9457).
        message: one or two sentences in the reader's language.
    """

    status = 400
    kind = "bad-request"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    @property
    def detail(self) -> str:
        """The message as the API says it."""
        return self.message


class NotPermitted(DomainError):
    """The actor may not do this; the message says who may."""

    status = 403
    kind = "not-permitted"


class NotAuthenticated(DomainError):
    """Nobody is signed in where somebody must be."""

    status = 401
    kind = "not-authenticated"


class NotFound(DomainError):
    """No such record for this reader (it may exist for others)."""

    status = 404
    kind = "not-found"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or _("お探しのものは見つかりません。"))


class Conflict(DomainError):
    """The record is no longer in the state the request was made for.

    Attributes:
        present_state: the state it is in now, if known.
    """

    status = 409
    kind = "conflict"

    def __init__(self, message: str = "", present_state: str | None = None) -> None:
        super().__init__(
            message or _("ほかの人が先に変更しました。今の内容を確かめて、もう一度行ってください。")
        )
        self.present_state = present_state


class MadeAlready(Conflict):
    """A record with this id was made with other content; nothing of what was sent now is kept."""

    kind = "made-already"

    def __init__(self, present_state: str | None = None) -> None:
        super().__init__(
            _(
                "この画面からは、別の内容ですでに登録しています。登録したものを開いて今の内容を確かめ、そこで直してください。"
            ),
            present_state,
        )

    @property
    def detail(self) -> str:
        """As the API says it, where no page was open."""
        return _(
            "この Idempotency-Key では、別の内容ですでに登録しています。登録したものを読んで直すか、新しい Idempotency-Key で送ってください。"
        )


class TooLate(Conflict):
    """The deadline has passed, judged by the server's clock."""

    kind = "too-late"


class Invalid(DomainError):
    """Values break a rule.

    Attributes:
        errors: message per field name.
    """

    status = 422
    kind = "invalid"

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class Unstorable(DomainError):
    """A value the database has no place for: the character NUL, half a character, a number out of range."""

    def __init__(self) -> None:
        super().__init__(
            _("使えない文字か、大きすぎる数が含まれています。直して、もう一度送ってください。")
        )


class TooSlow(DomainError):
    """What was sent did not arrive in time; nothing was done with it."""

    status = 408
    kind = "too-slow"

    def __init__(self) -> None:
        super().__init__(
            _("送る途中で止まりました。通信の状態を確かめて、もう一度送ってください。")
        )


class TooMany(DomainError):
    """Tried too often; the message says when to try again.

    Attributes:
        retry_after: seconds until the next try is looked at.
    """

    status = 429
    kind = "too-many"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
