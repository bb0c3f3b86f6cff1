"""Hashtags from what a product is, where it is sold and when: each whole, with its Thai marks, and once."""

import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Final

from vendor_app.bundle import phrases
from vendor_app.catalogue.records import Product
from vendor_app.thai.text import MARKS, hashtag

_TAG: Final = re.compile(rf"(?<!\S)#([\w{MARKS}]+)")
_LONGEST: Final = 40
_FIRST_WORDS: Final = re.compile(r"[^\d%,(/]*")
_PLACES: Final = (
    "โบ๊เบ๊", "ประตูน้ำ", "สำเพ็ง", "พาหุรัด", "จตุจักร", "แพลทินัม", "ใบหยก", "คลองถม", "มหานาค", "สวนลุม", "รังสิต",
)  # fmt: skip
_SEASONS: Final = (
    (frozenset({3, 4}), "สงกรานต์", re.compile("สงกรานต์|ลายดอก|ฮาวาย|เสื้อลาย")),
    (frozenset({4, 5, 10, 11}), "เปิดเทอม", re.compile("นักเรียน|ชุดพละ|เนตรนารี|ลูกเสือ|อนุบาล")),
    (frozenset({3, 4, 5}), "หน้าร้อน", re.compile("แขนกุด|สายเดี่ยว|ลินิน|ผ้าฝ้าย|คอตตอน|ระบายอากาศ|ไม่ร้อน|ขาสั้น|กันแดด")),
    (frozenset({6, 7, 8, 9, 10}), "หน้าฝน", re.compile("กันฝน|กันน้ำ|แห้งไว|แห้งเร็ว|ร่ม|บูท")),
    (frozenset({11, 12, 1, 2}), "หน้าหนาว", re.compile("กันหนาว|ไหมพรม|ฮู้ด|สเวตเตอร์|แจ็[คก]เก็ต|ผ้าวูล|ผ้าพันคอ|คาร์ดิแกน")),
)
"""Months, hashtag, and what a product says of itself that is bought then."""


def in_text(text: str) -> tuple[str, ...]:
    """Return the hashtags that stand in ``text``, as they are written."""
    return tuple(f"#{word}" for word in _TAG.findall(text))


def without(text: str) -> str:
    """Leave the hashtags out of ``text``."""
    return _TAG.sub("", text)


def with_tag(text: str, tag: str) -> str:
    """Put a hashtag behind those that end ``text``, or below it."""
    if tag in in_text(text):
        return text
    text = text.rstrip()
    last = text.rpartition("\n")[2].split()
    parted = " " if last and all(_TAG.fullmatch(word) for word in last) else "\n\n" if text else ""
    return f"{text}{parted}{tag}"


def without_tag(text: str, tag: str) -> str:
    """Take a hashtag out of ``text``; one that only begins like it stays."""
    bare = re.sub(rf"[ \t]*(?<!\S){re.escape(tag)}(?![\w{MARKS}])", "", text)
    return "\n".join(line.strip() if tag in text else line for line in bare.split("\n")).rstrip()


def hashtags(product: Product, *, contacts: bool) -> tuple[str, ...]:
    """Return hashtags from the product alone, the best first: the vendor's own before all others."""
    return _once(_facts(product), contacts=contacts)


def suggested(
    product: Product, *, shop_name: str = "", day: datetime.date | None = None, contacts: bool = False
) -> tuple[str, ...]:
    """Return more than fit anywhere, the best first: the product's own, then its place, then what ``day`` asks for."""
    own = list(_facts(product))
    kept = len(_TAG.findall(product.description)) + 2
    return _once((*own[:kept], *_place(product, shop_name), *_season(product, day), *own[kept:]), contacts=contacts)


def _facts(product: Product) -> Iterator[str]:
    facts = product.facts
    yield from _TAG.findall(product.description)
    yield product.category
    yield product.name.partition(" ")[0]
    yield (_FIRST_WORDS.match(facts.fabric) or [""])[0]
    yield "ขายส่ง" if product.tiers else ""
    yield from facts.eco


def _place(product: Product, shop_name: str) -> Iterator[str]:
    told = f"{shop_name}\n{product.name}\n{product.description}"
    return (place for place in _PLACES if place in told)


def _season(product: Product, day: datetime.date | None) -> Iterator[str]:
    told = f"{product.name}\n{product.category}\n{product.description}\n{product.facts.fabric}"
    for months, tag, words in _SEASONS:
        if day is not None and day.month in months and words.search(told):
            yield tag


def _once(wishes: Iterable[str], *, contacts: bool) -> tuple[str, ...]:
    once: dict[str, str] = {}
    for wish in wishes:
        tag = hashtag(phrases.allowed(wish, contacts=contacts)) if wish else None
        if tag is not None and len(tag) <= _LONGEST:
            once.setdefault(tag.casefold(), tag)
    return tuple(once.values())
