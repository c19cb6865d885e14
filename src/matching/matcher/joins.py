"""SQL over shortlists (候補リスト) for the statements of other areas; their tables are named in this area alone."""

KEPT = "shortlist_entry k"
"""Entries of shortlists, behind the alias `k`."""
STANDING = "k.removed_at IS NULL"
