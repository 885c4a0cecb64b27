"""A plan without letters, in titles of the family's own."""

from pathlib import Path

from tests.extractors.plan.test_running_labels import plan_of

TITLES = {
    "A": "All about Noor",
    "B": "What Noor does well and what she finds hard",
    "C": "Noor's health",
    "D": "Home, family and going out",
    "E": "What we are aiming for",
    "F": "How school will help Noor",
    "G": "How the health service will help",
    "H1": "Help at home from the council (Chronically Sick and Disabled Persons Act)",
    "H2": "Any other help from social care",
    "I": "Noor's school",
    "J": "Money: personal budget",
    "K": "The reports behind this plan",
}
NAMED = [
    (
        "Normal",
        "This plan is for Noor. Everybody likes Noor, and Noor likes Noor's rabbits. We met Noor and Noor's mum.",
    )
]


def test_headings_of_one_rank_name_the_sections_by_gist(tmp_path: Path) -> None:
    words = {letter: f"These words tell of {letter.lower()} for Noor." for letter in TITLES}
    lines = [line for x, title in TITLES.items() for line in (("Heading 1", title), ("Normal", words[x]))]
    plan = plan_of(tmp_path, *NAMED, *lines)
    assert {letter: section.text for letter, section in plan.sections.items()} == words


def test_a_few_such_headings_in_another_paper_open_nothing(tmp_path: Path) -> None:
    titles = ("How school will help", "All about Noor", "The reports behind this", "Noor's health")
    lines = [line for title in titles for line in (("Heading 1", title), ("Normal", "Noor likes rabbits."))]
    assert not {"F", "K"} & plan_of(tmp_path, *NAMED, *lines).sections.keys()


def test_help_at_home_told_before_the_outcomes_is_a_need(tmp_path: Path) -> None:
    titles = TITLES | {
        "D": "My life at home, and the help I need there",
        "F": "The teaching and help that I must have",
        "J": "Money to arrange my own support",
    }
    words = {letter: f"These words tell of {letter.lower()} for Noor." for letter in titles}
    lines = [line for x, title in titles.items() for line in (("Heading 1", title), ("Normal", words[x]))]
    plan = plan_of(tmp_path, *NAMED, *lines)
    assert {letter: section.text for letter, section in plan.sections.items()} == words
