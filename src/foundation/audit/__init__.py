"""Who did what, when, with what before and after: written once, sealed into a chain, never changed.

`from foundation.audit import record`
"""

from foundation.audit.checking.late_signing import NotLeftBehind, sign_left_behind
from foundation.audit.checking.verification import Status, look_over, status, verify
from foundation.audit.effects import record, record_changes
from foundation.audit.frozen import CheckedRecord, FrozenKind, check_frozen
from foundation.audit.problems import Problem
from foundation.audit.queries import AuditEntry, events_about
from foundation.audit.sealing.chain import seal
from foundation.audit.sealing.heads import FOLDER, export_head, own_folder
from foundation.audit.sealing.signing import links_to_sign
from foundation.audit.sealing.waiting import waiting

__all__ = [
    "FOLDER",
    "AuditEntry",
    "CheckedRecord",
    "FrozenKind",
    "NotLeftBehind",
    "Problem",
    "Status",
    "check_frozen",
    "events_about",
    "export_head",
    "links_to_sign",
    "look_over",
    "own_folder",
    "record",
    "record_changes",
    "seal",
    "sign_left_behind",
    "status",
    "verify",
    "waiting",
]
