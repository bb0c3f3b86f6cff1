"""Which further products a clip shows, and whether their prices have changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns. Clips made before show one product."""
    op.add_column("clips", sa.Column("others", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("clips", sa.Column("outdated", sa.Boolean(), nullable=False, server_default=sa.false()))
