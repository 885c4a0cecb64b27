"""The form's instructions to its writer are told from what a plan says of a child."""

import pytest

from extractors.plan.labels import is_annotation, is_guidance

TO_THE_WRITER = [
    "Only health provision agreed by the ICB should be entered here.",
    "Social care response needed by week 12. State if not known.",
    "Do not complete until final.",
    "Must be specific and quantified – who, what, when, how often.",
    "Any social care provision which must be made for a child or young person under 18 resulting from section 2 of the "
    "Chronically Sick and Disabled Persons Act 1970.",
    "These must include all the needs specified in Part B.",
    "Sam's story: (Use bullet points. Quotes from reports are not necessary)",
    "The four areas of need are those of the SEND Code of Practice (2015).",
]
OF_THE_CHILD = [
    "His needs are described below under the four areas of the Code of Practice.",
    "There are no social care needs that have to be recorded in this section at the present time.",
    "Do not leave Sam alone near water.",
    "Do not use sarcasm with him.",
    "Seizures must be recorded in the log by school staff.",
    "Progress to be recorded by the teaching assistant each week.",
    "All staff should be included in the training by the therapist.",
    "Sam should be included in all trips.",
    "Any other social care provision reasonably required: four hours of short breaks a month.",
    "Sam can state if he is in pain.",
]


@pytest.mark.parametrize("text", TO_THE_WRITER)
def test_an_instruction_is_guidance(text: str) -> None:
    assert is_guidance(text)


@pytest.mark.parametrize("text", OF_THE_CHILD)
def test_the_plans_own_words_are_none(text: str) -> None:
    assert not is_guidance(text)


ANNOTATIONS = [
    "Commentary: needs are specific, and say what they mean for learning.",
    "Why this works: the outcome is specific and says by when.",
    "Good practice point: provision is quantified.",
    "Note to writers: avoid phrases such as “access to”.",
    "[Comment: this outcome should have steps.]",
    "Top tip: describe how the need shows itself in the classroom.",
]


@pytest.mark.parametrize("text", ANNOTATIONS)
def test_an_annotated_example_speaks_of_the_plan(text: str) -> None:
    assert is_annotation(text)


@pytest.mark.parametrize(
    "text",
    [
        "Comments from school are read with Sam each Friday.",
        "Good practice in signing will be modelled by the teacher of the deaf.",
        "Why this is hard for Sam: he does not hear the ends of words.",
        "Notes for the lesson will be printed in size 18.",
    ],
)
def test_words_of_the_plan_are_no_annotation(text: str) -> None:
    assert not is_annotation(text)


def test_a_familys_tip_is_its_own() -> None:
    assert not is_annotation("Top tip: say his name first.", own_words=True)
    assert is_annotation("Commentary: the family's own words.", own_words=True)
