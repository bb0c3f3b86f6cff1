"""The frozen program, away from Python: the same bundle as from source, and a window that starts."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Xvfb and /proc are Linux's"),
]


def bare_environment(home: Path) -> dict[str, str]:
    """Return an environment that knows of no virtual environment."""
    return {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze the program and carry the folder elsewhere."""
    work = tmp_path_factory.mktemp("package")
    frozen = ["--noconfirm", "--log-level", "WARN", "--distpath", work / "dist", "--workpath", work / "build"]
    subprocess.run([sys.executable, "-m", "PyInstaller", *frozen, "build.spec"], cwd=ROOT, check=True)
    carried = tmp_path_factory.mktemp("usb stick") / "TaladClip"
    shutil.move(work / "dist" / "TaladClip", carried)
    return carried


def bundle_files(program: list[str | Path], shop: Path, environment: dict[str, str]) -> dict[str, str]:
    """Run the demo and return each file of its bundle with its SHA-256."""
    command = [str(part) for part in (*program, "--json", "demo", shop)]
    done = subprocess.run(command, env=environment, cwd="/", capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    folder = Path(json.loads(done.stdout)["bundles"][0]["folder"])
    return {entry["path"]: entry["sha256"] for entry in json.loads((folder / "bundle.json").read_bytes())["files"]}


def test_the_demo_makes_the_same_bundle_as_from_source(package: Path, tmp_path: Path) -> None:
    environment = bare_environment(tmp_path / "home")
    frozen = bundle_files([package / "vendor-cli"], tmp_path / "frozen", environment)
    source = bundle_files(
        [sys.executable, "-m", "vendor_app.cli"], tmp_path / "source", {**environment, "PYTHONPATH": str(ROOT)}
    )
    assert {"clip.mp4", "clip-voice-only.mp4", "cover.jpg", "caption.txt"} <= frozen.keys()
    assert frozen == source


def test_what_cameras_come_through_is_in_it(package: Path) -> None:
    """PyInstaller leaves out what no import leads to (pyinstaller/pyinstaller#7352)."""
    assert list(package.rglob("*ffmpegmediaplugin*"))
    assert list(package.rglob("libavcodec*" if sys.platform != "win32" else "avcodec*"))


def files_in_use(process: int) -> set[str]:
    """Return the files that a process has mapped."""
    lines = Path(f"/proc/{process}/maps").read_text().splitlines()
    return {line.split(maxsplit=5)[5] for line in lines if line.count("/")}


def test_the_window_opens_a_shop_and_uses_nothing_of_this_checkout(package: Path, tmp_path: Path) -> None:
    environment = bare_environment(tmp_path / "home")
    ask = [str(package / "vendor-cli"), "--shop", str(tmp_path / "shop"), "product"]
    subprocess.run([*ask, "add", "--name", "เสื้อ"], env=environment, check=True)
    command = [
        "xvfb-run",
        "-a",
        "-s",
        "-screen 0 1366x768x24",
        str(package / "TaladClip"),
        "--shop",
        str(tmp_path / "shop"),
    ]
    session = subprocess.Popen(command, env=environment, cwd="/", start_new_session=True)
    try:
        window = wait_for_window(session, package)
        assert not [file for file in files_in_use(window) if file.startswith(str(ROOT))]
        meanwhile = subprocess.run([*ask, "list"], env=environment, capture_output=True, text=True)
        assert meanwhile.returncode == 1, "the window has the shop open"
        assert "ร้านนี้เปิดอยู่" in meanwhile.stderr
    finally:
        os.killpg(session.pid, signal.SIGTERM)
        session.wait(60)


def program_of(process: Path) -> str:
    """Return the program that a process runs; "" where we may not look or it has ended."""
    try:
        return os.readlink(process / "exe")
    except OSError:
        return ""


def wait_for_window(session: subprocess.Popen[bytes], package: Path) -> int:
    """Wait until the program has a shop open and its fonts in use; return its process."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        assert session.poll() is None, "the window ended by itself"
        for process in Path("/proc").glob("[0-9]*"):
            if program_of(process) == str(package / "TaladClip"):
                used = files_in_use(int(process.name))
                if any("libqxcb" in file for file in used) and any("sqlite" in file.lower() for file in used):
                    time.sleep(5)
                    assert session.poll() is None, "the window ended by itself"
                    return int(process.name)
        time.sleep(0.5)
    pytest.fail("no window within 90 seconds")
