"""Where a record of the past comes from."""

import msgspec


class Source(msgspec.Struct, kw_only=True, frozen=True):
    """A public document that a record of history rests on."""

    url: str | None = None
    title: str | None = None


class Provenance(msgspec.Struct, kw_only=True, frozen=True):
    """Where a record of the past comes from, and which of its fields are samples (見本).

    Attributes:
        programme, edition: programme and round it belonged to.
        date_text: its date as the source gives it.
        evidence: `found`, `inferred` or `own_knowledge`.
        sources: documents.
        sample_fields: names of fields that no source tells.
    """

    programme: str = ""
    edition: str = ""
    date_text: str = ""
    evidence: str = "found"
    sources: list[Source] = []
    sample_fields: list[str] = []
