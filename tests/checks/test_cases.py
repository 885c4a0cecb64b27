"""Every item check against cases that a SEN officer could write: ``cases/<code>.yaml``."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.check import Verdict
from checks.registry import ITEM_CHECKS
from extractors.passage import Passage, Piece
from extractors.plan.model import Outcome, Provision

CASES = Path(__file__).parent / "cases"
VERDICTS = {"fails": Verdict.NOT_MET, "passes": Verdict.MET, "not known": Verdict.NOT_KNOWN}
HEADINGS = ("Looks for", "Why", "Fails", "Passes", "Leaves alone", "Not known", "Known problems", "Measured")


def unmark(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and where they stood."""
    spans, plain = [], ""
    for part in re.split(r"(\[\[.*?\]\])", text):
        if part.startswith("[["):
            spans.append((len(plain), len(plain) + len(part) - 4))
            plain += part[2:-2]
        else:
            plain += part
    return plain, spans


def item(kind: str, text: str, certainty: float = 1.0) -> Outcome | Provision:
    passage = Passage(text, (Piece(0, 0, len(text)),))
    if kind == "outcome":
        return Outcome("E1", passage, certainty=certainty)
    return Provision("F1", "F", passage, certainty=certainty)


def cases():
    for check in ITEM_CHECKS:
        held = yaml.safe_load((CASES / f"{check.code}.yaml").read_text(encoding="utf-8"))
        assert {"fails", "passes"} <= set(held) <= set(VERDICTS)
        for name, each in held.items():
            for case in each:
                given_case = {"text": case} if isinstance(case, str) else case
                yield pytest.param(check, given_case, VERDICTS[name], id=f"{check.code}-{given_case['text'][:50]}")


@pytest.mark.parametrize(("check", "case", "verdict"), list(cases()))
def test_case(check, case, verdict) -> None:
    text, spans = unmark(case["text"])
    judged = check.judge(item(check.kind, text, case.get("certainty", 1.0)))
    assert judged.verdict is verdict
    if spans:
        assert [(m.start, m.end) for m in judged.marks] == spans
    assert all(text[m.start : m.end] == m.quote for m in judged.marks)
    assert bool(judged.marks) == (verdict is Verdict.NOT_MET)
    assert bool(judged.reason) or verdict is not Verdict.NOT_KNOWN


@pytest.mark.parametrize("check", ITEM_CHECKS, ids=lambda c: c.code)
def test_a_check_says_what_it_is_and_its_own_examples_hold(check) -> None:
    module = __import__(check.judge.__module__, fromlist=["__doc__"])
    said = module.__doc__
    places = [said.index(f"\n{heading} ") for heading in HEADINGS]
    assert places == sorted(places)
    example = {h: re.search(rf"^{h} +(.+(?:\n {{10,}}.+)*)", said, re.MULTILINE)[1] for h in ("Fails", "Passes")}
    for heading, verdict in (("Fails", Verdict.NOT_MET), ("Passes", Verdict.MET)):
        text = " ".join(example[heading].split())
        assert check.judge(item(check.kind, text)).verdict is verdict, text


@pytest.mark.parametrize("check", ITEM_CHECKS, ids=lambda c: c.code)
@given(text=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_is_judged_and_the_same_way_twice(check, text: str) -> None:
    one = check.judge(item(check.kind, text))
    assert one == check.judge(item(check.kind, text))
    assert all(text[m.start : m.end] == m.quote for m in one.marks)
