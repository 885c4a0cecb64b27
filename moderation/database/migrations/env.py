"""Alembic's entry: it works on the connection it is given (``moderation.database.migrate``)."""

from alembic import context

from moderation.database import tables  # noqa: F401  (fills the metadata)
from moderation.database.base import Base

context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
context.run_migrations()
