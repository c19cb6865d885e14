"""What a company says of itself, and the rules of it."""
