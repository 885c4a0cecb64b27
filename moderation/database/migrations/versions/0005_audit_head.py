"""How many entries the audit log has and the hash of the newest, kept by the database itself in a table of one row.

A trigger on the log writes it and others refuse every other change, so that a log whose end was cut off no longer
agrees with it. On PostgreSQL the trigger works with the rights of the tables' owner: the application's role needs no
right to change this table (README, "The database's roles").
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BEGINNING = "0" * 64
REFUSED = "the head of the audit log is kept by the database"
FITS = (
    "NEW.id = 1 AND NEW.entries = OLD.entries + 1 "
    "AND EXISTS (SELECT 1 FROM audit_log WHERE audit_log.id = NEW.entries AND audit_log.hash = NEW.hash)"
)
SET = "UPDATE audit_head SET entries = NEW.id, hash = NEW.hash WHERE id = 1"


def upgrade() -> None:
    """Make the table from the log as it stands, and guard it."""
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.execute(
        "INSERT INTO audit_head (id, entries, hash) SELECT 1, (SELECT count(*) FROM audit_log), "  # noqa: S608  (no word of anybody's)
        f"coalesce((SELECT hash FROM audit_log ORDER BY id DESC LIMIT 1), '{BEGINNING}')"
    )
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgres()
    else:
        _guard_sqlite()


def _guard_postgres() -> None:
    schema = op.get_bind().scalar(sa.text("SELECT quote_ident(current_schema())"))
    op.execute(
        "CREATE FUNCTION gt_audit_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER "
        f"SET search_path = {schema}, pg_temp AS $$ BEGIN {SET}; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE FUNCTION gt_audit_head_fits() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {FITS} THEN RETURN NEW; END IF; RAISE EXCEPTION '{REFUSED}'; END $$"
    )
    op.execute("CREATE TRIGGER audit_log_head AFTER INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION gt_audit_head()")
    op.execute(
        "CREATE TRIGGER audit_head_update BEFORE UPDATE ON audit_head "
        "FOR EACH ROW EXECUTE FUNCTION gt_audit_head_fits()"
    )
    for event, each in (("INSERT", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER audit_head_{event.lower()} BEFORE {event} ON audit_head "
            f"FOR EACH {each} EXECUTE FUNCTION gt_refuse('{REFUSED}')"
        )


def _guard_sqlite() -> None:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    op.execute(f"CREATE TRIGGER audit_log_head AFTER INSERT ON audit_log BEGIN {SET}; END")
    op.execute(f"CREATE TRIGGER audit_head_update BEFORE UPDATE ON audit_head WHEN NOT ({FITS}) {refuse}")
    # INSERT OR REPLACE deletes without firing the delete trigger.
    for event in ("INSERT", "DELETE"):
        op.execute(f"CREATE TRIGGER audit_head_{event.lower()} BEFORE {event} ON audit_head {refuse}")


def downgrade() -> None:
    """Take it away."""
    postgres = op.get_bind().dialect.name == "postgresql"
    op.execute("DROP TRIGGER audit_log_head" + (" ON audit_log" if postgres else ""))
    op.drop_table("audit_head")  # and its triggers
    if postgres:
        op.execute("DROP FUNCTION gt_audit_head()")
        op.execute("DROP FUNCTION gt_audit_head_fits()")
