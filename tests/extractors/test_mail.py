"""An e-mail's attachments are the case's documents; what is no document is told."""

import email.message
import email.policy
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
