"""Hopes of Section A: whose they are, for when, and how exactly they are told."""

import pytest

from checks.voice.hopes import _measures, hopes_in

NAMES, PARENTS = ("Zainab", "Zee"), ("Amina Yusuf", "Rob Yusuf")


def depth(text: str, *, attributed: bool = True) -> dict[str, int]:
    """The depth of each hope, 1 to 5; ``attributed``: Section A says who asked and how."""
    found = _measures(hopes_in(text, NAMES, PARENTS), attributed=attributed)
    return {m.name.removeprefix("aspirations."): round(float(m.value or 0) * 4) + 1 for m in found}


@pytest.mark.parametrize(
    ("sentence", "who", "when"),
    [
        ("I want to walk to school with Priya.", "child", "short"),
        ("When I am older I want to drive a lorry.", "child", "long"),
        ("Zainab would like to be a vet when she grows up.", "child", "long"),
        ("Zee says that she would love to go on the residential this year.", "child", "short"),
        ("Mum would like her to learn to cross the road.", "parent", "short"),
        ("Her parents hope that she will live near them in her own flat.", "parent", "long"),
        ("We want her to have a paid job one day.", "parent", "long"),
        ("Mrs Yusuf hopes that Zainab will sleep through the night by Easter.", "parent", "short"),
        ("Amina and Rob would like someone to tell them before things go wrong.", "parent", "short"),
        ("Her foster carers hope that she will go to college.", "parent", "long"),
        ("In the long run we would like her to run her own bakery.", "parent", "long"),
        ("Over the next year Dad wants her to eat lunch with other children.", "parent", "short"),
        ("Grandma is worried about the move to secondary school.", "parent", "short"),
        ("I hope to get a job in a garden centre.", "child", "long"),
    ],
)
def test_a_hope_has_a_hoper_and_a_time(sentence: str, who: str, when: str) -> None:
    found = hopes_in(sentence, NAMES, PARENTS)
    assert [(h.who, h.when) for h in found] == [(who, when)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I like football and my dog.",
        "School would like Zainab to use the quiet room.",
        "The SENCO hopes that attendance will rise.",
        "She takes your hand and puts it on what she wants.",
        "Zainab was born at term and walked at 14 months.",
        "There were concerns about her hearing at nursery.",
        "Her views were sought by Mr Lowe, who asked what she would like to change using picture cards.",
    ],
)
def test_what_is_no_hope_of_child_or_parents_is_none(sentence: str) -> None:
    assert [h for h in hopes_in(sentence, NAMES, PARENTS) if h.who != "staff"] == []


def test_nothing_said_is_a_one_and_only_general_hopes_a_two() -> None:
    assert set(depth("Zainab lives with her parents in Leeds.").values()) == {1}
    assert depth("Her parents want her to be happy and to reach her full potential.")["parent_long"] == 2
    assert depth("We want what is best for her.")["parent_long"] == 2


def test_one_thing_is_a_three_and_reported_lists_are_a_four() -> None:
    assert depth("Zainab would like to be a vet when she is older.")["child_long"] == 3
    said = "Dad would like her to sleep in her own bed, to eat at the table, to swim a length and to have Orla to tea."
    assert depth(said)["parent_short"] == 4


def test_several_things_in_the_hopers_own_words_are_a_five() -> None:
    said = "What I want now\nTo bake on my own.\nTo have Orla to tea.\nTo stop going to the red table.\n"
    assert depth(said)["child_short"] == 5
    quoted = 'Mum and Dad, long term\n"We want her in work she chose. We want her to have her own front door. We hope somebody rings her up."'
    assert depth(quoted)["parent_long"] == 5


def test_a_heading_says_whose_hopes_follow_and_for_when() -> None:
    text = (
        "My hopes for the future\nTo have my own flat.\nA dog, a garden and a shed.\nTo marry Leon.\n"
        "My parents' hopes for this year\nThat she can say when it hurts.\nTo go to Brownies.\n"
    )
    found = [(h.who, h.when) for h in hopes_in(text, NAMES, PARENTS)]
    assert found == [("child", "long")] * 3 + [("parent", "short")] * 2


def test_the_childs_i_under_the_parents_heading_is_the_parent() -> None:
    text = 'What my nan wants for me\n"I want her to have a wage. I want people who notice."'
    assert {h.who for h in hopes_in(text, NAMES, PARENTS)} == {"parent"}


def test_a_season_is_soon_and_grown_up_life_after_it_is_later() -> None:
    soon, late = hopes_in('Mum and Dad: "By Easter we\'d like her to sleep through. We hope she will get a paid job."')
    assert (soon.who, soon.when, soon.own) == ("parent", "short", True)
    assert (late.who, late.when) == ("parent", "long")


def test_now_does_not_speak_against_a_heading_of_the_future() -> None:
    (hope,) = hopes_in('What his family want later on\nDad: "Now I say I\'d like him to live near us."')
    assert hope.when == "long"


def test_what_a_child_is_going_to_be_is_a_hope() -> None:
    (hope,) = hopes_in("When I'm grown up I'm going to be a train driver.")
    assert (hope.who, hope.when, hope.own) == ("child", "long", True)


def test_a_verbless_sentence_goes_on_with_the_hope_before_it() -> None:
    (first, second, third) = hopes_in(
        "“When I'm grown up I want to be on the radio. Or a singer. And live in my own flat.”"
    )
    assert (first.when, second.who, third.text) == ("long", "child", "And live in my own flat.”")
    assert len(hopes_in("“I want a dog. And I like cats.”")) == 1


def test_the_school_a_child_leaves_does_not_speak() -> None:
    found = hopes_in('Zee\'s views\n"When I leave school I want to design games."', NAMES, PARENTS)
    assert [(h.who, h.when) for h in found] == [("child", "long")]


def test_a_childs_own_short_wish_counts_and_a_parent_of_the_same_name_does_not_take_it() -> None:
    found = hopes_in('Zee\'s views\n"I want to be in goal."', NAMES, ("Zee Yusuf", "Amina Yusuf"))
    assert [(h.who, h.specific) for h in found] == [("child", 1)]


def test_what_a_child_shows_when_asked_about_being_big_is_a_hope() -> None:
    (hope,) = hopes_in("When she was asked about being big she drew a bin lorry and said “Drive it.”", NAMES)
    assert (hope.who, hope.when) == ("child", "long")


@pytest.mark.parametrize(
    "text",
    [
        "Now\nIn the future\nZainab\nTo be picked for tag.\nTo run a cake stall.\nMum\nA friend to tea.\nA trade of her own.",
        "Zainab's wish is that she is picked for tag this term. Her dream is a cake stall when she is grown up.\n"
        "For Mum what matters this year is a friend who comes to tea. Her ambition for Zainab as an adult is a trade.",
        "Zainab wants to be picked for tag this term and to run a cake stall when she is grown up.\n"
        "Amina told the co-ordinator that she wants her to have a friend to tea this year and a trade when she is a woman.",
    ],
)
def test_hopes_are_the_same_in_a_table_in_nouns_and_in_one_sentence_of_two_horizons(text: str) -> None:
    assert set(depth(text).values()) == {3}


def test_what_a_parent_says_a_child_should_have_is_a_hope_for_later() -> None:
    found = hopes_in("Mum worries about him. Looking ahead, she says he should have a trade.", ("Bruno",))
    assert [(h.who, h.when) for h in found] == [("parent", "short"), ("parent", "long")]


QUESTIONS = """What would you like to happen this year?
To have my own locker.
What do you want to do when you leave school?
Work in a garage and live with Jade.
What do your parents want for you now?
For her to stay in lessons.
What do your parents want for your future?
A job she likes."""
BULLETS = """Aspirations
Zee
To learn to swim
To be a dancer when she is older
Parents
For Zee to eat school dinners
For Zee to live in her own home as an adult"""
GOALS = """Now:
To stop being sick before school.
When I am an adult:
Electrician, own van.
Parental aspirations (short term)
To see him play with other children.
Parental aspirations (long term)
A trade of his own."""


@pytest.mark.parametrize("text", [QUESTIONS, BULLETS, GOALS])
def test_a_forms_questions_and_titles_open_hopes_of_a_few_words(text: str) -> None:
    found = hopes_in(text, NAMES, PARENTS)
    assert [(h.who, h.when) for h in found] == [
        ("child", "short"), ("child", "long"), ("parent", "short"), ("parent", "long"),
    ]  # fmt: skip


def test_a_carer_by_first_name_hopes_as_a_parent_does_and_what_she_told_the_worker_counts() -> None:
    text = "What Sandra and Winston want\nSandra and Winston want Zee to sleep in her own bed by next summer."
    assert [(h.who, h.when) for h in hopes_in(text, NAMES)] == [("parent", "short")]
    told = (
        "What Zee's mother wants\nShe told the social worker on 17 September that she wants her to drive a bus one day."
    )
    assert [(h.who, h.when) for h in hopes_in(told, NAMES)] == [("parent", "long")]


@pytest.mark.parametrize(
    ("sentence", "who", "when"),
    [
        ("Zee is determined to pass her maths this summer.", "child", "short"),
        ("Longer term Zee talks about being a paramedic.", "child", "long"),
        ("Right now I'd just like people to let me sit with Sam.", "child", "short"),
        ("In five years' time I see myself with a paid job in a kitchen.", "child", "long"),
        ("Her parents' main aim is for her to cross a road by herself by next year.", "parent", "short"),
        ("Mum: I would like Zee to manage her own money this year.", "parent", "short"),
    ],
)
def test_hopes_are_told_in_other_words_than_want(sentence: str, who: str, when: str) -> None:
    assert [(h.who, h.when) for h in hopes_in(sentence, NAMES, PARENTS)] == [(who, when)]


def test_a_title_of_the_child_in_the_future_does_not_hold_for_the_mother_who_speaks_next() -> None:
    text = (
        "Zee in the future\n“I want my own flat.”\nMother\n"
        "Ms Yusuf wants Zee to come home in April to something to do every day."
    )
    assert [(h.who, h.when) for h in hopes_in(text, NAMES, PARENTS)] == [("child", "long"), ("parent", "short")]


def test_work_after_a_hope_for_this_year_is_of_adult_life() -> None:
    text = (
        "Views of parents\nMrs Yusuf wants Zee to stop coming home exhausted this year. Mr Yusuf hopes that she will be in "
        "work that she loves."
    )
    assert [(h.who, h.when) for h in hopes_in(text, NAMES, PARENTS)] == [("parent", "short"), ("parent", "long")]


def test_two_hopes_told_of_by_another_are_four_where_somebody_asked_and_three_where_nobody_says_who_did() -> None:
    two = "Mrs Yusuf wants Zee to sleep in her own bed and to sit at the table for tea this year."
    assert depth(two)["parent_short"] == 4
    assert depth(two, attributed=False)["parent_short"] == 3
    assert depth("Mrs Yusuf wants Zee to sleep in her own bed this year.")["parent_short"] == 3


@pytest.mark.parametrize(
    ("text", "hopes"),
    [
        ("Aspirations\nZee shows us that she wants to be where the other children are.", [("child", "short")]),
        (
            "Morwenna's hopes: I'd like her to be out of nappies before school. When she's grown up I want her to have a job.",
            [("parent", "short"), ("parent", "long")],
        ),
        ("Zainab's hopes: to play the drums.", [("child", "short")]),
        ("Zee chose “swimming every day” as what she would most like to do when she is bigger.", [("child", "long")]),
    ],
)
def test_whose_hopes_they_are_is_told_by_a_name_over_them(text: str, hopes: list[tuple[str, str]]) -> None:
    assert [(h.who, h.when) for h in hopes_in(text, NAMES, PARENTS)] == hopes


def test_words_of_another_under_my_hopes_are_not_the_childs_own() -> None:
    told = "My hopes\nZee chose swimming, baking, music and dancing as what she wants to do this year."
    said = "My hopes\nI want to swim this year. I want to bake. I want to dance with Priya."
    assert depth(told)["child_short"] < depth(said)["child_short"] == 5


@pytest.mark.parametrize(
    "text",
    [
        "If Zee takes you by the wrist she wants you to do something for her.",
        "Zee was a much wanted baby who arrived at 39 weeks.",
        "Zee's story, views, interests and aspirations: (Use bullet points. Quotes are not necessary)",
    ],
)
def test_a_wanted_baby_a_request_and_a_note_are_no_hopes(text: str) -> None:
    assert hopes_in(text, NAMES, PARENTS) == ()
