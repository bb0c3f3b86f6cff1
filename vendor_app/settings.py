"""What the program remembers between runs on this machine, outside any shop."""

from pathlib import Path
from typing import Any

import msgspec
import platformdirs
import tomli_w
from msgspec.structs import replace

from vendor_app.files import plain_words, read, read_back, write_whole
from vendor_app.language import Language

APP = "TaladClip"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The choices of whoever sits at this machine."""

    language: Language = "th"
    shop: str = ""
    """Folder of the shop opened last; empty before the first."""
    camera: str = ""
    """The camera chosen last, as the system calls it; empty: its favourite."""
    camera_size: tuple[int, int] = (0, 0)
    """Width and height chosen last for that camera; zeros: whatever suits it."""
    camera_exposure: float = 0.0
    """Seconds that the camera's exposure is held at for the stand; 0: it chooses."""
    window: tuple[int, int, int, int] = (0, 0, 0, 0)
    """Left, top, width and height of the window when it was closed last; zeros before that."""
    window_is_large: bool = False
    """Whether it filled the screen."""


def settings_file() -> Path:
    """Return where the settings are kept: the user's own configuration folder."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / "settings.toml"


def cache_folder() -> Path:
    """Return the folder for what can be made again: thumbnails, rendered segments, music."""
    return Path(platformdirs.user_cache_dir(APP, appauthor=False))


def default_shop_folder() -> Path:
    """Return where a first shop goes: local data, never Desktop or Documents, which OneDrive synchronises."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False)) / "MyShop"


def log_file() -> Path:
    """Return the file that bugs are written to."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False)) / "talad-clip.log"


def _decode(content: bytes) -> Settings:
    return msgspec.toml.decode(content, type=Settings)


def load_settings(file: Path | None = None) -> Settings:
    """Read the settings; a missing or damaged file gives the defaults, so the program always starts."""
    try:
        return _decode(read(file or settings_file()))
    except (OSError, ValueError, RecursionError):  # a power cut can leave any bytes
        return Settings()


def change_settings(file: Path | None = None, **changes: Any) -> Settings:
    """Write single settings and keep the others as they are on the disk. Raises VendorError when the disk refuses.

    A file that cannot be read is kept beside the new one. Not for two threads at once: in the window this is work for
    the one thread that writes.
    """
    settings = replace(read_back(file or settings_file(), _decode, Settings()), **changes)
    save_settings(settings, file)
    return settings


def save_settings(settings: Settings, file: Path | None = None) -> None:
    """Write the settings, whole or not at all. Raises VendorError when the disk refuses."""
    file = file or settings_file()
    with plain_words(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, tomli_w.dumps(msgspec.to_builtins(settings)).encode())
