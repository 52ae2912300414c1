"""The database: documents and jobs, stories, and what organisations know.

SQLite in WAL mode, or PostgreSQL by URL. Nothing is pickled: records are kept as JSON (`service.codec`). What belongs
to an organisation is reached by its name alone; "" is the organisation of a service that knows none.
"""

from service.storage.archive import Archive
from service.storage.work import STOPPED, Claim, Request, Work

__all__ = ["STOPPED", "Claim", "Request", "Storage"]


class Storage(Work, Archive):
    """All reading and writing of the database. Methods are short transactions of their own; safe between threads."""
