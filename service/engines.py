"""Which engines the settings mean: the one place where the service meets the model registry."""

from collections.abc import Callable

from models.engine import Summarizer, Translator
from models.store import Store
from service.settings import Settings


def model_store(settings: Settings) -> Store:
    """Where the settings keep models."""
    return Store(settings.models, settings.mirror)


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
