"""Reading ease by section, and American spellings."""

import pytest

from checks.language import american, hard_to_read
from models.readability import ease, reading_age
from tests.checks.making import make_subject

PLAIN = "Tom likes cars. He has a red car. He wants to drive one day. His dad has a van. They go out in it. " * 4
HARD = (
    "Notwithstanding considerable improvements in organisational capability, substantial difficulties concerning "
    "sustained attention, metacognitive regulation and interpersonal communication necessitate comprehensive, "
    "individualised and multidisciplinary educational provision throughout every curricular experience. "
) * 3
AMERICAN = [
    ("His behavior is calm.", "behaviour"),
    ("Behavior support is needed.", "behaviour"),
    ("A reading program is used.", "programme"),
    ("The counselor sees her.", "counsellor"),
    ("Her favorite color is blue.", "colour"),
    ("He is good at math.", "maths"),
    ("Staff use modeling.", "modelling"),
    ("His mom came.", "mum"),
    ("A pediatrician saw him.", "paediatric"),
    ("He is in third grade.", "year (as in Year 3)"),
    ("She sits in the center of the room.", "centre"),
    ("To fulfill his potential.", "fulfil"),
    ("They analyzed the results.", "analyse"),
    ("He practiced his words.", "practise"),
]
BRITISH = [
    "His behaviour is calm.",
    "A reading programme is used.",
    "A screen reader is a program that reads out what is on the screen.",
    "He goes to Center Parcs.",
    "She works with the Behavior Institute of America.",
    "Regular practice helps.",
    "He organizes and recognizes things.",
    'He said "my mom is here".',
    "He can check his own work.",
    "It is a kilometre away and the metre is broken.",
    "She has a licence.",
    "He will fulfil his potential.",
]


def told(text: str):
    return american.CHECK.examine(make_subject({"B": text})).findings


@pytest.mark.parametrize(("text", "british"), AMERICAN)
def test_an_american_word_is_told_with_the_british_one(text: str, british: str) -> None:
    assert f'Write "{british}".' in {f.suggestion for f in told(text)}


@pytest.mark.parametrize("text", BRITISH)
def test_british_words_names_and_quotations_are_left_alone(text: str) -> None:
    assert not told(text)


def test_a_word_is_told_once() -> None:
    (finding,) = told("His behavior is calm. Her behavior is not.")
    assert "2 times" in finding.message


def test_a_hard_section_is_told_with_its_reading_age_and_hardest_sentence() -> None:
    (finding,) = hard_to_read.CHECK.examine(make_subject({"A": HARD})).findings
    assert finding.quote in HARD
    assert "reading age of about 18" in finding.message


def test_a_plain_section_is_measured_and_not_told() -> None:
    examined = hard_to_read.CHECK.examine(make_subject({"A": PLAIN, "B": "Too short."}))
    assert not examined.findings
    assert {m.name for m in examined.measures} == {"language.ease.A", "language.age.A"}


def test_reading_age_climbs_with_hardness() -> None:
    plain, hard = ease(PLAIN), ease(HARD)
    assert plain is not None
    assert hard is not None
    assert reading_age(plain) < 8 < reading_age(hard)
