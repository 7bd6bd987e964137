"""``python -m iaclint``."""

import sys

# ``-m`` puts the working directory first on the path: a scanned repository could then shadow any module that is imported later.
# ``-P`` and PYTHONSAFEPATH already keep it away.
if not sys.flags.safe_path:
    del sys.path[0]

from iaclint.cli import run

run()
