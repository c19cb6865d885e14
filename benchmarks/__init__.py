"""Measurements of the running system; each module has a ``main(arguments)`` and prints its figures."""
