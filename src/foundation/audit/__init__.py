"""Who did what, when, with what before and after: written once, sealed into a chain, never changed.

`from foundation.audit import record`
"""

from foundation.audit.effects import record
from foundation.audit.export import export_head
from foundation.audit.queries import AuditEntry, events_about, recent_events
from foundation.audit.sealing import seal
from foundation.audit.verification import Problem, Status, status, verify

__all__ = [
    "AuditEntry",
    "Problem",
    "Status",
    "events_about",
    "export_head",
    "recent_events",
    "record",
    "seal",
    "status",
    "verify",
]
