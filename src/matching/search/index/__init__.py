"""What the index keeps in PostgreSQL: texts, words, vectors, and how they are kept up."""
