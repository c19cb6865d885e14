"""Who did what, when, with what before and after: written once, sealed into a chain, never changed.

`from foundation.audit import record`
"""

from foundation.audit.effects import record
from foundation.audit.heads import FOLDER, export_head
from foundation.audit.problems import Problem
from foundation.audit.queries import AuditEntry, events_about, recent_events, sealing_lag
from foundation.audit.sealing import seal
from foundation.audit.signing import sign_earlier
from foundation.audit.verification import Status, look_over, status, verify

__all__ = [
    "FOLDER",
    "AuditEntry",
    "Problem",
    "Status",
    "events_about",
    "export_head",
    "look_over",
    "recent_events",
    "record",
    "seal",
    "sealing_lag",
    "sign_earlier",
    "status",
    "verify",
]
