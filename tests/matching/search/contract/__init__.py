"""What every search engine must answer in kind. PostgreSQL always; Meilisearch too when
MEILISEARCH_URL and MEILISEARCH_KEY (of a throw-away server) are set."""
