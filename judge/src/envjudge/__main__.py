"""`python -m envjudge`."""

from envjudge.cli import main

main()
