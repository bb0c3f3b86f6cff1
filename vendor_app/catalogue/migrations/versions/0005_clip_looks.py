"""How the photos in a clip were edited when it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column. Of clips made before nothing is known."""
    op.add_column("clips", sa.Column("looks", sa.JSON(), nullable=False, server_default="{}"))
