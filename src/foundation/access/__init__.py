"""Who asks, in which role, and whether they may: below everything that wants to know."""
