"""The command `quoth`: the same analysis as the service, over files.

The words of a command line go into `main`; results come out on standard output, errors as lines on standard error, and
an exit code that says how it ended.
"""

from service.cli.run import main

__all__ = ["main"]
