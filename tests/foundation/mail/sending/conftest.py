"""A mail server that keeps what it takes, settings for one test, and mails to send."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from foundation import settings as settings_module
from foundation.database import transaction
from foundation.mail import queue_mail
from scripts.ports import free_port
from tests.factories.mail import recent_mail


class Inbox:
    """An SMTP server's handler that keeps what it takes and refuses what it is told to."""

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.recipient_answer = "250 OK"
        self.data_answer = "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient_answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data_answer.startswith("250"):
            self.received.append(envelope)
        return self.data_answer


@pytest.fixture
def inbox():
    return Inbox()


@pytest.fixture
def smtp_url(inbox):
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield f"smtp://127.0.0.1:{controller.port}"
    controller.stop()


@pytest.fixture
def installed(settings, tmp_path):
    """Make these settings, with changes, the process's for one test."""

    def install(**changes: Any):
        changed = replace(settings, **{"data_dir": tmp_path, **changes})
        settings_module.use(changed)
        return changed

    yield install
    settings_module.use(settings)


async def queue(**changes: Any) -> None:
    parts = {
        "to": "member@example.com",
        "subject": "応募を受け付けました",
        "body": "見本太郎 様\r\n受け付けました。\n",
        "key": "entry_received:1",
        **changes,
    }
    async with transaction():
        await queue_mail(**parts)


async def only_mail():
    (mail,) = await recent_mail()
    return mail


def files(folder: Path) -> list[Path]:
    return sorted((folder / "mail").iterdir()) if (folder / "mail").exists() else []
