"""How well each layout is read as Word, as PDF from Word, as a scan of that PDF, and as PDF from a browser.

``python -m benchmarks.layouts pdf`` or ``… scan --child osric --only letters_alone west_sussex --keep FOLDER``. It prints
the word F1 of each layout's sections, the mean and the worst, and the F1 of its needs, outcomes and provision; the worst
layouts first. LibreOffice prints the PDFs. ``--keep`` holds the printed files and what text recognition gave for each
picture, so that a second run repeats only what comes after it; ``--part 2/10`` takes every tenth layout from the second.
``browser`` prints the layouts' plain words and tables by Chromium, in the house given by ``--house``.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from extractors.readers import read
from extractors.readers.pdf import ocr
from flows.evaluation.tally import Tally
from tests.extractors.plan.test_layouts import LAYOUTS, written
from tests.layouts.measure import Held, hold_document
from tests.layouts.scan import scan
from tests.layouts.web import web_page
from tests.layouts.writer import Plan

HOUSES = {
    "ruled": "",
    "unruled": "td { border: 0 !important; padding: 3pt 9pt 6pt 0 }",
    "level": "td { border: 0 !important; border-bottom: .75pt solid #888 !important }",
    "columns": "body { column-count: 2; column-gap: 10mm } table { font-size: 9pt }",
}
KINDS = ("needs", "outcomes", "provision")


def main() -> None:
    """Print the table."""
    asked = _asked()
    names = asked.only or list(LAYOUTS)
    if asked.part:
        first, step = (int(n) for n in asked.part.split("/"))
        names = names[first - 1 :: step]
    with tempfile.TemporaryDirectory() as folder:
        keep = Path(asked.keep or folder) / asked.child
        keep.mkdir(parents=True, exist_ok=True)
        plans = (
            web_printed(names, asked.child, keep, HOUSES[asked.house])
            if asked.form == "browser"
            else printed(names, asked.child, keep, words=asked.form == "docx")
        )
        ocr.engine = _Kept(keep)
        held = {}
        for name, (plan, path) in plans.items():
            file = path
            if asked.form == "scan":
                file = path.with_suffix(".scan.pdf")
                if not file.exists():
                    scan(path, file)
            begun = time.process_time()
            document = read(file)
            print(f"{name}: {document.pages} pages, {time.process_time() - begun:.1f} s", file=sys.stderr)
            held[name] = hold_document(plan, document)
    show(held)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("form", choices=("docx", "pdf", "scan", "browser"))
    parser.add_argument("--child", default="osric")
    parser.add_argument("--only", nargs="*", choices=list(LAYOUTS), metavar="LAYOUT")
    parser.add_argument("--house", default="ruled", choices=list(HOUSES))
    parser.add_argument("--part", metavar="N/OF")
    parser.add_argument("--keep", metavar="FOLDER")
    return parser.parse_args()


def printed(names: Sequence[str], child: str, folder: Path, *, words: bool) -> dict[str, tuple[Plan, Path]]:
    """Each layout written as Word and, unless the words are wanted, printed as PDF."""
    plans = {name: written(name, child, folder) for name in names}
    if words:
        return plans
    wanted = [path for _, path in plans.values() if not path.with_suffix(".pdf").exists()]
    if wanted:
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf",
                 "--outdir", str(folder), *map(str, wanted)],
                check=True, capture_output=True, timeout=1200,
            )  # fmt: skip
    return {name: (plan, path.with_suffix(".pdf")) for name, (plan, path) in plans.items()}


def web_printed(names: Sequence[str], child: str, folder: Path, style: str) -> dict[str, tuple[Plan, Path]]:
    """Each layout's words and tables printed by a browser. What a web page has no like for (content controls, text boxes,
    tracked changes) is lost on the way, so those layouts tell nothing.
    """
    from playwright.sync_api import sync_playwright  # the tests' browser

    plans = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for name in names:
            plan, word = written(name, child, folder)
            page.set_content(web_page(word, style=style))
            sheet = word.with_suffix(".web.pdf")
            page.pdf(path=str(sheet), prefer_css_page_size=True, print_background=True)
            plans[name] = (plan, sheet)
        browser.close()
    return plans


def show(held: dict[str, Held]) -> None:
    """The layouts, the worst first, then all together."""
    print(f"{'layout':44}{'mean':>7}{'worst':>8}      needs  outc.  prov.")
    for name, one in sorted(held.items(), key=lambda pair: pair[1].mean):
        worst = min(one.sections, key=lambda letter: one.sections[letter])
        items = "".join(f"{one.items[kind].f1:7.3f}" for kind in KINDS)
        extra = f"  not there: {' '.join(one.extra)}" if one.extra else ""
        print(f"{name:44}{one.mean:7.3f}{one.sections[worst]:7.3f} {worst:4}{items}{extra}")
    means = [one.mean for one in held.values()]
    worst_of_all = min(min(one.sections.values()) for one in held.values())
    totals = {kind: sum((one.items[kind] for one in held.values()), Tally()) for kind in KINDS}
    print(
        f"{len(held)} layouts: sections {sum(means) / len(means):.3f}, the worst layout {min(means):.3f}, "
        f"the worst section {worst_of_all:.3f}; "
        + ", ".join(f"{kind} {tally.f1:.3f}" for kind, tally in totals.items())
        + f"; all items {sum(totals.values(), Tally()).f1:.3f}"
    )


class _Read(NamedTuple):
    """What recognition gave for one picture."""

    boxes: Any
    txts: Any
    scores: Any
    word_results: Any


class _Kept:
    """Text recognition that remembers: the same picture is not read twice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._real = ocr.engine

    def __call__(self) -> Any:  # noqa: ANN401  stands in for rapidocr, which has no types
        return self._read

    def _read(self, picture: Any, **how: Any) -> _Read:  # noqa: ANN401
        key = hashlib.sha256(picture.tobytes() + repr(sorted(how.items())).encode()).hexdigest()[:24]
        file = self._folder / f"{key}.read"
        if file.exists():
            return _Read(*pickle.loads(file.read_bytes()))  # noqa: S301  its own file
        found = self._real()(picture, **how)
        kept = _Read(found.boxes, found.txts, found.scores, found.word_results)
        file.write_bytes(pickle.dumps(tuple(kept)))
        return kept


if __name__ == "__main__":
    main()
