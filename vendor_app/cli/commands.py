"""The tree of commands."""

import click

from vendor_app import __version__
from vendor_app.cli.base import Group
from vendor_app.cli.bundles import bundle
from vendor_app.cli.clips import clip
from vendor_app.cli.demo import demo
from vendor_app.cli.doctor import doctor
from vendor_app.cli.footage import footage
from vendor_app.cli.history import history, posted
from vendor_app.cli.phone import phone
from vendor_app.cli.photo_edit import edit as edit_photo
from vendor_app.cli.photo_edit import list_photos
from vendor_app.cli.photo_marks import photo_marks, watch
from vendor_app.cli.photos import photo
from vendor_app.cli.product_sheets import export_products, import_products
from vendor_app.cli.products import product
from vendor_app.cli.queue import batch, queue
from vendor_app.cli.sheets import sheet
from vendor_app.cli.usb import usb
from vendor_app.cli.white import white
from vendor_app.language import _

cli = Group(
    "vendor-cli", is_root=True, help=_("Talad Clip: from photos of what you sell to clips and bundles ready to post.")
)
click.version_option(__version__, message="%(version)s", help=_("Print the version."))(cli)
product.add_command(import_products)
photo.add_command(list_photos)
photo.add_command(edit_photo)
photo.add_command(photo_marks)
photo.add_command(watch)
product.add_command(export_products)
clip.add_command(batch)
photo.add_command(white)
bundle.add_command(usb)
for command in (demo, product, photo, phone, footage, clip, queue, bundle, history, posted, sheet, doctor):
    cli.add_command(command)
