"""Figures of several web processes are told as one."""

import subprocess
import sys
from pathlib import Path

COUNTING = """
import asyncio
from foundation.metrics import exposition, with_metrics

async def app(scope, receive, send):
    scope["path_template"] = "/x"
    await send({"type": "http.response.start", "status": 204, "headers": []})

async def main():
    async def send(message): pass
    await with_metrics(app)({"type": "http", "method": "GET"}, None, send)
    await with_metrics(app)({"type": "http", "method": "BREW"}, None, send)
    print(exposition([]).decode())

asyncio.run(main())
"""


def test_counts_of_processes_are_added(tmp_path: Path):
    for expected in (1, 2):
        process = subprocess.run(
            [sys.executable, "-c", COUNTING],
            env={"PROMETHEUS_MULTIPROC_DIR": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        )
        count = 'request_duration_seconds_count{method="GET",route="/x",status="204"}'
        assert f"king_salmon_{count} {expected}.0" in process.stdout
    assert 'method="(other)"' in process.stdout and "BREW" not in process.stdout
