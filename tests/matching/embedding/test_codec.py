"""Vectors that travel in a file."""

import numpy as np
import pytest

from matching.embedding.codec import VectorFile, read_vectors, write_vectors


def test_a_file_gives_back_what_was_written(tmp_path):
    rows = np.random.default_rng(1).normal(size=(80, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    written = VectorFile("model", {f"{number:032x}": row for number, row in enumerate(rows)})
    path = tmp_path / "vectors.json"
    write_vectors(path, written)
    read = read_vectors(path.read_text())
    assert read.model == "model" and read.vectors.keys() == written.vectors.keys()
    cosines = [float(read.vectors[key] @ row) for key, row in written.vectors.items()]
    assert min(cosines) > 0.9995
    assert path.stat().st_size < 100_000


def test_something_else_is_refused():
    with pytest.raises(ValueError, match="not a file of vectors"):
        read_vectors('{"model": "m"}')
