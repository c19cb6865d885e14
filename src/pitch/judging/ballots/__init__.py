"""Judges: the contests they judge, and their own ballots."""
