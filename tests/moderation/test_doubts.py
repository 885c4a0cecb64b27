"""What the second pass asks about, and what it leaves alone: one behaviour each, in sentences of the field."""

import datetime as dt

import pytest

from moderation.anonymise.doubts import Doubtful

SMALL = ("reading is hard, the review was early, speech and language, a target, the school hall",)


def words(text: str, **more: object) -> list[str]:
    return [d.words for d in Doubtful.of(SMALL, **more).find(text)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("He goes to the Iron Bridge Boys Club on Mondays.", ["Iron Bridge Boys Club"]),
        ("Iron Bridge Boys Club takes him on Mondays.", ["Iron Bridge Boys Club"]),
        ("Pickle sleeps on his bed.", ["Pickle"]),
        ("Baker left the family in 2022.", ["Baker"]),
        ("They moved from Reading to Wells.", ["Reading", "Wells"]),
        ("Her best friend is Autumn; in autumn she is ill.", ["Autumn"]),
        ("Contact is at The Base each week.", ["Base"]),
        ("He was seen by Mrs Long and Dr So.", ["Long", "So"]),
        ("lives with nan jean and her dog", ["jean"]),
        ("MEETING WITH OAKHURST TEAM", ["OAKHURST"]),
        ("Place 3 Rovers and Person 4 and Day came.", ["Rovers", "Day"]),
        ("His tutor is from Tutors Direct, his carer from Total Care.", ["Tutors Direct", "Total Care"]),
        ("he told miss adeyemi, and lives with yusuf", ["adeyemi", "yusuf"]),
        ("Online: Child.on.bass and dj_Family07.", ["Child.on.bass", "dj_Family07"]),
        ("يوسف can write his name.", ["يوسف"]),
        ("Write to jo.field81 at gmail dot com or @jofield.", ["jo.field81 at gmail dot com", "@jofield"]),
        ("See tamsin_ep_final.pdf and oakhurst.sch.uk/inclusion.", ["tamsin_ep_final.pdf", "oakhurst.sch.uk/inclusion"]),
        ("NHS 943 476 5919, UPN A823432118001, phone o7700 900123.", ["943 476 5919", "A823432118001", "o7700 900123"]),
        ("Live at 12/3 Cannon Rise, b11 4ql, off the A362.", ["12/3 Cannon Rise", "b11 4ql", "A362"]),
        ("Twin: born 3.3.17; tutor group 9SBO; file CAP/2024/00117.", ["3.3.17", "9SBO", "CAP/2024/00117"]),
    ],
)  # fmt: skip
def test_what_may_say_who_a_family_is_is_asked_about(text: str, asked: list[str]) -> None:
    assert words(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "Child lives with Parent 1 and Person 3 near Place 2 Church and School 1 Academy.",
        "The Educational Psychologist used the British Ability Scales and the WISC-V in the Autumn term.",
        "Speech and Language Therapy: 30 minutes a week, from a Speech and Language Therapist.",
        "Sections B, F and I of the EHC plan; Appendix C; Year 4; Key Stage 2; Level 3.",
        "In May he will read. Will he need a quiet room? Reading is hard for him.",
        "Mum, Dad and Gran agree. Granny said so in April, and again on 4 June 2025.",
        "He has Down's syndrome and uses Makaton, Zones of Regulation and Now and Next boards.",
        "SECTION F – THE SPECIAL EDUCATIONAL PROVISION REQUIRED BY THE CHILD",
        "The TAs, the SENCo, the QTVI, two LSAs and CAMHS came; see the EHCP.",
        "Born at [removed]. Date of birth: [date of birth]. See advice-2-school.docx.",
    ],
)
def test_what_says_nothing_of_a_family_is_left_alone(text: str) -> None:
    assert words(text) == []


def test_a_known_name_is_asked_about_wherever_it_stands() -> None:
    assert words("Reading Target: Target Jones", names={"target"}) == ["Target", "Target Jones"]
    assert words("the hall of st oswin's", watch=("st oswin's",)) == ["st oswin"]
    assert words("On 1 March 2016 she came.", birthday=dt.date(2016, 3, 1)) == ["1 March 2016"]


def test_what_people_said_may_stay_is_not_asked_about_again() -> None:
    text = "He likes Warhammer and the Orange Hut."
    assert words(text) == ["Warhammer", "Orange Hut"]
    assert words(text, stay=("warhammer",)) == ["Orange Hut"]
    assert words(text, stay=("Warhammer", "orange  hut")) == []


def test_a_doubt_comes_with_its_sentence_and_its_place() -> None:
    text = "He reads. On Friday he met Zbigniew at the lake. Then he slept."
    (found,) = Doubtful.of(SMALL).find(text)
    assert text[found.start : found.end] == found.words == "Zbigniew"
    assert found.sentence == "On Friday he met Zbigniew at the lake."
