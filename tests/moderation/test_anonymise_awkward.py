"""Families whose names are words, particles, months or hard to spell: each sentence said as it goes into a pack."""

import io

import docx
import pytest

from checks.assessment import ChildEntry
from extractors.case import Case
from extractors.document import Document
from extractors.plan.model import Child, Person, Plan
from moderation.anonymise.identities import identities_of
from moderation.anonymise.replacing import Replacer
from moderation.anonymise.residue import Sought, residue, sought_in
from tests.moderation.build import assessment


def replaced(text: str, child: Child) -> str:
    document = Document("plan.docx", "docx", "0" * 64, ())
    case = Case("case", (document,), Plan(document, child=child))
    return Replacer(identities_of(case, [text])).apply(text)


def child(name: str, *parents: str, setting: str = "") -> Child:
    return Child(name=name, setting=setting, parents=tuple(Person(p, "parent") for p in parents))


@pytest.mark.parametrize(
    ("family", "text", "wanted"),
    [
        (child("Van Long Nguyen"), "Van walks to school and Long reads.", "Child walks to school and Child reads."),
        (child("Kai Tolley", "Mac Donald"), "The dog is old and Mac said so.", "The dog is old and Parent 1 said so."),
        (child("Kai Tolley"), "Every day Mrs Do says that reading helps. Do you agree?", "Every day Professional 1 says that reading helps. Do you agree?"),
        (child("Jacob Smith", "Angela Smith"), "The Smiths came to the meeting.", "The Family came to the meeting."),
        (child("Summer Winter"), "By July 2027 Summer will ask; in Summer 2026 she did not.", "By July 2027 Child will ask; in Summer 2026 she did not."),
        (child("May Tolley"), "She gives May 20 minutes each day from 4 May.", "She gives Child 20 minutes each day from 4 May."),
        (child("Will Young"), "Will needs help. Will there be a taxi?", "Child needs help. Will there be a taxi?"),
        (child("Kai Tolley"), "My brother Autumn is funny, I like her.", "My brother Person 1 is funny, I like her."),
        (child("Kai Tolley"), "His brother Chance walks with him. They take a chance.", "His brother Person 1 walks with him. They take a chance."),
        (child("Kai Tolley"), "In class Miss June Day says that he needs reminders.", "In class Professional 1 says that he needs reminders."),
        (child("Kai Tolley", setting="Hope Academy"), "At Hope he reads. We hope for more.", "At School 1 he reads. We hope for more."),
        (child("Kai Tolley"), "Attended Bumblebees pre-school and then Oakfield primary.", "Attended School 1 pre-school and then School 2 primary."),
        (child("Kai Tolley"), "He goes to Saint Joseph's Primary by bus.", "He goes to School 1 Primary by bus."),
        (child("Kai Tolley"), "He goes to Our Lady of Lourdes RC Primary School.", "He goes to School 1 RC Primary School."),
        (child("Kai Tolley"), "He goes to St. Thomas à Becket School; ST. THOMAS À BECKET is near.", "He goes to School 1 School; School 1 is near."),
    ],
)  # fmt: skip
def test_a_name_that_is_a_word_is_replaced_and_the_word_is_not(family: Child, text: str, wanted: str) -> None:
    assert replaced(text, family) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Jay's nursery is near, and the nursery has a garden.",
        "The Polish school on Saturdays and an English nursery.",
        "Her Primary Need is autism; Communication and Interaction is the Primary Area of need.",
        "His teacher Mr and his mum. Friends Will Help.",
        "This is a special school place in a primary.",
    ],
)
def test_a_kind_of_school_is_not_a_school(text: str) -> None:
    assert "School 1" not in replaced(text, child("Jay Tolley"))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Seen at Queen Alexandra Hospital; QUEEN ALEXANDRA HOSPITAL wrote.", "Seen at Place 1 Hospital; Place 1 HOSPITAL wrote."),
        ("He goes to the Hollybank Family Centre. Hollybank helps.", "He goes to the Place 1 Family Centre. Place 1 helps."),
        ("Supported by the Great Western Hospitals NHS Foundation Trust.", "Supported by the Place 1 Hospitals NHS Foundation Trust."),
        ("The school is on Marlowe Avenue, by the Link Centre.", "The school is on Place 2, by the Place 1."),
        ("Mr Do\tMRS NG", "Professional 1\tProfessional 2"),
        ("She met Mrs Ng and Dr. K Do.", "She met Professional 1 and Professional 2."),
    ],
)  # fmt: skip
def test_where_a_family_goes_and_names_of_two_letters_are_replaced(text: str, wanted: str) -> None:
    assert replaced(text, child("Kai Tolley")) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The Child Development Centre and the NHS Trust were asked; the Children's Hospital wrote.",
        "Contact is at the Contact Centre, not the Family Centre, on the High Street.",
        "MR OR MRS; Miss or Ms",
        "A Multi-Academy Trust runs the Specialist Resource Base.",
    ],
)
def test_kinds_of_places_stay(text: str) -> None:
    assert replaced(text, child("Kai Tolley")) == text


def test_the_councils_own_name_stays_in_the_names_of_its_places() -> None:
    document = Document("plan.docx", "docx", "0" * 64, ())
    plan = Plan(document, child=child("Kai Tolley"), authority="Marlshire County Council")
    text = "Marlshire Youth Centre is open. Marlshire County Council pays. Bexwell Youth Centre is shut."
    made = Replacer(identities_of(Case("case", (document,), plan), [text])).apply(text)
    assert made == "Marlshire Youth Centre is open. Marlshire County Council pays. Place 1 Youth Centre is shut."


def word(text: str) -> bytes:
    made, out = docx.Document(), io.BytesIO()
    made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("With her mum, Summer reads.", 1),
        ("She saw Winter there.", 1),
        ("In the Summer term, from Winter 2026 on, last Summer.", 0),
        ("Will there be a taxi? Page 1 of 2", 0),
        ("He and Will came. Mr Page did too.", 2),
    ],
)
def test_the_second_pass_tells_a_month_or_a_question_from_a_name(text: str, found: int) -> None:
    sought = Sought(frozenset({"summer", "winter", "will", "page"}), (), frozenset(), None, frozenset())
    assert sum(left.count for left in residue(word(text), sought)) == found


def test_the_second_pass_finds_a_titled_name_of_two_letters_and_a_place() -> None:
    family = assessment(child=ChildEntry(name="Kai Tolley", known_as="", date_of_birth=None, year_group=""))
    sought = sought_in(
        family, ["Mrs Ng saw Mr Do at the Link Centre. MR OR MRS. Hollybank Hospital"], parents=(), setting=""
    )
    assert sought.titled == {"ng", "do"}
    for left in ("Mrs Ng came", "MRS NG came", "Dr A. Do came", "at the Link Centre now"):
        assert [x.count for x in residue(word(left), sought)] == [1], left
    assert residue(word("Do so. A link to the Centre. MR OR MRS"), sought) == ()


def test_a_label_of_the_programs_own_form_is_no_name_but_in_a_document_it_is() -> None:
    sought = Sought(frozenset({"case"}), (), frozenset(), None, frozenset())
    assert residue(word("Case"), sought, own=True) == ()
    assert residue(word("Case"), sought) != ()
    assert residue(word("Kai Case came"), sought, own=True) != ()
