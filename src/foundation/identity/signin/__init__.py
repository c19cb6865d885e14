"""Proving who one is, and staying known: passwords, their limits, sessions, tokens."""
