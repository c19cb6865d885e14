"""Who did what, when, with what before and after: written once, sealed into a chain, never changed.

`from foundation.audit import record`
"""

from foundation.audit.effects import record
from foundation.audit.frozen import CheckedRecord, check_frozen, differences, last_told
from foundation.audit.heads import FOLDER, export_head, own_folder
from foundation.audit.late_signing import NotLeftBehind, sign_left_behind
from foundation.audit.problems import Problem
from foundation.audit.queries import AuditEntry, events_about, recent_events
from foundation.audit.sealing import seal
from foundation.audit.signing import links_to_sign
from foundation.audit.verification import Status, look_over, status, verify
from foundation.audit.waiting import waiting

__all__ = [
    "FOLDER",
    "AuditEntry",
    "CheckedRecord",
    "NotLeftBehind",
    "Problem",
    "Status",
    "check_frozen",
    "differences",
    "events_about",
    "export_head",
    "last_told",
    "links_to_sign",
    "look_over",
    "own_folder",
    "recent_events",
    "record",
    "seal",
    "sign_left_behind",
    "status",
    "verify",
    "waiting",
]
