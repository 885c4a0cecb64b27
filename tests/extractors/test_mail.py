"""An e-mail's attachments are the case's documents; what is no document is told."""

import email
import email.message
import email.policy
import io
import zipfile
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.readers import read
from extractors.readers.limits import mail_kind
from extractors.readers.mail import attachments
from extractors.reading import read_case
from tests.extractors.compound import compound_file

SAMPLES = Path(__file__).resolve().parent.parent.parent / "sample_docs" / "c12"


def mail(path: Path, files: dict[str, bytes]) -> Path:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Subject"] = "senco@example.org", "sen@example.org", "Advice"
    message["Date"] = "Mon, 23 Nov 2026 10:00:00 +0000"
    message.set_content("Please find the advice attached.")
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    path.write_bytes(message.as_bytes())
    return path


def outlook(path: Path, files: dict[str, bytes]) -> Path:
    """A message as Outlook saves it, by the streams that MS-OXMSG names."""
    streams = {"__properties_version1.0": bytes(32)}
    for number, (name, data) in enumerate(files.items()):
        folder = f"__attach_version1.0_#{number:08X}"
        streams[f"{folder}/__substg1.0_3707001F"] = name.encode("utf-16-le")
        streams[f"{folder}/__substg1.0_37010102"] = data
    path.write_bytes(compound_file(streams))
    return path


def note() -> bytes:
    return next(SAMPLES.glob("School*.docx")).read_bytes()


@pytest.mark.parametrize(("make", "name"), [(mail, "advice.eml"), (outlook, "advice.msg")])
def test_attached_documents_are_read_with_the_plan(make, name: str, tmp_path: Path) -> None:
    plan = next(SAMPLES.glob("EHCP*.docx"))
    attached = make(tmp_path / name, {"School info.docx": note(), "logo.png": b"\x89PNG", "../../up.docx": note()})
    case = read_case("c12", [plan, attached])
    assert not case.failures
    assert [d.file for d in case.case.documents] == [plan.name, "School info.docx", "up.docx"]
    assert len(case.case.advice) == 2


def test_a_mail_without_documents_is_told(tmp_path: Path) -> None:
    file = mail(tmp_path / "empty.eml", {"logo.png": b"\x89PNG"})
    assert mail_kind(file) == "eml"
    with pytest.raises(ReadError) as told:
        attachments(file, "eml")
    assert told.value.code == "mail.nothing_attached"


def test_a_torn_attachment_costs_itself(tmp_path: Path) -> None:
    plan = next(SAMPLES.glob("EHCP*.docx"))
    file = mail(tmp_path / "advice.eml", {"School info.docx": note(), "torn.docx": note()[:3000]})
    case = read_case("c12", [plan, file])
    assert [(f.file, f.code) for f in case.failures] == [("advice.eml: torn.docx", "docx.truncated")]
    assert len(case.case.advice) == 1


def test_a_mail_given_alone_says_where_to_put_it(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as told:
        read(mail(tmp_path / "plan.eml", {"plan.docx": note()}))
    assert told.value.code == "mail.not_alone"


def test_a_picture_says_what_to_do_with_it(tmp_path: Path) -> None:
    plan = next(SAMPLES.glob("EHCP*.docx"))
    (tmp_path / "page.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    case = read_case("c12", [plan, tmp_path / "page.jpg"])
    (failure,) = case.failures
    assert failure.code == "file.picture"
    assert failure.reason == "page.jpg is a picture. Save it as a PDF and it is read as a scan."


def archive(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    return held.getvalue()


@pytest.mark.parametrize("make", [mail, outlook], ids=["eml", "msg"])
def test_what_cannot_be_opened_is_told_with_what_to_do(make, tmp_path: Path) -> None:
    plan = next(SAMPLES.glob("EHCP*.docx"))
    attached = make(
        tmp_path / "advice.mail",
        {
            "reports.zip": archive({"School info.docx": note()}),
            "winmail.dat": b"\x78\x9f\x3e\x22" + bytes(60),
            "page 1.jpg": b"\xff\xd8\xff\xe0" + bytes(60_000),
            "image001.png": b"\x89PNG" + bytes(60_000),
            "invite.ics": b"BEGIN:VCALENDAR",
            "School info.docx": note(),
        },
    )
    case = read_case("c12", [plan, attached])
    assert [(f.file.split(": ")[1], f.code) for f in case.failures] == [
        ("reports.zip", "file.archive"), ("winmail.dat", "mail.winmail"), ("page 1.jpg", "file.picture"),
    ]  # fmt: skip
    assert all(f.reason.endswith(".") and f.reason.count(". ") <= 1 for f in case.failures)
    assert len(case.case.advice) == 1


@pytest.mark.parametrize("make", [mail, outlook], ids=["eml", "msg"])
def test_two_attachments_of_one_name_are_two_documents(make, tmp_path: Path) -> None:
    attached = make(tmp_path / "advice.mail", {"report.docx": note()})
    if make is outlook:
        streams = {"__properties_version1.0": bytes(32)}
        for number in range(2):
            folder = f"__attach_version1.0_#{number:08X}"
            streams[f"{folder}/__substg1.0_3707001F"] = "report.docx".encode("utf-16-le")
            streams[f"{folder}/__substg1.0_37010102"] = note()
        attached.write_bytes(compound_file(streams))
    else:
        message = email.message_from_bytes(attached.read_bytes(), policy=email.policy.SMTP)
        message.add_attachment(note(), maintype="application", subtype="octet-stream", filename="report.docx")
        attached.write_bytes(message.as_bytes())
    kind = mail_kind(attached)
    assert kind
    assert [name for name, _ in attachments(attached, kind)] == ["report.docx", "report (2).docx"]


def test_a_message_within_a_message_is_opened(tmp_path: Path) -> None:
    inner = mail(tmp_path / "inner.eml", {"School info.docx": note()})
    message = email.message_from_bytes(mail(tmp_path / "outer.eml", {}).read_bytes(), policy=email.policy.SMTP)
    message.add_attachment(email.message_from_bytes(inner.read_bytes(), policy=email.policy.SMTP))
    (tmp_path / "outer.eml").write_bytes(message.as_bytes())
    saved = mail(tmp_path / "saved.eml", {"inner.eml": inner.read_bytes()})
    inside = "__attach_version1.0_#00000000/__substg1.0_3701000D"
    folder = f"{inside}/__attach_version1.0_#00000000"
    streams = {
        "__properties_version1.0": bytes(32),
        f"{inside}/__properties_version1.0": bytes(24),
        f"{folder}/__substg1.0_3707001E": b"School info.docx",
        f"{folder}/__substg1.0_37010102": note(),
    }
    (tmp_path / "outer.msg").write_bytes(compound_file(streams))
    plan = next(SAMPLES.glob("EHCP*.docx"))
    for file in (tmp_path / "outer.eml", saved, tmp_path / "outer.msg"):
        case = read_case("c12", [plan, file])
        assert not case.failures
        assert [d.file for d in case.case.documents] == [plan.name, "School info.docx"], file.name


def test_a_document_without_a_name_is_named_by_its_kind(tmp_path: Path) -> None:
    file = mail(tmp_path / "advice.eml", {"plan.pdf": b"%PDF-1.7"})
    data = (
        file.read_bytes().replace(b'filename="plan.pdf"', b"").replace(b"application/octet-stream", b"application/pdf")
    )
    file.write_bytes(data)
    assert [name for name, _ in attachments(file, "eml")] == ["attachment.pdf"]
