"""What certifiers do. Each command is one transaction with its audit and its mails."""

from procurement.certification.commands.acts import (
    abandon_certification,
    publish_certification,
    reopen_certification,
    resume_certification,
    revoke_certification,
    suspend_certification,
    take_back_certification,
)
from procurement.certification.commands.deciding import decide_certification
from procurement.certification.commands.leading import CertificationRecord
from procurement.certification.commands.writing import create_certification, update_certification

__all__ = [
    "CertificationRecord",
    "abandon_certification",
    "create_certification",
    "decide_certification",
    "publish_certification",
    "reopen_certification",
    "resume_certification",
    "revoke_certification",
    "suspend_certification",
    "take_back_certification",
    "update_certification",
]
