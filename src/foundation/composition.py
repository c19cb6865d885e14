"""What an area brings to the application."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from litestar import Controller

from foundation.i18n.catalogue import LazyText
from foundation.todo import Tasks


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """A kind of letter that an area writes (`foundation.mail.Letter`).

    Attributes:
        kind: the first word of its keys, such as `pilot_started`.
        about: what it is about, as operators read of those that failed.
    """

    kind: str
    about: LazyText


@dataclass(frozen=True, kw_only=True)
class Area:
    """One area's parts, listed by the composing application.

    Attributes:
        name: short name, unique; also the folder below its package.
        package: dotted name of the area's package; templates/ and locale/ are looked up there.
        controllers: its HTML and REST controllers.
        piccolo_app: dotted name of the module with its `APP_CONFIG`; None without tables.
        letters: the kinds of letters it writes.
        modules: modules imported for what they register (job tasks, providers).
        tasks: what waits in it for a person.
        on_compose: called once when the application is composed.
        template_globals: functions its templates call.
    """

    name: str
    package: str
    controllers: Sequence[type[Controller]] = ()
    piccolo_app: str | None = None
    letters: Sequence[LetterKind] = ()
    modules: Sequence[ModuleType] = ()
    tasks: Tasks | None = None
    on_compose: Callable[[], None] | None = None
    template_globals: Mapping[str, Any] = field(default_factory=dict)
