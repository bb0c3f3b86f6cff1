"""The cut of garments: outlines in garment units, where a picture is 3 wide, 4 high, and (0, 0) its middle."""

import itertools
from typing import Any, TypeAlias

import msgspec
import numpy as np
from numpy.typing import NDArray

Point: TypeAlias = tuple[float, float]
Stroke: TypeAlias = tuple[Point, ...]
"""A smooth curve through its points; strokes meet in corners."""
Outline: TypeAlias = NDArray[Any]
"""float32 (n, 2), a closed polygon."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of cloth of a garment."""

    outline: Outline
    grain: float = 0.0
    """Turn of the pattern against the picture, in radians: sleeves are cut along the arm."""
    tint: float = 1.0
    """Brightness against the garment's cloth: ribbing and insides are darker."""
    plain: bool = False
    """Whether the part keeps the cloth's ground colour without its pattern."""
    folds: tuple[Stroke, ...] = ()
    """Ridges that the cut itself asks for, besides the chance ones."""
    pleats: int = 0


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A small thing on the cloth: a button, a seam, a label."""

    kind: str
    """"seam", "button", "label" or "cord"."""
    points: Stroke
    width: float = 0.012
    colour: tuple[int, int, int] | None = None
    """None: the cloth's own, darker."""


class Garment(msgspec.Struct, frozen=True, kw_only=True):
    """Parts from the lowest to the topmost, and the marks on them."""

    parts: tuple[Part, ...]
    marks: tuple[Mark, ...] = ()
    focus: Point = (0.0, -0.9)
    """Where a close look goes: collar, waistband, handle."""


def spline(stroke: Stroke, steps: int = 14) -> Outline:
    """Return points of the Catmull-Rom curve through a stroke."""
    points = np.asarray(stroke, np.float32)
    if len(points) == 2:
        return points
    padded = np.concatenate([2 * points[:1] - points[1:2], points, 2 * points[-1:] - points[-2:-1]])
    t = np.linspace(0, 1, steps, endpoint=False, dtype=np.float32)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.concatenate([*pieces, points[-1:]]).astype(np.float32)


def closed(*strokes: Stroke) -> Outline:
    """Join strokes into one polygon."""
    return np.concatenate([spline(stroke) for stroke in strokes])


def symmetric(*strokes: Stroke) -> Outline:
    """Join the strokes of the right half, top middle to bottom middle, with their mirror image."""
    right = closed(*strokes)
    return np.concatenate([right, right[::-1] * (-1, 1)]).astype(np.float32)


def mirrored(part: Part) -> Part:
    """Return the same piece on the other side."""
    folds = tuple(tuple((-x, y) for x, y in fold) for fold in part.folds)
    return msgspec.structs.replace(
        part, outline=part.outline * np.array((-1, 1), np.float32), grain=-part.grain, folds=folds
    )


NECKS: dict[str, tuple[float, float]] = {
    "crew": (0.34, 0.22),
    "v": (0.33, 0.52),
    "wide": (0.50, 0.26),
    "back": (0.34, 0.08),
}
"""Half width and depth of each neckline."""
_SHOULDER, _TOP = 0.86, -1.36


def _sleeve(length: float, cuff: float) -> Part:
    """Return the right sleeve: ``length`` along the arm, ``cuff`` half its opening."""
    arm = np.array((0.36, 0.93)) if length > 1 else np.array((0.66, 0.75))
    across = np.array((arm[1], -arm[0]))
    shoulder, armpit = np.array((_SHOULDER - 0.06, _TOP + 0.17)), np.array((0.70, -0.58))
    end = shoulder + arm * length
    outer, inner = end + across * 0.02, end - across * cuff * 2
    bend = (shoulder + outer) / 2 + across * 0.05
    outline = closed(
        (tuple(shoulder), tuple(bend), tuple(outer)),
        (tuple(outer), tuple((outer + inner) / 2 + arm * 0.025), tuple(inner)),
        (tuple(inner), tuple((inner + armpit) / 2 + across * 0.03), tuple(armpit)),
        (tuple(armpit), (0.60, -0.9), tuple(shoulder)),
    )
    mid = tuple((shoulder + inner) / 2)
    return Part(
        outline=outline, grain=0.6 if length < 1 else 0.45, folds=(((0.68, -0.75), mid), ((0.74, -0.62), tuple(inner)))
    )


def top(
    *,
    neck: str = "crew",
    sleeve: float = 0.62,
    cuff: float = 0.26,
    hem: float = 1.30,
    waist: float = 0.70,
    flare: float = 0.74,
    collar: bool = False,
    placket: float = 0.0,
    pocket: bool = False,
    rib: bool = False,
) -> Garment:
    """Return a top or a dress. Lengths in garment units; ``placket`` is how far down the buttons go, 0 for none."""
    half, depth = NECKS["crew" if collar and neck != "back" else neck]
    body = Part(
        outline=symmetric(
            ((0.0, _TOP + depth), (half * 0.62, _TOP + depth * 0.72), (half, _TOP)),
            ((half, _TOP), (_SHOULDER, _TOP + 0.17)),
            ((_SHOULDER, _TOP + 0.17), (0.74, -0.9), (0.73, -0.56)),
            ((0.73, -0.56), (waist, -0.05), (waist * 0.72 + flare * 0.28, 0.4), (flare, hem)),
            ((flare, hem), (flare * 0.5, hem + 0.045), (0.0, hem + 0.055)),
        ),
        folds=(
            ((0.72, -0.5), (0.3, 0.05)),
            ((-0.72, -0.5), (-0.28, 0.1)),
            ((0.1, 0.1), (0.42, hem)),
            ((-0.2, 0.2), (-0.4, hem)),
        ),
        pleats=9 if flare > 1 else 0,
    )
    inside = Part(
        outline=symmetric(
            ((0.0, _TOP - 0.02), (half, _TOP)),
            ((half, _TOP), (half * 0.6, _TOP + depth * 0.8), (0.0, _TOP + depth + 0.02)),
        ),
        tint=0.62,
        plain=True,
    )
    arms = () if sleeve == 0 else (_sleeve(sleeve, cuff), mirrored(_sleeve(sleeve, cuff)))
    parts = (*arms, inside, body, *_neck_trim(half, depth, collar), *(_rib(flare, hem) if rib else ()))
    return Garment(
        parts=parts,
        marks=(*_buttons(depth, placket), *(_pocket() if pocket else ()), *_hem(flare, hem)),
        focus=(0.0, -1.0),
    )


def _neck_trim(half: float, depth: float, collar: bool) -> tuple[Part, ...]:
    """Return the ribbing around a neck, or the two wings of a collar."""
    if not collar:
        band = symmetric(
            ((0.0, _TOP + depth + 0.075), (half * 0.68, _TOP + depth * 0.76 + 0.06), (half + 0.07, _TOP + 0.012)),
            ((half + 0.07, _TOP + 0.012), (half - 0.01, _TOP - 0.012)),
            ((half - 0.01, _TOP - 0.012), (half * 0.6, _TOP + depth * 0.7), (0.0, _TOP + depth - 0.01)),
        )
        return (Part(outline=band, tint=0.9, plain=True),)
    wing = closed(
        ((0.0, _TOP + 0.21), (0.18, _TOP + 0.07), (0.29, _TOP - 0.06)),
        ((0.29, _TOP - 0.06), (0.40, _TOP + 0.06)),
        ((0.40, _TOP + 0.06), (0.36, _TOP + 0.30), (0.27, _TOP + 0.44)),
        ((0.27, _TOP + 0.44), (0.12, _TOP + 0.34), (0.0, _TOP + 0.21)),
    )
    part = Part(outline=wing, grain=0.5, tint=1.03)
    return (part, mirrored(part))


def _rib(flare: float, hem: float) -> tuple[Part, ...]:
    """Return the ribbed band at the bottom of a sweater."""
    band = symmetric(
        ((0.0, hem - 0.1), (flare, hem - 0.14)),
        ((flare, hem - 0.14), (flare - 0.03, hem + 0.04)),
        ((flare - 0.03, hem + 0.04), (0.0, hem + 0.09)),
    )
    return (Part(outline=band, tint=0.88, plain=True, pleats=38),)


def _hem(flare: float, hem: float) -> tuple[Mark, ...]:
    """Return the seam above the bottom edge."""
    return (Mark(kind="seam", points=((-flare + 0.03, hem - 0.07), (0.0, hem - 0.015), (flare - 0.03, hem - 0.07))),)


def _buttons(depth: float, length: float) -> tuple[Mark, ...]:
    """Return the button band and its buttons, from the neck down."""
    if not length:
        return ()
    start, end = _TOP + depth + 0.02, _TOP + depth + length
    band = tuple(Mark(kind="seam", points=((x, start), (x, end))) for x in (-0.07, 0.07))
    count = max(2, round(length / 0.38))
    rows = np.linspace(start + 0.1, end - 0.08, count)
    return (*band, *(Mark(kind="button", points=((0.0, float(y)),), width=0.034, colour=(232, 226, 214)) for y in rows))


def _pocket() -> tuple[Mark, ...]:
    """Return the seams of a breast pocket."""
    corners = ((0.22, -0.62), (0.54, -0.62), (0.54, -0.28), (0.38, -0.2), (0.22, -0.28), (0.22, -0.62))
    edges = tuple(Mark(kind="seam", points=edge) for edge in itertools.pairwise(corners))
    return (*edges, Mark(kind="seam", points=((0.22, -0.55), (0.54, -0.55))))


def trousers(
    *, leg: float = 0.36, hem: float = 1.55, cuff: float = 0.30, jeans: bool = False, elastic: bool = False
) -> Garment:
    """Return trousers or shorts; ``leg`` half the width at the knee, ``cuff`` half of it at the hem."""
    waist, rise = (0.62 if elastic else 0.60), -0.35
    knee = (rise + hem) / 2
    right = Part(
        outline=closed(
            ((0.0, -1.45), (waist, -1.47)),
            ((waist, -1.47), (0.78, -0.9), (0.80, rise), (0.46 + leg, knee), (0.50 + cuff, hem)),
            ((0.50 + cuff, hem), (0.50, hem + 0.04), (0.50 - cuff, hem)),
            ((0.50 - cuff, hem), (0.46 - leg + 0.04, knee), (0.03, rise + 0.12)),
            ((0.03, rise + 0.12), (0.0, rise), (0.0, -1.45)),
        ),
        grain=-0.06,
        folds=(
            ((0.1, -0.25), (0.62, -0.55)),
            ((0.08, -0.1), (0.6, 0.1)),
            ((0.2, knee), (0.75, knee - 0.15)),
            ((0.3, 0.2), (0.5, hem)),
        ),
    )
    band = Part(
        outline=symmetric(
            ((0.0, -1.52), (waist, -1.55)),
            ((waist, -1.55), (waist + 0.03, -1.33)),
            ((waist + 0.03, -1.33), (0.0, -1.28)),
        ),
        tint=0.94,
        pleats=30 if elastic else 0,
        plain=jeans,
    )
    marks = (Mark(kind="seam", points=((0.0, -1.28), (0.015, -0.8), (0.0, -0.3))), *_hem_of_legs(cuff, hem))
    return Garment(
        parts=(mirrored(right), right, band), marks=(*marks, *(_jeans_marks() if jeans else _cord())), focus=(0.0, -1.2)
    )


def _hem_of_legs(cuff: float, hem: float) -> tuple[Mark, ...]:
    """Return the seams above the two hems."""
    y = hem - 0.07
    return tuple(
        Mark(kind="seam", points=((s * (0.5 - cuff + 0.01), y), (s * 0.5, y + 0.035), (s * (0.5 + cuff - 0.01), y)))
        for s in (-1, 1)
    )


def _jeans_marks() -> tuple[Mark, ...]:
    """Return pockets, fly and button of jeans, sewn in orange."""
    thread = (196, 138, 62)
    pockets = [((s * 0.24, -1.3), (s * 0.36, -1.08), (s * 0.70, -0.98)) for s in (-1, 1)]
    fly = ((0.0, -0.62), (0.13, -0.72), (0.15, -1.28))
    seams = tuple(Mark(kind="seam", points=points, colour=thread, width=0.01) for points in (*pockets, fly))
    return (*seams, Mark(kind="button", points=((0.0, -1.41),), width=0.045, colour=(170, 140, 96)))


def _cord() -> tuple[Mark, ...]:
    """Return the two ends of a tied cord."""
    ends = (((-0.02, -1.36), (-0.12, -1.1), (-0.09, -0.86)), ((0.02, -1.36), (0.14, -1.12), (0.1, -0.8)))
    return tuple(Mark(kind="cord", points=points, width=0.026, colour=(238, 232, 220)) for points in ends)


def skirt(*, hem: float = 1.05, flare: float = 1.18) -> Garment:
    """Return a pleated skirt with an elastic waist."""
    body = Part(
        outline=symmetric(
            ((0.0, -0.95), (0.55, -0.97)),
            ((0.55, -0.97), (0.74, -0.3), (flare, hem)),
            ((flare, hem), (flare * 0.55, hem + 0.13), (0.0, hem + 0.17)),
        ),
        pleats=15,
    )
    band = Part(
        outline=symmetric(((0.0, -1.18), (0.54, -1.2)), ((0.54, -1.2), (0.57, -0.93)), ((0.57, -0.93), (0.0, -0.88))),
        tint=0.82,
        pleats=32,
        plain=True,
    )
    return Garment(parts=(body, band), focus=(0.0, -0.8))


def bag() -> Garment:
    """Return a tote bag with two handles."""

    def handle(y: float) -> Part:
        return Part(
            outline=symmetric(
                ((0.0, y), (0.28, y + 0.08), (0.40, -0.55)),
                ((0.40, -0.55), (0.30, -0.55)),
                ((0.30, -0.55), (0.2, y + 0.18), (0.0, y + 0.1)),
            ),
            plain=True,
            tint=0.95,
        )

    sack = Part(
        outline=symmetric(
            ((0.0, -0.66), (0.82, -0.68)), ((0.82, -0.68), (0.86, 0.3), (0.80, 1.12)), ((0.80, 1.12), (0.0, 1.16))
        ),
        folds=(((0.36, -0.6), (0.2, 0.3)), ((-0.36, -0.6), (-0.1, 0.4)), ((0.75, 0.4), (0.2, 1.0))),
    )
    seam = Mark(kind="seam", points=((-0.81, -0.56), (0.0, -0.54), (0.81, -0.56)))
    return Garment(parts=(handle(-1.5), sack, handle(-1.35)), marks=(seam,), focus=(0.3, -0.55))


def socks() -> Garment:
    """Return a pair of socks, side by side."""
    one = closed(
        ((0.14, -1.05), (0.66, -1.05)),
        ((0.66, -1.05), (0.66, -0.2), (0.70, 0.25), (0.98, 0.72), (1.0, 1.02)),
        ((1.0, 1.02), (0.82, 1.16), (0.52, 0.98), (0.22, 0.5), (0.12, 0.1)),
        ((0.12, 0.1), (0.15, -0.5), (0.14, -1.05)),
    )
    cuff = closed(
        ((0.13, -1.1), (0.67, -1.1)),
        ((0.67, -1.1), (0.67, -0.72)),
        ((0.67, -0.72), (0.13, -0.72)),
        ((0.13, -0.72), (0.13, -1.1)),
    )
    right = Part(outline=one, folds=(((0.2, 0.1), (0.65, 0.3)), ((0.2, 0.3), (0.6, 0.45))))
    band = Part(outline=cuff, tint=0.9, plain=True, pleats=14)
    return Garment(parts=(right, mirrored(right), band, mirrored(band)), focus=(0.4, -0.7))
