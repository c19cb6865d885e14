"""Who may read which field, as `docs/audience.md` says it, tried on a world of marked records."""
