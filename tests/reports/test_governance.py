"""The governance papers: made from what is in use, valid Word, places to fill in, and a leaflet that families can read."""

import datetime as dt
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from checks.forms.authority import Authority
from checks.registry import every_code
from flows.command import main
from models.readability import ease
from reports.governance.configuration import HEADINGS, Configuration, always_left, configuration, read_docstring
from reports.governance.paper import load_paper, paper_text, write_paper
from tests.reports.made import ADVICE_FORM, PLAN_FORM
from tests.reports.ooxml import W, problems

PAPERS = ("transparency", "dpia", "leaflet")
MADE = dt.date(2026, 11, 23)
VERSIONS = {"program": "9.8.7", "form": "ehcp/2", "models": "thread/abc"}


def used(**authority) -> Configuration:
    return configuration(
        PLAN_FORM, ADVICE_FORM, VERSIONS, Authority.model_validate(authority), made=MADE,
        desk=[("Lines whose draft is hidden at first", "12%, drawn at random")], figures=["8 cases of known truth"],
    )  # fmt: skip


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(t.text or "\n" for t in p.iter(W + "t", W + "br")) for p in body.iter(W + "p"))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("papers")
    made = {name: folder / f"{name}.docx" for name in PAPERS}
    for name, path in made.items():
        write_paper(name, used(council="Northmoor", checks={"leave_out": ["language.hard_to_read"]}), path)
    return made


@pytest.mark.parametrize("name", PAPERS)
def test_word_objects_to_nothing_and_no_name_is_left_unfilled(papers: dict[str, Path], name: str) -> None:
    assert problems(papers[name]) == []
    text = text_of(papers[name])
    assert "Northmoor" in text
    assert not re.findall(r"\{\w+\}", text)


def test_the_record_has_both_tiers_and_all_five_sections(papers: dict[str, Path]) -> None:
    text = text_of(papers["transparency"])
    places = [text.index(t) for t in ("Tier 1", *(f"Tier 2, section {n}" for n in range(1, 6)))]
    assert places == sorted(places)


def test_the_record_names_every_check_in_use_and_none_that_is_turned_off(papers: dict[str, Path]) -> None:
    lines = set(text_of(papers["transparency"]).replace(" ", "\n").splitlines())
    assert {c for c in every_code() if c not in lines} == {"language.hard_to_read"} - lines
    assert "language.hard_to_read is turned off." in text_of(papers["transparency"])


def test_the_record_tells_every_line_of_both_forms_and_their_anchors(papers: dict[str, Path]) -> None:
    text = text_of(papers["transparency"])
    assert not [li.id for f in (PLAN_FORM, ADVICE_FORM) for li in f.lines if li.id not in text or li.text not in text]
    name, anchors = next(iter(PLAN_FORM.ladders.items()))
    assert f"{name} (ehcp)" in text
    assert f"2 from {anchors[0]:.0%}, 3 from {anchors[1]:.0%}" in text


def test_what_is_said_changes_with_the_configuration(tmp_path: Path) -> None:
    shorter = PLAN_FORM.model_copy(update={"sections": PLAN_FORM.sections[:2], "version": "77"})
    given = configuration(
        shorter, ADVICE_FORM, VERSIONS, Authority.model_validate({"limits": {"stale_advice_months": 18}}), made=MADE
    )
    write_paper("transparency", given, tmp_path / "t.docx")
    text = text_of(tmp_path / "t.docx")
    assert always_left(shorter) == sum(li.draft.score is None and not li.draft.when for li in shorter.lines)
    assert f"version 77 ({len(shorter.lines)} lines; " in text
    assert "limits: stale_advice_months: 18" in text
    assert "Not measured when this paper was made." in text
    assert "No moderators' desk is set up" in text


def test_measured_figures_and_the_desk_stand_in_both_papers_that_need_them(papers: dict[str, Path]) -> None:
    for name in ("transparency", "dpia"):
        assert "8 cases of known truth" in text_of(papers[name])
        assert "12%, drawn at random" in text_of(papers[name])


def test_the_assessment_has_the_seven_steps_and_a_risk_table(papers: dict[str, Path]) -> None:
    text = text_of(papers["dpia"])
    steps = [text.index(s) for s in ("Step 1", "Step 2", "Step 3", "Step 4", "Steps 5 and 6", "Step 7")]
    assert steps == sorted(steps)
    assert sum(len(p.risks) for p in load_paper("dpia").parts) >= 8


@pytest.mark.parametrize("name", PAPERS)
def test_what_only_the_council_knows_has_a_box_to_write_in(papers: dict[str, Path], name: str) -> None:
    with zipfile.ZipFile(papers[name]) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    boxes = [t.get(W + "val") for t in body.iter(W + "tag")]
    asked = sum(bool(e.fill) for p in load_paper(name).parts for e in p.fields)
    assert sum(b.startswith("fill:") for b in boxes) == asked > 0
    assert len(set(boxes)) == len(boxes)


def test_the_leaflet_is_easy_to_read() -> None:
    read = ease(paper_text("leaflet", used(council="Northmoor")))
    assert read is not None
    assert read.flesch >= 70
    assert read.mean <= 14


def test_the_leaflet_says_what_the_program_does_not_do(papers: dict[str, Path]) -> None:
    text = text_of(papers["leaflet"])
    for said in ("It does not decide anything.", "It can be wrong", "you can still appeal", "15 days"):
        assert said in text


def test_a_docstrings_headings_are_read_whole() -> None:
    purpose, told = read_docstring(
        "What it is\nfor.\n\nLooks for      A thing\n               and more.\nMeasured       9 of 10.\n"
    )
    assert purpose == "What it is for."
    assert told == {"Looks for": "A thing and more.", "Measured": "9 of 10."}
    assert set(told) <= set(HEADINGS)


def test_the_command_writes_all_three(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["governance", "--out", str(tmp_path / "papers")]) == 0
    made = sorted((tmp_path / "papers").iterdir())
    assert [f.suffix for f in made] == [".docx"] * 3
    assert not [p for f in made for p in problems(f)]
    assert "leaflet-for-families.docx" in capsys.readouterr().out


def test_the_command_tells_the_desk_as_it_is_set_and_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "desk.yaml").write_text(
        "database_url: postgresql+psycopg://desk:hunter2@db/desk\nhidden_share: 0.2\nsecret_key: sesame\n",
        encoding="utf-8",
    )
    assert main(["governance", "--out", str(tmp_path / "papers")]) == 0
    text = "".join(text_of(f) for f in (tmp_path / "papers").iterdir())
    assert "20%, drawn at random" in text
    assert "postgresql" in text
    assert "hunter2" not in text
    assert "sesame" not in text
