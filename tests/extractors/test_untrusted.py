"""Files from strangers: every fault has its own code and one sentence, and nothing but the program's own errors comes out."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.errors import ReadError
from extractors.readers import limits, read
from tests.extractors.pdf.build import Sheet, save


def word(**parts: bytes) -> bytes:
    """A small Word file, with some of its parts put in or replaced."""
    plain = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Section B: special educational needs")
    document.save(plain)
    held = io.BytesIO()
    named = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            out.writestr(name, named.pop(name, None) or given.read(name))
        for name, data in named.items():
            out.writestr(name, data)
    return held.getvalue()


BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'


def bomb() -> bytes:
    return word(word__media=b"0" * 60_000_000)


def swollen() -> bytes:
    return word(word__media=b"0" * 3_000_000)


def many_entries() -> bytes:
    held = io.BytesIO(word())
    with zipfile.ZipFile(held, "a") as package:
        for n in range(limits.ENTRIES + 1):
            package.writestr(f"word/media/{n}.txt", b"")
    return held.getvalue()


def names_outside() -> bytes:
    held = io.BytesIO(word())
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("../../outside.xml", b"<a/>")
    return held.getvalue()


def macros() -> bytes:
    held = io.BytesIO(word())
    with zipfile.ZipFile(held, "a") as package:
        package.writestr("word/vbaProject.bin", b"attribute")
    return held.getvalue()


def lying_header() -> bytes:
    data = bytearray(word())
    at = data.find(b"PK\x01\x02")
    while at >= 0:  # every size in the package's directory says less than is there
        data[at + 24 : at + 28] = (1).to_bytes(4, "little")
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def name_that_is_no_text() -> bytes:
    data = bytearray(word(**{"word__médias": b"words"}))
    name = "word/médias".encode()
    at = data.rfind(name)
    data[at + 6 : at + 8] = b"\xf6\xf6"  # said to be UTF-8, and is not
    return bytes(data)


def long_text_node() -> bytes:
    run = b"<w:p><w:r><w:t>" + random.Random(4).randbytes(5_500_000).hex().encode() + b"</w:t></w:r></w:p>"
    return word(word__document_xml=BODY % run)


def torn_xml() -> bytes:
    return word(word__document_xml=b"<w:document")


def password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


def too_large() -> bytes:
    return b"%PDF-1.4\n" + bytes(limits.FILE_BYTES)


@pytest.mark.parametrize(
    ("make", "codes"),
    [
        (bomb, {"docx.bomb"}),
        (swollen, {"docx.bomb"}),
        (many_entries, {"docx.bomb"}),
        (names_outside, {"docx.unsafe_names"}),
        (macros, {"docx.macros"}),
        (lying_header, {"docx.truncated"}),
        (name_that_is_no_text, {"docx.truncated"}),
        (long_text_node, {"docx.truncated", "text.too_long"}),
        (torn_xml, {"docx.truncated"}),
        (password, {"docx.password"}),
        (too_large, {"file.too_large"}),
        (lambda: b"", {"file.empty"}),
        (lambda: b"only words", {"file.not_a_document"}),
    ],
)
def test_a_hostile_file_has_its_own_code(make: Callable[[], bytes], codes: set[str], tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(make())
    with pytest.raises(ReadError) as told:
        read(file)
    assert told.value.code in codes
    assert told.value.code in limits.CODES
    assert told.value.sentence.startswith("plan.docx")
    assert told.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("limit", "least", "code"),
    [
        ("FILE_BYTES", 2_000, "file.too_large"),
        ("ENTRIES", 3, "docx.bomb"),
        ("DECLARED_BYTES", 20_000, "docx.bomb"),
        ("PART_BYTES", 2_000, "docx.bomb"),
        ("RATIO", 1, "docx.bomb"),
        ("TEXT_CHARACTERS", 20, "text.too_long"),
    ],
)
def test_each_limit_alone_refuses_what_the_others_let_through(
    limit: str, least: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(word())
    assert read(file).blocks
    monkeypatch.setattr(limits, "RATIO_FROM", 1_000)
    monkeypatch.setattr(limits, limit, least)
    with pytest.raises(ReadError) as told:
        read(file)
    assert told.value.code == code


def test_an_entity_bomb_and_an_outside_entity_open_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the council's own secret", encoding="utf-8")
    head = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "%s"><!ENTITY x SYSTEM "%s">]>' % (
        b"&a;" * 50,
        secret.as_uri().encode(),
    )
    body = BODY % b"<w:p><w:r><w:t>Section B &b;&x;</w:t></w:r></w:p>"
    file = tmp_path / "plan.docx"
    file.write_bytes(word(word__document_xml=head + body))
    code, words = _read(file)
    assert code is None or code in limits.CODES
    assert "secret" not in words
    assert "haha" not in words


def test_a_pdf_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as told:
        read(save(tmp_path / "long.pdf", [Sheet()] * (limits.PDF_PAGES + 1)))
    assert told.value.code == "pdf.too_long"


def test_a_table_of_five_thousand_rows_is_read(tmp_path: Path) -> None:
    row = b"<w:tr><w:tc><w:p><w:r><w:t>need</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>help</w:t></w:r></w:p></w:tc></w:tr>"
    file = tmp_path / "plan.docx"
    file.write_bytes(word(word__document_xml=BODY % (b"<w:tbl>" + row * 5000 + b"</w:tbl>")))
    assert len(read(file).blocks) == 10_000


def _only_our_errors(data: bytes, folder: Path, name: str) -> None:
    file = folder / name
    file.write_bytes(data)
    code, words = _read(file)
    assert code is None or code in limits.CODES
    assert "\x00" not in words


def _read(file: Path) -> tuple[str | None, str]:
    """The code of the error that a file gives, or none, and its words."""
    try:
        return None, "\n".join(b.text for b in read(file).blocks)
    except ReadError as error:
        return error.code, ""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7\n", b"{\\rtf", b"From: a\nTo: b\nDate: c\n\n"]),
)
def test_any_bytes_give_a_document_or_one_of_our_errors(data: bytes, head: bytes, tmp_path: Path) -> None:
    if not head.startswith(b"{\\rtf"):  # rich text starts LibreOffice, which is slow
        _only_our_errors(head + data, tmp_path, "any.docx")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), share=st.sampled_from([0.0005, 0.01]))
def test_a_spoilt_word_or_pdf_file_gives_a_document_or_one_of_our_errors(
    seed: int, share: float, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    sheet = Sheet()
    sheet.text(50, 100, "Section B: special educational needs")
    for name, data in (("a.docx", word()), ("a.pdf", save(tmp_path / "whole.pdf", [sheet]).read_bytes())):
        spoilt = bytearray(data)
        for _ in range(max(1, int(len(spoilt) * share))):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        _only_our_errors(bytes(spoilt), tmp_path, name)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_word_markup_in_any_order_is_read(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    tags = "p r t tbl tr tc sdt sdtContent ins del moveFrom moveTo hyperlink fldSimple smartTag tab br rPr vanish strike pPr numPr txbxContent".split()

    def grow(depth: int) -> str:
        tag = chance.choice(tags)
        inner = "".join(grow(depth - 1) for _ in range(chance.randrange(4))) if depth else "words"
        return f"<w:{tag}>{inner}</w:{tag}>"

    _only_our_errors(word(word__document_xml=BODY % grow(6).encode()), tmp_path, "any.docx")
