"""A page of a PDF as a picture, with a box around each quoted passage. Run by a worker: PDFium reads files from
outside, and is not made for threads.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from extractors.errors import ReadError

DOTS = 110 / 72  # pixels for each point: a printed page about 900 pixels wide
WIDEST = 2400  # pixels; a poster's page is drawn smaller
BOX = (195, 33, 12)
LEAST = 8  # characters of a quote worth boxing: shorter ones occur all over the page


def draw(content: bytes, page: int, quotes: Sequence[str]) -> bytes:
    """The page (counted from 1) as PNG. Raises ``ReadError`` for a page that is not there or a damaged file."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise ReadError("pdf.damaged", "This PDF cannot be opened, so its page cannot be shown.") from error
    try:
        if not 1 <= page <= len(document):
            raise ReadError("pdf.no_such_page", "The document has no such page.")
        paper = document[page - 1]
        width, height = paper.get_size()
        scale = min(DOTS, WIDEST / max(width, height, 1))
        image = paper.render(scale=scale).to_pil().convert("RGB")
        pen = ImageDraw.Draw(image, "RGBA")
        for left, bottom, right, top in boxes(paper, quotes):
            corners = (left * scale - 2, (height - top) * scale - 2, right * scale + 2, (height - bottom) * scale + 2)
            if corners[0] < corners[2] and corners[1] < corners[3]:
                pen.rectangle(corners, fill=(255, 221, 0, 70), outline=(*BOX, 255), width=2)
        return _png(image)
    finally:
        document.close()


def boxes(paper: pdfium.PdfPage, quotes: Sequence[str]) -> list[tuple[float, float, float, float]]:
    """Where quotes stand on a page: left, bottom, right, top in points, one for each line of a quote. A scanned page
    has no text, so no boxes.
    """
    words = paper.get_textpage()
    try:
        count = words.count_chars()
        text = "".join(chr(pdfium.raw.FPDFText_GetUnicode(words, i)) for i in range(count))
        found = []
        for quote in quotes:
            pattern = r"\s+".join(map(re.escape, quote.split()))
            if len(quote) < LEAST or not pattern:
                continue
            for match in re.finditer(pattern, text):
                rectangles = words.count_rects(match.start(), match.end() - match.start())
                found += [words.get_rect(i) for i in range(rectangles)]
        return found
    finally:
        words.close()


def _png(image: Image.Image) -> bytes:
    held = io.BytesIO()
    image.quantize(64).save(held, "PNG", optimize=False)
    return held.getvalue()
