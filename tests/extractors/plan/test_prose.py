"""Provision in running prose is parted where somebody else does something else, and only there."""

import pytest

from extractors.document import Block
from extractors.plan.placed import Context, Placed
from extractors.plan.prose import parted

TWO = [
    "A speech and language therapist will see Ola for 30 minutes each week. The class teacher will use pictures in every lesson.",
    "All staff will use objects of reference at each change. Kayden will have access to a range of sensory play.",
    "An early years practitioner will be with him for 15 hours a week. The virtual school's adviser will call a meeting every term.",
    "Messy play will take place every day for 15 minutes. Staff should consider ear defenders if needed.",
    "The learning mentor will hold a games group at lunch. A teaching assistant will teach typing for 15 minutes a day.",
    "A therapist will see X for 45 minutes a week. X will have a laptop in all lessons.",
    "A therapist will see [child] for 45 minutes a week. [child] will have a laptop in all lessons.",
]
ONE = [
    "A therapist will see X for 45 minutes a week. X will practise the new words at home.",
    "A therapist will write a programme for Ola. She will train the teaching assistant and review it each term.",
    "A teaching assistant will run a reading programme for 20 minutes a day. The programme will be set by the SENCO.",
    "A mentor will meet Sam each Monday. This will help him to plan his week. If he is away they will meet on Tuesday.",
    "A teacher of the deaf will teach Imran for an hour a week. Imran will practise the new words at home.",
    "Small group teaching of phonics by a trained adult, 20 minutes daily. The adult will keep a record.",
    "The school nurse will check his weight every six weeks and will tell his parents. The nurse will also train staff.",
]


def paragraph(text: str) -> Placed:
    return Placed(Block(0, text), Context(section="F"))


@pytest.mark.parametrize("text", TWO)
def test_another_actor_makes_another_item(text: str) -> None:
    items = [p.text for p in parted(paragraph(text))]
    assert len(items) == 2
    assert " ".join(items) == text


@pytest.mark.parametrize("text", ONE)
def test_what_goes_on_about_one_item_stays_with_it(text: str) -> None:
    assert [p.text for p in parted(paragraph(text))] == [text]
