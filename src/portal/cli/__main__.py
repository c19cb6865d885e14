"""`python -m portal.cli`, the same as `kingsalmon`."""

from portal.cli import main

main()
