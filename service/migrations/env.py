"""Alembic's entry: migrates over the connection that `Storage.migrate` hands it."""

from alembic import context

from service.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
