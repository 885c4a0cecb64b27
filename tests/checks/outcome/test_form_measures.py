"""What the form asks of outcomes as a whole: steps, reach, adulthood, review; and which service they belong to."""

import datetime as dt
from dataclasses import replace

import pytest

from checks.outcome.ambition import CHANGE, GENERAL, TIED, reach, tied
from checks.outcome.form_measures import _REVIEW, CHECK, TARGETS_TO_COME, _adulthood, _checkable
from checks.thread.domains import with_domains
from checks.thread.model import Link, Thread
from extractors.document import Document
from extractors.passage import Passage, Piece
from extractors.plan.domains import with_domains as placed_by_words
from extractors.plan.model import Child, Domain, Need, Outcome, Plan, Provision, Tie
from tests.checks.making import make_subject

DRAFTED = dt.date(2026, 11, 1)
EVERY = frozenset(Domain)


def passage(text: str) -> Passage:
    return Passage(text, (Piece(0, 0, len(text)),))


def outcome(text: str, number: int = 1, area: str = "") -> Outcome:
    return Outcome(f"E{number}", passage(text), area=area)


@pytest.mark.parametrize(
    ("step", "good"),
    [
        ("By March 2027 Omar will read 30 words.", True),
        ("Reads 30 words with one prompt, three days in five.", True),
        ("By the end of Year 4, with an adult beside him.", True),
        ("By July 2026 Omar will read 10 words.", False),
        ("[add baseline from September]", False),
        ("Mornings will become calmer.", False),
        ("Intervention to be timetabled.", False),
        ("To feel safe in school.", False),
    ],
)
def test_a_step_counts_where_it_can_be_checked(step: str, good: bool) -> None:
    assert _checkable(passage(step), DRAFTED) is good


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("Omar will receive speech therapy every week.", 0.0),
        ("Omar's placement will remain stable.", 0.0),
        ("Omar will improve his reading.", GENERAL),
        ("By July 2027 Omar will read a page of his football annual aloud with no more than two prompts.", CHANGE),
        ("By July 2027 Omar will make a hot snack twice a week so that he is ready for his own flat.", TIED),
    ],
)
def test_an_outcome_reaches_as_far_as_its_words_show(text: str, worth: float) -> None:
    assert reach(outcome(text), ()) == worth


def test_an_outcome_that_takes_up_a_hope_is_tied_to_it() -> None:
    hope = "I want to run a bakery and sell bread at the market."
    text = "By July 2028 Omar will bake bread in the school kitchen and sell it at the market four times."
    assert tied(outcome(text), (hope, "I want a dog.")) == hope
    assert reach(outcome(text), (hope,)) == TIED
    assert tied(outcome("By July Omar will tell the time to five minutes."), (hope,)) is None


def test_adulthood_climbs_with_strands_ownership_and_their_names() -> None:
    none = [outcome("Omar will read 40 words by July 2027.")]
    touched = [outcome("By July 2027 Omar will play a board game with two friends.")]
    owned = [outcome("By July 2027 Omar will cook a meal on his own and pay for the shopping himself.")]
    named = [outcome("By July 2027 Omar will cook a meal on his own.", area="PfA: independent living")]
    values = [float(_adulthood(Domain.EDUCATION, own).value or 0) for own in (none, touched, owned, named)]
    assert values == sorted(values)
    assert values[0] == 0.0
    assert values[-1] >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "The plan will be reviewed every 12 months.",
        "Annual review, the first by 3 July 2027.",
        "My plan will be looked at every year, and sooner if I ask.",
        "School will review the steps each half term.",
    ],
)
def test_review_arrangements_are_found_however_they_are_worded(text: str) -> None:
    assert _REVIEW.search(text)


def test_a_book_review_arranges_nothing() -> None:
    assert not _REVIEW.search("Omar will write a book review and share it with his class.")


def test_provision_that_names_an_outcome_tells_its_service() -> None:
    outcomes = [outcome("Omar will sleep.", 1), outcome("Omar will cook.", 2), outcome("Omar will read.", 3)]
    provision = [
        Provision("G1", "G", passage("Sleep clinic."), tie=Tie(refers=("E1",))),
        Provision("H1.1", "H1", passage("Enabling worker."), tie=Tie(refers=("E2",))),
        Provision("F1", "F", passage("Phonics."), tie=Tie(refers=("E3", "E1"))),
    ]
    found = placed_by_words(
        outcomes,
        [*provision[:2], Provision("F1", "F", passage("Phonics."), tie=Tie(refers=("E3",)))],
        [False] * 3,
        EVERY,
    )
    assert [o.domain for o in found] == [Domain.HEALTH, Domain.SOCIAL_CARE, Domain.EDUCATION]
    both = placed_by_words(outcomes, provision, [False] * 3, frozenset())
    assert both[0].domain is Domain.EDUCATION, "named by two services, it stays where it was"


@pytest.mark.parametrize(
    ("text", "area", "domain"),
    [
        ("Omar will take his tablets himself every morning.", "Health", Domain.HEALTH),
        ("Omar will be seen by CAMHS.", "Emotional health", Domain.HEALTH),
        ("Omar will use a tablet computer to write a page.", "Cognition and learning", Domain.EDUCATION),
        ("Omar will go a whole half term without hurting himself.", "", Domain.HEALTH),
        ("By July 2027 Omar will cut out the pictures himself.", "Cognition and learning", Domain.EDUCATION),
        ("Omar will use his own tablet to hand in his work.", "", Domain.EDUCATION),
        ("Omar will learn how to talk to doctors.", "Getting a job", Domain.EDUCATION),
        ("Omar will stay with his foster carers.", "", Domain.SOCIAL_CARE),
        ("By May 2028 Omar will have moved into his own flat.", "", Domain.SOCIAL_CARE),
        ("Omar will follow an instruction of three parts.", "Communication and interaction", Domain.EDUCATION),
    ],
)
def test_words_and_headings_tell_a_service_where_nothing_else_does(text: str, area: str, domain: Domain) -> None:
    assert placed_by_words([outcome(text, area=area)], (), [False], EVERY)[0].domain is domain
    printed = placed_by_words([outcome(text, area=area)], (), [True], EVERY)[0]
    assert printed.domain is Domain.EDUCATION, "what the layout says stands"


def test_rare_words_shared_with_a_service_s_own_section_tell_its_outcome() -> None:
    needs = (
        Need("B1", "B", passage("Omar cannot follow who is speaking in a group and misses jokes.")),
        Need("C1", "C", passage("Omar has dizzy spells once a month from the balance part of the ear.")),
        Need("D1", "D", passage("Omar has nowhere to go in the holidays.")),
    )
    provision = [
        Provision("F1", "F", passage("Teaching in groups of six with one person speaking at a time.")),
        Provision("G1", "G", passage("A physiotherapist sees Omar every two months and writes balance exercises.")),
    ]
    outcomes = [
        outcome("By July Omar will do his balance exercises alone and have fewer than six dizzy spells a year.", 1),
        outcome("By July Omar will say who is speaking in a group of six, before each joke is over.", 2),
        outcome("By July Omar will balance his written account of both sides of an argument.", 3),
    ]
    found = placed_by_words(outcomes, provision, [False] * 3, frozenset({Domain.HEALTH, Domain.SOCIAL_CARE}), needs)
    assert [o.domain for o in found] == [Domain.HEALTH, Domain.EDUCATION, Domain.EDUCATION]


def test_provision_may_name_an_outcome_by_its_printed_number() -> None:
    ninth = replace(outcome("Omar will rest.", 1), tie=Tie(number="9"))
    provision = [Provision("G1", "G", passage("Sleep clinic."), tie=Tie(refers=("Outcome 9",)))]
    assert placed_by_words([ninth], provision, [False], EVERY)[0].domain is Domain.HEALTH


def test_an_outcome_of_health_needs_alone_is_a_health_outcome_where_none_is_placed() -> None:
    plan = Plan(
        document=Document("p.docx", "", "docx", ()),
        outcomes=(outcome("Omar will sleep.", 1), outcome("Omar will read.", 2)),
    )
    thread = Thread(outcomes=(Link("C1", "E1", 0.9, ""), Link("B1", "E2", 0.9, ""), Link("C2", "E2", 0.6, "")))
    assert [o.domain for o in with_domains(plan, thread).outcomes] == [Domain.HEALTH, Domain.EDUCATION]


def test_targets_that_are_to_be_set_count_a_little_where_the_outcomes_can_be_checked() -> None:
    good = "By July 2027 Omar will read a page aloud to his class with no more than two prompts."
    says = {"E": f"{good}\nThe school will set short-term targets each term."}
    bare = {"E": good}
    worth = {
        name: next(
            m for m in CHECK.examine(make_subject(s, outcomes=o)).measures if m.name == "outcome.steps.education"
        )
        for name, s, o in (("says", says, [good]), ("bare", bare, [good]), ("vague", says, ["Omar will be happier."]))
    }
    assert [worth[k].value for k in ("says", "bare", "vague")] == [TARGETS_TO_COME, 0.0, 0.0]
    assert "short-term targets will be set" in worth["says"].note


@pytest.mark.parametrize(
    ("year", "review", "fits"),
    [
        ("Year 9", "The plan will be reviewed every year.", False),
        ("Year 9", "The plan will be reviewed every year, looking to adulthood.", True),
        ("Year 8", "The plan will be reviewed every year.", True),
    ],
)
def test_from_year_nine_a_review_looks_to_adulthood(year: str, review: str, fits: bool) -> None:
    aim = "By July 2028 Omar will go to college for a day by bus."
    born = {"Year 9": dt.date(2013, 5, 1), "Year 8": dt.date(2014, 5, 1)}[year]
    child = Child("Omar Lowe", "Omar", born, year, "he")
    found = CHECK.examine(make_subject({"E": f"{aim}\n{review}"}, outcomes=[aim], child=child)).measures
    assert next(m for m in found if m.name == "monitoring.fit").value is fits
