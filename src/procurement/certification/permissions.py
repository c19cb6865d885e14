"""What the certification area asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the certification area.

    `WRITE` reaches the certifications of one's own bureau only. `READ_EVIDENCE` opens what a
    published certification rests on, of any bureau: what one bureau certified, all may order.
    `READ_OWN` is for the certified firm.
    """

    READ_EVIDENCE = "certification.read_evidence"
    READ_OWN = "certification.read_own"
    WRITE = "certification.write"
