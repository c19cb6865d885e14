"""The people of the chain through the API."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from portal.demo.model import DEMO_PASSWORD
from tests.journeys.documented import DocumentedApi
from tests.journeys.server import DemoServer

MEMBER, PASSWORD = "tantou@koubou.example", "hajimete no touroku 2026"
PEOPLE = {
    "bureau": "shokuin-a@fukushi.example",
    "office": "shokuin-b@office.example",
    "judge": "shinsain-a@judges.example",
    "pilots": "shokuin-d@fukushi.example",
    "certifier": "shokuin-c@fukushi.example",
    "purchaser": "shokuin-b@fukushi.example",
}


@dataclass
class Cast:
    """Everybody of the chain, each with a token."""

    nobody: DocumentedApi
    startup: DocumentedApi
    bureau: DocumentedApi
    office: DocumentedApi
    judge: DocumentedApi
    pilots: DocumentedApi
    certifier: DocumentedApi
    purchaser: DocumentedApi


def make_account(server: DemoServer) -> None:
    """An account from the command line, beside the running server."""
    command = ("account", "create", "--email", MEMBER, "--name", "見本 三郎", "--password-stdin")
    subprocess.run(
        [sys.executable, "-m", "portal.cli", *command],
        input=PASSWORD + "\n",
        text=True,
        check=True,
        capture_output=True,
        env={**os.environ, "KS_DEMO": "1", "KS_DATA_DIR": str(server.folder)},
    )


@contextmanager
def everybody(server: DemoServer) -> Iterator[Cast]:
    """Everybody with a token for a demo."""
    with httpx.Client(base_url=server.url, timeout=30) as http:
        make_account(server)
        nobody = DocumentedApi(http)
        yield Cast(
            nobody=nobody,
            startup=nobody.as_(MEMBER, PASSWORD),
            **{role: nobody.as_(email, DEMO_PASSWORD) for role, email in PEOPLE.items()},
        )
