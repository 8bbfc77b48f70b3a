"""`python -m desktop` is the command `touchstone`."""

import sys

from desktop.cli import main

if __name__ == "__main__":
    sys.exit(main())
