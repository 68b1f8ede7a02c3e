"""The versions of a workspace's tables, run by alembic."""
