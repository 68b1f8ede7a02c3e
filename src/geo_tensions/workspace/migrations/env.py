"""What alembic runs to bring a workspace up to date, on a connection that is already open."""

from alembic import context

from geo_tensions.workspace.schema import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    # SQLite, too, takes back what a broken transaction has made.
    transactional_ddl=True,
)
context.run_migrations()
