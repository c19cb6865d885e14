"""What the matcher compares, and where it is read."""
