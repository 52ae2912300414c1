"""Corrections have a number, in which they stand in the order in which they were made"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _rebuild(
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        keys=(
            sa.PrimaryKeyConstraint("number", name=op.f("pk_corrections")),
            sa.UniqueConstraint("id", name=op.f("uq_corrections_id")),
        ),
    )


def downgrade() -> None:
    _rebuild(
        sa.Column("id", sa.String(length=32), nullable=False),
        keys=(sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),),
    )


def _rebuild(*first: sa.Column[int] | sa.Column[str], keys: Sequence[sa.Constraint]) -> None:
    """Make the table again with these first columns and keys; its rows are numbered by their times."""
    rest = [
        sa.Column("document", sa.String(length=32), nullable=False),
        sa.Column("story", sa.String(length=32), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("undone", sa.String(length=24), server_default="", nullable=False),
        sa.Column("undone_by", sa.Text(), server_default="", nullable=False),
    ]
    held = sa.table("corrections", sa.column("id"), *(sa.column(column.name) for column in rest))
    rows = op.get_bind().execute(sa.select(held).order_by(held.c.created, held.c.id)).mappings().all()
    op.drop_table("corrections")
    made = op.create_table(
        "corrections",
        *first,
        *rest,
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_corrections_document")),
        *keys,
    )
    op.create_index("ix_corrections_story", "corrections", ["document", "story"], unique=False)
    op.bulk_insert(made, [dict(row) for row in rows])
