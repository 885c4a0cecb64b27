"""A tiny writer of OLE compound files (MS-CFB), so that tests can make an Outlook message."""

from __future__ import annotations

import itertools
import struct

SECTOR = 512
LEAST = 4096  # shorter streams would live in the mini stream, which this writer does not make
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
NONE = 0xFFFFFFFF


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, "folder/folder/name" for one in storages. Every stream takes whole sectors."""
    entries: list[list[object]] = [["Root Entry", 5, NONE, b""]]  # name, type, child, data
    folders: dict[str, int] = {"": 0}
    children: dict[int, list[int]] = {0: []}
    for path, data in streams.items():
        *holders, name = path.split("/")
        folder = ""
        for holder in holders:
            outer, folder = folder, f"{folder}/{holder}"
            if folder not in folders:
                folders[folder] = len(entries)
                children[folders[outer]].append(len(entries))
                children[len(entries)] = []
                entries.append([holder, 1, NONE, b""])
        children[folders[folder]].append(len(entries))
        entries.append([name, 2, NONE, data.ljust(LEAST, b"\0")])
    sizes = {n: len(entry[3]) for n, entry in enumerate(entries)}
    body, fat, starts = b"", [], {}
    for number, (_, kind, _, data) in enumerate(entries):
        if kind != 2:
            continue
        assert isinstance(data, bytes)
        count = -(-len(data) // SECTOR)
        starts[number] = len(fat)
        fat += [len(fat) + i + 1 for i in range(count - 1)] + [END]
        body += data.ljust(count * SECTOR, b"\0")
    directory = _directory(entries, children, starts, sizes)
    first_directory = len(fat)
    count = len(directory) // SECTOR
    fat += [len(fat) + i + 1 for i in range(count - 1)] + [END]
    body += directory
    tables = 1
    while (len(fat) + tables) > tables * SECTOR // 4:
        tables += 1
    first_fat = len(fat)
    fat += [FAT] * tables
    fat += [FREE] * (tables * SECTOR // 4 - len(fat))
    body += struct.pack(f"<{len(fat)}I", *fat)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, first_directory, 0, 4096, END, 0, END, 0, first_fat
    )
    head += struct.pack("<108I", *[first_fat + i if 0 < i < tables else FREE for i in range(1, 109)])
    return head.ljust(SECTOR, b"\0") + body


def _directory(
    entries: list[list[object]], children: dict[int, list[int]], starts: dict[int, int], sizes: dict[int, int]
) -> bytes:
    right: dict[int, int] = {}
    for own in children.values():  # siblings as a chain, in the order that the format asks for: by length, then name
        own.sort(key=lambda n: (len(str(entries[n][0])), str(entries[n][0]).upper()))
        right.update(dict(itertools.pairwise(own)))
    made = b""
    for number, (name, kind, _, _) in enumerate(entries):
        text = str(name).encode("utf-16-le")
        child = children.get(number) or [NONE]
        made += text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text) + 2, kind, 1, NONE, right.get(number, NONE), child[0]
        )
        made += bytes(36) + struct.pack(
            "<IQ", starts.get(number, END if kind == 5 else 0), max(sizes.get(number, 0), 0)
        )
    return made.ljust(-(-len(made) // SECTOR) * SECTOR, b"\0")
