"""What is written on a shot: the template's patterns, the vendor's own words, and what the catalogue is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from vendor_app.catalogue.records import Product
from vendor_app.storyboard import words
from vendor_app.storyboard.edit import ShotEdit, Told, Topic
from vendor_app.storyboard.shots import SAFE, SAFE_WITH_CARD, Box, Lettering, Role, TextLine

_MAIN: Final[tuple[Role, ...]] = ("quote", "question", "facts", "name", "note")
"""Roles whose place a vendor's own words take, the likeliest first."""
_SPEAKS: Final[dict[Role, tuple[Told, ...]]] = {
    "name": ("name",),
    "price": ("price",),
    "old_price": ("price",),
    "tiers": ("tiers",),
    "sizes": ("sizes", "size_range", "colours"),
    "facts": (),
}
"""Roles that go when nothing of this is wanted. Whatever has another role stays."""
_HEADED: Final[tuple[Topic, ...]] = ("fabric", "sizes", "size_range", "colours")
"""Topics that are not understood without their heading."""
_EXTRA_SIZE: Final = 0.8
"""Of what is told beside the vendor's own words."""
_LEAST_ROOM: Final = 110
"""Pixels of canvas for the first line of what is told, and for each further one:"""
_LINE_ROOM: Final = 60


class Known(NamedTuple):
    """Everything that may be said on one shot."""

    product: Product
    """Whose picture is seen."""
    words: Mapping[str, str]
    tables: words.Tables
    own_text: Lettering
    """How the vendor's own words look."""


def said(patterns: Sequence[Lettering], wish: ShotEdit, known: Known) -> tuple[Lettering, ...]:
    """Return the letterings of a shot. Nothing is said of what the catalogue does not know."""
    if wish.told is None:
        return tuple(_with_text(patterns, wish.text, known))
    kept = [one for one in patterns if _is_wanted(one.role, wish.told)]
    if "name" not in wish.told:
        kept = [_nameless(one) for one in kept]
    facts = [(topic, *pair) for topic in _topics(wish.told, kept) for pair in words.facts(known.product, (topic,))]
    if wish.text is None and facts and _place_of(kept, ("facts",)) is not None:
        (_topic, heading, fact), *facts = facts
        known = known._replace(words={**known.words, "fact_heading": heading, "fact": fact})
    elif wish.text is None:
        kept = [one for one in kept if one.role != "facts"]
    told = (f"{heading} {fact}" if topic in _HEADED else fact for topic, heading, fact in facts)
    mains = tuple(role for role in _MAIN if role not in wish.told)
    return tuple(_with_text(kept, wish.text, known, [*_missing(wish.told, kept, known), *told], mains))


def _is_wanted(role: Role, told: Sequence[Told]) -> bool:
    speaks = _SPEAKS.get(role)
    return not speaks or any(one in told for one in speaks)


def _nameless(pattern: Lettering) -> Lettering:
    """Return the lettering without the name that stands over a closing card's price."""
    lines = tuple(line for line in pattern.lines if line.text != "{name}")
    return msgspec.structs.replace(pattern, lines=lines or pattern.lines)


def _topics(told: Sequence[Told], kept: Sequence[Lettering]) -> Iterator[Topic]:
    """Yield the topics that no table on the shot speaks of already."""
    tables = {topic for one in kept if one.role in ("tiers", "sizes") for topic in _SPEAKS[one.role]}
    for one in told:
        if one != "name" and one != "price" and one not in tables:
            yield one


def _missing(told: Sequence[Told], kept: Sequence[Lettering], known: Known) -> Iterator[str]:
    """Yield name and price where the scene has no place for them."""
    roles = {one.role for one in kept}
    if "name" in told and "name" not in roles and known.words.get("name"):
        yield known.words["name"]
    if "price" in told and "price" not in roles:
        yield f"{known.words['price']} / {known.words['unit']}"


def _with_text(
    patterns: Sequence[Lettering],
    text: str | None,
    known: Known,
    extra: Sequence[str] = (),
    mains: Sequence[Role] = _MAIN,
) -> Iterator[Lettering]:
    """Yield what is written, the vendor's own words in the place of the scene's main ones."""
    place = None if text is None else _place_of(patterns, mains)
    filled = [words.fill(one, known.words, known.tables) for at, one in enumerate(patterns) if at != place]
    beside = [one for one in filled if one is not None]
    yield from beside
    there = {line.text for one in beside for line in one.lines}
    written = [*([text.strip()] if text and text.strip() else []), *(one for one in extra if one not in there)]
    if written:
        own = _own(known.own_text, written, is_text=bool(text and text.strip()))
        if place is not None and not extra:
            model = patterns[place]
            own = msgspec.structs.replace(own, box=model.box, anchor=model.anchor, align=model.align)
        yield msgspec.structs.replace(own, box=_free(own.box, beside, len(written)))


def _place_of(patterns: Sequence[Lettering], roles: Sequence[Role]) -> int | None:
    there = [one.role for one in patterns]
    return next((there.index(role) for role in roles if role in there), None)


def _own(pattern: Lettering, texts: Sequence[str], *, is_text: bool) -> Lettering:
    """Return the lettering of own words and of what is told beside them, that in smaller letters."""
    (line,) = pattern.lines[:1]
    small = msgspec.structs.replace(line, size=max(round(line.size * _EXTRA_SIZE), line.floor))
    lines = [_line(line if number == 0 and is_text else small, text) for number, text in enumerate(texts)]
    return msgspec.structs.replace(pattern, lines=tuple(lines))


def _line(line: TextLine, text: str) -> TextLine:
    return msgspec.structs.replace(line, text=text, unit="", value="")


def _free(box: Box, others: Sequence[Lettering], lines: int) -> Box:
    """Return the box if nothing else is there; else the largest part of the safe box in which nothing is.

    Below the product card's line only when there is no room above it.
    """
    least = _LEAST_ROOM + (lines - 1) * _LINE_ROOM
    taken = [(one.box.y, one.box.y + one.box.height) for one in others]
    if all(end <= box.y or begin >= box.y + box.height for begin, end in taken):
        return box
    for safe in (SAFE_WITH_CARD, SAFE):
        free = max(_gaps(safe, taken), key=lambda one: one[1] - one[0])
        if free[1] - free[0] >= least:
            break
    return Box(box.x, free[0], box.width, max(free[1] - free[0], _LEAST_ROOM))


def _gaps(safe: Box, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return from where to where down the safe box nothing is written."""
    top, gaps = safe.y, []
    for begin, end in sorted(taken):
        gaps.append((top, begin - 12))
        top = max(top, end + 12)
    return [*gaps, (top, safe.y + safe.height)]


def topic_of_fact(product: Product, wanted: Sequence[Topic], number: int) -> Topic | None:
    """Return which topic the fact of that number is of; None when there are not so many."""
    topics = [topic for topic in wanted for _fact in words.facts(product, (topic,))]
    return topics[number] if number < len(topics) else None


def told_by(letterings: Sequence[Lettering], topic: Topic | None, name: str) -> tuple[Told, ...]:
    """Return what of the catalogue the letterings of a shot tell; ``topic``: of the fact that it tells, if it does.

    ``name``: as it is written on clips. Some letterings tell it over the price.
    """
    found: list[Told] = ["name"] if any(line.text == name for one in letterings for line in one.lines) else []
    for one in letterings:
        if one.role == "facts":
            found += [topic] if topic is not None else []
        elif one.role in _SPEAKS:
            found.append(_SPEAKS[one.role][0])
    return tuple(dict.fromkeys(found))
