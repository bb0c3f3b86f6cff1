#!/usr/bin/env python3
"""One door for developers. Needs nothing but Python 3.11: everything else it sets up by itself.

python3 dev.py demo         a practice shop, a clip and a bundle of it, then the window
python3 dev.py test         every test but the long ones; more words go to pytest
python3 dev.py run          the window; more words go to vendor-app
python3 dev.py check        style, types, and who imports whom
python3 dev.py bench        speed, memory and quality against other ways, side by side
python3 dev.py package      a folder in dist/ that runs without Python
python3 dev.py screenshots  pictures of every page, for the README and for looking at
"""

from __future__ import annotations  # an older Python must come as far as the sentence that says it is too old

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "installed-from"
WITHOUT = VENV / "missing-packages"
"""What apt did not bring the last time: it is not asked for the same at every command."""
PRACTICE_SHOP = ROOT / "practice"

# What Qt's wheels leave to the system: library, then the Debian or Ubuntu packages that may bring it.
LIBRARIES = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libpulse.so.0": ("libpulse0",),
    "libxkbcommon.so.0": ("libxkbcommon0",),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libX11-xcb.so.1": ("libx11-xcb1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-image.so.0": ("libxcb-image0",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-randr.so.0": ("libxcb-randr0",),
    "libxcb-render-util.so.0": ("libxcb-render-util0",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-sync.so.1": ("libxcb-sync1",),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0",),
    "libxcb-xkb.so.1": ("libxcb-xkb1",),
    "libXrandr.so.2": ("libxrandr2",),
}
# What the tests, the bench and the package look at the program with.
PROGRAMS = {
    "ffmpeg": ("ffmpeg",),
    "Xvfb": ("xvfb",),
    "xauth": ("xauth",),
    "strace": ("strace",),
    "objdump": ("binutils",),
    "chromium": ("chromium",),
}


def run(*command: str | Path, **variables: str) -> int:
    """Run a command in the project's folder with its output as it comes; return its exit status."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env={**os.environ, **variables}).returncode


def must(*command: str | Path, **variables: str) -> None:
    """Run a command, and stop here when it fails."""
    if status := run(*command, **variables):
        sys.exit(status)


def library_is_missing(name: str) -> bool:
    """Tell whether the dynamic linker cannot find a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return True
    return False


def missing_packages() -> list[tuple[str, ...]]:
    """Return, for each thing that is missing, the packages that may bring it."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [names for library, names in LIBRARIES.items() if library_is_missing(library)]
    return packages + [names for program, names in PROGRAMS.items() if shutil.which(program) is None]


def as_root() -> list[str] | None:
    """Return what to put before a command to run it as root; None when we cannot."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and (sys.stdin.isatty() or subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0):
        return [sudo]
    return None


def known_to_apt(name: str) -> bool:
    """Tell whether apt can install a package of this name."""
    shown = subprocess.run(["apt-cache", "show", name], capture_output=True)
    return shown.returncode == 0 and bool(shown.stdout)


def install_system_packages() -> None:
    """Install what is missing with apt when we may, else name it and go on: some of it may not be needed."""
    missing = missing_packages()
    if not missing:
        return
    named = " ".join(alternatives[-1] for alternatives in missing)
    before = as_root() if shutil.which("apt-get") else None
    if before is None:
        print(f"dev.py: please install these packages of your system: {named}", file=sys.stderr)
        return
    if not (WITHOUT.exists() and WITHOUT.read_text() == named):
        run(*before, "apt-get", "update", "-qq")
        found = [next(filter(known_to_apt, alternatives), "") for alternatives in missing]
        apt_install(before, [name for name in found if name])
        named = " ".join(alternatives[-1] for alternatives in missing_packages())
        WITHOUT.write_text(named)
    if named:
        print(f"dev.py: apt did not bring {named}; going on without (delete {WITHOUT} to try again)", file=sys.stderr)


def apt_install(before: list[str], names: list[str]) -> None:
    """Install packages, and where apt refuses them together one by one: one must not keep the others away."""
    print("dev.py: installing", *names, file=sys.stderr)
    quietly = ["-y", "-qq", "--no-install-recommends"]
    command = [*before, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", *quietly]
    if names and run(*command, *names):
        for name in names:
            run(*command, name)


def make_venv() -> None:
    """Make an empty virtual environment, where Debian parts venv from Python as well."""
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    before = as_root() if made.returncode and shutil.which("apt-get") else None
    if before is not None:
        run(*before, "apt-get", "update", "-qq")
        must(*before, "apt-get", "install", "-y", "-qq", f"python3.{sys.version_info.minor}-venv")
        made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        sys.exit(made.stdout + made.stderr)


def wanted_stamp() -> str:
    """Return a fingerprint of everything the virtual environment is made from."""
    content = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    return hashlib.sha256(content + sys.version.encode() + str(ROOT).encode()).hexdigest()


def set_up() -> None:
    """Bring the virtual environment and the system's libraries to what the project wants."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file may be started by any Python
        sys.exit("dev.py: Talad Clip needs Python 3.11 or newer")
    if not (STAMP.exists() and STAMP.read_text() == wanted_stamp()):
        install_python_packages()
    install_system_packages()


def install_python_packages() -> None:
    """Install the pinned packages into the virtual environment."""
    # Without Debian's part of venv a half-made one is left: a Python without pip.
    if not PYTHON.exists() or subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode:
        make_venv()
    print("dev.py: installing the pinned packages into .venv (some minutes the first time)", file=sys.stderr)
    must(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", "constraints.txt", "-e", ".[dev]")
    STAMP.write_text(wanted_stamp())


def has_display() -> bool:
    """Tell whether a window would be seen."""
    return os.name == "nt" or sys.platform == "darwin" or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def demo(*words: str) -> None:
    """Make the practice shop with a clip and a bundle; open the window on it when there is a display."""
    shop = Path(words[0]).resolve() if words else PRACTICE_SHOP
    must(BIN / "vendor-cli", "demo", shop)
    if has_display():
        must(BIN / "vendor-app", "--shop", shop)


def run_window(*words: str) -> None:
    """Open the window."""
    must(BIN / "vendor-app", *words)


def test(*words: str) -> None:
    """Run the tests on both cores, without the long ones unless the words choose."""
    chosen = [] if any(word.startswith("-m") or "::" in word for word in words) else ["-m", "not slow"]
    # glibc gives each thread memory of its own, up to sixteen times on two cores; with two a run needs a third less.
    must(PYTHON, "-m", "pytest", "-n", "2", "--dist", "worksteal", *chosen, *words, MALLOC_ARENA_MAX="2")


def check() -> None:
    """Check style, types and the direction of imports; say all that is wrong, not the first only."""
    failed = [
        run(BIN / "ruff", "check", "."),
        run(BIN / "ruff", "format", "--check", "."),
        run(BIN / "mypy"),
        run(BIN / "lint-imports", "--no-logo"),
    ]
    if any(failed):
        sys.exit(1)


def bench(*words: str) -> None:
    """Print the table of what the program must reach beside what it reaches here."""
    must(PYTHON, "-m", "benchmarks", *words)


def package() -> None:
    """Freeze the window and vendor-cli into one folder below dist/."""
    must(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")
    print(ROOT / "dist" / "TaladClip")


def screenshots(*words: str) -> None:
    """Take a picture of every page on a screen of a shop PC's size."""
    xvfb = ["xvfb-run", "-a", "-s", "-screen 0 1366x768x24"] if shutil.which("xvfb-run") and not has_display() else []
    must(*xvfb, PYTHON, "-m", "tests.e2e.screenshots", *words)


COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo,
    "run": run_window,
    "test": test,
    "check": check,
    "bench": bench,
    "package": package,
    "screenshots": screenshots,
}


def main() -> None:
    """Set up, then do what the first word says."""
    if len(sys.argv) < 2 or sys.argv[1] not in COMMANDS:
        print(__doc__)
        sys.exit(0 if sys.argv[1:] in ([], ["--help"], ["-h"]) else 2)
    set_up()
    COMMANDS[sys.argv[1]](*sys.argv[2:])


if __name__ == "__main__":
    main()
