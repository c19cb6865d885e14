"""Tools of the repository: set-up, checks and measurements. Nothing in the application imports them."""
