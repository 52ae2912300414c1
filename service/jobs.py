"""What is known of work in progress: jobs, their articles, and the lines of the list of briefings."""

import socket
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """A job's life: queued → running → done, failed (the input's fault), cancelled, or quarantined (it was delivered
    too often without coming to an end)."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    QUARANTINED = "quarantined"


ENDED = frozenset({State.DONE, State.FAILED, State.CANCELLED, State.QUARANTINED})


def worker_name(parent: int) -> str:
    """A worker's name in the database, by the process id of its parent: the same for each child in turn."""
    return f"{socket.gethostname()}-{parent}"[-64:]


@dataclass(frozen=True, slots=True)
class ArticleProgress:
    """One article of a job: `stage` "waiting", "translating", "summarising" or "done"; `done` of `total` sentences."""

    article: str
    title: str
    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Job:
    """The work on one document. `error` is the message a person reads, "" for none; times are RFC 3339."""

    id: str
    document: str
    name: str
    queue: str
    state: State
    deliveries: int
    error: str
    created: str
    updated: str
    articles: tuple[ArticleProgress, ...]

    @property
    def ended(self) -> bool:
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list: its id, headlines (how it begins where it has none), publisher, date and quality."""

    id: str
    title_zh: str
    title_en: str
    publisher: str
    date: str
    level: str


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """A briefing in a list, with those of its stories that the query matches; `job` is its newest, in `state`.
    `cursor` is its place in the list: what is older follows it."""

    id: str
    name: str
    created: str
    state: State
    job: str
    stories: tuple[StoryLine, ...]

    @property
    def cursor(self) -> str:
        return f"{self.created}_{self.id}"
