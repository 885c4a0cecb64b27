"""A form that was printed and scanned is read as it was written: three of the layouts here, all of them by
``python -m benchmarks.layouts scan``.
"""

import importlib.util
import shutil
from pathlib import Path

import pytest

from benchmarks.layouts import printed
from extractors.readers import read
from tests.layouts.measure import hold_document
from tests.layouts.scan import scan

FORMS = ("one_table_per_area", "wide_provision_with_setting_and_review", "numbered_lists")
MEAN, WORST, ITEMS = 0.97, 0.9, 0.9


@pytest.mark.ocr
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("rapidocr") is None, reason="the ocr extra is not installed")
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
def test_scanned_layouts_are_read(tmp_path: Path) -> None:
    for name, (plan, sheet) in printed(FORMS, "tomos", tmp_path, words=False).items():
        document = read(scan(sheet, tmp_path / f"{name}.scan.pdf"))
        assert document.format == "scan"
        assert all(block.certainty < 1 for block in document.body)
        held = hold_document(plan, document)
        assert held.mean >= MEAN, (name, held.sections)
        assert min(held.sections.values()) >= WORST, (name, held.sections)
        for kind, tally in held.items.items():
            assert tally.f1 >= ITEMS, (name, kind, tally)
