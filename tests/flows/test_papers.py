"""The trends page and the board's papers come from the desk or from a batch, for the period that is asked for."""

import datetime as dt
from pathlib import Path

import pytest

from flows.command import ALL, WRONG_COMMAND, main
from flows.papers import DeskSource
from moderation import queue
from moderation.database.engine import Database
from moderation.database.migrate import migrate
from moderation.permissions import COMMAND_LINE
from reports.trends.compare import Period
from tests.moderation.build import NOW, assessment, documents

NOVEMBER = Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30))


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A desk with one plan of November 2026."""
    url = f"sqlite:///{tmp_path}/desk.db"
    database = Database(url)
    migrate(database)
    with database.writing() as session:
        queue.add_case(session, COMMAND_LINE, assessment(), documents(), now=NOW)
    database.close()
    monkeypatch.setenv("GOLDENTHREAD_DESK__DATABASE_URL", url)
    return url


def test_only_plans_of_the_period_count(url: str) -> None:
    database = Database(url)
    source = DeskSource(database)
    assert len(source.records(NOVEMBER)) == 1
    assert source.records(NOVEMBER.before) == []
    database.close()


def test_the_page_and_the_paper_are_written(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "new" / "trends.html"
    assert main(["trends", "--period", "2026-Q4", "--out", str(page)]) == ALL
    assert "1 October 2026 to 31 December 2026" in page.read_text(encoding="utf-8")
    assert main(["board-report", "--period", "2026-11/2026-12", "--out", str(tmp_path / "board")]) == ALL
    assert sorted(f.name for f in (tmp_path / "board").iterdir()) == [
        "board-two-months-2026-11.docx",
        "board-two-months-2026-11.pdf",
    ]
    assert "Amina" not in capsys.readouterr().out


def test_a_period_without_plans_is_told_in_a_sentence(
    url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["trends", "--period", "2020", "--out", str(tmp_path / "trends.html")]) == WRONG_COMMAND
    assert capsys.readouterr().err.strip().endswith("[trends.nothing]")
    assert not (tmp_path / "trends.html").exists()
