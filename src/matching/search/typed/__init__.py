"""Search as people type it: reading what was typed, asking for it, showing what was found."""
