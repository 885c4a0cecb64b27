"""What a file from outside may be, told before it is opened: its kind by content, its size, its honesty.

Limits are those of the engineering handbook ("Files from outside"). ``CODES`` lists every code that
reading can give, with what it means.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

from extractors.errors import ReadError

FILE_BYTES = 20_000_000
ENTRIES = 2_000
DECLARED_BYTES = 200_000_000
PART_BYTES = 50_000_000
RATIO = 100
RATIO_FROM = 1_000_000
PDF_PAGES = 300
TEXT_CHARACTERS = 2_000_000

CODES = {
    "file.missing": "the file is not there",
    "file.empty": "the file holds nothing",
    "file.too_large": "the file, or what it unpacks to, is larger than the limits",
    "file.unreadable": "the operating system would not give the file",
    "file.picture": "a picture, such as a photograph of a page",
    "file.archive": "a zip archive or another archive of files",
    "file.not_a_document": "the content is no Word, PDF or other known document",
    "docx.truncated": "a Word file that is cut short or damaged",
    "docx.password": "a Word file with a password",
    "docx.macros": "a Word file with macros",
    "docx.bomb": "a file made to unpack to far more than it says",
    "docx.unsafe_names": "a package with part names that point outside it",
    "doc.needs_libreoffice": "an old Word, OpenDocument or rich text file, with no LibreOffice here to convert it",
    "convert.failed": "LibreOffice could not convert the file",
    "pdf.encrypted": "a PDF with a password",
    "pdf.damaged": "a PDF that cannot be opened",
    "pdf.too_long": "a PDF with more pages than the limit",
    "scan.needs_ocr": "a scanned document, with text recognition not installed",
    "text.too_long": "more text than any plan holds",
    "mail.damaged": "an e-mail that cannot be read",
    "mail.not_alone": "an e-mail given where one document was wanted",
    "mail.winmail": "attachments as Outlook packs them for itself (winmail.dat)",
    "mail.nothing_attached": "an e-mail with no document attached",
    "reader.killed": "reading took too long or too much memory",
}

BROKEN = (  # what a torn or spoilt package makes zipfile raise: a name that is no UTF-8 is a ValueError
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OSError,
)  # fmt: skip
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"II*\x00", b"MM\x00*", b"BM")
_ARCHIVES = (b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b")
_WINMAIL = b"\x78\x9f\x3e\x22"  # MS-OXTNEF 2.1.3.1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(path: Path) -> str:
    """What a file is: "docx", "pdf", "doc", "odt", "rtf", "eml" or "msg", told by content.

    Raises ``ReadError`` where the file is none of them, empty, missing or too large.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError as error:
        raise ReadError("file.missing", f"{path.name} is not there any more.") from error
    except OSError as error:
        raise ReadError("file.unreadable", f"{path.name} could not be opened; check who may read it.") from error
    if not size:
        raise ReadError("file.empty", f"{path.name} is empty. Save it again and try once more.")
    if size > FILE_BYTES:
        raise ReadError("file.too_large", f"{path.name} is larger than 20 MB. Save it with smaller pictures.")
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _package(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if _is_mail(head):
        return "eml"
    if head.startswith(_PICTURES) or head[4:12] in (b"ftypheic", b"ftypmif1"):
        raise ReadError("file.picture", f"{path.name} is a picture. Save it as a PDF and it is read as a scan.")
    if head.startswith(_ARCHIVES):
        raise _archive(path)
    if head.startswith(_WINMAIL):
        raise ReadError(
            "mail.winmail",
            f"{path.name} holds attachments that only Outlook can unpack. Ask the sender for the documents themselves.",
        )
    raise ReadError(
        "file.not_a_document",
        f"{path.name} is not a Word or PDF document, whatever its name says. Save it as Word or PDF and try again.",
    )


def mail_kind(path: Path) -> str | None:
    """Which e-mail a file is, "eml" or "msg", where a file is an e-mail. Raises as ``kind_of``."""
    kind = kind_of(path)
    return kind if kind in ("eml", "msg") else None


def _archive(path: Path) -> ReadError:
    return ReadError(
        "file.archive", f"{path.name} is an archive. Unpack it and put its documents in the case's folder themselves."
    )


def _package(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            entries = package.infolist()
            _check_entries(path, entries)
            names = {entry.filename for entry in entries}
            if "mimetype" in names and package.read("mimetype")[:60].startswith(
                b"application/vnd.oasis.opendocument.text"
            ):
                return "odt"
    except BROKEN as error:
        raise ReadError(
            "docx.truncated", f"{path.name} is damaged or cut short. Ask for the file again, or save it afresh."
        ) from error
    if any(name.endswith("vbaProject.bin") for name in names):
        raise ReadError("docx.macros", f"{path.name} holds macros. Save it as a plain Word document (.docx).")
    if "word/document.xml" in names or ("[Content_Types].xml" in names and any(n.startswith("word/") for n in names)):
        return "docx"
    if "[Content_Types].xml" not in names and "mimetype" not in names:
        raise _archive(path)
    raise ReadError(
        "file.not_a_document", f"{path.name} is not a Word document, whatever its name says. Save it as Word or PDF."
    )


def _check_entries(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    """Hold a package's declared sizes against the limits; ``zipfile`` itself stops at a lie."""
    declared = sum(entry.file_size for entry in entries)
    too_much = len(entries) > ENTRIES or declared > DECLARED_BYTES or any(e.file_size > PART_BYTES for e in entries)
    swollen = any(e.file_size > RATIO_FROM and e.file_size > RATIO * max(1, e.compress_size) for e in entries)
    if too_much or swollen:
        raise ReadError("docx.bomb", f"{path.name} unpacks to far more than a document should, so it was not opened.")
    if any(e.filename.startswith(("/", "\\")) or ".." in e.filename.replace("\\", "/").split("/") for e in entries):
        raise ReadError("docx.unsafe_names", f"{path.name} holds parts with unsafe names, so it was not opened.")


def _compound(path: Path) -> str:
    """An OLE file: an old Word document, a message, or a Word document with a password."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadError("docx.password", f"{path.name} has a password. Save a copy without one and try again.")
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    raise ReadError(
        "file.not_a_document", f"{path.name} is not a document that can be read here. Save it as Word or PDF."
    )


def _is_mail(head: bytes) -> bool:
    starts = (
        b"from:",
        b"received:",
        b"return-path:",
        b"delivered-to:",
        b"mime-version:",
        b"message-id:",
        b"date:",
        b"to:",
    )
    lines = head.lower().splitlines()[:40]
    return sum(any(line.startswith(s) for s in starts) for line in lines) >= 3


def check_length(path: Path, characters: int) -> None:
    """Refuse more text than any plan holds."""
    if characters > TEXT_CHARACTERS:
        raise ReadError("text.too_long", f"{path.name} holds more than two million characters, so it was not read.")
