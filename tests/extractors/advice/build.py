"""Reports built line by line: "# " a heading, "- " a point, a tuple the cells of a table's row."""

from extractors.document import Block, BlockKind, Cell, Document, Style

Line = str | tuple[str, ...]


def report(*lines: Line, file_format: str = "docx") -> Document:
    """A document of these lines. Rows that follow each other are one table."""
    blocks: list[Block] = []
    table, row, in_table = -1, 0, False
    for line in lines:
        if isinstance(line, tuple):
            table, row = (table, row + 1) if in_table else (table + 1, 0)
            in_table = True
            for column, text in enumerate(line):
                if text:
                    blocks.append(Block(len(blocks), text, cell=Cell(table, row, column)))
            continue
        in_table = False
        kind, text, label = BlockKind.PARAGRAPH, line, ""
        if line.startswith("# "):
            kind, text = BlockKind.HEADING, line[2:]
        elif line.startswith("- "):
            kind, text, label = BlockKind.LIST_ITEM, line[2:], "•"
        level = 1 if kind is BlockKind.HEADING else None
        blocks.append(Block(len(blocks), text, kind, level, label, Style(size=14.0 if level else 11.0)))
    return Document("report.docx", "0" * 64, file_format, tuple(blocks))
