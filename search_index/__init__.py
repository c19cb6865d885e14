"""What the search engines hold, as data, and the tools about it.

Below all areas: `definitions` (vocabularies, settings, texts; imports nothing of ours) and `generator`
(made-up records, from the definitions alone). Above matching: `build` (fills a Meilisearch server)
and `evaluation` (scores the matcher on judged pairs).
"""
