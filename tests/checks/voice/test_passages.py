"""Passages of Section A as families, schools and plan writers put them, in words that nobody has listed."""

from pathlib import Path

import pytest
import yaml

from checks.voice.hopes import hopes_in
from checks.voice.method import method_of
from checks.words import load_words
from models.sentences import sentences

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "section_a.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(c, id=c["text"][:60]) for c in CASES["hopes"]])
def test_hopes_are_given_to_those_who_hope_and_to_their_time(case: dict[str, object]) -> None:
    names = (str(case["name"]),) if "name" in case else ()
    found = {f"{h.who}_{h.when}" for h in hopes_in(str(case["text"]), names, tuple(case.get("parents", ())))}
    assert set(case["there"]) <= found
    assert not found & set(case["not_there"])


@pytest.mark.parametrize(("text", "both"), [*((t, True) for t in CASES["how"]), *((t, False) for t in CASES["no_how"])])
def test_how_the_child_communicates_and_how_others_should_are_two_things(text: str, both: bool) -> None:
    words = load_words("voice.communication")
    own, others = (any(words[k].search(s) for s in sentences(text)) for k in ("own", "others"))
    assert (own and others) is both


@pytest.mark.parametrize(
    ("text", "said"), [*((t, True) for t in CASES["method"]), *((t, False) for t in CASES["no_method"])]
)
def test_views_were_sought_by_somebody_and_by_some_means(text: str, said: bool) -> None:
    spoken = [s for s in sentences(text) if len(s.split()) > 3]
    assert (method_of(spoken) is not None) is said
