"""First steps on a fresh machine, with nothing but Python 3.11 or newer.

``python3 -m flows.start`` sets everything up in ``.venv`` and assesses the sample plans;
``python3 -m flows.start tests`` sets everything up and runs the tests. Set-up is done once and only asks the
package registry for the pinned files whose digests stand in the lock.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
VENV = HOME / ".venv"
LOCKS = {"samples": "requirements.lock", "tests": "requirements-dev.lock"}
OLDEST = (3, 11)


def main(arguments: list[str]) -> int:
    """Set up and run: ``samples`` (as is usual) or ``tests``, with anything more handed on to pytest."""
    what = arguments[0] if arguments else "samples"
    if sys.version_info < OLDEST or what not in LOCKS:
        sys.stderr.write("Usage: python3 -m flows.start [samples|tests], with Python 3.11 or newer.\n")
        return 2
    programs = set_up(HOME / LOCKS[what])
    if what == "tests":
        return subprocess.call([programs / "python", "-m", "pytest", *arguments[1:]], cwd=HOME)
    out = HOME / "out"
    code = subprocess.call([programs / "goldenthread", "assess", HOME / "sample_docs", "--out", out], cwd=HOME)
    if code == 0:
        sys.stdout.write(f"Open {out / 'cases' / 'c12' / 'checklist.docx'} first, then {out / 'batch.xlsx'}.\n")
    return code


def set_up(lock: Path) -> Path:
    """Make ``.venv`` and install a lock's packages and this program in it; where its programs are."""
    programs = VENV / ("Scripts" if sys.platform == "win32" else "bin")
    if not programs.exists():
        sys.stdout.write("Setting up in .venv: once, some minutes.\n")
        sys.stdout.flush()
        venv.create(VENV, with_pip=True)
    done = VENV / f".{lock.name}.{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"
    if not done.exists():
        pip: list[str | Path] = [programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.check_call([*pip, "--require-hashes", "-r", lock], cwd=HOME)
        subprocess.check_call([*pip, "--no-deps", "--no-build-isolation", "-e", "."], cwd=HOME)
        done.touch()
    return programs


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
