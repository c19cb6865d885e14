"""Looking whether the trail is as it was written."""
