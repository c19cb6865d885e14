"""What a server starts ends with it, however it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from foundation.settings import Settings
from tests.portal.cli.served import served, until

pytestmark = pytest.mark.usefixtures("db")
ORPHANS_SECONDS = 15.0


def children(process_id: int) -> list[int]:
    found = Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split()
    return [int(one) for one in found]


def alive(process_id: int) -> bool:
    try:
        status = Path(f"/proc/{process_id}/stat").read_text()
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_web_processes_end_with_a_killed_parent(settings: Settings):
    options = {"database_url": settings.database_url, "data_dir": settings.data_dir}
    with served("--workers", "2", **options) as server:
        workers = children(server.process.pid)
        assert len(workers) == 2
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        until(lambda: server.status("/healthz") == 0, ORPHANS_SECONDS)
        until(lambda: not any(map(alive, workers)), ORPHANS_SECONDS)


def test_a_web_process_that_crashed_is_replaced_on_the_same_port(settings: Settings):
    options = {"database_url": settings.database_url, "data_dir": settings.data_dir}
    with served(**options) as server:
        (worker,) = children(server.process.pid)
        os.kill(worker, signal.SIGKILL)
        server.wait_for(200)
        assert children(server.process.pid) != [worker]


_PARENT = """
import subprocess, sys, time
helper = subprocess.Popen([sys.executable, "-m", "matching.embedding.worker"], stdin=subprocess.PIPE)
texts = '", "'.join(["長い文です。" * 80] * 200)
helper.stdin.write(('{"side": "passage", "texts": ["' + texts + '"]}\\n').encode())
helper.stdin.flush()
time.sleep(3)
print(helper.pid, flush=True)
time.sleep(600)
"""


def test_an_embedding_helper_ends_with_its_parent_in_the_middle_of_its_work():
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE) as parent:
        helper = int(parent.stdout.readline())
        assert alive(helper)
        parent.kill()
        parent.wait()
        until(lambda: not alive(helper), 5)
