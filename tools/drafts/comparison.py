"""Which errors of the frameworks' checkers iaclint finds, and which of its findings they do not confirm."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tools.drafts.faults import Fault
from tools.drafts.findings import Found

TOLERANCE = 2  # lines: a compiler points at the property where iaclint points at the value, or at the call
REFUSED = (
    "unknown-",
    "missing-required-",
    "wrong-",
    "removed-",
    "property-needs-",
)  # what rules say the framework refuses


class Verdicts:
    """The errors of one platform, each with the finding that tells the same (``met``) or without (``missed``), those in tests left out; ``unconfirmed``: the findings that say
    that the framework does not accept something, on lines where it does not complain."""

    def __init__(self) -> None:
        self.met: list[tuple[str, Fault, Found]] = []
        self.missed: list[tuple[str, Fault]] = []
        self.unconfirmed: list[tuple[str, Found]] = []
        self.in_tests = 0

    def add(self, project: str, faults: Sequence[Fault], all_faults: Sequence[Fault], found: Sequence[Found]) -> None:
        for fault in unique([fault for fault in faults if not fault.in_test]):
            finding = next((one for one in found if tells(one, fault)), None)
            if finding is not None:
                self.met.append((project, fault, finding))
            else:
                self.missed.append((project, fault))
        self.in_tests += sum(fault.in_test for fault in unique(faults))
        for finding in found:
            if finding.rule.startswith(REFUSED) and not any(near(finding, fault) for fault in all_faults):
                self.unconfirmed.append((project, finding))

    def table(self) -> list[str]:
        met = Counter(fault.code for _, fault, _ in self.met)
        missed = Counter(fault.code for _, fault in self.missed)
        rows = [(code, met[code], met[code] + missed[code]) for code in sorted({*met, *missed})]
        rows.append(("all", met.total(), met.total() + missed.total()))
        return [f"{code:<16} {one:>4} of {of:>4}  {one / of:6.1%}" for code, one, of in rows if of]


def unique(faults: Sequence[Fault]) -> list[Fault]:
    """One fault of a kind and place: a file may belong to several programs."""
    return list({(fault.code, fault.line, fault.message): fault for fault in faults}.values())


def tells(finding: Found, fault: Fault) -> bool:
    """Whether a finding says what an error says. In a value of many lines it has to speak of something that the error names."""
    if abs(finding.line - fault.line) <= TOLERANCE:
        return True
    return fault.line <= finding.line <= fault.end and not fault.named.isdisjoint(finding.named)


def near(finding: Found, fault: Fault) -> bool:
    """Whether an error may be about the same: a compiler tells but the first of several in one call."""
    first, last = fault.call
    return min(first, fault.line - TOLERANCE) <= finding.line <= max(last, fault.line + TOLERANCE)
