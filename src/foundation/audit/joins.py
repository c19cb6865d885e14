"""SQL over the audit trail for the statements of other areas; its tables are named in this area alone."""

EVENTS = "audit_event"
