"""Files from outside that are honest in every size they declare, break no limit on what a file may be, and still cost
far more to read than any document should. Each answers its path.
"""

import io
import random
import zipfile
from pathlib import Path

import docx

BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def word_of_many_paragraphs(path: Path) -> Path:
    """A Word file of 400 kB: four hundred thousand paragraphs of one figure each."""
    chance = random.Random(4)
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    return _word(path, "".join(line.format(chance.randrange(10)) for _ in range(400_000)))


def word_of_one_row(path: Path) -> Path:
    """A Word file of 140 kB: a table of one row, of fifty thousand cells merged over some columns each."""
    chance = random.Random(4)
    cell = (
        '<w:tc><w:tcPr><w:gridSpan w:val="{}"/><w:vMerge w:val="restart"/></w:tcPr>'
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    )
    cells = "".join(cell.format(chance.randrange(1, 9), chance.randrange(10)) for _ in range(50_000))
    return _word(path, f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")


def pdf_of_forms_in_forms(path: Path) -> Path:
    """A PDF of 2 kB: a page that draws a form ten times, which draws another ten times, and so on: 10⁹ lines."""
    depth, font = 9, "<</Font <</F 3 0 R>>>>"
    objects = {
        1: "<</Type /Catalog /Pages 2 0 R>>",
        2: "<</Type /Pages /Kids [4 0 R] /Count 1>>",
        3: "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
        4: "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</XObject <</X 6 0 R>>>>>>",
        5: _stream("", "/X Do\n"),
    }
    for n in range(6, 6 + depth):
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</XObject <</X {n + 1} 0 R>>>>"
        objects[n] = _stream(form, "/X Do\n" * 10)
    last = f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {font}"
    objects[6 + depth] = _stream(last, "BT /F 11 Tf 50 700 Td (Section B) Tj ET\n")
    path.write_bytes(_pdf(objects))
    return path


def _word(path: Path, body: str) -> Path:
    plain = io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as given, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            out.writestr(name, BODY.format(body) if name == "word/document.xml" else given.read(name))
    return path


def _stream(entries: str, content: str) -> str:
    return f"<<{entries} /Length {len(content)}>>\nstream\n{content}endstream"


def _pdf(objects: dict[int, str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, text in objects.items():
        places[number] = len(out)
        out += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("ascii")
    out += b"".join(f"{places[n]:010d} 00000 n \n".encode("ascii") for n in sorted(places))
    out += f"trailer\n<</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode("ascii")
    return bytes(out)
