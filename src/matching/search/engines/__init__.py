"""The port of search engines, the two engines behind it, and which one is asked."""
