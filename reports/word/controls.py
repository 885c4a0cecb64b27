"""Content controls: drop-down lists with an answer chosen, boxes to write in, and words that nobody edits by mistake.

Each control bears a tag, by which a filled-in form is read back (``reports.read_form``).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from reports.word.markup import escape, run

CHOICE, COMMENT, WHY = "", "comment:", "why:"  # what stands before a line's id in a tag


def drop_down(tag: str, title: str, choices: Sequence[tuple[str, str]], chosen: str) -> str:
    """A list of choices (shown, stored) with one chosen, in a paragraph. It cannot be deleted by accident."""
    items = "".join(f'<w:listItem w:displayText="{escape(s)}" w:value="{escape(v)}"/>' for s, v in choices)
    shown = next((shown for shown, stored in choices if stored == chosen), chosen)
    return _control(tag, title, f"<w:dropDownList>{items}</w:dropDownList>", run(shown, bold=True), "sdtLocked")


def text_box(tag: str, title: str, prompt: str) -> str:
    """A place to write in, showing a prompt until somebody does."""
    shown = f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{escape(prompt)}</w:t></w:r>'
    return _control(tag, title, '<w:text w:multiLine="1"/>', shown, prompt=True)


def fixed(tag: str, title: str, content: str) -> str:
    """Runs that are read but not edited: the program's own words, told apart from what people add."""
    return _control(tag, title, "<w:richText/>", content, "sdtContentLocked", quiet=True)


def _control(
    tag: str, title: str, kind: str, content: str, lock: str = "", *, prompt: bool = False, quiet: bool = False
) -> str:
    # An id is any number that no other control has; from the tag, so that the same form is the same file.
    number = zlib.crc32(tag.encode()) & 0x7FFFFFFF
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(title)}"/><w:tag w:val="{escape(tag)}"/><w:id w:val="{number}"/>'
        + (f'<w:lock w:val="{lock}"/>' if lock else "")
        + ("<w:showingPlcHdr/>" if prompt else "")
        + ('<w15:appearance w15:val="hidden"/>' if quiet else "")
        + f"{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
