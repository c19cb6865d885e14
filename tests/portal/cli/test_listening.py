"""A port belongs to one server, which is known before anything of a second one starts."""

import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import click
import pytest

from foundation.settings import DEMO_PORT, Settings
from portal.cli.listening import listen, local_address
from scripts.ports import free_port
from tests.command_line import run
from tests.portal.cli.served import environment

_SHARER = """
import socket, sys
one = socket.socket()
one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
one.bind(("127.0.0.1", 0))
one.listen()
print(one.getsockname()[1], flush=True)
sys.stdin.read()
"""


def test_a_port_that_others_offer_to_share_is_refused_with_who_has_it():
    with subprocess.Popen(
        [sys.executable, "-c", _SHARER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        port = int(other.stdout.readline())
        with pytest.raises(click.ClickException, match=rf"process {other.pid} \(.*--port"):
            listen("127.0.0.1", port)
        other.stdin.close()


@pytest.mark.parametrize("pair", [("127.0.0.1", "0.0.0.0"), ("::1", "::"), ("127.0.0.1", "::")])
def test_an_address_and_all_addresses_are_one_port(pair: tuple[str, str]):
    port = free_port()
    for first, second in (pair, pair[::-1]):
        with listen(first, port), pytest.raises(click.ClickException, match="is taken"):
            listen(second, port)


def test_of_many_that_start_at_the_same_instant_one_gets_the_port():
    port, gate = free_port(), threading.Barrier(8)
    got: list[socket.socket] = []

    def start() -> None:
        gate.wait()
        with suppress(click.ClickException):
            got.append(listen("127.0.0.1", port))

    starts = [threading.Thread(target=start) for _ in range(8)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    try:
        assert len(got) == 1
    finally:
        for held in got:
            held.close()


@pytest.mark.parametrize("name", ["serve", "demo"])
def test_a_second_start_ends_with_one_line_and_has_touched_nothing(name: str, tmp_path: Path):
    with listen("127.0.0.1", 0) as held:
        port = held.getsockname()[1]
        variables = environment(data_dir=tmp_path / "data")
        second = run(name, "--port", str(port), variables=variables)
    assert second.code == 1
    assert second.err.count("\n") == 1
    assert f"Port {port} is taken" in second.err and "--port" in second.err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["nowhere.invalid", "192.0.2.1", "a" * 300])
def test_an_address_of_another_machine_is_one_line(host: str):
    with pytest.raises(click.ClickException, match="--host"):
        listen(host, free_port())


def test_the_demo_has_a_port_of_its_own():
    real = Settings.load(
        {"KS_SECRET_KEY": "0123456789abcdef" * 3, "KS_BASE_URL": "https://a.example"}
    )
    assert Settings.load({}, demo=True).port == DEMO_PORT != real.port
    assert Settings.load({"KS_PORT": "9000"}, demo=True).port == 9000


def test_addresses_for_browsers():
    assert local_address("::1", 8010) == "http://[::1]:8010"
    assert local_address("127.0.0.1", 8010) == "http://127.0.0.1:8010"
