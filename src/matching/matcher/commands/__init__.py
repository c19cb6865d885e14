"""What a bureau does with its ranking: the shortlist, and how its challenge is matched."""
