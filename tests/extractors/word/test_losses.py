"""What python-docx alone would lose, one small file for each: the text as it stands now is read."""

import zipfile
from pathlib import Path

import pytest

from extractors.document import BlockKind, Document, Where
from extractors.readers import read
from extractors.readers.word import read_word
from tests.extractors.word.build import BY, box, cell, control, paragraph, read_back, row, run, swap, table, write
from tests.extractors.word.oracle import accepted_words, letters

TICK = '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="1"/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox>{}</w:checkBox></w:ffData></w:fldChar></w:r>"
    "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
)

FIELD_BEGINS, FIELD_PARTS, FIELD_ENDS = (
    f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end")
)
LIST = (
    "<w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:ddList><w:result w:val='1'/><w:listEntry w:val='No'/>"
    "<w:listEntry w:val='Yes'/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


def code(words: str) -> str:
    """A field's code."""
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


READ = {
    "content control round a block": (control(paragraph("Ana does not use words.")), ["Ana does not use words."]),
    "content control in a line": (
        paragraph("Ana is ", control(run("four")), " years old."),
        ["Ana is four years old."],
    ),
    "content control in a content control": (control(control(paragraph("Two deep."))), ["Two deep."]),
    "content control round a row": (
        table(row("One", "Two"), control(row("Three", "Four"))),
        ["One", "Two", "Three", "Four"],
    ),
    "content control round a cell": (table(f"<w:tr>{cell('One')}{control(cell('Two'))}</w:tr>"), ["One", "Two"]),
    "unanswered content control": (
        paragraph("Name: ", control(run("Click here"), "<w:showingPlcHdr/>"), "Ana"),
        ["Name: Ana"],
    ),
    "insertion": (paragraph("Ana has ", f"<w:ins {BY}>{run('two')}</w:ins>", " sessions."), ["Ana has two sessions."]),
    "deletion": (
        paragraph("Ana has ", f"<w:del {BY}><w:r><w:delText>three </w:delText></w:r></w:del>", "sessions."),
        ["Ana has sessions."],
    ),
    "inserted, then deleted by another": (
        paragraph(
            "Ana has ", f"<w:ins {BY}><w:del {BY}><w:r><w:delText>no </w:delText></w:r></w:del></w:ins>", "sessions."
        ),
        ["Ana has sessions."],
    ),
    "move": (
        paragraph(f"<w:moveFrom {BY}>{run('Gone from here. ')}</w:moveFrom>", "First.")
        + paragraph("Then ", f"<w:moveTo {BY}>{run('come here.')}</w:moveTo>"),
        ["First.", "Then come here."],
    ),
    "row deleted in tracking": (
        table(row("Kept"), row("Gone", properties=f"<w:del {BY}/>")),
        ["Kept"],
    ),
    "cell deleted in tracking": (
        table(row(cell("Kept"), cell("Gone", properties=f"<w:cellDel {BY}/>"))),
        ["Kept"],
    ),
    "paragraph mark deleted": (
        paragraph("Ana likes ", properties=f"<w:rPr><w:del {BY}/></w:rPr>") + paragraph("water."),
        ["Ana likes water."],
    ),
    "paragraph mark deleted at the end of a cell": (
        table(row(cell(paragraph("Left.", properties=f"<w:rPr><w:del {BY}/></w:rPr>")), "Right.")),
        ["Left.", "Right."],
    ),
    "smart tag": (paragraph("Ana, ", f"<w:smartTag>{run('Swindon')}</w:smartTag>"), ["Ana, Swindon"]),
    "simple field": (paragraph("Page ", f"<w:fldSimple>{run('3')}</w:fldSimple>"), ["Page 3"]),
    "field with its result": (
        paragraph(
            "On ",
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
            + run("1 May 2026")
            + "<w:r><w:fldChar w:fldCharType='end'/></w:r>",
        ),
        ["On 1 May 2026"],
    ),
    "link": (paragraph("See ", f"<w:hyperlink>{run('the Local Offer')}</w:hyperlink>"), ["See the Local Offer"]),
    "text box once": (paragraph("Before.", box("In the box.")), ["Before.", "In the box."]),
    "text box in a cell": (table(row(cell(paragraph("Left", box("Boxed"))), "Right")), ["Left", "Boxed", "Right"]),
    "one telling of several": (
        f"<mc:AlternateContent><mc:Choice Requires='x'>{paragraph('New.')}</mc:Choice>"
        f"<mc:Fallback>{paragraph('Old.')}</mc:Fallback></mc:AlternateContent>",
        ["New."],
    ),
    "tick as a symbol": (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " Yes"), ["☒ Yes"]),
    "tick in a content control": (paragraph(TICK.format(run("☒")), " Yes"), ["☒ Yes"]),
    "tick in a form field": (paragraph(FIELD.format("<w:checked/>"), " Yes"), ["☒ Yes"]),
    "box left empty in a form field": (paragraph(FIELD.format('<w:default w:val="0"/>'), " No"), ["☐ No"]),
    "tick in a symbol font": (paragraph("\uf0fe Yes"), ["☒ Yes"]),
    "merged cell once": (
        table(row(cell("Across", properties='<w:gridSpan w:val="3"/>')), row("a", "b", "c")),
        ["Across", "a", "b", "c"],
    ),
    "cell merged over rows once": (
        table(
            row(cell("Down", properties='<w:vMerge w:val="restart"/>'), "1"),
            row(cell("", properties="<w:vMerge/>"), "2"),
        ),
        ["Down", "1", "2"],
    ),
    "nested table": (
        table(row(cell(paragraph("Over"), table(row("in", "side"))), "Beside")),
        ["Over", "in", "side", "Beside"],
    ),
    "soft hyphen, odd spaces": (paragraph("speech\u00a0and lan\u00adguage"), ["speech and language"]),
    "hyphen that does not break": (paragraph("one", "<w:r><w:noBreakHyphen/></w:r>", "page"), ["one-page"]),
    "words with their reading above": (
        paragraph(f"<w:r><w:ruby><w:rt>{run('above')}</w:rt><w:rubyBase>{run('below')}</w:rubyBase></w:ruby></w:r>"),
        ["below"],
    ),
    "struck through": (paragraph("Now ", run("then ", "<w:strike/>"), "so."), ["Now so."]),
    "struck through twice": (paragraph("Now ", run("then ", "<w:dstrike/>"), "so."), ["Now so."]),
    "not struck after all": (paragraph("Now ", run("then ", '<w:strike w:val="0"/>'), "so."), ["Now then so."]),
    "hidden": (paragraph("Seen ", run("unseen ", "<w:vanish/>"), "too."), ["Seen too."]),
}

BEYOND = {  # what the second reader does not know
    "entry chosen in a form field's list": (paragraph("Known to social care: ", LIST), ["Known to social care: Yes"]),
    "one field in another's condition": (
        paragraph(
            "Ana ",
            FIELD_BEGINS,
            code("IF "),
            FIELD_BEGINS,
            code("MERGEFIELD sex"),
            FIELD_PARTS,
            run("F"),
            FIELD_ENDS,
            code(' = "F" "she" "he"'),
            FIELD_PARTS,
            run("she"),
            FIELD_ENDS,
            " swims.",
        ),
        ["Ana she swims."],
    ),
    "a field that does not end here": (
        paragraph("Before ", FIELD_BEGINS, code("TOC"), run("after.")),
        ["Before after."],
    ),
    "answer in a content control that still says it is a prompt": (
        paragraph("Name: ", control(run("Ana Reyes"), "<w:showingPlcHdr/>")),
        ["Name: Ana Reyes"],
    ),
    "prompt told by its style": (
        paragraph(
            "Name: ", control(run("The child's name", '<w:rStyle w:val="PlaceholderText"/>'), "<w:showingPlcHdr/>")
        ),
        ["Name:"],
    ),
}


@pytest.mark.parametrize(("body", "texts"), (READ | BEYOND).values(), ids=READ | BEYOND)
def test_text_is_read_as_it_stands_now(body: str, texts: list[str], tmp_path: Path) -> None:
    document = read_back(tmp_path, body)
    assert [b.text for b in document.body] == texts
    assert document.coverage == 1.0
    assert not document.partial


@pytest.mark.parametrize("body", [body for body, _ in READ.values()], ids=READ)
def test_a_second_reader_reads_the_same(body: str, tmp_path: Path) -> None:
    path = write(tmp_path, body)
    document = read_back(tmp_path, body)
    assert letters([b.text for b in document.body]) == letters(accepted_words(path))


def texts(document: Document, where: Where) -> list[str]:
    return [b.text for b in document.blocks if b.where is where]


def test_headers_footers_and_notes_stand_apart_from_the_body(tmp_path: Path) -> None:
    document = read_back(
        tmp_path,
        paragraph("The body."),
        header=paragraph("OFFICIAL"),
        footer=paragraph("Page 1"),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{paragraph("-")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("The note.")}</w:footnote>',
    )
    assert texts(document, Where.BODY) == ["The body."]
    assert texts(document, Where.HEADER) == ["OFFICIAL"]
    assert texts(document, Where.FOOTER) == ["Page 1"]
    assert texts(document, Where.NOTE) == ["The note."]


def test_hidden_words_are_reported(tmp_path: Path) -> None:
    document = read_back(tmp_path, paragraph("Seen.", run("Not for parents.", "<w:vanish/>")))
    assert document.hidden == ("Not for parents.",)
    assert [w.code for w in document.warnings] == ["read.hidden_text"]


def test_words_hidden_by_a_style_are_hidden(tmp_path: Path) -> None:
    style = (
        '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    document = read_back(tmp_path, paragraph("Seen.", run(" Unseen.", '<w:rStyle w:val="Secret"/>')), styles=style)
    assert [b.text for b in document.body] == ["Seen."]
    assert document.coverage == 1.0


def test_a_cell_knows_its_place_and_what_it_spans(tmp_path: Path) -> None:
    across = cell("Across", properties='<w:gridSpan w:val="2"/>')
    down = cell("Down", properties='<w:vMerge w:val="restart"/>')
    document = read_back(tmp_path, table(row(across), row(down, "b"), row(cell("", properties="<w:vMerge/>"), "c")))
    places = {b.text: (b.cell.row, b.cell.column, b.cell.row_span, b.cell.column_span) for b in document.body if b.cell}
    assert places == {"Across": (0, 0, 1, 2), "Down": (1, 0, 2, 1), "b": (1, 1, 1, 1), "c": (2, 1, 1, 1)}


def test_a_nested_table_knows_the_cell_that_holds_it(tmp_path: Path) -> None:
    document = read_back(tmp_path, table(row("Before", cell(paragraph("Over"), table(row("Inside"))))))
    (inside,) = [b for b in document.body if b.text == "Inside"]
    assert inside.cell is not None
    assert inside.cell.parent is not None
    assert (inside.cell.table, inside.cell.parent.table, inside.cell.parent.column) == (1, 0, 1)


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="F%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def listed(text: str, number: int = 1, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_labels_and_no_words(tmp_path: Path) -> None:
    body = (
        listed("One") + listed("Within", level=1) + listed("Two") + listed("Anew", number=2) + listed("Next", number=2)
    )
    document = read_back(tmp_path, body, numbering=NUMBERING)
    assert [(b.label, b.text) for b in document.body] == [
        ("F1.", "One"), ("1.i", "Within"), ("F2.", "Two"), ("F1.", "Anew"), ("F2.", "Next"),
    ]  # fmt: skip
    assert {b.kind for b in document.body} == {BlockKind.LIST_ITEM}


BREAK = "<w:r><w:br/></w:r>"


@pytest.mark.parametrize(
    ("lines", "blocks"),
    [
        (["• Ana falls.", "• Ana tires."], 2),
        (["Who:", "The teaching assistant"], 2),
        (["Ana needs help.", "Ana needs time."], 2),
        (["One thing", "", "Another thing"], 2),
        (["Ana needs help with all of her", "meals and drinks."], 1),
    ],
    ids=["typed bullets", "a label", "sentences", "an empty line", "one sentence"],
)
def test_line_breaks_part_a_paragraph_where_they_stand_for_a_new_one(
    lines: list[str], blocks: int, tmp_path: Path
) -> None:
    body = paragraph(*(x for line in lines for x in (run(line), BREAK)))
    assert len(read_back(tmp_path, body).body) == blocks


def test_every_letter_knows_the_run_it_came_from(tmp_path: Path) -> None:
    document = read_back(
        tmp_path,
        paragraph("Ana ", control(run("does ")), f"<w:ins {BY}>{run('not')}</w:ins>", " talk.", BREAK, "Ben does."),
    )
    parts = ["Ana ", "does ", "not", " talk.", "Ben does."]
    for block in document.body:
        for origin in block.origins:
            said = block.text[origin.start : origin.end]
            assert parts[origin.node][origin.offset : origin.offset + len(said)] == said


def test_a_formula_and_word_art_are_read(tmp_path: Path) -> None:
    space = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    formula = f"<m:oMath {space}><m:r><m:t>2x</m:t></m:r></m:oMath>"
    art = '<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r>'
    document = read_back(tmp_path, paragraph("Score ", formula), header=paragraph(art))
    assert [b.text for b in document.body] == ["Score 2x"]
    assert texts(document, Where.HEADER) == ["DRAFT"]


def test_an_inserted_document_makes_the_file_partial_and_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("Before."), '<w:altChunk r:id="c1"/>', paragraph("After."))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/chunk.html", "<p>Nobody reads this.</p>")
    swap(
        path, "word/_rels/document.xml.rels", b"</Relationships>",
        b'<Relationship Id="c1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" '
        b'Target="chunk.html"/></Relationships>',
    )  # fmt: skip
    swap(path, "[Content_Types].xml", b"</Types>", b'<Default Extension="html" ContentType="text/html"/></Types>')
    document = read_word(path, file="plan.docx", sha256="0" * 64)
    assert document.partial
    assert "read.partial" in {w.code for w in document.warnings}


@pytest.mark.parametrize("kind", ["template.main", "document.macroEnabled.main"])
def test_a_template_and_a_file_that_may_hold_macros_but_holds_none_are_read(kind: str, tmp_path: Path) -> None:
    path = write(tmp_path, paragraph("Ana swims."))
    swap(path, "[Content_Types].xml", b"wordprocessingml.document.main", f"wordprocessingml.{kind}".encode())
    assert [b.text for b in read(path).body] == ["Ana swims."]


def test_the_strict_dialect_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path, paragraph("Ana swims."), table(row("Need", control(cell("Help")))), header=paragraph("OFFICIAL"),
        footnotes=f'<w:footnote w:id="1">{paragraph("A note.")}</w:footnote>',
    )  # fmt: skip
    for name in (
        "word/document.xml",
        "word/header.xml",
        "word/footnotes.xml",
        "word/_rels/document.xml.rels",
        "_rels/.rels",
    ):
        for usual, strict in (
            (b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"),
            (b"schemas.openxmlformats.org/officeDocument/2006/relationships",
             b"purl.oclc.org/ooxml/officeDocument/relationships"),
        ):  # fmt: skip
            swap(path, name, usual, strict)
    document = read(path)
    assert [b.text for b in document.body] == ["Ana swims.", "Need", "Help"]
    assert texts(document, Where.HEADER) == ["OFFICIAL"]
    assert texts(document, Where.NOTE) == ["A note."]
    assert document.coverage == 1.0
