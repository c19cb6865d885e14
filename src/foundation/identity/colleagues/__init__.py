"""Who acts for an organisation: invited, joined, ended."""
