"""Which engines the settings mean."""

from collections.abc import Callable

from models.engine import Scorer, Summarizer, Translator
from models.store import Store
from service.settings import Settings


def model_store(settings: Settings) -> Store:
    """Where the settings keep models."""
    return Store(settings.models, settings.mirror)


def ensure_engines(settings: Settings, announce: Callable[[str], None]) -> None:
    """Fetch and convert the models that the settings name, where they are not on disk. Raises ModelError."""
    from models.registry import ensure

    store = model_store(settings)
    ensure(settings.translator, settings.summarizer, store=store, device=settings.device, announce=announce)


def open_engines(
    translator: str, summarizer: str, settings: Settings, announce: Callable[[str], None] = print
) -> tuple[Translator, Summarizer | None]:
    """The translator and the summariser by name ("auto": the best at hand); None stands for extractive summaries.

    Models that are not on disk are fetched and converted first. Says through `announce` which were chosen.
    Raises ModelError.
    """
    from models.registry import open_summarizer, open_translator

    store = model_store(settings)
    place, threads = settings.device, settings.threads
    chosen = open_translator(translator, store=store, device=place, threads=threads, announce=announce)
    return chosen, open_summarizer(summarizer, store=store, device=place, threads=threads, announce=announce)


def open_scorer(settings: Settings, announce: Callable[[str], None] = print) -> Scorer:
    """The second reader, which settles what the checks doubt. It is loaded when it is first asked."""
    from models import registry

    place, threads = settings.device, settings.threads
    return registry.open_scorer(store=model_store(settings), device=place, threads=threads, announce=announce)
