"""What goes wrong with Meilisearch, told apart by HTTP status and error code, never by message.

Messages of the server stay out of ours: the one about a refused key names the indexes it may use.
"""

import msgspec

from matching.search.engines.port import EngineRefused, EngineUnavailable


class NotBuilt(EngineUnavailable):
    """The index is not there (yet)."""


class TaskUnfinished(EngineUnavailable):
    """A task did not end in the time given; it may still. `task`: its uid."""

    def __init__(self, message: str, task: int) -> None:
        super().__init__(message)
        self.task = task


class TaskCanceled(EngineUnavailable):
    """Somebody canceled the task; nothing of it was done. `task`: its uid."""

    def __init__(self, message: str, task: int) -> None:
        super().__init__(message)
        self.task = task


class Refused(EngineRefused):
    """A request that will be refused again.

    Attributes:
        code: Meilisearch's error code.
        task: uid of the task that failed; None where the request itself was refused.
    """

    def __init__(self, message: str, code: str, task: int | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.task = task


class KeyRefused(Refused):
    """The key is wrong, has expired, or may not do this."""


class TooLarge(Refused):
    """The request is larger than the server takes; a part of it may pass."""


class TaskFailed(Refused):
    """A task ended with an error."""


class ErrorBody(msgspec.Struct):
    """An error as the server tells it."""

    code: str = ""


INDEX_NOT_FOUND = "index_not_found"
NO_SUCH_DOCUMENT = "not_found_similar_id"
_ALREADY_THERE = "index_already_exists"

# The disk is full or files cannot be opened: no fault of the request.
_TROUBLE_OF_THE_MACHINE = frozenset({"io_error", "no_space_left_on_device", "too_many_open_files"})


def failure(status: int, body: bytes, retry_after: float | None) -> Exception:
    """What an answer that is not 2xx means.

    Args:
        status: of the answer.
        body: an `ErrorBody` if the answer is Meilisearch's own.
        retry_after: seconds, from the header of that name.
    """
    code = _code(body)
    if code == INDEX_NOT_FOUND:
        return NotBuilt("Meilisearch does not have the index; kingsalmon search rebuild makes it")
    if status in (401, 403):
        return KeyRefused(
            f"Meilisearch refuses the key ({code or status}): KS_MEILISEARCH_KEY", code or "auth"
        )
    if status == 413:
        return TooLarge("Meilisearch takes no request as large as this (413)", code or "too_large")
    own = bool(code) and 400 <= status < 500 and status not in (408, 425, 429)
    if own and code not in _TROUBLE_OF_THE_MACHINE:
        return Refused(f"Meilisearch refuses the request ({status} {code})", code)
    unavailable = EngineUnavailable(
        f"Meilisearch is overloaded or out of order ({status} {code})"
        if code or status >= 500
        else f"what stands at KS_MEILISEARCH_URL is no Meilisearch (status {status})"
    )
    unavailable.retry_after = retry_after
    return unavailable


def task_failure(uid: int, code: str) -> Exception:
    """What the error of a failed task means."""
    if code in _TROUBLE_OF_THE_MACHINE or code == "internal":
        return EngineUnavailable(f"Meilisearch is out of order (task {uid}: {code})")
    return TaskFailed(f"Meilisearch refuses what it was sent (task {uid}: {code})", code, uid)


def already_there(error: Refused) -> bool:
    """Whether the index that was to be made is there already."""
    return error.code == _ALREADY_THERE


def _code(body: bytes) -> str:
    try:
        return msgspec.json.decode(body, type=ErrorBody).code
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
