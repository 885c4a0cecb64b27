"""What was learnt, told in words and a table, before and after."""

from __future__ import annotations

from collections.abc import Iterator

from checks.learning.relearn import Agreement, Relearnt


def told(found: Relearnt) -> str:
    """The report: agreement before and after, by line; what was taken; how reliable confidence is."""
    return "\n".join(_report(found)) + "\n"


def too_little(found_plans: int, wanted: int) -> str:
    """That there is too little to learn from, and what would be enough."""
    return (
        f"Scores for {_plans(found_plans)} stand beside a draft, and {wanted} are wanted: so few would teach the "
        "program its moderators' chance habits. Nothing was changed. Go on scoring, with some lines blind, and learn "
        "later (learning.least_plans in the configuration sets how many are enough).\n"
    )


def _plans(number: int) -> str:
    return f"{number} plan" + ("" if number == 1 else "s")


def _report(found: Relearnt) -> Iterator[str]:
    yield f"{found.before.answers} scores of {_plans(found.plans)}, each drafted by anchors that had not seen its plan."
    yield ""
    yield f"{'':34}{'answers':>8}  {'kappa (95%)':24}{'exact':>7}{'within 1':>10}"
    yield _row("All, before", found.before)
    yield _row("All, after", found.after)
    if found.blind_before and found.blind_after:
        yield _row("Blind answers, before", found.blind_before)
        yield _row("Blind answers, after", found.blind_after)
    yield ""
    for line in found.lines:
        yield _row(f"{line.line}, before", line.before)
        if line.anchors is not None:
            yield _row("  after", line.after)
            yield f"    new anchors: {', '.join(f'{a:.2f}' for a in line.anchors)}"
        else:
            yield f"    anchors stay: {line.reason}"
    yield ""
    yield "How sure drafts say they are, beside how often people agreed (cases left out):"
    for sure, held, number in found.reliability:
        yield f"  {sure:.0%} sure: {held:.0%} agreed, of {number}"


def _row(name: str, agreement: Agreement) -> str:
    if not agreement.answers:
        return f"{name:34}{0:>8}"
    kappa = f"{agreement.kappa:.2f} ({agreement.low:.2f} to {agreement.high:.2f})"
    return f"{name:34}{agreement.answers:>8}  {kappa:24}{agreement.exact:>7.0%}{agreement.within_one:>10.0%}"
