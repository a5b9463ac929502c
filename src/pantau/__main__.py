"""`python -m pantau` is the command `pantau`."""

from pantau.server.main import main

main()
