"""Pages for those who may ask for nothing else: whole in themselves, with the letters they are written in.

``kanit.woff`` and ``sarabun.woff`` hold the Thai and ASCII letters of our fonts, as fontTools leaves them:
``pyftsubset FONT.ttf --unicodes=20-7E,A0,E01-E3A,E3F-E5B,2013,2014,2018,2019,201C,201D,2026 --no-hinting
--layout-features='*' --flavor=woff``.
"""

import base64
import functools
import hashlib
import html
from string import Template

from vendor_app.language import _, current
from vendor_app.resources import resource


def nothing_here() -> str:
    """Return the page for everything that is not there: the same whatever was asked for."""
    return _page(_("Nothing is here"), _("Scan the code on the computer's screen again."))


def come_again() -> str:
    """Return the page for a moment in which all places are taken; it asks again by itself."""
    words = _("Other phones are sending just now. Wait a moment: it goes on by itself.")
    return _page(words, head='<meta http-equiv="refresh" content="2">')


def style_allowed() -> str:
    """Return what a content security policy says to let in the style of these pages, and no other."""
    digest = hashlib.sha256(_style().encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _page(title: str, what: str = "", *, head: str = "") -> str:
    title, what = html.escape(title), html.escape(what)
    below = f"<p>{what}</p>" if what else ""
    return (
        f'<!DOCTYPE html><html lang="{current()}"><meta charset="utf-8">{head}'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_style()}</style><h1>{title}</h1>{below}</html>"
    )


@functools.cache
def _style() -> str:
    style = Template(resource("phone", "notice.css").read_text("utf-8"))
    return style.substitute(kanit=_letters("kanit.woff"), sarabun=_letters("sarabun.woff"))


def _letters(name: str) -> str:
    return base64.b64encode(resource("phone", name).read_bytes()).decode()
