"""The version of a record that somebody had before them when they decided to change it."""

from enum import Enum
from typing import Final


class AnyVersion(Enum):
    """The word for a change that rests on nothing anybody saw: of loaders and of one's own code.

    What people send names the version they saw; nothing they leave out can mean this.
    """

    ANY = "any"


ANY_VERSION: Final = AnyVersion.ANY
SeenVersion = int | AnyVersion
