"""What the anonymiser asked about a plan's words and what people answered; and the words that stay in every pack."""

import sqlalchemy as sa
from alembic import op

from moderation.database.base import Moment

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "pack_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sentences", sa.JSON(), nullable=False),
        sa.Column("choice", sa.Text(), server_default="", nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["version_id"], ["versions.id"], name="fk_pack_questions_version_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["decided_by_id"], ["users.id"], name="fk_pack_questions_decided_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_pack_questions"),
        sa.UniqueConstraint("version_id", "key", name="uq_pack_questions_version_id"),
    )
    op.create_table(
        "staying_words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("added_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["users.id"], name="fk_staying_words_added_by_id"),
        sa.PrimaryKeyConstraint("id", name="pk_staying_words"),
        sa.UniqueConstraint("key", name="uq_staying_words_key"),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("staying_words")
    op.drop_table("pack_questions")
