"""Passwords are hashed in a forked process too, where the parent has hashed before."""

import subprocess
import sys

PROGRAM = """
import asyncio, os
from foundation.identity.signin.passwords import hash_password

asyncio.run(hash_password("a long enough word"))
child = os.fork()
if child == 0:
    asyncio.run(asyncio.wait_for(hash_password("a long enough word"), 20))
    os._exit(0)
_, status = os.waitpid(child, 0)
raise SystemExit(os.waitstatus_to_exitcode(status))
"""


def test_a_forked_process_hashes_with_threads_of_its_own() -> None:
    assert subprocess.run([sys.executable, "-c", PROGRAM], timeout=60).returncode == 0
