"""Labels, numbers and keys in running text: where what goes well ends, and what the form prints of itself."""

from pathlib import Path

import docx

from extractors.plan import read_plan
from extractors.plan.model import Plan
from extractors.readers import read

STRENGTH = "Noor tells stories about her rabbits and knows all her letters."
NEEDS = (
    "Noor has difficulty following an instruction of more than two words.",
    "Noor cannot yet hold a pencil for longer than a minute.",
)


def plan_of(folder: Path, *lines: tuple[str, str]) -> Plan:
    """A plan of (style, words) lines; "bold" is a bold line in plain style, "key" a plain one in italics."""
    paper = docx.Document()
    paper.add_paragraph("Education, Health and Care Plan")
    for style, words in lines:
        if style in ("bold", "key"):
            run = paper.add_paragraph().add_run(words)
            run.bold, run.italic = style == "bold", style == "key"
        else:
            paper.add_paragraph(words, style=style)
    paper.save(str(folder / "plan.docx"))
    return read_plan(read(folder / "plan.docx"))


def needs(plan: Plan) -> tuple[str, ...]:
    return tuple(need.text for need in plan.needs)


B = ("Heading 1", "Section B: Noor's special educational needs")


def test_a_childs_name_makes_a_label_as_the_word_my_does(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        B,
        ("bold", "What Noor can do"),
        ("List Bullet", STRENGTH),
        ("bold", "Noor's needs"),
        *(("Normal", need) for need in NEEDS),
    )
    assert needs(plan) == NEEDS


def test_strengths_told_in_one_paragraph_end_with_it(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        B,
        ("Heading 2", "Communication and interaction"),
        ("Normal", f"Strengths: {STRENGTH}"),
        ("Normal", f"1. {NEEDS[0]}"),
        ("Heading 2", "Sensory and physical"),
        ("Normal", "Strengths: She swims well."),
        ("Normal", f"2. {NEEDS[1]}"),
    )
    assert needs(plan) == NEEDS


def test_a_number_of_the_sections_own_makes_a_need_under_any_label(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        B,
        ("bold", "What Noor can do"),
        ("Normal", f"B1. {STRENGTH}"),
        *(("Normal", f"B{n}. {need}") for n, need in enumerate(NEEDS, 2)),
    )
    assert needs(plan) == NEEDS


def test_a_contents_list_ends_where_titles_are_printed_otherwise(tmp_path: Path) -> None:
    titles = ["B  Noor's special educational needs", "C  Health needs", "D  Social care needs", "E  Outcomes"]
    titles += ["F  Special educational provision", "G  Health provision", "I  Placement", "K  Advice and information"]
    plan = plan_of(
        tmp_path,
        ("Normal", "A  Noor, her world and what she and her family hope for"),
        *(("Normal", title) for title in titles),
        ("Heading 1", "Section A: The views, interests and aspirations of Noor and her parents"),
        ("Normal", "I like my rabbits. I want to learn to ride a horse."),
        B,
        ("Normal", NEEDS[0]),
        *(("Heading 1", f"Section {title}") for title in titles[1:]),
    )
    assert "rabbits" in plan.sections["A"].text
    assert needs(plan) == NEEDS[:1]


def test_a_line_that_names_every_section_is_the_forms_key(tmp_path: Path) -> None:
    key = "; ".join(f"Section {letter} holds {letter.lower()}" for letter in "BCDEFG")
    plan = plan_of(tmp_path, B, ("key", key), ("Normal", NEEDS[0]))
    assert plan.sections["B"].text == NEEDS[0]


def test_a_source_line_is_no_need(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section C: Health needs"),
        ("Normal", "Noor has epilepsy and is tired after each seizure."),
        ("Normal", "Information from Dr Ada Obi, consultant paediatrician, 3 May 2026."),
    )
    assert needs(plan) == ("Noor has epilepsy and is tired after each seizure.",)


def test_each_half_of_h_may_be_told_in_a_line_under_one_title(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section H1 and H2: Social care provision"),
        ("Normal", "H1: A sitter from Elm Care for three hours each Saturday."),
        ("Normal", "H2: None."),
    )
    assert plan.sections["H1"].text == "A sitter from Elm Care for three hours each Saturday."
    assert plan.sections["H2"].text == "None."


def test_staff_who_will_look_at_steps_are_no_outcome(tmp_path: Path) -> None:
    outcome = "By July 2027 Noor will dress for PE by herself."
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section E: Outcomes"),
        ("Normal", outcome),
        ("Normal", "Miss Hale will look at the steps with her parents each term and set the next ones."),
    )
    assert [o.text for o in plan.outcomes] == [outcome]


def test_by_when_and_how_it_will_be_known_belong_to_the_outcome(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section E: Outcomes"),
        ("bold", "Outcome 1"),
        ("Normal", "Noor will dress for PE by herself."),
        ("bold", "By when"),
        ("Normal", "July 2027"),
        ("bold", "How we will know"),
        ("Normal", "Nine lessons out of ten in her teacher's record."),
        ("bold", "Outcome 2"),
        ("Normal", "Noor will ask for a rest in words."),
        ("Normal", "By when: July 2028"),
    )
    first, second = plan.outcomes
    assert (first.text, first.heading) == ("Noor will dress for PE by herself.", "July 2027")
    assert first.known_by.text == "Nine lessons out of ten in her teacher's record."
    assert (second.text, second.heading, second.known_by.text) == (
        "Noor will ask for a rest in words.",
        "July 2028",
        "",
    )


def test_halves_of_d_are_labels_and_no_needs(tmp_path: Path) -> None:
    first, second = (
        "Noor cannot go to a club without somebody to guide her.",
        "Noor helps to bring up two small sisters and is often tired.",
    )
    plan = plan_of(
        tmp_path,
        ("Heading 1", "D   Social care needs"),
        ("bold", "D1  Needs related to Noor's special educational needs or disability"),
        ("Normal", first),
        ("bold", "D2  Other social care needs"),
        ("Normal", second),
    )
    assert needs(plan) == (first, second)


def test_a_lead_professional_may_stand_on_the_front_sheet(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Normal", "Lead professional: Ida Moss, SENCO, Elm School"),
        ("Normal", "Telephone: 01632 960 001"),
        ("Normal", "Date of birth: 3 May 2017"),
        B,
        ("Normal", NEEDS[0]),
    )
    assert plan.lead_professional.text == "Lead professional: Ida Moss, SENCO, Elm School\nTelephone: 01632 960 001"


def test_a_plan_says_for_whom_it_is_and_when_it_was_drafted_in_its_first_lines(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Normal", "Draft plan for: Noor Haddad, known as Nunu"),
        ("Normal", "Draft 12 October 2026"),
        B,
        ("Normal", NEEDS[0]),
    )
    assert (plan.child.name, plan.child.known_as) == ("Noor Haddad", "Nunu")
    assert str(plan.dates.draft) == "2026-10-12"


def test_a_letter_without_a_title_takes_no_area_list_or_sentence_for_one(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section B"),
        ("Heading 2", "Communication and interaction"),
        ("List Bullet", NEEDS[0]),
        ("Heading 1", "Section C"),
        ("List Bullet", "Noor has asthma and misses a day of school each fortnight."),
        ("Heading 1", "Section F"),
        ("Heading 2", "Special educational provision"),
        ("Normal", "A teaching assistant works with Noor for an hour each day."),
    )
    assert needs(plan) == (NEEDS[0], "Noor has asthma and misses a day of school each fortnight.")
    assert plan.sections["F"].text == "A teaching assistant works with Noor for an hour each day."


def test_a_dated_line_in_short_is_a_step_and_who_sets_targets_is_no_outcome(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section E: Outcomes"),
        ("Normal", "School and Noor's mother set targets each term."),
        ("Normal", "By July 2029 Noor will tell a story of six sentences."),
        ("Normal", "By July 2027: three sentences, with pictures."),
        ("Normal", "By July 2029 Noor will set her own alarm and be ready for the bus."),
    )
    assert [(o.text[:21], len(o.steps)) for o in plan.outcomes] == [
        ("By July 2029 Noor wil", 1),
        ("By July 2029 Noor wil", 0),
    ]


def test_how_the_plan_is_reviewed_is_section_e_wherever_it_stands(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section E: Outcomes"),
        ("Normal", "By July 2029 Noor will tell a story of six sentences."),
        ("Heading 1", "Section H2: Any other social care provision"),
        ("Normal", "None."),
        ("bold", "Monitoring arrangements"),
        ("Normal", "The plan is reviewed each year in May."),
    )
    assert "reviewed each year" in plan.sections["E"].text
    assert plan.sections["H2"].text == "None."
    assert len(plan.outcomes) == 1


def test_how_a_family_took_part_is_section_a_before_its_title(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("bold", "How have Noor and her family been involved in this plan?"),
        ("Normal", "Noor sorted photographs with her teacher on 3 May 2026."),
        ("Heading 1", "Section A: Views, interests and aspirations"),
        ("Normal", "I like rabbits."),
    )
    assert "photographs" in plan.sections["A"].text
    assert "rabbits" in plan.sections["A"].text


def test_needs_told_with_strengths_under_one_label_are_told_by_their_words(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        B,
        ("bold", "Communication and interaction (strengths and needs):"),
        ("Normal", "Noor enjoys stories and is kind to her friends."),
        ("Normal", NEEDS[0]),
        ("bold", "Sensory and physical (strengths and needs):"),
        ("Normal", "There are no special educational needs in this area."),
    )
    assert needs(plan) == NEEDS[:1]


def test_an_entry_of_two_words_is_provision(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Section F: Special educational provision"),
        ("List Bullet", "Weekly SALT"),
        ("List Bullet", "Small group phonics"),
        ("List Bullet", "A teaching assistant reads with Noor for ten minutes each day."),
    )
    assert [p.text for p in plan.provision][:2] == ["Weekly SALT", "Small group phonics"]


def test_parts_with_numbers_of_their_own_are_told_by_their_titles(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "Part 3: My needs"),
        ("Heading 2", "3.1 Special educational needs"),
        ("Normal", NEEDS[0]),
        ("Heading 2", "3.2 Health needs"),
        ("Normal", "Noor has asthma and misses a day of school each fortnight."),
        ("Heading 1", "Part 4: Outcomes and support"),
        ("bold", "Outcome 1 (E)"),
        ("Normal", "By July 2028 Noor will follow three instructions."),
        ("bold", "Support from education (F)"),
        ("Normal", "A teaching assistant gives one instruction at a time in each lesson."),
        ("bold", "Support from health (G)"),
        ("Normal", "The asthma nurse sees Noor once a term."),
        ("bold", "Support from social care (H1)"),
        ("Normal", "A sitter for three hours each Saturday."),
        ("bold", "Support from social care (H2)"),
        ("Normal", "None."),
    )
    assert [need.section for need in plan.needs] == ["B", "C"]
    assert [item.section for item in plan.provision] == ["F", "G", "H1"]


def test_halves_of_h_may_stand_alone_and_a_note_repeat_the_letter(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        ("Heading 1", "3.1 My special educational needs"),
        ("Normal", "Section B"),
        ("Normal", NEEDS[0]),
        ("bold", "Social care support"),
        ("Normal", "H1"),
        ("Normal", "A sitter for three hours each Saturday."),
        ("Normal", "H2"),
        ("Normal", "None at present, see 3.3."),
    )
    assert plan.sections["B"].text == NEEDS[0]
    assert plan.sections["H1"].text == "A sitter for three hours each Saturday."
    assert plan.sections["H2"].text == "None at present, see 3.3."
