"""Ways out for a mail: a folder of `.eml` files, or an SMTP server."""

import asyncio
import os
import ssl
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib

from foundation.mail.sending.reasons import Reason
from foundation.settings import NO_MAIL_SERVER, Settings, UnsafeSettings
from foundation.settings_rules import is_mail_server

FOLDER = "mail"
TIMEOUT_SECONDS = 30
_PERMANENT = 500


class NotDelivered(Exception):
    """The mail did not go out now; another try may succeed. The text names no person."""


class Undeliverable(Exception):
    """The server will never take this mail for this recipient. The text names no person."""


class Transport(Protocol):
    """Takes a mail out of the house."""

    async def deliver(self, mail_id: UUID, message: EmailMessage) -> None:
        """Hand a mail over; the same id twice does no harm.

        Raises:
            NotDelivered: try again later.
            Undeliverable: do not try again.
        """


class FolderTransport:
    """Writes each mail as one file named by its id, whole or not at all.

    Args:
        folder: made when missing, readable by its owner only, as mails hold links that open accounts.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def deliver(self, mail_id: UUID, message: EmailMessage) -> None:
        """Write the file; one of the same mail is replaced by the same content."""
        try:
            await asyncio.to_thread(self._write, mail_id, message.as_bytes())
        except OSError as error:
            raise NotDelivered(f"{Reason.NOT_WRITTEN}: {error.strerror}") from None

    def _write(self, mail_id: UUID, content: bytes) -> None:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = self.folder / f".{mail_id}.partial"
        with os.fdopen(
            os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self.folder / f"{mail_id}.eml")


class SmtpTransport:
    """Sends through an SMTP server.

    Args:
        url: `smtp://user:password@host:port`, upgraded to TLS where the server offers it and
            refused without it when there is a password; `smtps://` speaks TLS from the start.
        tls: how certificates are checked; None = the system's way.
    """

    def __init__(self, url: str, tls: ssl.SSLContext | None = None) -> None:
        if not is_mail_server(url):
            raise UnsafeSettings(NO_MAIL_SERVER)
        parts = urlsplit(url)
        self._tls_from_start = parts.scheme == "smtps"
        self._host = str(parts.hostname)
        self._port = parts.port or (465 if self._tls_from_start else 25)
        self._user = unquote(parts.username) if parts.username else None
        self._password = unquote(parts.password) if parts.password else None
        self._tls = tls

    async def deliver(self, mail_id: UUID, message: EmailMessage) -> None:
        """Send it; a copy sent twice carries the same Message-ID."""
        upgrade = None if self._password is None else True
        try:
            await aiosmtplib.send(
                message,
                hostname=self._host,
                port=self._port,
                username=self._user,
                password=self._password,
                use_tls=self._tls_from_start,
                start_tls=False if self._tls_from_start else upgrade,
                tls_context=self._tls,
                timeout=TIMEOUT_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as error:
            code = max((refusal.code for refusal in error.recipients), default=0)
            _raise_by_code(Reason.RECIPIENT_REFUSED, code)
        except aiosmtplib.SMTPDataError as error:
            _raise_by_code(Reason.CONTENT_REFUSED, error.code)
        except aiosmtplib.SMTPResponseException as error:
            raise NotDelivered(f"{type(error).__name__} {error.code}") from None
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotDelivered(type(error).__name__) from None


def _raise_by_code(what: Reason, code: int) -> None:
    if code >= _PERMANENT:
        raise Undeliverable(f"{what} ({code})") from None
    raise NotDelivered(f"{what} ({code})") from None


def transport_of(settings: Settings) -> Transport:
    """The way out this installation is set to."""
    if settings.smtp_url is not None:
        return SmtpTransport(settings.smtp_url)
    return FolderTransport(settings.data_dir / FOLDER)
