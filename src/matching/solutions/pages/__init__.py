"""HTML pages of solutions."""
