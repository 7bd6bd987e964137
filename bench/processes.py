"""What a whole process costs: CPU seconds (user and system, its children included) and the most memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

MEBIBYTE = 1024 if sys.platform != "darwin" else 1024 * 1024  # in the unit of ``ru_maxrss``
MOST_EXIT_CODE = 1  # findings are no failure


class Cost:
    """``cpu`` in seconds, ``peak`` in MiB."""

    __slots__ = ("cpu", "peak")

    def __init__(self, cpu: float, peak: float) -> None:
        self.cpu = cpu
        self.peak = peak


def cost(arguments: Sequence[str], repeat: int) -> Cost:
    """Runs ``python ARGUMENTS…`` once to warm up (which also writes the ``.pyc`` files), then ``repeat`` times: median CPU, highest peak.

    The peak is never less than what this process holds, which the kernel hands on: call it before anything large is imported.
    """
    once(arguments)
    costs = [once(arguments) for _ in range(repeat)]
    return Cost(median(cost.cpu for cost in costs), max(cost.peak for cost in costs))


def once(arguments: Sequence[str]) -> Cost:
    """Raises ``RuntimeError`` when the process fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)  # so that Popen does not wait for it again
    if not 0 <= process.returncode <= MOST_EXIT_CODE:
        raise RuntimeError(f"exit code {process.returncode}: {' '.join(command)}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEBIBYTE)
