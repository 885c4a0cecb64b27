"""The annotated draft: comments stand on the very words, whatever Word has made of them, and nothing else changes."""

import datetime as dt
import hashlib
import tempfile
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checks.assessment import Assessment
from extractors.document import Document
from extractors.plan.model import Plan
from extractors.readers.word import read_word
from reports.margin.notes import Note, Notes, Span, notes_of
from reports.margin.word import AUTHOR, annotate_word
from tests.reports.made import MADE, assessment, finding
from tests.reports.ooxml import W, problems

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def table(cell: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr/>{cell}</w:tc></w:tr></w:tbl>'


def control(content: str, kind: str = "<w:text/>") -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


BOX = (
    "<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)  # fmt: skip
INS = '<w:ins w:id="90" w:author="Pat" w:date="2026-01-01T00:00:00Z">{}</w:ins>'
DEL = '<w:del w:id="91" w:author="Pat" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>weekly </w:delText></w:r></w:del>'
HARD = {
    "in the middle of a run": p(r("He will have regular support in class.")),
    "a whole run": p(r("He will have "), r("regular support"), r(" in class.")),
    "across runs in three formats": p(r("He will have reg"), r("ular", "<w:b/>"), r(" sup", "<w:i/>"), r("port in class.")),
    "in a table": table(p(r("He will have regular support in class."))),
    "in a table within a table": table(table(p(r("He will have regular support."))) + p()),
    "in a plain text control": p(r("He: "), control(r("will have regular support in class."))),
    "in a control that holds paragraphs": control(p(r("He will have regular support in class.")), "<w:richText/>"),
    "in a control within a cell": table(control(p(r("He will have regular support.")), "<w:richText/>") + p()),
    "within an insertion": p(r("He "), INS.format(r("will have regular support")), r(" in class.")),
    "from before an insertion into it": p(r("He will have regular "), INS.format(r("support in class.")), r(" Now.")),
    "around a deletion": p(r("He will have regular "), DEL, r("support in class.")),
    "in a text box": p(r("Beside it: "), f"<w:r>{BOX.format(p(r('He will have regular support here.')))}</w:r>"),
    "with a tab and a break in its run": p('<w:r><w:t>Who:</w:t><w:tab/><w:t>regular</w:t><w:br/><w:t>support here</w:t></w:r>'),
    "in a link": p(r("See "), '<w:hyperlink w:anchor="x">' + r("our regular support page") + "</w:hyperlink>"),
    "in a smart tag": p(r("He has "), '<w:smartTag w:uri="a" w:element="b">' + r("regular support") + "</w:smartTag>"),
    "in a field": p(r("He has "), '<w:fldSimple w:instr=" TITLE ">' + r("regular support") + "</w:fldSimple>"),
    "over a paragraph's deleted mark": '<w:p><w:pPr><w:rPr><w:del w:id="92" w:author="Pat"/></w:rPr></w:pPr>' + r("He has regular ") + "</w:p>" + p(r("support in class.")),
    "with a no-break space and a soft hyphen": p(r("He has regular\u00a0sup\u00adport in class.")),
    "with letters that are composed on reading": p(r("Zoe\u0308 has regular support in class.")),
    "beside a crossed-out word": p(r("He has regular "), r("weekly ", "<w:strike/>"), r("support.")),
}  # fmt: skip


def build(path: Path, body: str, *, comments: tuple[str, ...] = ()) -> Path:
    opened = docx.Document()
    holder = parse_xml(f"<w:body {NS}>{body}</w:body>")
    final = opened.element.body[-1]
    for child in list(holder):
        final.addprevious(child)
    for text in comments:
        opened.add_comment(opened.paragraphs[0].runs[0], text=text, author="Pat")
    opened.save(str(path))
    return path


def read(path: Path) -> Document:
    return read_word(path, file=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def on(document: Document, *quotes: str, **more) -> Assessment:
    """An assessment with a finding on each of these words."""
    found = []
    for quote in quotes:
        block = next(b for b in document.blocks if quote in " ".join(b.text.split()) or quote in b.text)
        start = next(i for i in range(len(block.text)) if " ".join(block.text[i : i + len(quote)].split()) == quote)
        place = {"document": 0, "block": block.index, "start": start, "end": start + len(quote)}
        found.append(finding(quote=quote, place=place, item=None, message=f"On “{quote}”.", **more))
    return assessment(findings=found)


def annotated(path: Path, made: Assessment, *, most: int = 99) -> tuple[Path, Notes]:
    document = read(path)
    notes = notes_of(made, Plan(document), 0, most=most)
    out = path.with_name("annotated.docx")
    annotate_word(path, document, notes, out, made=MADE)
    return out, notes


def anchored(path: Path) -> dict[str, tuple[str, str]]:
    """Our comments by id: their own words, and the words that they stand on (as a reader sees them)."""
    with zipfile.ZipFile(path) as package:
        main = etree.fromstring(package.read("word/document.xml"))
        part = etree.fromstring(package.read("word/comments.xml"))
    said = {
        c.get(W + "id"): "\n".join("".join(t.text or "" for t in q.iter(W + "t")) for q in c)
        for c in part
        if c.get(W + "author") == AUTHOR
    }
    open_, on_words = set(), dict.fromkeys(said, "")
    for element in main.iter(etree.Element):
        if element.tag == W + "commentRangeStart":
            open_.add(element.get(W + "id"))
        elif element.tag == W + "commentRangeEnd":
            open_.discard(element.get(W + "id"))
        struck = element.getparent() is not None and element.getparent().find(f"{W}rPr/{W}strike") is not None
        words = {W + "t": element.text or "", W + "tab": "\t", W + "br": "\n"}.get(element.tag, "")
        if words and not struck:
            for key in open_ & set(said):
                on_words[key] += words
    return {key: (said[key], on_words[key]) for key in said}


def plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").replace("\u00a0", " ").split())


@pytest.mark.parametrize("body", HARD.values(), ids=HARD.keys())
def test_a_comment_stands_on_the_very_words(tmp_path: Path, body: str) -> None:
    path = build(tmp_path / "draft.docx", p(r("Section F")) + body + p(r("The end.")))
    out, _ = annotated(path, on(read(path), "regular support"))
    summary, note = anchored(out).values()
    assert plain(note[1]) == "regular support"
    assert "On “regular support”." in note[0]
    assert plain(summary[1]) == "Section F"


@pytest.mark.parametrize("body", HARD.values(), ids=HARD.keys())
def test_nothing_but_comments_is_changed(tmp_path: Path, body: str) -> None:
    path = build(tmp_path / "draft.docx", p(r("Section F")) + body + p(r("The end.")))
    out, _ = annotated(path, on(read(path), "regular support"))
    before, after = read(path), read(out)
    assert [(b.text, b.style, b.cell, b.where) for b in after.blocks] == [
        (b.text, b.style, b.cell, b.where) for b in before.blocks
    ]
    assert [(c.kind, c.text) for c in after.changes] == [(c.kind, c.text) for c in before.changes]
    assert [x for x in problems(out) if x not in problems(path)] == []
    with zipfile.ZipFile(path) as first, zipfile.ZipFile(out) as second:
        changed = [n for n in first.namelist() if first.read(n) != second.read(n)]
    assert set(changed) <= {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
        "word/comments.xml",
    }


def test_comments_may_stand_within_and_across_each_other(tmp_path: Path) -> None:
    path = build(tmp_path / "draft.docx", p(r("He will have regular support"), r(" in class, as needed.", "<w:b/>")))
    quotes = ("He will have regular support in class, as needed.", "regular support", "support in class", "needed")
    out, _ = annotated(path, on(read(path), *quotes))
    told = {said.split("“")[1].split("”")[0]: words for said, words in list(anchored(out).values())[1:]}
    assert told == {q: q for q in quotes}
    assert problems(out) == []


def test_comments_that_the_draft_has_are_kept_as_they_are(tmp_path: Path) -> None:
    path = build(tmp_path / "draft.docx", p(r("He will have regular support.")), comments=("Please check.", "Ask mum."))
    out, _ = annotated(path, on(read(path), "regular support"))
    opened = docx.Document(str(out))
    assert [c.text for c in opened.comments][:2] == ["Please check.", "Ask mum."]
    assert {c.author for c in opened.comments} == {"Pat", "Golden Thread"}
    assert [words for _, words in anchored(out).values()] == ["He will have regular support.", "regular support"]
    assert [x for x in problems(out) if x not in problems(path)] == []


def test_findings_on_the_same_words_share_a_comment_the_gravest_first(tmp_path: Path) -> None:
    path = build(tmp_path / "draft.docx", p(r("He will have regular support.")))
    low = on(read(path), "regular support", severity="low", check="jargon.unexplained")
    high = on(read(path), "regular support", severity="high")
    both = low.model_copy(update={"findings": (*low.findings, *high.findings)})
    out, _ = annotated(path, both)
    notes = list(anchored(out).values())[1:]
    assert len(notes) == 1
    assert notes[0][0].splitlines()[0] == "High: Provision, Unexplained terms"


def vague_bullet(tmp_path: Path) -> tuple[Path, Assessment]:
    text = "Ana will have access to support, with regular breaks, and a quiet room where possible."
    path = build(tmp_path / "draft.docx", p(r(text[:30]), r(text[30:])) + p(r("Weekly as required.")))
    made = on(read(path), "access to", "regular", "where possible", "as required")
    told = {"regular": "Say how many times a week.", "where possible": "Say that it will happen."}
    same = {"item": "F1", "message": "This leaves the reader to guess."}
    findings = [
        f.model_copy(update={**same, "suggestion": told.get(f.quote, "Say what will be done.")}) for f in made.findings
    ]
    return path, made.model_copy(update={"findings": tuple(findings)})


def test_each_vague_word_of_a_bullet_has_a_comment_and_only_the_first_says_why(tmp_path: Path) -> None:
    out, _ = annotated(*vague_bullet(tmp_path))
    _, (said, words), *others, (_, last) = anchored(out).values()
    assert (words, last) == ("access to", "as required")
    assert others == [
        ("Also vague (F1): Say how many times a week.", "regular"),
        ("Also vague (F1): Say that it will happen.", "where possible"),
    ]
    assert "This leaves the reader to guess. Say what will be done." in said
    assert "2 more in F1 are marked, with what to write." in said


def test_vague_words_without_room_for_a_comment_are_named_in_the_first_of_their_item(tmp_path: Path) -> None:
    out, _ = annotated(*vague_bullet(tmp_path), most=3)
    _, (said, words), *others = anchored(out).values()
    assert words == "access to"
    assert [on_words for _, on_words in others] == ["regular", "as required"]
    assert "• “where possible”: Say that it will happen." in said
    assert "1 more in F1 is marked, with what to write." in said
    assert said.count("This leaves the reader to guess.") == 1


def test_no_more_comments_than_a_writer_can_take_in_and_the_rest_is_told(tmp_path: Path) -> None:
    words = [f"regular support number {i:02}" for i in range(30)]
    path = build(tmp_path / "draft.docx", "".join(p(r(w)) for w in words))
    low = on(read(path), *words, severity="low")
    grave = low.findings[-1].model_copy(update={"severity": "high", "check": "statement.missing_d"})
    out, _ = annotated(path, low.model_copy(update={"findings": (*low.findings[:-1], grave)}), most=10)
    (summary, _), *notes = anchored(out).values()
    assert len(notes) == 10
    assert words[-1] in [on_words for _, on_words in notes]
    assert "30 things to look at (1 high, 29 low)" in summary
    assert "20 more have no comment, being of less weight or of a kind that is shown:" in summary
    assert (
        "• Provision: “regular support number 09”, “regular support number 10”, “regular support number 11”" in summary
    )
    assert "and 8 more." in summary


def test_a_ninth_of_a_kind_gives_way_to_the_first_of_another(tmp_path: Path) -> None:
    words = [f"regular support number {i:02}" for i in range(12)]
    path = build(tmp_path / "draft.docx", "".join(p(r(w)) for w in (*words, "SNAP-IV")))
    many, other = on(read(path), *words), on(read(path), "SNAP-IV", severity="medium", check="jargon.unexplained")
    out, _ = annotated(path, many.model_copy(update={"findings": (*many.findings, *other.findings)}), most=9)
    assert [w for _, w in list(anchored(out).values())[1:]] == [*words[:8], "SNAP-IV"]


def test_a_comment_says_what_to_write_instead_and_what_is_said_already(tmp_path: Path) -> None:
    path = build(tmp_path / "draft.docx", p(r("Regular support from a TA, weekly.")))
    made = on(read(path), "Regular support")
    item = made.plan.provision[0].model_copy(
        update={
            "elements": {"kind": "delivery", "who": ["TA"], "often": ["weekly"], "long": [], "group": "", "ratio": ""}
        }
    )
    plan = made.plan.model_copy(update={"provision": (item,)})
    findings = tuple(f.model_copy(update={"item": "F1"}) for f in made.findings)
    out, _ = annotated(path, made.model_copy(update={"plan": plan, "findings": findings}))
    note = list(anchored(out).values())[1][0]
    assert "It says who (TA); how often (weekly). It does not say with how many, how long each time." in note
    assert (
        "To write instead: [Who, with what training] will [do what: name the programme, or say each step] with Zeb,"
        in note
    )


def test_a_draft_without_findings_says_that_it_is_to_be_read_all_the_same(tmp_path: Path) -> None:
    path = build(tmp_path / "draft.docx", p(r("Section A")))
    out, _ = annotated(path, assessment(findings=[]))
    ((said, words),) = anchored(out).values()
    assert (words, "Nothing was found" in said) == ("Section A", True)


def test_comments_bear_the_day_of_the_assessment_not_of_the_clock(tmp_path: Path) -> None:
    path = build(tmp_path / "draft.docx", p(r("He will have regular support.")))
    out, _ = annotated(path, on(read(path), "regular support"))
    assert {c.timestamp for c in docx.Document(str(out)).comments} == {dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)}


WORDS = st.text(alphabet="abcdé ,.’", min_size=1, max_size=12).filter(lambda t: t.strip())
PIECES = st.lists(
    st.one_of(
        WORDS.map(r),
        WORDS.map(lambda t: r(t, "<w:b/>")),
        WORDS.map(lambda t: INS.format(r(t))),
        WORDS.map(lambda t: control(r(t))),
        WORDS.map(lambda t: f'<w:hyperlink w:anchor="x">{r(t)}</w:hyperlink>'),
        st.tuples(WORDS, WORDS).map(lambda t: f"<w:r><w:t>{t[0]}</w:t><w:tab/><w:t>{t[1]}</w:t><w:br/></w:r>"),
        st.just(DEL),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(pieces=PIECES, cuts=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=5))
def test_any_part_of_any_paragraph_bears_a_comment_on_its_own_words(
    pieces: list[str], cuts: list[tuple[float, float]]
) -> None:
    with tempfile.TemporaryDirectory() as held:
        path = build(Path(held) / "draft.docx", p(r("Section F")) + p(*pieces))
        document = read(path)
        if len(document.body) < 2:
            return
        block = document.body[1]
        spans = {Span(block.index, *sorted((round(a * len(block.text)), round(b * len(block.text))))) for a, b in cuts}
        spans = {
            s
            for s in spans
            if block.text[s.start : s.end].strip() and any(o.start < s.end and o.end > s.start for o in block.origins)
        }
        notes = Notes(tuple(Note(s, (), (f"{s.start} {s.end}",)) for s in spans), ("Summary",))
        out = Path(held) / "out.docx"
        assert annotate_word(path, document, notes, out, made=MADE) == len(spans)
        for said, words in list(anchored(out).values())[1:]:
            start, end = map(int, said.split())
            assert plain(words) == plain(block.text[start:end])
        assert [b.text for b in read(out).blocks] == [b.text for b in document.blocks]
        assert [x for x in problems(out) if x not in problems(path)] == []
