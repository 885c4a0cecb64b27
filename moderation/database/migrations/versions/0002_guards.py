"""The database itself refuses to change the audit log or a draft.

A draft may be deleted with its case (erasure); an audit entry never. On PostgreSQL, TRUNCATE is refused too.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# table, event, what is refused
GUARDS = (
    ("audit_log", "UPDATE", "the audit log is append-only"),
    ("audit_log", "DELETE", "the audit log is append-only"),
    ("drafts", "UPDATE", "a draft is never changed"),
)


def upgrade() -> None:
    """Set the guards."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION gt_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '%', TG_ARGV[0]; END $$"
        )
        for table, event, words in GUARDS:
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION gt_refuse('{words}')"
            )
        op.execute(
            "CREATE TRIGGER audit_log_truncate BEFORE TRUNCATE ON audit_log "
            "FOR EACH STATEMENT EXECUTE FUNCTION gt_refuse('the audit log is append-only')"
        )
        return
    for table, event, words in GUARDS:
        op.execute(
            f"CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
    # INSERT OR REPLACE deletes without firing the delete trigger.
    op.execute(
        "CREATE TRIGGER audit_log_replace BEFORE INSERT ON audit_log "
        "WHEN EXISTS (SELECT 1 FROM audit_log WHERE id = NEW.id OR hash = NEW.hash) "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
    )


def downgrade() -> None:
    """Take the guards off."""
    postgres = op.get_bind().dialect.name == "postgresql"
    for table, event, _ in GUARDS:
        op.execute(f"DROP TRIGGER {table}_{event.lower()}" + (f" ON {table}" if postgres else ""))
    if postgres:
        op.execute("DROP TRIGGER audit_log_truncate ON audit_log")
        op.execute("DROP FUNCTION gt_refuse()")
    else:
        op.execute("DROP TRIGGER audit_log_replace")
