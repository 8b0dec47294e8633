"""`python -m service.cli` is the command `quoth`."""

import sys

from service.cli import main

sys.exit(main())
