"""Reading and splitting stay within their budget of time, and memory stays flat however many plans a worker reads."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from extractors.plan import read_plan
from extractors.readers import read
from tests.truth import SAMPLES

BUDGET = 0.15  # CPU-seconds for 6,000 words
GROWTH = 8.0  # MB from the 200th document to the 1,000th

WORKER = """
import re, resource, sys, zipfile
from pathlib import Path
from extractors.plan import likeness, read_plan
from extractors.readers import read
source, folder = Path(sys.argv[1]), Path(sys.argv[2])
parts = {name: zipfile.ZipFile(source).read(name) for name in zipfile.ZipFile(source).namelist()}
now = lambda: int(Path('/proc/self/statm').read_text().split()[1]) * resource.getpagesize() / 1e6
for number in range(1000):
    copy = folder / 'plan.docx'
    with zipfile.ZipFile(copy, 'w') as made:
        for name, data in parts.items():
            if name == 'word/document.xml':  # other words each time, so that nothing is met twice
                other = rb'\\g<1>q%d ' % number
                data = re.sub(rb'>[^<>]{5,}<', lambda m: re.sub(rb'([a-z]{4}) ', other, m[0]), data)
            made.writestr(name, data)
    document = read(copy)
    likeness(document), read_plan(document)
    if number == 199:
        before = now()
print(now() - before)
"""


@pytest.mark.slow
def test_a_plan_of_six_thousand_words_is_read_and_split_within_the_budget() -> None:
    path = next((SAMPLES / "c12").glob("EHCP*.docx"))
    read_plan(read(path))
    begun = time.process_time()
    document = read(path)
    read_plan(document)
    assert (time.process_time() - begun) * 6000 / document.words <= BUDGET


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_is_flat_over_a_thousand_plans_in_one_worker(tmp_path: Path) -> None:
    path = next((SAMPLES / "c08").glob("EHCP*.docx"))
    run = [sys.executable, "-c", WORKER, str(path), str(tmp_path)]
    done = subprocess.run(run, check=True, capture_output=True, text=True, timeout=1800)
    assert float(done.stdout) <= GROWTH
