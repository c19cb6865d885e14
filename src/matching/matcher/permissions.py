"""What the matcher asks of a role."""

from enum import StrEnum


class Permission(StrEnum):
    """Permissions of the matcher."""

    READ_OWN_RANKING = "matcher.read_own_ranking"
    """Candidates and reasons for challenges of one's own bureau."""
    READ_ANY_RANKING = "matcher.read_any_ranking"
    """Candidates and reasons for any challenge (the secretariat)."""
    KEEP_SHORTLIST = "matcher.keep_shortlist"
    """Put solutions on the shortlist of a challenge of one's own bureau, and take them off; say by
    which words and conditions it is matched."""
    READ_OWN_FITS = "matcher.read_own_fits"
    """How one's own solutions fit open challenges."""
