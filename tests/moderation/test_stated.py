"""Need and placement are taken from what a plan says, and from nothing that it does not."""

import pytest

from checks.assessment import Assessment, SectionEntry
from moderation import queue
from moderation.database.engine import Database
from moderation.queue import get_case
from moderation.stated import stated_need, stated_placement
from tests.moderation.build import NOW, assessment, documents
from tests.moderation.conftest import Staff


def saying(**sections: str) -> Assessment:
    known = assessment()
    made = {k: SectionEntry(title=k, text=v, confidence=1) for k, v in sections.items()}
    return known.model_copy(update={"plan": known.plan.model_copy(update={"sections": made})})


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("Primary need: Autism Spectrum Condition", "Autistic spectrum disorder"),
        ("Primary area of need\tSpeech, Language and Communication", "Speech language and communication"),
        ("Her primary SEN need is SEMH. She also has dyslexia.", "Social, emotional and mental health"),
        ("Main category of need: Severe Learning Difficulties", "Severe learning difficulty"),
        ("Primary need: autism and moderate learning difficulties", ""),
        ("He attends a primary school and needs help with reading; he is deaf.", ""),
        ("Primary need: to be confirmed", ""),
    ],
)
def test_the_primary_need_is_what_the_plan_calls_so(text: str, need: str) -> None:
    assert stated_need(saying(B=text)) == need


@pytest.mark.parametrize(
    ("text", "placement"),
    [
        ("Type of school: mainstream primary school", "Mainstream"),
        ("A special school for pupils with autism", "Special"),
        ("Mainstream secondary with a specialist resource provision", "Resourced provision"),
        ("Fernhill Further Education College", "College"),
        ("Education otherwise than at school (section 61)", "Otherwise than at school"),
        ("Harnsworth Academy", ""),
        ("A mainstream or special school", ""),
        ("To be left blank in a draft plan. A mainstream school may be asked for.", ""),
    ],
)
def test_the_placement_is_what_section_i_says(text: str, placement: str) -> None:
    assert stated_placement(saying(I=text)) == placement


def test_the_queue_takes_what_the_plan_says_where_no_list_told_it(desk: Database, people_of: Staff) -> None:
    plan = saying(B="Primary need: dyslexia", I="A mainstream school")
    with desk.writing() as session:
        reference = queue.add_case(session, people_of.manager, plan, documents(), now=NOW).reference
    with desk.reading() as session:
        case = get_case(session, people_of.manager, reference)
        assert (case.primary_need, case.placement_type) == ("Specific learning difficulty", "Mainstream")


def test_the_councils_own_list_goes_before_the_plan(desk: Database, people_of: Staff) -> None:
    plan = saying(B="Primary need: dyslexia", I="A mainstream school")
    facts = plan.facts.model_copy(update={"primary_need": "SEMH", "placement_type": "Special"})
    with desk.writing() as session:
        told = plan.model_copy(update={"facts": facts})
        reference = queue.add_case(session, people_of.manager, told, documents(), now=NOW).reference
    with desk.reading() as session:
        case = get_case(session, people_of.manager, reference)
        assert (case.primary_need, case.placement_type) == ("SEMH", "Special")
