"""HTML of the matcher: its own pages, and its parts of the pages of other areas."""
