"""The tables. Changes go into `service/migrations` as well; a test compares the two."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

documents = Table(
    "documents",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("created", String(24), nullable=False),
    Column("page", Text, nullable=False, server_default=""),
    Column("organisation", String(64), nullable=False, server_default=""),
    UniqueConstraint("organisation", "sha256"),
)
sources = Table(
    "sources",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("queue", String(16), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("deliveries", Integer, nullable=False, server_default="0"),
    Column("worker", String(64), nullable=False, server_default=""),
    Column("heartbeat", Float, nullable=False),
    Column("cancel", Integer, nullable=False, server_default="0"),
    Column("error", Text, nullable=False, server_default=""),
    Column("created", String(24), nullable=False),
    Column("updated", String(24), nullable=False),
)
job_articles = Table(
    "job_articles",
    metadata,
    Column("job", ForeignKey("jobs.id"), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Text, nullable=False),
    Column("stage", String(16), nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
)
stories = Table(
    "stories",
    metadata,
    Column("document", ForeignKey("documents.id"), primary_key=True),
    Column("article", String(32), primary_key=True),
    Column("signature", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("title_zh", Text, nullable=False),
    Column("title_en", Text, nullable=False),
    Column("level", String(10), nullable=False),
    Column("record", Text, nullable=False),
    # What a search looks in: Chinese as runs of character bigrams, English in small letters (service.search).
    Column("terms", Text, nullable=False),
    Column("created", String(24), nullable=False),
    Index("ix_stories_date", "date"),
)
translations = Table(
    "translations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("texts", Text, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("result", Text, nullable=False, server_default=""),
    Column("created", Float, nullable=False),
    Column("organisation", String(64), nullable=False, server_default=""),
)
# `number` is the order in which they were made: of several the last counts, and two may be of one millisecond.
corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("story", String(32), nullable=False),
    Column("target", Text, nullable=False),
    Column("zh", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", String(24), nullable=False),
    Column("undone", String(24), nullable=False, server_default=""),
    Column("undone_by", Text, nullable=False, server_default=""),
    Index("ix_corrections_story", "document", "story"),
)
# What organisations know. `revision` counts the changes to it: what was read under the same revision is still right.
organisations = Table(
    "organisations",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("revision", Integer, nullable=False),
)
termbases = Table(
    "termbases",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("layer", String(8), nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated", String(24), nullable=False),
)
terms = Table(
    "terms",
    metadata,
    Column("organisation", String(64), primary_key=True),
    Column("termbase", String(64), primary_key=True),
    Column("zh", Text, primary_key=True),
    Column("record", Text, nullable=False),
    ForeignKeyConstraint(["organisation", "termbase"], ["termbases.organisation", "termbases.name"]),
)
# What every version of a termbase changed: "" stands for no entry. Kept when the termbase is deleted.
term_changes = Table(
    "term_changes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("organisation", String(64), nullable=False),
    Column("termbase", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("zh", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", String(24), nullable=False),
    Index("ix_term_changes_termbase", "organisation", "termbase"),
)
memory = Table(
    "memory",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("organisation", String(64), nullable=False, index=True),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("created", String(24), nullable=False),
    # A correction's id, or the file it was imported from.
    Column("origin", Text, nullable=False, index=True),
)
workers = Table(
    "workers",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("heartbeat", Float, nullable=False),
    Column("engines", Text, nullable=False, server_default=""),
)
