"""Organisations: their termbases, memory and corrections"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "memory",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("en", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory")),
    )
    with op.batch_alter_table("memory", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_memory_organisation"), ["organisation"], unique=False)
        batch_op.create_index(batch_op.f("ix_memory_origin"), ["origin"], unique=False)

    op.create_table(
        "organisations",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "term_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("termbase", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_changes")),
    )
    with op.batch_alter_table("term_changes", schema=None) as batch_op:
        batch_op.create_index("ix_term_changes_termbase", ["organisation", "termbase"], unique=False)

    op.create_table(
        "termbases",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("layer", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "name", name=op.f("pk_termbases")),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.String(length=32), nullable=False),
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
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name=op.f("fk_corrections_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.create_index("ix_corrections_story", ["document", "story"], unique=False)

    op.create_table(
        "terms",
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("termbase", sa.String(length=64), nullable=False),
        sa.Column("zh", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation", "termbase"],
            ["termbases.organisation", "termbases.name"],
            name=op.f("fk_terms_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation", "termbase", "zh", name=op.f("pk_terms")),
    )
    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.String(length=64), server_default="", nullable=False))
        batch_op.drop_constraint(batch_op.f("uq_documents_sha256"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_documents_organisation"), ["organisation", "sha256"])

    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organisation", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("translations", schema=None) as batch_op:
        batch_op.drop_column("organisation")

    with op.batch_alter_table("documents", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_documents_organisation"), type_="unique")
        batch_op.create_unique_constraint(batch_op.f("uq_documents_sha256"), ["sha256"])
        batch_op.drop_column("organisation")

    op.drop_table("terms")
    with op.batch_alter_table("corrections", schema=None) as batch_op:
        batch_op.drop_index("ix_corrections_story")

    op.drop_table("corrections")
    op.drop_table("termbases")
    with op.batch_alter_table("term_changes", schema=None) as batch_op:
        batch_op.drop_index("ix_term_changes_termbase")

    op.drop_table("term_changes")
    op.drop_table("organisations")
    with op.batch_alter_table("memory", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_memory_origin"))
        batch_op.drop_index(batch_op.f("ix_memory_organisation"))

    op.drop_table("memory")
