"""Which stand-in an anonymised pack gave to whom: kept apart from every pack, and gone with the version."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "stand_ins",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_stand_ins_version_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version_id", name="pk_stand_ins"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("stand_ins")
