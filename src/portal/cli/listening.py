"""The port a server listens on: held by one server alone, and before anything else of it starts."""

import errno
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import click

BACKLOG = 1024
PORT = click.IntRange(1, 65_535)
LISTENING = "0A"


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on the port, and that no other can share.

    Connections wait in it until the server takes them, while the database starts and data are
    loaded. Of two that ask at the same instant one gets it.

    Args:
        host: an IPv4 or IPv6 address, or a name of one.
        port: 1 to 65535.

    Raises:
        ClickException: the port is taken or cannot be had; one line that says what to do.
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        raise click.ClickException(
            f"{host!r} is no address of this machine: choose another with --host (KS_HOST)."
        ) from error
    listener = socket.socket(family, kind, protocol)
    try:
        # Left-over connections of a server that ended do not keep the next one waiting; a listening
        # one does. Sharing (SO_REUSEPORT) is left out: with it two servers would split the requests.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
        listener.setblocking(False)
    except OSError as error:
        listener.close()
        raise click.ClickException(_refusal(error, host, port)) from error
    return listener


def local_address(host: str, port: int) -> str:
    """The address of a server without TLS, as a browser takes it."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        by = next((f" by process {found}" for found in occupants(port)), "")
        return f"Port {port} is taken{by}: stop that, or choose another with --port (KS_PORT)."
    if error.errno == errno.EACCES:
        return (
            f"Port {port} is not for ordinary users: choose one above 1023 with --port (KS_PORT)."
        )
    return f"Cannot listen on {host}, port {port} ({error.strerror}): see --host and --port."


def occupants(port: int) -> Iterator[str]:
    """Who listens on a port, as `number (command line)`, as far as this user may see it."""
    wanted = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for process in Path("/proc").glob("[0-9]*"):
        if process.name == str(os.getpid()):
            continue
        try:
            if any(os.readlink(one) in wanted for one in (process / "fd").iterdir()):
                line = (process / "cmdline").read_bytes().decode(errors="replace")
                yield f"{process.name} ({' '.join(line.replace(chr(0), ' ').split())[:80]})"
        except OSError:
            continue


def _listening_inodes(port: int) -> set[str]:
    found = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            rows = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, rows):
            if fields[3] == LISTENING and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(fields[9])
    return found
