"""A person's account: registered or made by operators, confirmed, kept by its holder."""
