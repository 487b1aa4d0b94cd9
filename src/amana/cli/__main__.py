"""`python -m amana.cli`: the same command where no launcher is installed, and for child processes."""

import sys

from amana.cli import main

if __name__ == "__main__":
    sys.exit(main())
