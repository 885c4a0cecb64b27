"""An e-mail's attachments: the documents of a case often arrive in one.

Reads ``.eml`` with Python's own parser and ``.msg`` (Outlook) by the streams that MS-OXMSG names; a message attached to
a message is opened too. The message's own words are not part of the case.
"""

from __future__ import annotations

import email
import email.message
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from extractors.errors import ReadError
from extractors.readers.limits import FILE_BYTES

if TYPE_CHECKING:
    import olefile

READABLE = frozenset({".docx", ".docm", ".dotx", ".pdf", ".doc", ".odt", ".rtf", ".eml", ".msg"})
TOLD = frozenset({".zip", ".7z", ".rar", ".dat", ".jpg", ".jpeg", ".png", ".heic", ".tif", ".tiff", ".bmp"})
SMALL = 40_000  # bytes: a smaller picture is a logo, and no photograph of a page
MOST = 50  # attachments of one e-mail
DEEPEST = 4  # messages within messages
# What torn or spoilt messages make the email package and olefile raise.
_SPOILT = (OSError, ValueError, LookupError, AttributeError, TypeError, RecursionError)
_LOGO = re.compile(r"image\d{3}\.|outlook-|logo", re.IGNORECASE)  # how mail programs name what stands in the text
_NAMED = {  # what a part without a name is
    "application/pdf": "attachment.pdf",
    "application/msword": "attachment.doc",
    "application/rtf": "attachment.rtf",
    "application/vnd.oasis.opendocument.text": "attachment.odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "attachment.docx",
}
# The streams of an attachment (MS-OXMSG 2.2.2): its names, in Unicode or in the sender's own letters, and its bytes.
_NAMES = (
    ("__substg1.0_3707001F", "utf-16-le"), ("__substg1.0_3704001F", "utf-16-le"),
    ("__substg1.0_3707001E", "cp1252"), ("__substg1.0_3704001E", "cp1252"),
)  # fmt: skip
_DATA, _MESSAGE = "__substg1.0_37010102", "__substg1.0_3701000D"


def attachments(path: Path, kind: str) -> tuple[tuple[str, bytes], ...]:
    """What is attached to an e-mail of ``kind`` "eml" or "msg", as name and bytes: its documents, and what may hold
    documents but cannot be read here, so that it is told. No two have one name.

    Raises ``ReadError`` where none is attached or the e-mail cannot be read.
    """
    try:
        found = list(_of_eml(path) if kind == "eml" else _of_msg(path))
    except _SPOILT as error:
        raise ReadError("mail.damaged", f"{path.name} is an e-mail that cannot be read. Save it again.") from error
    documents = [(name, data) for name, data in found if _counts(name, data)]
    if not documents:
        raise ReadError("mail.nothing_attached", f"{path.name} is an e-mail with no Word or PDF document attached.")
    if len(documents) > MOST or sum(len(data) for _, data in documents) > 2 * FILE_BYTES:
        raise ReadError("file.too_large", f"{path.name} holds more attachments than can be read. Save them apart.")
    return tuple(_named_apart(documents))


def _counts(name: str, data: bytes) -> bool:
    """Whether an attachment is a document or may hold one. Logos, calendars and signatures are none."""
    suffix = PurePosixPath(name.lower()).suffix
    if suffix in READABLE:
        return True
    picture = suffix in TOLD and suffix not in (".zip", ".7z", ".rar", ".dat")
    return suffix in TOLD and not (picture and (len(data) < SMALL or _LOGO.search(name)))


def _named_apart(documents: list[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same attachments; a second one of a name is told by a number: "report (2).docx"."""
    seen: dict[str, int] = {}
    for name, data in documents:
        seen[name.lower()] = count = seen.get(name.lower(), 0) + 1
        whole = PurePosixPath(name)
        yield (f"{whole.stem} ({count}){whole.suffix}" if count > 1 else name), data


def _of_eml(path: Path) -> Iterator[tuple[str, bytes]]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for part in message.walk():  # goes through messages within the message too
        inline = part.get_content_disposition() == "inline" and part.get_content_maintype() == "image"
        name = part.get_filename() or _NAMED.get(part.get_content_type(), "")
        data = part.get_payload(decode=True)
        if name and isinstance(data, bytes) and not inline:
            yield _plain(name), data


def _of_msg(path: Path) -> Iterator[tuple[str, bytes]]:
    import olefile  # only Outlook's own format needs it

    with olefile.OleFileIO(str(path)) as store:
        yield from _attached(store, [])


def _attached(store: olefile.OleFileIO, message: list[str]) -> Iterator[tuple[str, bytes]]:
    """The attachments of the message that stands at a place in the store, and those of messages attached to it."""
    if len(message) > 2 * DEEPEST:
        return
    for entry in store.listdir(streams=False, storages=True):
        if len(entry) != len(message) + 1 or entry[:-1] != message or not entry[-1].startswith("__attach"):
            continue
        if store.exists([*entry, _MESSAGE]):
            yield from _attached(store, [*entry, _MESSAGE])
            continue
        name = next(
            (
                store.openstream([*entry, stream]).read().decode(letters, "replace")
                for stream, letters in _NAMES
                if store.exists([*entry, stream])
            ),
            "",
        )
        if name and store.exists([*entry, _DATA]):
            yield _plain(name), store.openstream([*entry, _DATA]).read()


def _plain(name: str) -> str:
    """A file's name without folders."""
    return PurePosixPath(name.replace("\\", "/")).name.strip("\x00 ")
