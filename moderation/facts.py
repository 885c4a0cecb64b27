"""What the queue shows of a case: its facts and flags, taken from its assessment."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from checks.assessment import Assessment, ChildEntry

THREAD = frozenset({"thread.need_without_provision", "thread.need_without_outcome"})
NO_C_D = frozenset({"statement.missing_c", "statement.missing_d"})
NOT_THERE = frozenset({"section.missing", "section.empty"})


@dataclass(frozen=True, slots=True)
class CaseFlags:
    """What makes a case need a person. ``confidence`` is the mean over answered lines, 0 to 1."""

    missing_c_d: bool
    broken_thread: int
    high_findings: int
    left_open: int
    confidence: float


def plan_key(child: ChildEntry, source_name: str) -> str | None:
    """Tells that two drafts are of the same plan: by name and date of birth, or by name and folder where no date
    of birth is given. Accents, hyphens and a known-as name in brackets make no difference. None where the draft does
    not name the child: then it can only be a plan of its own.
    """
    plain = unicodedata.normalize("NFKD", re.sub(r"\([^()]*\)", " ", child.name)).casefold()
    name = " ".join(re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c))))
    if not name:
        return None
    second = child.date_of_birth.isoformat() if child.date_of_birth else f"folder {source_name.casefold()}"
    return hashlib.sha256(f"{name}\n{second}".encode()).hexdigest()


def flags(assessment: Assessment) -> CaseFlags:
    """The flags of an assessment."""
    findings = assessment.findings
    no_c_d = any(f.check in NO_C_D or (f.check in NOT_THERE and f.section in ("C", "D")) for f in findings)
    answered = [a.confidence for a in assessment.answers if a.answer is not None]
    return CaseFlags(
        missing_c_d=no_c_d,
        broken_thread=len({f.item or f.quote for f in findings if f.check in THREAD}),
        high_findings=sum(f.severity == "high" for f in findings),
        left_open=sum(a.answer is None for a in assessment.answers),
        confidence=round(sum(answered) / len(answered), 4) if answered else 0.0,
    )


def urgency(case: CaseFlags) -> float:
    """How much a case needs a person, for sorting: what the law is gravest about first. A proposal of ours:
    a missing C or D outweighs three broken threads, those outweigh any number of lesser findings.
    """
    return (
        40.0 * case.missing_c_d
        + 12.0 * min(case.broken_thread, 5)
        + 0.5 * min(case.high_findings, 20)
        + 0.2 * min(case.left_open, 64)
        + 10.0 * (1.0 - case.confidence)
    )
