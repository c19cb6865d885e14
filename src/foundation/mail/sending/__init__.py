"""How a queued mail leaves, once, or is given up with a reason."""
