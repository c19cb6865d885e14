"""Words that all areas of matching share: terms with their labels, prices, regions, provenance."""
