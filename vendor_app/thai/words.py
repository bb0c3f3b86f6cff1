"""Where Thai words end, and where a drawn line may end. Thai puts no spaces between words."""

import functools
import itertools
import logging
import re
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

from vendor_app.resources import resource
from vendor_app.thai.library import newmm, word_file
from vendor_app.thai.text import MARKS, normalise

nlpo3: Any
try:
    import nlpo3
except ImportError:  # no wheel for this machine: PyThaiNLP's own breaker finds the same words, more slowly
    nlpo3 = None

log = logging.getLogger(__name__)

Breaker: TypeAlias = Callable[[str], list[str]]

BREAK = "\u200b"
"""Zero-width space: a line may end here. For drawing only, never stored or copied out."""
HOLD = "\u00a0"
"""No-break space: stands for a space where a line may not end. For drawing only."""

_DICTIONARY = "talad-clip"
_loading = threading.Lock()

_MISLEADING = frozenset({"แล้", "วดี"})
"""Words of the general dictionary that nobody uses, and that break common ones: ใส่แล้วดี."""
_NEVER_STARTS = re.compile(rf"[{MARKS}ะาำๅๆฯ]|[ก-ฮ][ิุ]?์")
"""What no line begins with: a sign that belongs to the letter before it, or a silenced letter."""
_NEVER_ENDS = re.compile(r"[เแโใไั฿#]$")
_THAI_LETTER = re.compile("[ก-ฮเ-ไฤฦ]")
_STRAY = re.compile("[ก-ฮ][็-์]*")
"""A lone consonant is seldom a word: the rest of one that the dictionary does not know."""
_NUMBER_END = re.compile(r"[0-9๐-๙]$")
_HELD_SPACE = re.compile(
    r"(?<=[0-9๐-๙]) (?=[ก-๎฿%–-]|(?:cm|mm|m|g|kg|ml|in|inch|pcs|baht|THB|XL)\b)"  # 199 บาท, 36 - 44, 12 cm
    r"|(?<=[฿–#-]) (?=[0-9๐-๙])"  # ฿ 199
    r"| (?=[ๆฯ·])"  # ต่าง ๆ, and the dot of a list ends a line
)


def _vocabulary() -> frozenset[str]:
    """Return the words of the general dictionary and those of the market."""
    lists = (word_file(), resource("thai", "market_words.txt"))
    words = frozenset(word for file in lists for word in file.read_text(encoding="utf-8").split("\n") if word)
    return words - _MISLEADING


def _fast_breaker() -> Breaker | None:
    """Return nlpO3's breaker; None where it cannot be had. It reads its words from one file, made for a moment."""
    if nlpo3 is None:
        return None
    try:
        with tempfile.TemporaryDirectory(prefix="talad-clip-") as folder:
            file = Path(folder, "words.txt")
            file.write_text("\n".join(sorted(_vocabulary())), encoding="utf-8")
            nlpo3.load_dict(str(file), _DICTIONARY)
    except OSError as problem:  # a full disk
        log.warning("nlpo3 got no dictionary: %s", problem)
        return None
    # Its safe mode repeats and loses letters in texts longer than some 140 letters (nlpO3 1.3).
    return functools.partial(nlpo3.segment, dict_name=_DICTIONARY, safe=False)


@functools.cache
def _load() -> Breaker:
    return _fast_breaker() or newmm(_vocabulary())


def _breaker() -> Breaker:
    """Return the word breaker, loaded once, also when two threads want it first."""
    with _loading:
        return _load()


def warm() -> None:
    """Load the dictionary and PyThaiNLP, half a second in all: for a background thread at the start."""
    _breaker()(normalise("ตลาด"))


def breaks(text: str) -> list[str]:
    """Return the words and the spaces between them, in order: joined they are ``text`` again."""
    encodable = text.encode("utf-8", "replace").decode()
    words = _breaker()(encodable) if text else []
    if encodable != text or "".join(words) != text:
        return [text] if text else []
    return words


def _may_break(before: str, after: str, following: str) -> bool:
    """Whether a line may end between the words ``before`` and ``after``, which ``following`` begins with."""
    if before[-1].isspace() or after[0].isspace():
        return False  # the space itself is the place
    if not (_THAI_LETTER.search(before) or _THAI_LETTER.search(after)):
        return False
    if _NEVER_STARTS.match(following) or _NEVER_ENDS.search(before) or _NUMBER_END.search(before):
        return False
    if not (before[-1].isalnum() or re.match(f"[{MARKS}ๆฯ]", before[-1])) and before[-1] in "([{“‘\"'":
        return False
    if not after[0].isalnum():
        return after[0] in "([{“‘#฿"
    return not (_STRAY.fullmatch(before) or _STRAY.fullmatch(after))


def wrap_points(text: str) -> str:
    """Return ``text`` with BREAK wherever a drawn line may end inside it, and HOLD for spaces where it may not.

    No line begins with a vowel sign, a tone mark, ๆ or ฯ, none ends with เ แ โ ใ ไ, a number stays with its unit.
    ``unwrapped`` gives the text back.
    """
    words = breaks(text)
    drawn: list[str] = words[:1]
    at = len(words[0]) if words else 0
    for before, after in itertools.pairwise(words):
        if _may_break(before, after, text[at : at + 3]):
            drawn.append(BREAK)
        drawn.append(after)
        at += len(after)
    return _HELD_SPACE.sub(HOLD, "".join(drawn))


def unwrapped(drawn: str) -> str:
    """Undo ``wrap_points``."""
    return drawn.replace(BREAK, "").replace(HOLD, " ")
