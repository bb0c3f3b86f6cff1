"""Thai as it is typed, stored, sorted and searched."""

import functools
import re
import unicodedata

from vendor_app.thai.library import normaliser

MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
"""Vowel signs above and below, tone marks and the silencer: what Python's ``\\w`` leaves out. For a regex class."""
EXOTIC = "[^\u0020-\u024f\u0e01-\u0e5b\u2010-\u2026\u200b-\u200d]"
"""A regex for anything but Latin, Thai and punctuation: drawn only where the computer has a font for it."""
_PICTURE = (
    "(?:[\U0001f000-\U0001faff\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f"
    "\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b"
    "\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55]\ufe0f?|.\ufe0f\u20e3?)"
    "[\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
)
EMOJI = f"{_PICTURE}(?:\u200d{_PICTURE})*"
"""A regex for what is shown as a small coloured picture, with all that is joined to it."""

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BLANK = re.compile(r"[^\S\n]+")
_NOT_IN_HASHTAG = re.compile(rf"[^\w{MARKS}]")
_TONES = re.compile("[\u0e47-\u0e4c]")
_TONED = re.compile("([^\u0e47-\u0e4c])([\u0e47-\u0e4c]*)")
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")


def arabic_digits(text: str) -> str:
    """Return ``text`` with Thai digits as Arabic ones: prices are shown so by law."""
    return text.translate(_ARABIC)


def _without_controls(text: str) -> str:
    """Drop control characters, direction overrides and lone surrogates; keep the joiner that emoji are made with."""
    return "".join(c for c in text if c in "\n\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))


@functools.lru_cache(4096)  # colours, sizes and categories come again and again, at 0.2 ms each
def _settle(line: str) -> str:
    """Apply PyThaiNLP's rules until they change nothing: one rule can make work for an earlier one."""
    normalize = normaliser()
    while (better := unicodedata.normalize("NFC", normalize(line))) != line:
        line = better
    return line


def normalise(text: str) -> str:
    """Return ``text`` as it is stored: นํ้า → น้ำ, เเ → แ, marks in order, single spaces, no ends of blanks.

    Line breaks stay, at most one empty line between two. Idempotent.
    """
    lines = _LINE_ENDS.sub("\n", text).split("\n")
    cleaned = (_without_controls(_BLANK.sub(" ", unicodedata.normalize("NFC", line))) for line in lines)
    return re.sub("\n{3,}", "\n\n", "\n".join(_settle(line) for line in cleaned)).strip()


def normalise_line(text: str) -> str:
    """Normalise a text of one line: line breaks become spaces."""
    return normalise(" ".join(text.split()))


def search_key(text: str) -> str:
    """Return ``text`` as it is searched: normalised, case-folded, with Arabic digits. Idempotent."""
    return normalise(arabic_digits(text).casefold())


def collation_key(text: str) -> str:
    """Return a string that sorts, byte by byte, where ``text`` stands in a Thai dictionary.

    Leading vowels go after their consonant; tone marks decide only between words that are otherwise the same, from the
    left. The order of ``pythainlp.util.collate``, which offers no key of its own.
    """
    folded = arabic_digits(text).casefold()
    letters = _LEADING_VOWEL.sub(r"\2\1", _TONES.sub("", folded))
    tones = _TONED.sub(lambda match: match[2] or " ", folded)
    return f"{letters}\x01{tones.rstrip(' ')}"


def hashtag(text: str) -> str | None:
    """Return ``text`` as one hashtag, "#เสื้อผ้า"; None when no letter is left, for a platform takes no such tag."""
    kept = _NOT_IN_HASHTAG.sub("", normalise_line(text))
    return f"#{kept}" if any(c.isalpha() for c in kept) else None
