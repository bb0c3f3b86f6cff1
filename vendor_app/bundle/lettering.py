"""Words that were put on a picture: a camera's own mark, a shop's name, an offer. Found without any model.

What is looked for is a row of letters of one height and one brightness on one straight, level line. A print on cloth is
seldom all of that, but it can be; so only the upper and the lower quarter are searched, where marks and offers stand
and what is for sale seldom reaches. Slanted, faint or large words are not found: nothing is said about those.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Grey = NDArray[np.uint8]
_STRIP: Final = 0.25
"""Of the height, at the top and at the foot."""
_CONTRAST: Final = 45
"""Levels between a letter and what is behind it."""
_BEHIND: Final = 41
"""Side of the window, odd, whose median is what is behind."""
_HEIGHTS: Final = (8, 40)
"""Pixels."""
_LEAST_AREA: Final = 12
_MOST_PARTS: Final = 500
"""More than so many is a pattern, and no writing."""
_SAME_LEVEL: Final = 8.0
_LEAST_LETTERS: Final = 6
_LEAST_SHARE: Final = 0.27
"""Of the parts around a row, and of those like its own, that belong to it."""
_LEAST_VARIETY: Final = 0.1
"""Standard deviation of the letters' widths, of their mean."""
_LONGEST_ROW: Final = 0.85
"""Of the width: what goes from rim to rim is a border."""
_WIDEST_GAP: Final = 1.5
"""Between two letters, of their height: one that reaches below the line may stand between them."""


class _Letters(NamedTuple):
    """Parts that may be letters, from left to right: one number for each, and the width of all."""

    left: NDArray[np.float64]
    right: NDArray[np.float64]
    foot: NDArray[np.float64]
    height: NDArray[np.float64]
    level: NDArray[np.float64]
    width: int
    """Of the strip they are in."""


def has_lettering(grey: Grey) -> bool:
    """Whether words were surely put on a picture, (height, width) uint8, of some 1,200 pixels a side."""
    high = round(grey.shape[0] * _STRIP)
    if min(high, grey.shape[1]) < 2 * _BEHIND:
        return False
    strips = (np.ascontiguousarray(grey[:high]), np.ascontiguousarray(grey[-high:]))
    return any(_has_row(letters) for strip in strips for one in _scales(strip) for letters in _letters(one))


def _scales(strip: Grey) -> Iterator[Grey]:
    """Yield the strip, and half as large for letters of twice the height."""
    yield strip
    yield np.asarray(cv2.resize(strip, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)


def _letters(grey: Grey) -> Iterator[_Letters]:
    """Yield what may be letters brighter than what is behind them, and darker ones."""
    behind = cv2.medianBlur(grey, _BEHIND)
    for sign in (1, -1):
        stands_out = (sign * (grey.astype(np.int16) - behind) >= _CONTRAST).astype(np.uint8)
        _count, labels, boxes, _middles = cv2.connectedComponentsWithStats(stands_out, connectivity=8)
        wide, high, area = boxes[:, 2], boxes[:, 3], boxes[:, 4]
        fitting = (
            (high >= _HEIGHTS[0]) & (high <= _HEIGHTS[1]) & (wide >= 2) & (wide <= 1.8 * high) & (area >= _LEAST_AREA)
        )
        fitting &= area > 0.15 * wide * high
        fitting[0] = False  # what is behind
        chosen = np.flatnonzero(fitting)
        if chosen.size >= _LEAST_LETTERS and np.count_nonzero(area >= _LEAST_AREA) <= _MOST_PARTS:
            yield _measured(grey, np.asarray(labels), np.asarray(boxes)[chosen], chosen, sign)


def _measured(grey: Grey, labels: NDArray[Any], boxes: NDArray[Any], chosen: NDArray[Any], sign: int) -> _Letters:
    """Measure parts; the level of one is that of its strokes' middle, where the edge's own softness is left out."""
    levels = []
    for label, (x, y, wide, high, _area) in zip(chosen, boxes, strict=True):
        window = np.s_[y : y + high, x : x + wide]
        inside = grey[window][labels[window] == label]
        levels.append(np.percentile(inside, 85 if sign > 0 else 15))
    order = np.argsort(boxes[:, 0], kind="stable")
    x, y, wide, high = (boxes[order, column].astype(np.float64) for column in range(4))
    return _Letters(x, x + wide, y + high, high, np.array(levels)[order], grey.shape[1])


def _has_row(letters: _Letters) -> bool:
    """Whether enough letters follow each other on one line, of several widths, and stand there by themselves."""
    seen: set[int] = set()
    for first in range(letters.left.size):
        if first not in seen:
            row = _row(letters, first)
            seen.update(row)
            if len(row) >= _LEAST_LETTERS and _is_writing(letters, row):
                return True
    return False


def _is_writing(letters: _Letters, row: list[int]) -> bool:
    """Whether a row is no part of a pattern: that goes on all around, and each of its parts is like the next."""
    widths = letters.right[row] - letters.left[row]
    return bool(
        letters.right[row[-1]] - letters.left[row[0]] <= _LONGEST_ROW * letters.width
        and widths.std() >= _LEAST_VARIETY * widths.mean()
        and len(row) >= _LEAST_SHARE * _near(letters, row)
        and len(row) >= _LEAST_SHARE * _alike(letters, row)
    )


def _row(letters: _Letters, first: int) -> list[int]:
    """Return the letters that follow ``first`` on its line, each as near as in a word or between two."""
    row = [first]
    while True:
        last, high = row[-1], float(np.median(letters.height[row]))
        gap = letters.left - letters.right[last]
        fits = (gap >= -0.5 * (letters.right[last] - letters.left[last])) & (gap <= _WIDEST_GAP * high)
        fits &= np.abs(letters.foot - np.median(letters.foot[row])) <= max(1.2, 0.05 * high)
        fits &= (letters.height >= 0.65 * high) & (letters.height <= 1.5 * high)
        fits &= np.abs(letters.level - np.median(letters.level[row])) <= _SAME_LEVEL
        fits[: last + 1] = False
        following = np.flatnonzero(fits)
        if not following.size:
            return row
        row.append(int(following[0]))


def _alike(letters: _Letters, row: list[int]) -> int:
    """Count what is as high and as bright as a row's letters, itself too."""
    high, level = float(np.median(letters.height[row])), float(np.median(letters.level[row]))
    is_alike = (letters.height >= 0.65 * high) & (letters.height <= 1.5 * high)
    return int((is_alike & (np.abs(letters.level - level) <= _SAME_LEVEL)).sum())


def _near(letters: _Letters, row: list[int]) -> int:
    """Count what stands around a row, itself and two more lines of words too: a pattern goes on all around."""
    high = float(np.mean(letters.height[row]))
    foot = float(np.median(letters.foot[row]))
    is_near = (letters.foot > foot - 3 * high) & (letters.foot < foot + 2 * high)
    is_near &= letters.right > letters.left[row[0]] - 4 * high
    is_near &= letters.left < letters.right[row[-1]] + 4 * high
    return int(is_near.sum())
