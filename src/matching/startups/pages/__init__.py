"""HTML pages of startups."""
