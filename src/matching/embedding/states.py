"""Where a model stands."""

from enum import StrEnum


class ModelState(StrEnum):
    """States of a model of vectors."""

    FILLING = "filling"
    """Chosen by the setting; its vectors are being made while another model serves."""
    SERVING = "serving"
    """Everything is compared by its vectors."""
    RETIRED = "retired"
    """No longer chosen; its vectors are kept for a while, in case it is chosen again."""
