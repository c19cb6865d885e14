"""From a challenge to scored solutions with their reasons."""
