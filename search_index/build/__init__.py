"""Building the Meilisearch index of an installation, and the keys of its server."""
