"""Footage, reviews, and every retail price with its date."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables. A price that is there is known to stand since its product was changed last."""
    op.create_table(
        "footage",
        *_part("footage"),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("suffix", sa.String(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
    )
    op.create_index("ix_footage_id", "footage", ["id"])
    op.create_table(
        "reviews",
        *_part("reviews"),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("photo", sa.String(64)),
    )
    op.create_table(
        "prices",
        *_part("prices"),
        sa.Column("price", sa.Integer()),
        sa.Column("since", sa.String(), nullable=False),
        sa.CheckConstraint("price > 0", "ck_prices_price"),
    )
    op.execute(
        "INSERT INTO prices (product_id, position, price, since) "
        "SELECT id, 0, price, changed FROM products WHERE price IS NOT NULL"
    )


def _part(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Return what every table has that holds something a product has many of."""
    return (
        sa.Column("product_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("product_id", "position", name=f"pk_{table}"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], f"fk_{table}_product_id", ondelete="CASCADE"),
    )
