"""Vectors as a text file, so that data can bring them along: JSON with base64 of half floats.

About 1.1 kB a vector of 384 dimensions. Half floats change a cosine by less than 0.0001.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class VectorFile:
    """Vectors of one model by text hash (`texts.text_hash`)."""

    model: str
    vectors: Mapping[str, NDArray[np.float32]]


def write_vectors(path: Path, content: VectorFile) -> None:
    """Write a file anew, whole or not at all; the order is by hash, so that equal content is equal."""
    rows = {
        key: base64.b64encode(vector.astype("<f2").tobytes()).decode()
        for key, vector in sorted(content.vectors.items())
    }
    partial = path.with_name(f"{path.name}.new")
    text = json.dumps({"model": content.model, "vectors": rows}, indent=0)
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)


def read_vectors(text: str) -> VectorFile:
    """The content of such a file.

    Raises:
        ValueError: it is not one.
    """
    content = json.loads(text)
    try:
        vectors = {key: _decode(row) for key, row in content["vectors"].items()}
        return VectorFile(content["model"], vectors)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a file of vectors") from error


def _decode(row: str) -> NDArray[np.float32]:
    return np.frombuffer(base64.b64decode(row), dtype="<f2").astype(np.float32)
