"""A clip made by hand, for whoever draws it: every kind of shot, without a template's taste."""

import msgspec

from vendor_app.storyboard.model import (
    Box,
    Framing,
    Lettering,
    Motion,
    Plate,
    Shot,
    Storyboard,
    TextLine,
    Transition,
)

SMALL = (270, 480)
NAME = Lettering(
    role="name",
    lines=(TextLine(text="เดรสผ้าฝ้ายพิมพ์ลาย", size=96),),
    box=Box(120, 420, 660, 300),
    plate=Plate(colour="#0b3d2e"),
)
PRICE = Lettering(
    role="price",
    lines=(TextLine(text="฿199", size=150, unit="/ ตัว"),),
    box=Box(120, 730, 660, 176),
    entry="rise",
    enters=6,
    plate=Plate(colour="#c62828", shape="tag"),
)
CLOSER = Motion(end=Framing(zoom=1.12))


def photo_id(number: int) -> str:
    """Return an id that opens another picture for each number."""
    return f"{number:064x}"


SHOTS = (
    Shot(frames=40, photo=photo_id(0), motion=CLOSER, letterings=(NAME, PRICE)),
    Shot(frames=38, photo=photo_id(1), motion=CLOSER, transition=Transition(frames=12)),
    Shot(
        frames=36,
        photo=photo_id(2),
        fill="blur",
        motion=CLOSER,
        transition=Transition(kind="wipe", frames=10),
        letterings=(PRICE,),
    ),
    Shot(
        frames=34,
        photo=photo_id(3),
        fill="inset",
        window=Box(150, 700, 780, 900),
        motion=CLOSER,
        transition=Transition(kind="cut", frames=0),
        letterings=(PRICE,),
    ),
    Shot(frames=32, ground="#7a1f3d", transition=Transition(kind="push", frames=12), letterings=(NAME,)),
)


def board(*shots: Shot, **changes: object) -> Storyboard:
    """Return a clip of these shots; without any, of five of all kinds, 180 frames long."""
    made = Storyboard(
        product="p",
        sku="P-0001",
        title="เดรส",
        template="new-arrival",
        prices=(19900,),
        shots=shots or SHOTS,
        music=None,
    )
    return msgspec.structs.replace(made, **changes)
