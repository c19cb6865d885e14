"""The static files, whatever somebody asks for below their address."""

from typing import Any

from litestar.file_system import BaseLocalFileSystem
from litestar.types import PathType
from litestar.types.file_types import FileInfo


class StaticFileSystem(BaseLocalFileSystem):
    """Local files; a name that no file can have names none."""

    async def info(self, path: PathType, **kwargs: Any) -> FileInfo:
        """Information about a file.

        Raises:
            FileNotFoundError: there is none.
        """
        try:
            return await super().info(path, **kwargs)
        except (OSError, ValueError) as error:
            # too long, with the character NUL, below something that is no folder
            raise FileNotFoundError(str(path)) from error
