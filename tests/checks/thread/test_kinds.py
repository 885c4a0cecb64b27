"""Kinds of need and support, told by the field's words."""

import pytest

from checks.thread.kinds import lexicon, tokens_of
from extractors.errors import GoldenThreadError

SPEAKS = [
    ("She cannot yet blend sounds to read a word.", "reading"),
    ("Ten minutes of precision teaching each day.", "reading"),
    ("His speech is unclear to people who do not know him.", "speech sounds"),
    ("Cued articulation with the therapist's assistant.", "speech sounds"),
    ("He stammers on the first sound of his name.", "fluency"),
    ("A communication book with core symbols.", "aac"),
    ("She takes idioms literally.", "hidden meaning"),
    ("He loses the second half of a long instruction.", "understanding"),
    ("ELSA, 40 minutes a week.", "emotion regulation"),
    ("Zones of Regulation in a group of three.", "emotion regulation"),
    ("A seat away from the window, with a sand timer.", "attention"),
    ("Sensory circuit at 8.45 each morning.", "sensory movement"),
    ("Ear defenders in the dining hall.", "sensory noise"),
    ("Seams and labels distress her.", "sensory touch body"),
    ("Large print in 24 point on matt paper.", "vision"),
    ("A radio aid in every lesson.", "hearing"),
    ("Transfers by hoist with two adults.", "mobility equipment"),
    ("He cannot do up his buttons or use scissors.", "fine motor"),
    ("Buccal midazolam is kept in the office.", "epilepsy"),
    ("She lies awake until midnight.", "sleep"),
    ("The continence nurse reviews pads and laxatives.", "toileting"),
    ("Thickened drinks; risk of aspiration.", "feeding swallowing"),
    ("Travel training on the number 5 bus.", "travel safety"),
    ("A supported internship with a job coach.", "work"),
    ("Her mother needs a break from caring at night.", "carer break"),
    ("A gradual return to school after long absence.", "attendance"),
    ("Numicon and counting on a number line.", "maths"),
    ("He is talked into carrying things for older boys.", "danger safety"),
]


@pytest.mark.parametrize(("text", "kind"), SPEAKS)
def test_a_text_speaks_of_its_kind(text: str, kind: str) -> None:
    assert kind in lexicon().phrases(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He falls asleep at his desk.", "gross motor"),  # to fall asleep is no fall
        ("The whiteboard is by the door.", "vision"),
        ("She makes a sound choice.", "sensory noise"),
        ("The meeting was short.", "reading"),
    ],
)
def test_a_word_inside_a_longer_phrase_or_word_does_not_count(text: str, kind: str) -> None:
    assert kind not in lexicon().phrases(text)


def test_hyphens_part_words_and_apostrophes_do_not() -> None:
    assert tokens_of("Pre-teaching; the child’s book") == ["pre", "teaching", "the", "childs", "book"]


def test_every_kind_has_a_group_and_no_phrase_is_shorter_than_two_letters() -> None:
    held = lexicon()
    assert all(held.groups.values())
    phrases = [p for found in (*held.exact.values(), *held.stems.values()) for p in found]
    assert len(phrases) > 3000
    assert all(len(p.text) > 1 for p in phrases)


def test_a_file_of_another_shape_is_refused_in_plain_words(tmp_path, monkeypatch) -> None:
    from checks.thread import kinds

    (tmp_path / "thread.kinds.yaml").write_text("literacy: {reading: [Read(ing)?]}", encoding="utf-8")
    monkeypatch.setattr(kinds, "FOLDER", tmp_path)
    kinds.lexicon.cache_clear()
    try:
        with pytest.raises(GoldenThreadError, match="words in lower case"):
            kinds.lexicon()
    finally:
        kinds.lexicon.cache_clear()


@pytest.mark.parametrize("text", ["fastens his own coat", "fastens her own coat", "fastens my own coat"])
def test_a_kind_is_told_whosever_it_is(text: str) -> None:
    """A list written of her serves him too, and a plan that speaks in the first person."""
    assert "personal care" in lexicon().phrases(text)
    assert lexicon().phrases(text) == lexicon().phrases("fastens her own coat")


@pytest.mark.parametrize(
    ("idle", "kind"),
    [
        ("A programme written by the therapist.", "writing"),
        ("The sessions are carried out each day.", "mobility equipment"),
        ("The adviser trains all staff.", "travel safety"),
    ],
)
def test_words_that_only_look_like_a_kind_are_of_none(idle: str, kind: str) -> None:
    assert kind not in lexicon().phrases(idle)
    assert "of no kind" not in lexicon().groups.values()
