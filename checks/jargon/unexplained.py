"""Terms that a family may not know, and the plan does not explain.

Looks for      Tests, acronyms and terms of the trade, each once, where it first stands: those of a list, and those
               told by their shape (``checks.jargon.shapes``).
Why            SEND Code of Practice 9.61: plans must be clear, concise, understandable and accessible to parents.
Fails          His executive functioning is poor.
Passes         On the BPVS-3, a test in which the child points to the picture that matches a word, ...
Leaves alone   SEN, EHC plan, GP, NHS, school subjects, names, units, titles in capitals; section K; what a list of
               terms in the plan explains.
Not known      Capitals that no list knows are told without plain words for them.
Known problems An explanation in a far sentence, or set off by a comma without an article, is missed.
Measured       Rare terms written or taken from glossaries of the NHS and of councils before the list and the shapes
               grew by them: 43 of 173, then 38 of 90, then 23 of 40 told at first reading; 62 of 67 told in the last two
               rounds were terms, and of 46 sentences that explain theirs or hold none 4 were told wrongly.
               Then four sets of sentences in the manner of plans: 141 of 148 terms told at first reading, 9 of 61 explained
               ones wrongly. Samples:
               ``goldenthread evaluate sample_docs``.
"""

from __future__ import annotations

from checks.check import CaseCheck
from checks.finding import Examined, Finding, Measure, Severity
from checks.jargon.terms import find_terms
from checks.subject import Subject

REASON = "SEND Code of Practice 9.61: clear, concise, understandable and accessible"


def examine(subject: Subject) -> Examined:
    """One finding for each unexplained term, and ``jargon.explained`` as a share of all terms."""
    terms = find_terms(subject.plan)
    findings = []
    for use in terms:
        if use.explained:
            continue
        section = subject.plan.sections[use.section]
        place = subject.place(section.passage, use.start, use.start + len(use.term))
        again = f" It stands {use.count} times." if use.count > 1 else ""
        plain = (
            f"In plain words: {use.gloss}." if use.gloss else "Say in a few plain words what it is, or write it out."
        )
        findings.append(
            Finding(
                "jargon.unexplained",
                Severity.LOW,
                use.section,
                use.term,
                f'"{use.term}" is not explained.{again}',
                plain,
                REASON,
                None,
                place,
                version=2,
            )
        )
    explained = sum(t.explained for t in terms)
    measure = Measure(
        "jargon.explained", explained, len(terms) - explained, failing=tuple(t.term for t in terms if not t.explained)
    )
    return Examined(tuple(findings), (measure,))


CHECK = CaseCheck(codes=("jargon.unexplained",), version=2, examine=examine)
