"""Structured logs: one JSON object a line on standard error; readable lines in the demo.

Tracebacks come without the values of variables, and the database's errors without the row they are
about: both hold what people wrote. Paths come without keys that a link carries.
"""

import logging
import re
import sys

import asyncpg
import structlog

_TRACEBACKS = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)
LONGEST_PART = 48
SHOWN_OF_LONG = 20
_LONG_PART = re.compile(rf"[^/]{{{LONGEST_PART + 1},}}")


def _leave_out_rows(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    error = event.get("exc_info")
    while isinstance(error, BaseException):
        if isinstance(error, asyncpg.PostgresError):
            error.detail = None
        error = error.__cause__ or error.__context__
    return event


def _shorten_paths(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """What stands in a path and is longer than an id may be a signed key (a link in a mail that works
    without signing in), or was sent to fill the log."""
    if isinstance(path := event.get("path"), str):
        event["path"] = _LONG_PART.sub(lambda part: part.group()[:SHOWN_OF_LONG] + "…", path)
    return event


def set_up(*, readable: bool, level: int = logging.INFO) -> None:
    """Configure structlog for this process.

    Args:
        readable: lines for people instead of JSON.
        level: least level written.
    """
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
        if readable
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _leave_out_rows,
            _shorten_paths,
            *([] if readable else [_TRACEBACKS]),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
