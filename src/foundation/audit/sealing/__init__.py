"""Chaining and signing the trail, and taking its head out of the house."""
