"""The same words are read alike in whatever style a service writes: fourteen house styles of one report."""

import pytest

from extractors.advice import read_advice
from extractors.advice.model import Advice
from tests.extractors.advice.build import Line, report

REASON = "Kirk Lane Council asked me on 20 August 2026 for advice on Bruno's communication."
SEEN = "I saw Bruno on 8 and 10 September 2026 at school and spoke with his mother by telephone."
VIEWS = "Bruno said: “I want to tell jokes.” His mother told me that she wants him to have a friend to tea."
TESTS = "I used the DEAP (a test of speech sounds) and watched him in class and at play."
NEEDS = (
    "Bruno's speech sounds are severely disordered: people who do not know him understand four words in ten.",
    "He understands instructions of two parts but not three. This is a moderate difficulty in every lesson.",
)
AIMS = (
    "By July 2029 a person who does not know Bruno will understand eight words in ten, so that he can make friends.",
    "By July 2029 Bruno will carry out an instruction of three parts in class, four times out of five.",
)
HELP = (
    "A speech sound programme, one to one, for 20 minutes on four days a week, by a trained teaching assistant.",
    "Direct therapy from a speech and language therapist for 45 minutes once a fortnight in term.",
    "A communication book with 100 photographs, made and updated by the therapist each term.",
)
REVIEW = "The therapist and the class teacher will review progress each term."
SIGN = "Owen Pryce, Speech and Language Therapist. Signed 21 September 2026"


def _under(*titled: tuple[str, tuple[str, ...]], point: str = "- ") -> list[Line]:
    return [line for title, texts in titled for line in (f"# {title}", *(f"{point}{text}" for text in texts))]


def _form(*rows: tuple[str, tuple[str, ...]]) -> list[Line]:
    return [(prompt, "\n".join(texts)) for prompt, texts in rows]


def _numbered(*titled: tuple[str, tuple[str, ...]]) -> list[Line]:
    lines: list[Line] = []
    for number, (title, texts) in enumerate(titled, 1):
        lines += [f"{number}. {title}", *(f"{number}.{k} {text}" for k, text in enumerate(texts, 1))]
    return lines


TITLE = "# Speech and language therapy advice"
LETTER = ("Community Therapy Service", "21 September 2026", "Dear SEN team,")
STYLES: dict[str, list[Line]] = {
    "headings and points": [
        TITLE,
        *_under(("Reason for advice", (REASON, SEEN)), ("Views", (VIEWS,)), ("Assessment", (TESTS,)), ("Needs", NEEDS)),
        *_under(("Outcomes", AIMS), ("Provision", HELP), ("Review", (REVIEW,))),
        SIGN,
    ],
    "letter without headings": [
        *LETTER,
        f"{REASON} {SEEN}",
        VIEWS,
        TESTS,
        " ".join(NEEDS),
        " ".join(AIMS),
        f"I recommend the following. {' '.join(HELP)}",
        REVIEW,
        "Yours faithfully,",
        SIGN,
    ],
    "council form of numbered prompts": [
        TITLE,
        *_form(
            ("1. Why you have been asked for advice", (REASON,)),
            ("2. Your involvement with the child or young person", (SEEN,)),
            ("3. What the child and family have told you", (VIEWS,)),
            ("4. How you have come to your view", (TESTS,)),
            (
                "5. The child's special educational needs, how severe they are and how they affect learning and friendships",
                NEEDS,
            ),
            ("6. What the child should be able to do by the end of the key stage", AIMS),
            ("7. The help that should be given (what, who, how often)", HELP),
            ("8. How progress will be checked", (REVIEW,)),
            ("Signed", (SIGN,)),
        ),
    ],
    "three columns": [
        TITLE,
        *_under(("Background", (REASON, SEEN)), ("Voice of the child and family", (VIEWS,)), ("What I did", (TESTS,))),
        ("What is difficult and what this means", "What we hope to see", "What is needed"),
        (NEEDS[0], AIMS[0], HELP[0]),
        (NEEDS[1], AIMS[1], HELP[1]),
        ("", "", HELP[2]),
        REVIEW,
        SIGN,
    ],
    "numbered paragraphs": [
        TITLE,
        *_numbered(("INTRODUCTION", (REASON, SEEN)), ("WISHES AND FEELINGS", (VIEWS,)), ("TESTS", (TESTS,))),
        *_numbered(("PRESENTING DIFFICULTIES", NEEDS), ("AIMS", AIMS), ("RECOMMENDATIONS", (*HELP, REVIEW))),
        SIGN,
    ],
    "labels, area by area": [
        TITLE,
        *_under(("About this report", (REASON, SEEN, TESTS)), ("Bruno and his family", (VIEWS,)), point=""),
        *("# Speech", f"Need: {NEEDS[0]}", f"Outcome: {AIMS[0]}", f"Support: {HELP[0]}", HELP[1]),
        *("# Understanding", f"Need: {NEEDS[1]}", f"Outcome: {AIMS[1]}", f"Support: {HELP[2]}"),
        REVIEW,
        SIGN,
    ],
    "clinic letter": [
        *LETTER,
        f"{REASON} {SEEN}",
        VIEWS,
        TESTS,
        *_under(("Impression", NEEDS), ("Plan", (*HELP, REVIEW)), ("Goals", AIMS)),
        "Yours sincerely,",
        SIGN,
    ],
    "summary of needs, provision in an appendix": [
        TITLE,
        *_under(("Reason for involvement", (REASON,)), ("Basis of this advice", (SEEN, TESTS)), ("Voice", (VIEWS,))),
        *_under(("Summary of needs", NEEDS), ("Suggested outcomes", AIMS)),
        REVIEW,
        SIGN,
        "# Appendix 1: Provision",
        ("Provision", "By whom", "How often"),
        ("A speech sound programme, one to one", "Trained teaching assistant", "20 minutes on four days a week"),
        ("Direct therapy", "Speech and language therapist", "45 minutes once a fortnight in term"),
        ("A communication book with 100 photographs", "Made and updated by the therapist", "Each term"),
    ],
    "recommendations for the plan": [
        TITLE,
        *_under(("Background", (REASON, SEEN)), ("Assessment", (TESTS, VIEWS)), ("Clinical summary", NEEDS)),
        "# Recommendations for the EHCP",
        *("# Outcome 1", AIMS[0], "# Provision", HELP[0], HELP[1]),
        *("# Outcome 2", AIMS[1], "# Provision", HELP[2]),
        REVIEW,
        SIGN,
    ],
    "worries and what needs to happen": [
        *LETTER,
        f"{REASON} He is a child in need under section 17 of the Children Act 1989. {SEEN}",
        *_under(("What we are worried about", NEEDS), ("What needs to happen", HELP), point=""),
        *_under(("What we want to be different", AIMS), ("What Bruno and his mother say", (VIEWS,)), point=""),
        *_under(("How we know", (TESTS,)), ("When we will look at this again", (REVIEW,)), point=""),
        SIGN,
    ],
    "form with prompts above and beside": [
        TITLE,
        *_form(("Why is the school writing?", (REASON,)), ("Contact with the child", (SEEN,)), ("Views", (VIEWS,))),
        *_form(("Evidence", (TESTS,)), ("Describe the barriers to learning", ("",)), ("\n".join(NEEDS), ("",))),
        *_form(("Desired outcomes", AIMS), ("Additional support required (say what, who and how much)", HELP)),
        *_form(("Monitoring arrangements", (REVIEW,)), ("Name, role and signature", (SIGN,))),
    ],
    "aims of treatment": [
        TITLE,
        *_under(("Reason for referral", (REASON,)), ("Contacts", (SEEN,)), ("Subjective", (VIEWS,)), point=""),
        *_under(("Objective measures", (TESTS,)), ("Problem list", NEEDS), ("Aims of treatment", AIMS)),
        *_under(("Treatment plan", HELP), ("Follow up", (REVIEW,))),
        SIGN,
    ],
    "headings that run into the text": [
        *LETTER,
        f"{REASON} {SEEN}",
        f"Formulation: {' '.join(NEEDS)}",
        f"Views of young person and carer: {VIEWS}",
        f"Assessments completed: {TESTS}",
        f"Goals agreed: {' '.join(AIMS)}",
        f"Care plan / recommendations to education: {' '.join(HELP)}",
        f"Review: {REVIEW}",
        "Yours sincerely,",
        SIGN,
    ],
    "implications for access": [
        TITLE,
        *_under(("1. Introduction", (REASON, SEEN)), ("2. Functional assessment", (TESTS,)), point=""),
        *_under(("3. Implications for access and learning", NEEDS), ("4. Views", (VIEWS,))),
        *_under(("5. Long-term targets", AIMS), ("6. Specialist support, equipment and adaptations", HELP)),
        *_under(("7. Monitoring", (REVIEW,)), point=""),
        SIGN,
    ],
}


@pytest.fixture(params=STYLES, scope="module")
def advice(request: pytest.FixtureRequest) -> Advice:
    return read_advice(report(*STYLES[request.param]))


def test_each_style_gives_the_same_needs(advice: Advice) -> None:
    assert [need.text.split()[:3] for need in advice.needs] == [need.split()[:3] for need in NEEDS]


def test_each_style_gives_the_same_outcomes(advice: Advice) -> None:
    assert [outcome.text for outcome in advice.outcomes] == list(AIMS)


def test_each_style_gives_the_same_provision(advice: Advice) -> None:
    assert [item.text.split()[:2] for item in advice.provision] == [item.split()[:2] for item in HELP]


def test_each_style_gives_the_review_and_the_author(advice: Advice) -> None:
    assert REVIEW in advice.review.text
    assert advice.author == "Owen Pryce"


def test_each_style_gives_what_child_and_mother_said(advice: Advice) -> None:
    assert "tell jokes" in advice.child_views.text
    assert "friend to tea" in advice.family_views.text


def test_child_in_need_under_section_17_is_no_need() -> None:
    advice = read_advice(report(*LETTER, "He is a child in need under section 17 of the Act.", SIGN))
    assert advice.needs == ()


def test_what_is_to_be_done_by_a_day_is_no_outcome() -> None:
    text = "By January 2027 he will be given a hearing aid. By then he will be seen again. I recommend a radio aid."
    advice = read_advice(report(*LETTER, REASON, "He cannot hear speech at a distance.", text, SIGN))
    assert advice.outcomes == ()


def test_finding_after_a_request_in_a_letter_is_no_provision() -> None:
    text = "I recommend a radio aid. He cannot hear speech at a distance and misses instructions in class."
    advice = read_advice(report(*LETTER, REASON, "His hearing loss is moderate in both ears.", text, SIGN))
    assert [item.text for item in advice.provision] == ["I recommend a radio aid."]
    assert any("misses instructions" in need.text for need in advice.needs)


def test_label_that_stands_once_holds_for_its_own_line() -> None:
    advice = read_advice(
        report(
            TITLE, "# Hearing", "Support: a radio aid in every lesson.", "He cannot hear speech in a noisy hall.", SIGN
        )
    )
    assert [need.text for need in advice.needs] == ["He cannot hear speech in a noisy hall."]


def test_carer_of_another_first_name_speaks_for_the_family() -> None:
    views = "Sandra: “He tells us with his whole body.” Winston hopes for an ordinary school. Kayden brought me the bubbles."
    advice = read_advice(
        report(TITLE, ("Child", "Kayden Boothroyd"), "# Views", views, "# Needs", f"- {NEEDS[1]}", SIGN)
    )
    assert "whole body" in advice.family_views.text
    assert "ordinary school" in advice.family_views.text
    assert advice.child_views.text == "Kayden brought me the bubbles."


def test_child_known_by_another_name_than_the_forms_speaks_for_itself() -> None:
    views = "Ola likes the snails. Ola wants to have a friend."
    needs = ("# Needs", "- Ola cannot retell an event.", "- Ola does not join in and Ola is often alone at play.")
    advice = read_advice(report(TITLE, ("Child", "Aleksandra Kaczmarek"), "# Views", views, *needs, SIGN))
    assert "friend" in advice.child_views.text
    assert advice.family_views.text == ""


def test_painting_is_no_pain() -> None:
    advice = read_advice(
        report(TITLE, "# Needs", "He enjoys painting and swimming.", "He has pain in both hips.", SIGN)
    )
    assert [need.text for need in advice.needs] == ["He has pain in both hips."]


@pytest.mark.parametrize(
    ("signature", "name", "role"),
    [
        (
            "Bryony Keast, Speech and Language Therapist. Signed 18 September 2026",
            "Bryony Keast",
            "Speech and Language Therapist",
        ),
        ("Dr I Rahman, Consultant Paediatrician. Checked and signed.", "Dr I Rahman", "Consultant Paediatrician"),
        (
            "Imogen Sayer QTVI. Signed 28 September 2026",
            "Imogen Sayer",
            "Qualified Teacher of Children with Vision Impairment",
        ),
    ],
)
def test_job_before_the_word_signed_is_the_role(signature: str, name: str, role: str) -> None:
    advice = read_advice(report(TITLE, "# Needs", f"- {NEEDS[0]}", "# Provision", f"- {HELP[0]}", signature))
    assert (advice.author, advice.role, advice.signed) == (name, role, True)
