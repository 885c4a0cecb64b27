"""An e-mail's attachments: the documents of a case often arrive in one.

Reads ``.eml`` with Python's own parser and ``.msg`` (Outlook) by the streams that MS-OXMSG names. The
message's own words are not part of the case.
"""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from extractors.errors import ReadError
from extractors.readers.limits import FILE_BYTES

READABLE = frozenset({".docx", ".docm", ".pdf", ".doc", ".odt", ".rtf"})
MOST = 50  # attachments of one e-mail
_NAME, _SHORT_NAME, _DATA = "__substg1.0_3707001F", "__substg1.0_3704001F", "__substg1.0_37010102"  # MS-OXMSG 2.2.2


def attachments(path: Path, kind: str) -> tuple[tuple[str, bytes], ...]:
    """The documents attached to an e-mail of ``kind`` "eml" or "msg", as name and bytes.

    Raises ``ReadError`` where none is attached or the e-mail cannot be read.
    """
    try:
        found = list(_of_eml(path) if kind == "eml" else _of_msg(path))
    except (OSError, ValueError, LookupError) as error:
        raise ReadError("mail.damaged", f"{path.name} is an e-mail that cannot be read. Save it again.") from error
    documents = [(name, data) for name, data in found if PurePosixPath(name.lower()).suffix in READABLE]
    if not documents:
        raise ReadError("mail.nothing_attached", f"{path.name} is an e-mail with no Word or PDF document attached.")
    if len(documents) > MOST or sum(len(data) for _, data in documents) > 2 * FILE_BYTES:
        raise ReadError("file.too_large", f"{path.name} holds more attachments than can be read. Save them apart.")
    return tuple(documents)


def _of_eml(path: Path) -> Iterator[tuple[str, bytes]]:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    for part in message.walk():
        name = part.get_filename()
        data = part.get_payload(decode=True)
        if name and isinstance(data, bytes):
            yield _plain(name), data


def _of_msg(path: Path) -> Iterator[tuple[str, bytes]]:
    import olefile  # only Outlook's own format needs it

    with olefile.OleFileIO(str(path)) as store:
        for entry in store.listdir(streams=False, storages=True):
            if len(entry) != 1 or not entry[0].startswith("__attach"):
                continue
            name = next(
                (
                    store.openstream([entry[0], stream]).read().decode("utf-16-le")
                    for stream in (_NAME, _SHORT_NAME)
                    if store.exists([entry[0], stream])
                ),
                "",
            )
            if name and store.exists([entry[0], _DATA]):
                yield _plain(name), store.openstream([entry[0], _DATA]).read()


def _plain(name: str) -> str:
    """A file's name without folders."""
    return PurePosixPath(name.replace("\\", "/")).name.strip("\x00 ")
