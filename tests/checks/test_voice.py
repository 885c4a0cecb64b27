"""Section A: how views were sought, how the child communicates, whose voice each passage is."""

from pathlib import Path

import pytest
import yaml

from checks.voice import section_a
from checks.voice.method import method_of
from checks.voice.speakers import Speaker, is_prompt, speaker_of
from checks.words import load_words
from models.sentences import sentences
from tests.checks.making import make_subject

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "voice.yaml").read_text(encoding="utf-8"))


def params(*kinds: str):
    return [pytest.param(k, text, id=f"{k}-{text[:60]}") for k in kinds for text in CASES[k]]


def examined(text: str):
    return section_a.CHECK.examine(make_subject({"A": text}))


def codes(text: str) -> set[str]:
    return {f.check for f in examined(text).findings}


def measure(text: str, name: str):
    return next(m for m in examined(text).measures if m.name == name)


@pytest.mark.parametrize(("kind", "text"), params("method", "none"))
def test_how_views_were_sought_is_who_and_by_what_means(kind: str, text: str) -> None:
    assert (method_of([s for s in sentences(text) if len(s.split()) > 3]) is not None) == (kind == "method")


@pytest.mark.parametrize(("kind", "text"), params("own", "others", "neither"))
def test_communication_has_two_halves(kind: str, text: str) -> None:
    words = load_words("voice.communication")
    own, others = bool(words["own"].search(text)), bool(words["others"].search(text))
    if kind == "neither":
        assert not own
        assert not others
    else:
        assert own if kind == "own" else others


@pytest.mark.parametrize(("kind", "text"), params("child", "represented", "parent", "professional"))
def test_each_passage_has_a_speaker(kind: str, text: str) -> None:
    assert speaker_of(text) is Speaker(kind)


@pytest.mark.parametrize(
    "line",
    ["What is important to me", "My life aspirations:", "How best to support me", "Who helps you?", "All about me"],
)
def test_a_prompt_of_the_form_is_no_voice(line: str) -> None:
    assert is_prompt(line)
    assert measure(f"{line}\nTom goes to school by bus every day.", "voice.share.child").value == 0.0


def test_first_person_without_a_speaker_is_unattributed() -> None:
    assert codes("I like football. I want to be a vet. My friends are kind.") == {"voice.unattributed"}


def test_third_person_without_a_method_and_without_the_childs_words() -> None:
    text = "Tom enjoys football. Tom would like to be a vet. He has kind friends."
    assert codes(text) == {"voice.no_method", "voice.third_person"}


def test_a_method_answers_both() -> None:
    text = "Miss Lowe asked Tom with picture cards what he wants. I like football. I want to be a vet."
    assert not codes(text)


def test_a_score_in_section_a_is_a_professionals() -> None:
    text = "I told Miss Lowe what I like and she wrote it down. My reading is at the 5th percentile."
    assert codes(text) == {"voice.professional"}


def test_parents_first_person_is_not_the_childs() -> None:
    text = "Parents' views\nWe would like Tom to have friends. We hope that he will be happy. Our son is kind."
    assert measure(text, "voice.kind").value == "none"
    assert measure(text, "voice.share.parent").value == 1.0


def test_no_words_are_asked_of_a_child_who_does_not_speak_and_was_watched() -> None:
    watched = (
        "Idris does not speak. His key person filmed him at play on three mornings, and his mum told her what each look "
        "meant, so that his views could be written here."
    )
    assert "voice.third_person" not in codes(watched)
    assert "voice.third_person" in codes(
        "Idris was asked by Miss Orr with picture cards. His views are that he is happy."
    )
