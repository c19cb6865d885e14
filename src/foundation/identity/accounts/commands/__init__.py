"""What is done with accounts: by operators, and by those who hold them or sign up."""
