"""Strange input in quantity: no answer may be a fault of ours, and the API answers as it says it does.

`make test` sends a fixed number of requests made from a fixed seed; `make fuzz SECONDS=600 SEED=7`
goes on for as long as it is told.
"""

import os

SEED = int(os.environ.get("KS_FUZZ_SEED") or 20261124)
SECONDS = float(os.environ.get("KS_FUZZ_SECONDS") or 0)
"""How long each part goes on; 0 = the fixed number of requests."""
