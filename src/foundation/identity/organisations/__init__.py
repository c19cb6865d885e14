"""Organisations: their kinds, their names over time, what they hold, and how they end."""
