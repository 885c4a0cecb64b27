"""Sources other than local folders: any fsspec address is copied to a folder of our own first.

Cloud stores and SFTP need their own packages (the ``cloud`` and ``sftp`` extras).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractors.errors import CommandError


@contextmanager
def local(source: str) -> Iterator[Path]:
    """A local folder or file with what is at an address; a copy, thrown away after, unless it is local.

    Raises ``CommandError`` where the address cannot be reached.
    """
    if "://" not in source and "::" not in source:
        yield Path(source)
        return
    import fsspec  # local folders do not need it

    with tempfile.TemporaryDirectory(prefix="goldenthread-") as folder:
        try:
            store, path = fsspec.core.url_to_fs(source)
            store.get(path.rstrip("/") + "/", folder, recursive=True)
        except ImportError as error:
            raise CommandError(
                "source.needs_extra", f"Reading from {source.split(':')[0]} needs another package: {error}."
            ) from error
        except (OSError, ValueError) as error:
            raise CommandError("source.unreachable", f"Nothing could be fetched from {source}.") from error
        yield Path(folder)
