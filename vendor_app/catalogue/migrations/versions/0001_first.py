"""The tables of the first release."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table."""
    op.create_table(
        "products",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("sku", sa.String(50, collation="NOCASE"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("price", sa.Integer()),
        sa.Column("shipping", sa.Integer()),
        sa.Column("weight_grams", sa.Integer()),
        sa.Column("fabric", sa.String(), nullable=False),
        sa.Column("size_range", sa.String(), nullable=False),
        sa.Column("eco", sa.JSON(), nullable=False),
        sa.Column("created", sa.String(), nullable=False),
        sa.Column("changed", sa.String(), nullable=False),
        sa.Column("trashed", sa.String()),
        sa.Column("search", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_products"),
        sa.UniqueConstraint("sku", name="uq_products_sku"),
        sa.CheckConstraint("price > 0", "ck_products_price"),
        sa.CheckConstraint("shipping >= 0", "ck_products_shipping"),
    )
    op.create_index("ix_products_sort_key", "products", ["sort_key"])
    op.create_index("ix_products_created", "products", ["created"])
    _create_tiers_and_variants()
    _create_photos_and_clips()


def _part(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return what every table has that holds something a product has many of."""
    return (
        sa.Column("product_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("product_id", "position", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], f"fk_{table}_product_id", ondelete="CASCADE"),
    )


def _create_tiers_and_variants() -> None:
    op.create_table(
        "tiers",
        *_part("tiers"),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("min_quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("mixed", sa.Boolean(), nullable=False),
        sa.CheckConstraint("price > 0", "ck_tiers_price"),
        sa.CheckConstraint("min_quantity >= 1", "ck_tiers_min_quantity"),
    )
    op.create_table(
        "variants",
        *_part("variants"),
        sa.Column("color", sa.String(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("sku", sa.String(50, collation="NOCASE"), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.UniqueConstraint("sku", name="uq_variants_sku"),
        sa.CheckConstraint("stock >= 0", "ck_variants_stock"),
    )


def _create_photos_and_clips() -> None:
    op.create_table(
        "photos",
        *_part("photos"),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_index("ix_photos_id", "photos", ["id"])
    op.create_table(
        "clips",
        *_part("clips"),
        sa.Column("file", sa.String(), nullable=False),
        sa.Column("template", sa.String(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("prices", sa.JSON(), nullable=False),
    )
