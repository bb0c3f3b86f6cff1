"""The system's Chromium as a phone: its window, its finger, its small screen."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER = next((found for name in _NAMES if (found := shutil.which(name))), None)
_ANDROID = (
    "Mozilla/5.0 (Linux; Android 13; SM-A145F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
    "Mobile Safari/537.36"
)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start a browser without a window; it has ended afterwards."""
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        try:
            yield started
        finally:
            started.close()


@contextmanager
def phone(started: Browser, **more: object) -> Iterator[BrowserContext]:
    """Open a phone of its own: nothing is shared with another one."""
    context = started.new_context(
        viewport={"width": 390, "height": 772},
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="th-TH",
        user_agent=_ANDROID,
        **more,
    )
    try:
        yield context
    finally:
        context.close()
