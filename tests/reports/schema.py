"""What the published schemas of Office files say of one: every element, attribute and value of every part.

The schemas are those of Microsoft's Open XML SDK (ISO/IEC 29500 transitional with the extensions of Word and Excel),
as openxml-audit carries them. ``ooxml.problems`` tells what schemas cannot: parts, ids, anchors, names of styles.
"""

from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity

# Parts that the SDK wants in every document and ISO/IEC 29500-1, 11.3 does not: Word makes its own.
NOT_NEEDED = ("relationships/fontTable' is missing", "relationships/theme' is missing")


def schema_faults(path: Path, *, sense: bool = True) -> list[str]:
    """Everything in the file that its schema does not allow, each as "part: what". Extensions that the file marks as
    ignorable are ignored, as Word does. Unknown attributes are found on elements that have any of their own.
    ``sense`` asks too whether what is allowed makes sense (parts that go together, ids that are there).
    """
    # A new validator for each file: what one has counted in a file it keeps by the file's place in memory.
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019, max_errors=1000, semantic_validation=sense)
    found = validator.validate(path).errors
    told = (str(e) for e in found if e.severity is ValidationSeverity.ERROR)
    return [fault for fault in told if not any(known in fault for known in NOT_NEEDED)]
