"""HTML pages of challenges."""
