"""What an OpenAI-compatible server answered, read with care."""

import msgspec
import numpy as np

from matching.embedding.port import Vectors

# The longest vector that PostgreSQL keeps as half floats.
MOST_DIMENSIONS = 16_000


class _Embedding(msgspec.Struct):
    index: int
    embedding: list[float]


class _Answer(msgspec.Struct):
    data: list[_Embedding]


def read_answer(body: bytes, texts: int) -> Vectors:
    """The vectors of an answer in the order of the texts asked, each of length 1.

    Args:
        body: JSON; vectors may come in any order, each with its index.
        texts: how many were asked.

    Returns:
        Shape (texts, dimensions).

    Raises:
        ValueError: it is something else; the message goes on from "the embedding server".
    """
    try:
        answer = msgspec.json.decode(body, type=_Answer)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError("answers something other than vectors") from error
    if sorted(one.index for one in answer.data) != list(range(texts)):
        raise ValueError(
            f"answers {len(answer.data)} vectors to {texts} texts, or counts them wrong"
        )
    ordered = sorted(answer.data, key=lambda one: one.index)
    lengths = {len(one.embedding) for one in ordered}
    if len(lengths) != 1 or not 1 <= max(lengths) <= MOST_DIMENSIONS:
        raise ValueError("answers vectors of several lengths, or of none")
    vectors = np.array([one.embedding for one in ordered], dtype=np.float64)
    with np.errstate(over="ignore"):
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    if not (np.isfinite(norms).all() and (norms > 0).all()):
        raise ValueError("answers vectors without a direction")
    unit: Vectors = (vectors / norms).astype(np.float32)
    return unit
