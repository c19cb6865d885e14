"""Structured logs: one JSON object a line on standard error; readable lines in the demo.

Tracebacks come without the values of variables, and the database's errors without the row they are
about: both hold what people wrote. Paths come without keys that a link carries. So it is with what
libraries say.
"""

import logging
import re
import sys
from collections.abc import Sequence

import asyncpg
import psycopg
import structlog

_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
LONGEST_PART = 48
SHOWN_OF_LONG = 20
_LONG_PART = re.compile(rf"[^/]{{{LONGEST_PART + 1},}}")


def _without_rows(error: BaseException | None) -> None:
    """Take the row out of a database's error, and out of those behind it."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, asyncpg.PostgresError):
            one.detail = None
        elif isinstance(one, psycopg.Error):
            # Detail, context and statement stand on lines behind the message.
            one.args = tuple(str(part).partition("\n")[0] for part in one.args)
        elif isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
        waiting += [one.__cause__, one.__context__]


def _leave_out_rows(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    error = event.get("exc_info")
    if isinstance(error, tuple):
        error = error[1]
    elif error and not isinstance(error, BaseException):
        error = sys.exc_info()[1]
    _without_rows(error or None)
    return event


def _leave_rows_out_of_text(record: logging.LogRecord) -> bool:
    """Errors that a library names in its text; every record is written."""
    for part in record.args if isinstance(record.args, tuple) else ():
        if isinstance(part, BaseException):
            _without_rows(part)
    return True


def _shorten_paths(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """What stands in a path and is longer than an id may be a signed key (a link in a mail that works
    without signing in), or was sent to fill the log."""
    if isinstance(path := event.get("path"), str):
        event["path"] = _LONG_PART.sub(lambda part: part.group()[:SHOWN_OF_LONG] + "…", path)
    return event


def set_up(*, readable: bool) -> None:
    """Configure structlog, and the standard library's logging, for this process.

    Args:
        readable: lines for people instead of JSON.
    """
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    common: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _leave_out_rows,
        _shorten_paths,
    ]
    end: list[structlog.typing.Processor] = [*([] if readable else [_TRACEBACKS]), renderer]
    structlog.configure(
        processors=[*common, *end],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    _take_in_libraries(common, end)


def _take_in_libraries(
    common: Sequence[structlog.typing.Processor], end: Sequence[structlog.typing.Processor]
) -> None:
    """Write warnings and errors of libraries, which use the standard library's logging, likewise."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *common],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end],
        )
    )
    handler.addFilter(_leave_rows_out_of_text)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
