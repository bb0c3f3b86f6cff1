"""Where Thai words end, and where a drawn line may end. Thai puts no spaces between words."""

import functools
import itertools
import re
import threading
from typing import NamedTuple

from vendor_app.resources import resource
from vendor_app.thai.library import newmm, word_file
from vendor_app.thai.text import MARKS, normalise

BREAK = "\u200b"
"""Zero-width space: a line may end here. For drawing only, never stored or copied out."""
HOLD = "\u00a0"
"""No-break space: stands for a space where a line may not end. For drawing only."""

_loading = threading.Lock()

_MISLEADING = frozenset({"แล้", "วดี"})
"""Words of the general dictionary that nobody uses, and that break common ones: ใส่แล้วดี."""
_NEVER_STARTS = re.compile(rf"[{MARKS}ะาำๅๆฯ]|[ก-ฮ]{{1,2}}[ิุ]?์")
"""What no line begins with: a sign that belongs to the letter before it, or a silenced letter, alone or behind another:
the end of โอลด์."""
_POLITE = frozenset({"ค่ะ", "คะ", "ครับ", "นะ", "นะคะ", "นะครับ", "จ้ะ", "จ๊ะ", "จ้า", "จ๋า"})
"""Words that close what somebody says: no line begins with one."""
_NEVER_ENDS = re.compile(r"[เแโใไั฿#<«「]$")
_OPENS = re.compile(rf"(?:^|\s)[^\w\s{MARKS}]+$")
"""Signs that begin a text, or come after a space: they belong to the word behind them, as in 🔥ลดราคา."""
_THAI_LETTER = re.compile("[ก-ฮเ-ไฤฦ]")
_STRAY = re.compile("[ก-ฮ][็-์]*")
"""A lone consonant is seldom a word: the rest of one that the dictionary does not know."""
_NUMBER_END = re.compile(r"[0-9๐-๙]$")
_HELD_SPACE = re.compile(
    r"(?<=[0-9๐-๙]) (?=[ก-๎฿%–-]|(?:cm|mm|m|g|kg|ml|in|inch|pcs|baht|THB|XL)\b)"  # 199 บาท, 36 - 44, 12 cm
    r"|(?<=[฿–#-]) (?=[0-9๐-๙])"  # ฿ 199
    r"| (?=[ๆฯ·])"  # ต่าง ๆ, and the dot of a list ends a line
)
_LONG = 16
"""Letters of a word that hardly any is longer than."""


class _Vocabulary(NamedTuple):
    """The words of the general dictionary and those of the market."""

    words: frozenset[str]
    long: tuple[str, ...]
    """Those of more than ``_LONG`` letters."""

    def within(self, text: str) -> frozenset[str]:
        """Return the words that a text has somewhere in it."""
        begins = range(len(text))
        short = {text[at:end] for at in begins for end in range(at + 1, min(at + _LONG, len(text)) + 1)}
        return self.words.intersection(short).union(word for word in self.long if word in text)


@functools.cache
def _load() -> _Vocabulary:
    lists = (word_file(), resource("thai", "market_words.txt"))
    found = frozenset(word for file in lists for word in file.read_text(encoding="utf-8").split("\n") if word)
    return _Vocabulary(found - _MISLEADING, tuple(word for word in found if len(word) > _LONG))


def _vocabulary() -> _Vocabulary:
    """Return the words, loaded once, also when two threads want them first."""
    with _loading:
        return _load()


def warm() -> None:
    """Load the dictionary and PyThaiNLP: for a background thread at the start."""
    breaks(normalise("ตลาด"))


@functools.lru_cache(maxsize=512)
def _broken(text: str) -> tuple[str, ...]:
    """Break a text by the words that are in it: a tree of them all would take 65 MB, and longer than any text does."""
    return tuple(newmm(text, _vocabulary().within(text)))


def breaks(text: str) -> list[str]:
    """Return the words and the spaces between them, in order: joined they are ``text`` again."""
    encodable = text.encode("utf-8", "replace").decode()
    words = _broken(encodable) if text else ()
    if encodable != text or "".join(words) != text:
        return [text] if text else []
    return list(words)


def _may_break(before: str, after: str, following: str) -> bool:
    """Whether a line may end between the words ``before`` and ``after``, which ``following`` begins with."""
    if before[-1].isspace() or after[0].isspace():
        return False  # the space itself is the place
    if not (_THAI_LETTER.search(before) or _THAI_LETTER.search(after)):
        return False
    if after in _POLITE or _NEVER_STARTS.match(following) or _NEVER_ENDS.search(before) or _NUMBER_END.search(before):
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
        if _may_break(before, after, text[at : at + 4]) and not _OPENS.search(text, max(at - len(before) - 1, 0), at):
            drawn.append(BREAK)
        drawn.append(after)
        at += len(after)
    return _HELD_SPACE.sub(HOLD, "".join(drawn))


def unwrapped(drawn: str) -> str:
    """Undo ``wrap_points``."""
    return drawn.replace(BREAK, "").replace(HOLD, " ")
