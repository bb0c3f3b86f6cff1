"""What the vendor did to a photo and which picture of the shot list it is; the bundles made and what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns and the table. Photos taken before are as they came; of earlier bundles nothing is known."""
    op.add_column("photos", sa.Column("shot", sa.String(), nullable=False, server_default=""))
    op.add_column("photos", sa.Column("recipe", sa.JSON(), nullable=False, server_default="{}"))
    op.create_table(
        "postings",
        sa.Column("product_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("price", sa.Integer()),
        sa.Column("tiers", sa.JSON(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("clip", sa.String(), nullable=False),
        sa.Column("posted", sa.String()),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("product_id", "position", name="pk_postings"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], "fk_postings_product_id", ondelete="CASCADE"),
    )
