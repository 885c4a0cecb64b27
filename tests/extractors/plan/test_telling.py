"""A long paragraph on one area of need is parted into its needs, and what goes well first is none of them."""

import pytest

from extractors.document import Block
from extractors.plan.placed import Context, Placed
from extractors.plan.telling import parted_needs

MANY = [
    (
        "Ola has a wide vocabulary and enjoys talking to adults. Her understanding of language is poor: she has difficulty"
        " with instructions of more than two parts and with words about time. In class this means that she nods and then"
        " does nothing. Ola struggles to make friends. She does not notice when another child has stopped listening,"
        " stands too close, and most days plays alone at the edge of the playground.",
        ["Her understanding", "Ola struggles"],
    ),
    (
        "Sam runs fast and swims well. He has difficulty with small movements: his letters are uneven, he tires after five"
        " minutes of writing and he cannot fasten his shoes or manage a zip without help from an adult. He also has"
        " difficulty with noise. Sam covers his ears in the hall, cannot eat his lunch there and leaves assemblies within"
        " a few minutes, so that he misses what the rest of his class are told.",
        ["He has difficulty", "He also has"],
    ),
]
ONE = [
    "Ali cannot read the books of his class. He does not know ten of his letter sounds. He struggles to blend three"
    " sounds and loses his place on the page. As a result he does not finish his work in any lesson, and he has begun to"
    " hide his books, tear his pages and ask to leave the room when it is time to read or to write with the others.",
    "Ali finds change difficult. This has led to him hitting out. School has found that he cannot settle for an hour"
    " afterwards. When he is upset he does not speak and hides below a table, and it is difficult for him to take part in"
    " lessons until the next break or, on some days, until after lunch, so he misses most of his mathematics each week.",
    "Ali has difficulty in reading. Ali cannot spell.",
]


def paragraph(text: str) -> Placed:
    return Placed(Block(0, text), Context(section="B", area="Communication and interaction"))


@pytest.mark.parametrize(("text", "openings"), MANY)
def test_each_need_of_a_paragraph_stands_alone(text: str, openings: list[str]) -> None:
    needs = [p.text for p in parted_needs(paragraph(text))]
    assert [n[: len(o)] for n, o in zip(needs, openings, strict=True)] == openings
    assert text.endswith(" ".join(needs))


@pytest.mark.parametrize("name", ["X", "[child]", "Child A"])
def test_a_child_without_a_name_is_named_again_all_the_same(name: str) -> None:
    text, openings = MANY[0]
    needs = [p.text for p in parted_needs(paragraph(text.replace("Ola", name)))]
    assert [n[: len(o)] for n, o in zip(needs, [o.replace("Ola", name)[:9] for o in openings], strict=True)] == [
        o.replace("Ola", name)[:9] for o in openings
    ]


@pytest.mark.parametrize("text", ONE)
def test_what_goes_on_about_one_need_stays_with_it(text: str) -> None:
    assert [p.text for p in parted_needs(paragraph(text))] == [text]
