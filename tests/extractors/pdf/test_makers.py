"""Plans printed by a browser, which lays down letters and tables in its own way, are read as their Word files are."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from extractors.document import Where
from extractors.readers import read
from flows.evaluation.tally import Tally
from tests.extractors.plan.test_layouts import written
from tests.layouts.measure import hold_document
from tests.layouts.web import web_page

FORMS = (
    "one_table_per_area",
    "national_whole",
    "label_left_text_right",
    "statutory_headings",
    "numbered_rows_per_area",
)
MEAN, WORST, ITEMS = 0.98, 0.9, 0.9
UNRULED = 0.95  # over the forms that hold tables: what stands beside what is then a reading
STAMP = (
    '<div style="position: fixed; top: 40%; left: 10%; transform: rotate(-45deg); font: bold 110pt sans-serif; '
    'color: #ddd">DRAFT</div>'
)
SIDE = (
    '<div style="position: fixed; top: 45%; left: 0; width: 0; white-space: nowrap; font-size: 8pt; '
    'transform: rotate(-90deg)">OFFICIAL - SENSITIVE</div>'
)
HOUSES = {
    "plain": ("", ""),
    "landscape": ("@page { size: A4 landscape }", ""),
    "titles spaced out": ("h1, h2, h3 { letter-spacing: 3pt }", ""),
    "justified": ("p, li, td { text-align: justify; hyphens: auto }", ""),
    "small and close": ('body { font: 10pt/1.1 "Liberation Serif", serif } p { margin: 0 0 2pt }', ""),
    "white on dark": ("h1, h2 { background: #1d4f91; color: #fff; padding: 4pt } thead td { background: #ddd }", ""),
    "a watermark": ("", STAMP),
    "words up the margin": ("@page { margin-left: 8mm } body { padding-left: 10mm }", SIDE),
}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not on this machine"),
]


@pytest.mark.parametrize(("style", "before"), HOUSES.values(), ids=HOUSES)
def test_a_plan_printed_by_a_browser_is_read(style: str, before: str, chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    for name in FORMS:
        plan, word = written(name, "osric", tmp_path)
        page.set_content(web_page(word, style=style, before=before))
        sheet = tmp_path / f"{name}.pdf"
        page.pdf(path=str(sheet), prefer_css_page_size=True, print_background=True)
        document = read(sheet)
        held = hold_document(plan, document)
        assert held.mean >= MEAN, (name, held.sections)
        assert min(held.sections.values()) >= WORST, (name, held.sections)
        for kind, tally in held.items.items():
            assert tally.f1 >= ITEMS, (name, kind, tally)
        if before:
            aside = " ".join(b.text for b in document.blocks if b.where is not Where.BODY)
            assert "OFFICIAL" in aside or "DRAFT" in aside
    page.close()


@pytest.mark.parametrize(
    "style",
    [
        "td { border: 0 !important; padding: 3pt 9pt 6pt 0 }",
        "td { border: 0 !important; border-bottom: .75pt solid #888 !important }",
        "td { border: 0 !important } tr:nth-child(even) td { background: #eef }",
    ],
    ids=["columns by their places alone", "level rules alone", "rows shaded by turns"],
)
def test_tables_without_upright_rules_are_read(style: str, chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    means, items = [], Tally()
    for name in (*FORMS, "west_sussex"):
        plan, word = written(name, "osric", tmp_path)
        page.set_content(web_page(word, style=style))
        page.pdf(path=str(tmp_path / f"{name}.pdf"), prefer_css_page_size=True, print_background=True)
        held = hold_document(plan, read(tmp_path / f"{name}.pdf"))
        means.append(held.mean)
        items = sum(held.items.values(), items)
    page.close()
    assert sum(means) / len(means) >= UNRULED
    assert items.f1 >= ITEMS


def test_pages_in_two_columns_of_running_text_are_read_one_after_the_other(chromium: Browser, tmp_path: Path) -> None:
    page = chromium.new_page()
    for name in ("typed_numbers", "plain_prose", "west_sussex"):
        plan, word = written(name, "osric", tmp_path)
        page.set_content(web_page(word, style="body { column-count: 2; column-gap: 10mm } table { font-size: 9pt }"))
        page.pdf(path=str(tmp_path / f"{name}.pdf"), prefer_css_page_size=True)
        held = hold_document(plan, read(tmp_path / f"{name}.pdf"))
        assert held.mean >= MEAN, (name, held.sections)
    page.close()


def test_names_and_page_numbers_that_the_browser_prints_over_and_under_the_words_are_kept_apart(
    chromium: Browser, tmp_path: Path
) -> None:
    plan, word = written("plain_prose", "osric", tmp_path)
    page = chromium.new_page()
    page.set_content(web_page(word))
    page.pdf(
        path=str(tmp_path / "plan.pdf"), prefer_css_page_size=True, display_header_footer=True,
        header_template='<div style="font-size: 8pt; width: 100%; text-align: center">Osric Tanaka-Byrne</div>',
        footer_template='<div style="font-size: 8pt; width: 100%; text-align: center">Page <span class="pageNumber">'
        '</span> of <span class="totalPages"></span></div>',
    )  # fmt: skip
    page.close()
    document = read(tmp_path / "plan.pdf")
    assert {b.where for b in document.blocks if b.text == "Osric Tanaka-Byrne"} == {Where.HEADER}
    assert not [b for b in document.body if b.text.startswith("Page ")]
    assert hold_document(plan, document).mean >= MEAN
