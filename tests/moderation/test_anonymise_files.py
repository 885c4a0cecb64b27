"""Nothing that tells who a child is stays in any corner of a file; what is judged stays as it was."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest

from extractors.document import Block, BlockKind, Cell, Document
from extractors.plan.model import Child, Person
from moderation.anonymise.choices import Passes
from moderation.anonymise.identities import identities_of
from moderation.anonymise.rebuild import rebuild
from moderation.anonymise.replacing import Replacer
from moderation.anonymise.residue import Sought, residue
from moderation.anonymise.word import anonymise_word
from tests.moderation.test_anonymise_names import case_of

CHILD = Child(name="Jayden Marsh-Whittaker", known_as="Jay", parents=(Person("Kelly Marsh", "mother"),))
NAMES = ("jayden", "marsh", "whittaker", "kelly", "jay")
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = f'xmlns:r="{OFFICE}"'


def run(text: str, *, deleted: bool = False) -> str:
    tag = "w:delText" if deleted else "w:t"
    return f'<w:r><{tag} xml:space="preserve">{text}</{tag}></w:r>'


BODY = f"""
<w:p>{run("Jay")}{run("den Marsh-")}{run("Whittaker")}{run(" likes football.")}</w:p>
<w:p><w:ins w:id="1" w:author="Kelly Marsh" w:date="2026-01-01T00:00:00Z">{run("Jay’s mum, Kelly, ")}</w:ins>
<w:del w:id="2" w:author="Kelly Marsh">{run("Mrs Marsh", deleted=True)}</w:del>{run("agrees.")}</w:p>
<w:p><w:bookmarkStart w:id="3" w:name="JaydenMarsh"/><w:hyperlink r:id="rId9" w:tooltip="Write to Kelly Marsh">{run("Write")}</w:hyperlink><w:bookmarkEnd w:id="3"/></w:p>
<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "mailto:kelly.marsh@home.example"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
<w:sdt><w:sdtPr><w:alias w:val="Jayden's name"/><w:tag w:val="jayden_name"/></w:sdtPr><w:sdtContent><w:p>{run("Jayden reads.")}</w:p></w:sdtContent></w:sdt>
<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:p>{run("Name")}</w:p></w:tc><w:tc><w:p>{run("Jayden")}</w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="Jayden.jpg" descr="Jayden Marsh-Whittaker on a pony"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId5"/></wp:inline></w:drawing></w:r></w:p>
"""
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Jayden Marsh-Whittaker</dc:title><dc:creator>Kelly Marsh</dc:creator></cp:coreProperties>',
    "docProps/custom.xml": "<Properties><property name='child'>Jayden</property></Properties>",
    "customXml/item1.xml": "<child>Jayden Marsh-Whittaker</child>",
    "word/people.xml": "<people>Kelly Marsh</people>",
    "word/media/image1.jpeg": "a photograph of Jayden",
    "word/embeddings/sheet.xlsx": "Jayden",
    "word/document.xml": f"<w:document {W} {R}><w:body>{BODY}</w:body></w:document>",
    "word/header1.xml": f"<w:hdr {W}><w:p>{run('Draft plan: Jayden M-W, JM')}</w:p></w:hdr>",
    "word/comments.xml": f'<w:comments {W}><w:comment w:id="1" w:author="Kelly Marsh" w:initials="KM"><w:p>{run("Is this right, Jay?")}</w:p></w:comment></w:comments>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId3" Type="{OFFICE}/header" Target="header1.xml"/><Relationship Id="rId4" Type="{OFFICE}/comments" Target="comments.xml"/><Relationship Id="rId5" Type="{OFFICE}/image" Target="media/image1.jpeg"/><Relationship Id="rId6" Type="{OFFICE}/package" Target="embeddings/sheet.xlsx"/><Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="mailto:kelly.marsh@home.example?subject=Jayden" TargetMode="External"/></Relationships>',
}  # fmt: skip
SOUGHT = Sought(
    names=frozenset({"jayden", "jay", "marsh-whittaker", "marsh", "whittaker", "kelly"}), schools=("st oswin's",),
    numbers=frozenset({"9434765919"}), birthday=None, small=frozenset(),
)  # fmt: skip


def package(parts: dict[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name, text in parts.items():
            out.writestr(name, text)
    return made.getvalue()


def replacer(child: Child = CHILD) -> Replacer:
    return Replacer(identities_of(case_of(child), []))


def everything_in(data: bytes) -> str:
    """Every byte of a package that can be read, names of its parts among them."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return "\n".join(n + "\n" + opened.read(n).decode("utf-8", "replace") for n in opened.namelist())


def words_of(data: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        markup = opened.read(part).decode()
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", markup))


def test_no_corner_of_a_word_file_keeps_a_name() -> None:
    told = everything_in(anonymise_word(package(PARTS), Passes((replacer(),)))).lower()
    for name in NAMES:
        assert not re.search(rf"(?<![a-z]){name}", told), name
    assert "home.example" not in told


def test_a_style_called_after_the_child_loses_the_name_and_one_left_so_blocks_the_pack() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="S1"><w:name w:val="Jayden heading"/></w:style></w:styles>'
    given = package(PARTS | {"word/styles.xml": styles})
    with zipfile.ZipFile(io.BytesIO(anonymise_word(given, Passes((replacer(),))))) as made:
        assert b'w:val="Child heading"' in made.read("word/styles.xml")
    assert [left.kind for left in residue(package({"word/styles.xml": styles}), SOUGHT)] == ["name in the markup"]


def test_a_child_called_like_one_of_word_s_own_styles_can_still_be_in_a_pack() -> None:
    strong = replace(SOUGHT, names=frozenset({"strong"}))
    styles = f'<w:styles {W}><w:latentStyles><w:lsdException w:name="Strong"/></w:latentStyles></w:styles>'
    words = f'<w:document {W}><w:p><w:r><w:rPr><w:rStyle w:val="Strong"/></w:rPr></w:r></w:p></w:document>'
    assert residue(package({"word/styles.xml": styles, "word/document.xml": words}), strong) == ()


def test_what_is_judged_stays_word_for_word_around_the_stand_ins() -> None:
    made = words_of(anonymise_word(package(PARTS), Passes((replacer(),))))
    for kept in ("Child likes football.", "Child’s mum, Parent 1, ", "agrees.", "Child reads.", "Name"):
        assert kept in made
    assert (
        words_of(anonymise_word(package(PARTS), Passes((replacer(),))), "word/header1.xml").strip()
        == "Draft plan: Child, Child"
    )
    assert "Is this right, Child?" in words_of(
        anonymise_word(package(PARTS), Passes((replacer(),))), "word/comments.xml"
    )


def test_the_anonymous_file_still_opens_in_word_s_own_terms() -> None:
    opened = docx.Document(io.BytesIO(anonymise_word(package(PARTS), Passes((replacer(),)))))
    assert opened.paragraphs[0].text == "Child likes football."
    assert opened.tables[0].cell(0, 1).text == "Child"


def test_pictures_and_embedded_files_are_not_in_the_package() -> None:
    with zipfile.ZipFile(io.BytesIO(anonymise_word(package(PARTS), Passes((replacer(),))))) as made:
        assert {n for n in made.namelist() if "media" in n} == {"word/media/removed.png"}
        assert not [n for n in made.namelist() if "embed" in n or "custom" in n.lower() or "people" in n]
        assert b'descr="Child on a pony"' in made.read("word/document.xml")


def block(text: str, number: int, kind: BlockKind = BlockKind.PARAGRAPH, cell: Cell | None = None) -> Block:
    return Block(number, text, kind, cell=cell)


def test_a_pdf_is_written_anew_as_text_with_its_headings_lists_and_tables() -> None:
    blocks = (
        block("Section A for Jayden", 0, BlockKind.HEADING),
        block("Jay lives with Kelly Marsh.", 1),
        block("Jay swims", 2, BlockKind.LIST_ITEM),
        block("Name", 3, BlockKind.PARAGRAPH, Cell(0, 0, 0)),
        block("Jayden Marsh-Whittaker", 4, BlockKind.PARAGRAPH, Cell(0, 0, 1)),
    )
    made = rebuild(Document("Jayden.pdf", "pdf", "0" * 64, blocks), "plan", Passes((replacer(),)))
    opened = docx.Document(io.BytesIO(made))
    assert [(p.text, p.style.name) for p in opened.paragraphs][:3] == [
        ("Section A for Child", "Heading 1"),
        ("Child lives with Parent 1.", "Normal"),
        ("Child swims", "List Bullet"),
    ]
    assert [c.text for c in opened.tables[0].rows[0].cells] == ["Name", "Child"]
    assert not any(name in everything_in(made).lower() for name in ("jayden", "whittaker", "kelly"))


def test_the_second_pass_finds_nothing_in_what_the_first_made() -> None:
    assert residue(anonymise_word(package(PARTS), Passes((replacer(),))), SOUGHT) == ()


@pytest.mark.parametrize(
    ("part", "text", "kind"),
    [
        ("word/document.xml", f"<w:document {W}><w:p>{run('Ja')}{run('yden')}</w:p></w:document>", "name"),
        ("word/document.xml", f"<w:document {W}><w:p>{run('He met Callum there.')}</w:p></w:document>", "first name"),
        ("word/header1.xml", f"<w:hdr {W}><w:p>{run('KELLY')}</w:p></w:hdr>", "name"),
        ("word/comments.xml", f"<w:comments {W}><w:p>{run('943 476 5919')}</w:p></w:comments>", "number"),
        ("word/footnotes.xml", f"<w:footnotes {W}><w:p>{run('at CK9 3LT')}</w:p></w:footnotes>", "postcode"),
        ("word/footer1.xml", f"<w:ftr {W}><w:p>{run('senco@school.example')}</w:p></w:ftr>", "e-mail"),
        ("word/document.xml", f"<w:document {W}><w:p>{run('goes to St Oswin’s')}</w:p></w:document>", "school"),
        ("word/_rels/document.xml.rels", '<Relationship Target="mailto:Kelly_Marsh"/>', "name in the markup"),
        ("docProps/core.xml", "<title>Jayden</title>", "name"),
        ("word/media/image1.png", "picture", "picture"),
    ],
)
def test_the_second_pass_finds_what_a_first_pass_might_leave(part: str, text: str, kind: str) -> None:
    left = residue(package({part: text}), SOUGHT)
    assert kind in {found.kind for found in left}
    assert all("Jayden" not in str(found) for found in left)


def test_ordinary_words_do_not_block_a_pack() -> None:
    text = "In May we hope that he will read. Grace under pressure; Mark each step. Call the School Nurse."
    assert residue(package({"word/document.xml": f"<w:document {W}><w:p>{run(text)}</w:p></w:document>"}), SOUGHT) == ()
