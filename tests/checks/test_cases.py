"""Every item check against cases that a SEN officer could write: ``cases/<code>.yaml``."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.check import Verdict
from checks.outcome import measurable, specific, time
from checks.outcome import provision as really_provision
from checks.provision import provider, quantified, vague
from checks.registry import ITEM_CHECKS
from extractors.passage import Passage, Piece
from extractors.plan.model import Outcome, Provision

CASES = Path(__file__).parent / "cases"
VERDICTS = {"fails": Verdict.NOT_MET, "passes": Verdict.MET, "not known": Verdict.NOT_KNOWN}
KEYS = {"text", "certainty", "section", "who", "frequency", "heading"}
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


def passage(text: str) -> Passage:
    return Passage(text, (Piece(0, 0, len(text)),)) if text else Passage()


def item(kind: str, text: str, **given_too) -> Outcome | Provision:
    certainty = given_too.get("certainty", 1.0)
    if kind == "outcome":
        return Outcome("E1", passage(text), heading=given_too.get("heading", ""), certainty=certainty)
    who, frequency = (passage(given_too.get(key, "")) for key in ("who", "frequency"))
    section = given_too.get("section", "F")
    return Provision("F1", section, passage(text), who=who, frequency=frequency, certainty=certainty)


def cases():
    for check in ITEM_CHECKS:
        held = yaml.safe_load((CASES / f"{check.code}.yaml").read_text(encoding="utf-8"))
        assert {"fails", "passes"} <= set(held) <= set(VERDICTS)
        for name, each in held.items():
            for case in each:
                given_case = {"text": case} if isinstance(case, str) else case
                assert set(given_case) <= KEYS
                yield pytest.param(check, given_case, VERDICTS[name], id=f"{check.code}-{given_case['text'][:50]}")


@pytest.mark.parametrize(("check", "case", "verdict"), list(cases()))
def test_case(check, case, verdict) -> None:
    text, spans = unmark(case["text"])
    judged = check.judge(item(check.kind, **case | {"text": text}))
    assert judged.verdict is verdict
    if spans:
        assert [(m.start, m.end) for m in judged.marks] == spans
    assert all(text[m.start : m.end] == m.quote for m in judged.marks)
    assert bool(judged.marks) == (verdict is Verdict.NOT_MET)
    assert bool(judged.reason) or verdict is not Verdict.NOT_KNOWN


@pytest.mark.parametrize("check", ITEM_CHECKS, ids=lambda c: c.code)
def test_a_check_has_fifty_cases_and_both_answers_among_them(check) -> None:
    held = yaml.safe_load((CASES / f"{check.code}.yaml").read_text(encoding="utf-8"))
    assert sum(map(len, held.values())) >= 50
    assert min(len(held["fails"]), len(held["passes"])) >= 10


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "provision.items.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["text"][:60],
)
def test_a_whole_item_is_judged_for_amount_provider_and_vague_words(case) -> None:
    """Items in the manner of real plans: Q and W are whether amount and provider are there, V the vague words."""
    given_too = {k: v for k, v in case.items() if k in KEYS}
    provision = item("provision", **given_too)
    assert (quantified.judge(provision).verdict is Verdict.MET) == (case["Q"] == "y")
    assert (provider.judge(provision).verdict is Verdict.MET) == (case["W"] == "y")
    marked = [m.quote for m in vague.judge(provision).marks]
    assert marked == [v for v in case["V"].split("|") if v]


@pytest.mark.parametrize(
    "case",
    yaml.safe_load((CASES / "outcome.items.yaml").read_text(encoding="utf-8")),
    ids=lambda case: case["text"][:60],
)
def test_a_whole_outcome_is_judged_by_each_of_four_tests(case) -> None:
    """Outcomes in the manner of real plans: S specific, M measurable, T by when, P really provision."""
    outcome = item("outcome", case["text"])
    judged = {"S": specific, "M": measurable, "T": time}
    assert {k: m.judge(outcome).verdict is Verdict.MET for k, m in judged.items()} == {
        k: case[k] == "y" for k in judged
    }
    assert (really_provision.judge(outcome).verdict is Verdict.NOT_MET) == (case["P"] == "y")


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
