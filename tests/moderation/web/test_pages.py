"""What the pages show and do, form by form."""

from collections.abc import Callable
from io import BytesIO

import pytest
from sqlalchemy import event, text

from checks.assessment import EvidenceEntry, FactsEntry
from extractors.document import Block, Document
from extractors.document import Cell as Table
from moderation import queue
from moderation.answers import review_lines
from moderation.database.engine import Database
from moderation.permissions import Actor
from moderation.settings import DeskSettings
from moderation.states import State
from moderation.web.app import create_app
from moderation.web.assets import luminance
from moderation.web.marking import Mark, Span, cut, find, mark
from moderation.web.paper import paper
from tests.moderation.build import CHILD, NO_C, NOW, assessment, documents
from tests.moderation.conftest import Staff
from tests.moderation.web.conftest import Browser, Reader
from tests.moderation.work import review_whole, start


def add(desk: Database, people_of: Staff, name: str, **more) -> str:
    with desk.writing() as session:
        made = assessment(name, child=CHILD.model_copy(update={"name": name}), **more)
        return queue.add_case(session, people_of.manager, made, documents(name), now=NOW).reference


def test_the_queue_shows_what_needs_a_person_most_first_and_filters(
    desk: Database, people_of: Staff, moderator: Browser
) -> None:
    calm = add(desk, people_of, "calm", facts=FactsEntry(team="South"))
    grave = add(desk, people_of, "grave", findings=(NO_C,), facts=FactsEntry(team="North", primary_need="Autism"))
    page = moderator.text("/plans")
    assert page.index(grave) < page.index(calm)
    assert "Section C or D missing" in page
    for question, there in (("missing_c_d=yes", {grave}), ("team=South", {calm}), ("need=Autism", {grave}),
                            ("state=signed_off", set()), (f"text={calm[3:7].lower()}", {calm}),
                            ("assigned=nobody", {grave, calm}), ("state=nonsense&page=x", {grave, calm})):  # fmt: skip
        page = moderator.text(f"/plans?{question}")
        assert {c for c in (calm, grave) if f"/plans/{c}" in page} == there, question


def test_a_page_of_the_queue_or_the_review_asks_the_database_as_often_however_much_there_is(
    desk: Database, people_of: Staff, moderator: Browser
) -> None:
    asked: list[str] = []
    event.listen(desk.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    first = add(desk, people_of, "first")
    review = start(desk, people_of.moderator, first)

    def questions(address: str) -> int:
        moderator.text(address)
        asked.clear()
        moderator.text(address)
        return len(asked)

    few = questions("/plans"), questions(f"/reviews/{review}/plan/F")
    for n in range(12):
        add(desk, people_of, f"more {n}")
    with desk.reading() as session:
        lines = review_lines(session, people_of.moderator, review)
    for line in lines[:40]:
        value = "yes" if line.draft and line.draft.answer == "yes" else "3"
        moderator.post(f"/reviews/{review}/answer", {"form": "plan", "line": line.line, "value": value, "revision": 0})
    assert (questions("/plans"), questions(f"/reviews/{review}/plan/F")) == few
    assert max(few) <= 8


def test_a_plan_is_given_to_somebody_and_comes_back_to_nobody(
    desk: Database, people_of: Staff, manager: Browser, waiting: str
) -> None:
    assert manager.post(f"/plans/{waiting}/assign", {"person": str(people_of.second.id)}).status_code == 302
    assert "Given to Sal Reed" in manager.text("/plans")
    manager.post(f"/plans/{waiting}/assign", {"person": ""})
    assert "Given to Sal Reed" not in manager.text("/plans")
    assert manager.post(f"/plans/{waiting}/assign", {"person": "x"}).status_code == 404


def test_a_returned_plan_tells_its_writer_what_to_do(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], writer: Browser
) -> None:
    with desk.writing() as session:
        case = queue.add_case(session, people_of.writer, assessment(), documents(), now=NOW).reference
    start(desk, people_of.moderator, case)
    moderator = browser_of(people_of.moderator)
    assert "Give the reason" in moderator.post(f"/plans/{case}/return", follow_redirects=True).text
    moderator.post(f"/plans/{case}/return", {"reason": "Say who gives the therapy."})
    assert "Say who gives the therapy." in writer.text("/check")


def test_hidden_drafts_are_nowhere_on_the_page_until_they_are_answered(
    desk: Database, people_of: Staff, moderator: Browser
) -> None:
    told = tuple(
        a.model_copy(
            update={"why": f"Because of {a.line}!", "evidence": (EvidenceEntry(section="B", quote="reading"),)}
        )
        for a in assessment().answers
    )
    made = assessment().model_copy(update={"answers": told})
    with desk.writing() as session:
        case = queue.add_case(session, people_of.manager, made, documents(), now=NOW).reference
    review = start(desk, people_of.moderator, case)
    with desk.reading() as session:
        hidden = [x.line for x in review_lines(session, people_of.moderator, review) if x.hidden]
    assert 7 <= len(hidden) <= 9  # 12 % of 64
    for line in hidden:
        page = moderator.text(f"/reviews/{review}/plan/{line.split('.')[0]}")
        assert f"Because of {line}!" not in page
        assert f'id="words-{line.replace(".", "-")}-1"' not in page
    line = hidden[0]
    answer = moderator.post(
        f"/reviews/{review}/answer",
        {"form": "plan", "line": line, "value": "not_applicable", "revision": 0, "hidden": "yes"},
        headers={"Accept": "application/json"},
    ).get_json()
    assert f"Because of {line}!" in answer["shown"]
    assert f"Because of {line}!" in moderator.text(f"/reviews/{review}/plan/{line.split('.')[0]}")


def test_a_line_saved_elsewhere_meanwhile_is_told_and_not_overwritten(
    desk: Database, people_of: Staff, moderator: Browser, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    line = {"form": "plan", "line": "F.provision.defined", "revision": 0}
    wants = {"Accept": "application/json"}
    assert moderator.post(f"/reviews/{review}/answer", line | {"value": "2"}, headers=wants).status_code == 200
    second = moderator.post(f"/reviews/{review}/answer", line | {"value": "5"}, headers=wants)
    assert (second.status_code, second.get_json()["value"]) == (409, "2")
    plain = {"value:F.provision.defined": "4", "revision:F.provision.defined": "0", "comment:F.provision.defined": "",
             "value:F.provision.resources": "3", "revision:F.provision.resources": "0"}  # fmt: skip
    page = moderator.post(f"/reviews/{review}/plan/F", plain, follow_redirects=True).text
    assert "2 stands there now; you had chosen 4" in page
    with desk.reading() as session:
        stands = {x.line: x.value for x in review_lines(session, people_of.moderator, review)}
    assert (stands["F.provision.defined"], stands["F.provision.resources"]) == ("2", "3")


def test_a_value_that_a_line_does_not_take_is_refused(
    desk: Database, people_of: Staff, moderator: Browser, waiting: str
) -> None:
    review = start(desk, people_of.moderator, waiting)
    for line, value in (("F.provision.defined", "6"), ("F.provision.defined", "yes"), ("no.such.line", "1")):
        answer = moderator.post(f"/reviews/{review}/answer", {"form": "plan", "line": line, "value": value})
        assert answer.status_code in (400, 404)


def test_guidance_written_by_the_lead_stands_beside_the_line(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], moderator: Browser, waiting: str
) -> None:
    lead = browser_of(people_of.lead)
    words = "Minutes, how often a week, and <who>."
    lead.post("/guidance/ehcp/F.provision.quantified", {"text": words, "revision": "0"})
    late = lead.post("/guidance/ehcp/F.provision.quantified", {"text": "Other words", "revision": "0"})
    assert late.status_code == 409
    review = start(desk, people_of.moderator, waiting)
    page = moderator.text(f"/reviews/{review}/plan/F")
    assert "Minutes, how often a week, and &lt;who&gt;." in page


def test_an_administrator_makes_and_changes_people_and_cannot_lock_themselves_out(
    browser_of: Callable[[Actor], Browser], people_of: Staff
) -> None:
    admin = browser_of(people_of.administrator)
    told = {"username": "New.Person", "name": "New Person", "roles": ["moderator"], "new": "a long enough password"}
    assert admin.post("/people/new", told).status_code == 302
    assert "new.person" in admin.text("/people")
    short = admin.post("/people/new", told | {"username": "other2", "new": "short"})
    assert (short.status_code, "at least 12 characters" in short.text) == (400, True)
    me = people_of.administrator.id
    answer = admin.post(f"/people/{me}", {"name": "Ada Quill", "roles": ["writer"], "active": "yes"})
    assert "cannot switch yourself off" in answer.text


def test_settings_are_shown_without_secrets(browser_of: Callable[[Actor], Browser], people_of: Staff) -> None:
    page = browser_of(people_of.administrator).text("/settings")
    assert "hidden_share" in page
    assert "notify.smtp.password" in page
    assert "sqlite:///" not in page


def test_the_log_says_who_did_what_and_no_name_of_a_child(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], waiting: str
) -> None:
    review_whole(desk, people_of.moderator, waiting)
    page = browser_of(people_of.administrator).text(f"/log?subject={waiting}")
    assert "review.submitted" in page
    assert "Amina" not in page
    assert "Okafor" not in page


def test_agreement_is_shown_with_and_without_sight_of_the_draft(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], waiting: str
) -> None:
    review_whole(desk, people_of.moderator, waiting, 4)
    page = browser_of(people_of.lead).text("/agreement?by=group&since=2020-01-01&until=nonsense")
    assert "drafts they had seen" in page
    assert "100%" in page  # every score within one point of its draft
    assert "The same: draft hidden" in page
    assert "No drift beyond chance was found" in page


def test_drift_is_flagged_on_the_page_as_in_the_papers(
    desk: Database, people_of: Staff, browser_of: Callable[[Actor], Browser], waiting: str
) -> None:
    review_whole(desk, people_of.moderator, waiting, 3)
    with desk.writing() as session:
        session.execute(text("UPDATE reviews SET submitted_at = '2026-10-15 09:00:00.000000'"))
    review_whole(desk, people_of.moderator, add(desk, people_of, "another"), 5)
    page = browser_of(people_of.lead).text("/agreement?since=2026-11-01&until=2026-11-30")
    assert "1 November 2026 to 30 November 2026, beside 2 October 2026 to 31 October 2026" in page
    assert "Agreement with the drafts has drifted (All answers, draft in sight)" in page


def test_a_draft_that_is_tried_out_is_seen_by_its_writer_alone_until_it_is_sent(
    desk: Database, people_of: Staff, writer: Browser, moderator: Browser, browser_of: Callable[[Actor], Browser]
) -> None:
    files = {"plan": (BytesIO(b"a draft"), "C:\\plans\\..\\Mina's plan.docx")}
    answer = writer.post("/check", files)
    assert answer.status_code == 302
    address = answer.location
    page = writer.text(address)
    assert "Mina&#39;s plan" in page
    assert "The form as the program drafts it" in page
    for other in (moderator, browser_of(people_of.other_writer), browser_of(people_of.manager)):
        assert other.get(address).status_code == 404
    sent = writer.post(f"{address}/send")
    assert moderator.get(sent.location).status_code == 200
    with desk.reading() as session:
        assert queue.count_states(session, people_of.moderator) == {State.QUEUED: 1}


def test_a_file_that_is_refused_leaves_nothing_behind(desk: Database, people_of: Staff, writer: Browser) -> None:
    page = writer.post("/check", {"plan": (BytesIO(b"damaged"), "plan.docx")}, follow_redirects=True).text
    assert "The file is damaged. Save it afresh." in page
    with desk.reading() as session:
        assert queue.count_states(session, people_of.writer) == {}


def test_files_are_given_as_downloads_and_never_as_pages(manager: Browser, waiting: str) -> None:
    answer = manager.get(f"/plans/{waiting}/files/1")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.data == b"plan one"
    assert "Content-Security-Policy" in answer.headers


def test_the_page_of_a_pdf_is_drawn_with_the_quotes_that_stand_on_it(
    desk: Database, people_of: Staff, manager: Browser, reader: Reader
) -> None:
    quoted = tuple(
        a.model_copy(update={"evidence": (EvidenceEntry(section="F", quote=f"words of {a.line}", page=2),)})
        for a in assessment().answers[:2]
    )
    made = assessment().model_copy(update={"answers": quoted})
    made = made.model_copy(update={"documents": (made.documents[0].model_copy(update={"format": "pdf", "pages": 3}),)})
    with desk.writing() as session:
        case = queue.add_case(session, people_of.manager, made, {"plan.docx": b"%PDF-1.7"}, now=NOW).reference
    assert "page 2 of 3" in manager.text(f"/plans/{case}/documents/0?page=2")
    drawn = manager.get(f"/plans/{case}/documents/0/pages/2.png")
    assert (drawn.content_type, drawn.headers["Cache-Control"]) == ("image/png", "no-store")
    assert reader.asked == [tuple(f"words of {a.line}" for a in sorted(quoted, key=lambda a: a.line))]


def test_quotes_are_found_whatever_white_space_stands_between_their_words() -> None:
    text = "By July 2028\nTariq  will climb the stairs."
    assert find(text, "July 2028 Tariq will") == (3, 24)
    assert find(text, "not there") is None
    assert find(text, "  ") is None


def test_overlapping_marks_share_their_words_and_lose_none() -> None:
    text = "Regular opportunities to practise, as required."
    marks = [
        Mark("Regular opportunities", "a", "evidence", "1", "Evidence for line 1", "#l1"),
        Mark("opportunities to practise", "b", "high", "!1", "Finding 1", "#f1"),
        Mark("nowhere", "c", "low"),
    ]
    marked = mark(text, marks)
    assert marked.found == {"a", "b"}
    assert marked.html.striptags().replace("1 ", " ").replace("!", "").replace("1", "") == text
    assert marked.html.count("<mark") == 3
    assert 'class="high">opportunities<' in marked.html


def test_markup_is_escaped_wherever_it_is_marked() -> None:
    bad = '<b>&"x"</b> and more'
    assert "<b>" not in mark(bad, [Mark("<b>&", '"><i>', "high", "<u>", "<u>", '"><u>')]).html
    assert "<b>" not in cut(bad, [Span(0, 5, "low", '"><i>')])
    assert "<i>" not in cut(bad, [Span(0, 5, "low", '"><i>')])


@pytest.mark.parametrize("colour", ["#000000", "#1d4f91", "#757575", "#777777", "#aaaaaa", "#ffdd00", "#ffffff"])
def test_text_stands_out_on_any_council_s_colour(desk: Database, colour: str) -> None:
    app = create_app(desk, DeskSettings(council_colour=colour), secret="s" * 40)
    ink = app.test_client().get("/council.css").text.split("--on-council:")[1][:7]
    dark, light = sorted((luminance(colour), luminance(ink)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_pre_filled_form_is_not_given_to_those_who_still_read_blind(
    desk: Database, people_of: Staff, moderator: Browser, manager: Browser
) -> None:
    outputs = {"checklist.docx": b"PK with every draft", "plan-annotated.docx": b"PK with findings"}
    with desk.writing() as session:
        case = queue.add_case(session, people_of.manager, assessment(), documents(), outputs=outputs, now=NOW).reference
    assert moderator.get(f"/plans/{case}/files/2").status_code == 404
    assert "checklist.docx" not in moderator.text(f"/plans/{case}")
    assert moderator.get(f"/plans/{case}/files/3").data == b"PK with findings"
    assert manager.get(f"/plans/{case}/files/2").data == b"PK with every draft"
    review_whole(desk, people_of.moderator, case)
    assert moderator.get(f"/plans/{case}/files/2").status_code == 200


def test_a_table_keeps_its_empty_cells_and_the_cells_that_reach_across_and_down() -> None:
    def block(text: str, row: int, column: int, down: int = 1, across: int = 1) -> Block:
        block.index += 1
        return Block(block.index, text, cell=Table(0, row, column, down, across))

    block.index = -1
    told = Document("plan.docx", "", "docx", (
        block("Title", 0, 0, across=3), block("Need", 1, 0, down=2), block("Outcome", 1, 2), block("Second", 2, 1),
    ))  # fmt: skip
    (table,) = paper(told, ())
    shown = [[("".join(str(p.html) for p in c.parts), c.row_span, c.column_span) for c in row] for row in table.rows]
    assert shown == [
        [("Title", 1, 3)],
        [("Need", 2, 1), ("", 1, 1), ("Outcome", 1, 1)],
        [("Second", 1, 1), ("", 1, 1)],
    ]
