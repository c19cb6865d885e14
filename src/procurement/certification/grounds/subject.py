"""What is certified: the solution and its firm as they were published, copied and frozen."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from foundation.access.actor import ANONYMOUS
from foundation.errors import NotFound
from matching.solutions.queries import solution_snapshot, visible_solution_ids

COPIED = (
    "solution",
    "startup",
    "title_ja",
    "title_en",
    "summary_ja",
    "summary_en",
    "regions",
    "firm_name",
    "firm_kana",
    "firm_name_en",
    "corporate_number",
    "firm_address",
    "price_public",
    "sample",
)
"""Columns of a certification that are copied from its subject."""


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One published solution of one firm.

    Attributes:
        columns: what the certification's row takes over.
        categories: fields the firm put it under; the certifier chooses one.
        price_yen, price_unit: as the firm registered them, to begin with.
        frozen: the whole snapshot, for the evidence.
    """

    columns: dict[str, Any]
    categories: tuple[str, ...]
    price_yen: int | None
    price_unit: str | None
    frozen: dict[str, Any]


async def subject_of(solution_id: UUID) -> Subject:
    """A solution as it was last published.

    Raises:
        NotFound: it was never published.
    """
    snapshot = await solution_snapshot(solution_id)
    said, firm = snapshot["content"], snapshot["startup"]
    columns = {
        "solution": solution_id,
        "startup": UUID(firm["id"]),
        "title_ja": said["title_ja"],
        "title_en": said["title_en"],
        "summary_ja": said["how_ja"] or said["problem_ja"] or "",
        "summary_en": said["how_en"] or said["problem_en"],
        "regions": said["regions"],
        "firm_name": firm["name_ja"],
        "firm_kana": firm["name_kana"],
        "firm_name_en": firm["name_en"],
        "corporate_number": firm["corporate_number"],
        "firm_address": firm["address_ja"],
        "price_public": said["price_public"],
        "sample": firm["sample"],
    }
    return Subject(
        columns=columns,
        categories=tuple(said["categories"]),
        price_yen=said["price_yen"],
        price_unit=said["price_unit"] if said["price_yen"] is not None else None,
        frozen=snapshot,
    )


async def public_subject(solution_id: UUID) -> Subject:
    """A solution that everybody can see now, the only kind that can be certified.

    Raises:
        NotFound: it is not public.
    """
    if solution_id not in await visible_solution_ids(ANONYMOUS, [solution_id]):
        raise NotFound()
    return await subject_of(solution_id)
