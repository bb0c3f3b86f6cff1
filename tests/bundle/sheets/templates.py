"""Templates built like the platforms' own: keys, a token, labels, hidden sheets, validations, styles."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

TIKTOK = (
    "category", "brand", "product_name", "product_description", "main_image", "image_2", "image_3", "property_name_1",
    "property_value_1", "property_1_image", "property_name_2", "property_value_2", "parcel_weight", "price", "quantity",
    "seller_sku", "product_property/100089", "cod",
)  # fmt: skip
SHOPEE = (
    "ps_category|1|0", "ps_product_name|0|0", "ps_product_description|0|0", "ps_sku_parent_short|0|0",
    "et_title_variation_integration_no|0|0", "et_title_variation_1|0|0", "et_title_option_for_variation_1|0|0",
    "et_title_variation_2|0|0", "et_title_option_for_variation_2|0|0", "ps_price|0|0", "ps_stock|0|0",
    "ps_sku_short|0|0", "ps_item_cover_image|0|0", "ps_item_image_1|0|0", "ps_weight|0|0",
)  # fmt: skip
LAZADA = (
    "productNoForBatch", "catId", "title.th_TH", "title.en_TH", "mainImage.0", "mainImage.1", "description",
    "saleProp.p-30097", "saleProp.p-30098", "sku.SellerSku", "sku.price", "sku.quantity", "sku.package_weight",
)  # fmt: skip
_HEAD = PatternFill("solid", fgColor="FFEE4D2D")


def tiktok(path: Path, keys: Sequence[str] = TIKTOK, *, filled: int = 0) -> Path:
    """Sheet Template: keys, token, labels, what is required, how to, then products from row 6 on."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Template"
    sheet.append(list(keys))
    sheet.append(["V2.1", "metric", "7bf1c0de5a"])
    sheet.append([f"ป้าย {key}" for key in keys])
    sheet.append(
        ["จำเป็น" if key in ("category", "product_name", "price", "parcel_weight") else "ไม่จำเป็น" for key in keys]
    )
    sheet.append([f"วิธีกรอก {key}, ยาวได้หลายตัวอักษรเพื่อให้คนอ่านเข้าใจว่าต้องใส่อะไรในช่องนี้" for key in keys])
    for number in range(filled):
        sheet.append([f"มีแล้ว {number}" if key in ("product_name", "seller_sku") else None for key in keys])
    for row in range(6 + filled, 12):
        for column in range(1, len(keys) + 1):
            sheet.cell(row, column).font = Font(name="Arial", size=11, color="FF1A1A1A")
    return _dressed(book, path)


def shopee(path: Path) -> Path:
    """The Thai sheet: keys, token, explanations; products from row 7 on."""
    book = Workbook()
    sheet = book.active
    sheet.title = "แบบฟอร์มการลงสินค้า"
    sheet.append(list(SHOPEE))
    sheet.append(["basic", "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "0", "998877"])
    sheet.append([f"ชื่อช่อง {key.split('|')[0]}" for key in SHOPEE])
    sheet.append(["บังคับ" if key.startswith(("ps_product_name", "ps_price")) else "ไม่บังคับ" for key in SHOPEE])
    sheet.append(["คำอธิบาย"] * len(SHOPEE))
    sheet.append(["ตัวอย่าง"] * len(SHOPEE))
    return _dressed(book, path)


def lazada(path: Path, categories: Sequence[str] = ("เดรส",)) -> Path:
    """A visible sheet for each category with a hidden partner that holds the keys; products from row 5 on."""
    book = Workbook()
    book.remove(book.active)
    for category in categories:
        sheet = book.create_sheet(category)
        labels = {"saleProp.p-30097": "กลุ่มสี (Color family)", "saleProp.p-30098": "ขนาด (Size)"}
        sheet.append([labels.get(key, f"ป้าย {key}") for key in LAZADA])
        sheet.append(["Mandatory" if key == "title.th_TH" else "Optional" for key in LAZADA])
        sheet.append(["..."] * len(LAZADA))
        sheet.append(["ตัวอย่าง"] * len(LAZADA))
        partner = book.create_sheet(f"{category}_hide")
        partner.append(["x"])
        partner.append(["y"])
        partner.append(list(LAZADA))
        partner.sheet_state = "veryHidden"
    return _dressed(book, path)


def _dressed(book: Workbook, path: Path) -> Path:
    """Add what a platform's file has besides its cells, and parts that no library knows."""
    sheet = book.worksheets[0]
    for cell in sheet[1]:
        cell.fill = _HEAD
    sheet.freeze_panes = "C6"
    sheet.column_dimensions["C"].width = 41.5
    choice = DataValidation(type="list", formula1='"ใช่,ไม่ใช่"', allow_blank=True)
    choice.add("R6:R400")
    sheet.add_data_validation(choice)
    hidden = book.create_sheet("global_hide")
    hidden["A1"] = "token-5f4dcc3b5aa765d61d8327deb882cf99"
    hidden.sheet_state = "hidden"
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("customXml/item1.xml", "<seller xmlns='urn:seller'>1</seller>")
        archive.writestr("xl/unknown/part.bin", bytes(range(256)))
    return path
