"""README.txt: how to post the bundle from a phone, for a vendor who has never done it. In Thai in every language."""

from collections.abc import Iterator

from vendor_app.bundle.caption import price_per_unit
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import Platform
from vendor_app.catalogue.records import Product
from vendor_app.storyboard.model import Storyboard

README = "README.txt"
_WAYS = {"phone": "วิธีโพสต์ลง {platform} จากมือถือ", "computer": "วิธีลงขายใน {platform} จากคอมพิวเตอร์"}
_SHEETS = {
    "meta": "- meta.csv แคตตาล็อกสำหรับร้านค้าบน Facebook และโฆษณา",
    "google": "- google.csv ไฟล์สินค้าสำหรับ Google Merchant Center",
    "woocommerce": "- woocommerce.csv ไฟล์นำเข้าของ WooCommerce",
    "shopify": "- shopify.csv ไฟล์นำเข้าของ Shopify",
}


def readme(
    product: Product, platform: Platform, storyboard: Storyboard, subject: Subject, checks: tuple[CheckResult, ...]
) -> str:
    """Write the whole text. ``subject``: the finished files."""
    blocks = (
        _heading(product, platform),
        _steps(platform),
        _contents(platform, storyboard, subject),
        _to_mend(checks),
        _notes(platform),
    )
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _heading(product: Product, platform: Platform) -> Iterator[str]:
    price = "" if product.price is None else f" · {price_per_unit(product.price, product)}"
    yield f"ชุดโพสต์ {platform.title}"
    yield f"{product.name}{price}"


def _steps(platform: Platform) -> Iterator[str]:
    yield _WAYS[platform.device].format(platform=platform.title)
    yield from (f"{number}. {step}" for number, step in enumerate(platform.steps, 1))


def _contents(platform: Platform, storyboard: Storyboard, subject: Subject) -> Iterator[str]:
    yield "ในโฟลเดอร์นี้มี"
    yield from _shown(platform, storyboard, subject)
    yield from _written(platform)
    yield "- bundle.json ข้อมูลสำหรับตรวจว่าไฟล์ครบ ไม่ต้องเปิดและไม่ต้องอัปโหลด"


def _shown(platform: Platform, storyboard: Storyboard, subject: Subject) -> Iterator[str]:
    parts = platform.parts
    if parts.clip:
        music = "มีเพลงแล้ว" if storyboard.music else "ไม่มีเพลง"
        yield f"- clip.mp4 คลิป {storyboard.seconds:g} วินาที {music} พร้อมโพสต์"
        yield "- clip-voice-only.mp4 คลิปเดียวกันแต่ไม่มีเพลง ไว้ใส่เพลงในแอปเอง"
    if subject.listing_video is not None:
        yield f"- listing-video.mp4 วิดีโอสินค้า {subject.listing_video.seconds:g} วินาที ไม่มีเพลง ไว้ใส่ในหน้าสินค้า"
    if parts.cover:
        yield "- cover.jpg รูปปก"
    if subject.post_pictures is not None:
        yield f"- photo-post รูปแนวตั้ง {len(subject.post_pictures)} รูป มีราคาบนรูปแล้ว เรียงตามลำดับเลข"
    if subject.pictures is not None:
        yield f"- images รูปสินค้า {len(subject.pictures)} รูป ขนาดเท่ากันทุกรูป"


def _written(platform: Platform) -> Iterator[str]:
    parts = platform.parts
    if parts.title:
        yield "- title.txt ชื่อสินค้า คัดลอกไปวางได้เลย"
    if parts.caption:
        tags = "กับแฮชแท็ก " if platform.limits.hashtags.most else ""
        yield f"- caption.txt ข้อความ{tags or ' '}คัดลอกไปวางได้เลย"
    if parts.description:
        yield "- description.txt รายละเอียดสินค้า คัดลอกไปวางได้เลย"
    if parts.sheet is not None:
        yield "- listing.xlsx ตารางสี ไซส์ ราคา จำนวน และรหัส ครบทุกแบบ"
    yield from (_SHEETS[feed] for feed in parts.feeds)


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
