"""Regions as codes to search by: all of Tokyo is in each of its parts."""

from collections.abc import Collection

ALL_TOKYO = "all_tokyo"
PARTS = ("special_wards", "tama", "islands")


def region_codes(regions: Collection[str]) -> tuple[str, ...]:
    """Codes under which something offered or needed in these regions is found.

    Args:
        regions: keys of the vocabulary.
    """
    found = dict.fromkeys(regions)
    if ALL_TOKYO in found:
        found |= dict.fromkeys(PARTS)
    return tuple(found)
