"""README.txt: how to post the bundle from a phone, for a vendor who has never done it. In Thai in every language."""

from collections.abc import Iterator

from vendor_app.bundle.caption import price_per_unit
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product
from vendor_app.storyboard.model import Storyboard

README = "README.txt"


def readme(
    product: Product, platform: Platform, storyboard: Storyboard, pictures: int, checks: tuple[CheckResult, ...]
) -> str:
    """Write the whole text. ``pictures``: how many files are in ``images``."""
    blocks = (
        _heading(product, platform),
        _steps(platform),
        _contents(storyboard, pictures),
        _to_mend(checks),
        _notes(platform),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _heading(product: Product, platform: Platform) -> Iterator[str]:
    price = "" if product.price is None else f" · {price_per_unit(product.price, product)}"
    yield f"ชุดโพสต์ {platform.title}"
    yield f"{product.name}{price}"


def _steps(platform: Platform) -> Iterator[str]:
    yield f"วิธีโพสต์ลง {platform.title} จากมือถือ"
    yield from (f"{number}. {step}" for number, step in enumerate(platform.steps, 1))


def _contents(storyboard: Storyboard, pictures: int) -> Iterator[str]:
    music = "มีเพลงแล้ว" if storyboard.music else "ไม่มีเพลง"
    yield "ในโฟลเดอร์นี้มี"
    yield f"- clip.mp4 คลิป {storyboard.seconds:g} วินาที {music} พร้อมโพสต์"
    yield "- clip-voice-only.mp4 คลิปเดียวกันแต่ไม่มีเพลง ไว้ใส่เพลงในแอปเอง"
    yield "- cover.jpg รูปปก"
    yield f"- images รูปสินค้า {pictures} รูป ขนาดเท่ากันทุกรูป"
    yield "- caption.txt ข้อความกับแฮชแท็ก คัดลอกไปวางได้เลย"
    yield "- bundle.json ข้อมูลสำหรับตรวจว่าไฟล์ครบ ไม่ต้องเปิดและไม่ต้องอัปโหลด"


def _to_mend(checks: tuple[CheckResult, ...]) -> Iterator[str]:
    open_points = [check for check in checks if check.level != "pass"]
    if open_points:
        yield "ดูก่อนโพสต์"
    for check in open_points:
        yield f"{'✗' if check.level == 'fail' else '!'} {check.message}"
        if check.hint:
            yield f"  {check.hint}"


def _notes(platform: Platform) -> Iterator[str]:
    if platform.notes:
        yield "ควรรู้"
        yield from (f"- {note}" for note in platform.notes)
