"""From ballots to the weighted mean, and to the order it gives."""
