"""Results: decided, frozen with all they rest on, published, and the ways back."""
