"""Which letters are due, to whom, what they say, and that each is sent once."""
