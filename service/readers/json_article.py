"""Articles as JSON: one object, a list of them, or {"articles": […]}."""

import json
from typing import Any

from service.bylines import parse_byline
from service.errors import UnreadableInput
from service.readers.reading import Draft, Limits, Reading
from service.records import Metadata, Role

# What is wrong, by pydantic's names for it.
FAULTS = {
    "missing": "it must be there",
    "extra_forbidden": "an article has title, paragraphs, publisher, published and url, and nothing else",
    "string_type": "it must be a text",
    "list_type": "it must be a list",
}


def read(material: str, limits: Limits) -> Reading:
    """`{title, paragraphs, publisher, published, url}`; only `paragraphs` (a list of text, or one text whose lines
    they are) must be there. Raises UnreadableInput naming the path of what is wrong, TooLarge."""
    articles = _parse(material)
    limits.check("articles", len(articles))
    draft = Draft()
    for number, article in enumerate(articles):
        draft.add(article.title, Role.TITLE, number)
        for paragraph in article.paragraphs:
            draft.add(paragraph, Role.BYLINE if parse_byline(paragraph) else Role.PARAGRAPH, number)
        draft.metadata[number] = Metadata(article.publisher, article.published, article.url)
    return draft.reading()


def _parse(material: str) -> list[Any]:
    from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, field_validator

    class Article(BaseModel):
        model_config = ConfigDict(extra="forbid", strict=True)
        title: str = ""
        paragraphs: list[str]
        publisher: str = ""
        published: str = ""
        url: str = ""

        @field_validator("paragraphs", mode="before")
        @classmethod
        def lines(cls, value: object) -> object:
            return value.split("\n") if isinstance(value, str) else value

    try:
        value = json.loads(material)
    except json.JSONDecodeError as error:
        raise UnreadableInput(f"not JSON: {error.msg} at line {error.lineno}, column {error.colno}") from None
    prefix = ""
    if isinstance(value, dict) and "articles" in value:
        prefix, value = "articles", value["articles"]
    single = isinstance(value, dict)
    try:
        return TypeAdapter(list[Article]).validate_python([value] if single else value)
    except ValidationError as error:
        first = error.errors()[0]
        place = first["loc"][1:] if single else first["loc"]
        path = prefix + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
        fault = FAULTS.get(first["type"], "an article is an object with paragraphs, a list of text")
        raise UnreadableInput(f"JSON at {path.lstrip('.') or 'the top'}: {fault}") from None
