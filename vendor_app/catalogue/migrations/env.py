"""Run by Alembic: migrates over the connection that the database module hands in, inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
