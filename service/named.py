"""Whom the texts of an article name, as terms with which their names go into its sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from service.boundaries import Sentence
from service.checks.persons import is_chinese, of_minority
from service.mentions import Mention, find_people, may_be_foreign
from service.minorities import is_minority
from service.names import pinyin
from service.neighbours import called_after_koreans, find_japanese, speaks_of_japan, speaks_of_north_korea, stands_alone
from service.romanisation import Nation, spell, split_japanese, surnames
from service.termbase import FOREIGNER, Term, Termbase

# Why a spelling is not certain.
_MINORITY = "spelled by pinyin: people of minorities may spell their names otherwise"
_NEIGHBOUR = "spelled as {} names mostly are: its bearer may read or spell it otherwise"


def learn_people(texts: Sequence[str], termbase: Termbase, abroad: bool) -> dict[str, Term]:
    """Whom the texts of one article name, by name. Of those of other countries only Japanese, Koreans and Vietnamese
    are learned, for in pinyin the others are nobody's. How these and people of minorities spell theirs is not certain.
    """
    mentions = [mention for text in texts for mention in find_people(text)]
    strangers = {each.name for each in mentions if not is_chinese(each) or (abroad and may_be_foreign(each))}
    minorities = {each.name for each in mentions if of_minority(each) and not (abroad and is_minority(each.name))}
    return {
        name: Term(name, pinyin(name)[0], kind="person", status="unverified", note=_MINORITY)
        if name in minorities
        else Term(name, pinyin(name)[0], kind="person", status="official")
        for name in {mention.name for mention in mentions} - strangers | minorities
    } | {term.zh: term for term in _neighbours(texts, mentions, termbase)}


def _neighbours(texts: Sequence[str], mentions: Iterable[Mention], termbase: Termbase) -> Iterator[Term]:
    """Japanese, Koreans and Vietnamese named in the texts; Japanese by the surname alone, too, and North Koreans after
    whom ships and the like are called."""
    named = [(mention.name, mention.nation) for mention in mentions if mention.nation]
    if any(map(speaks_of_japan, texts)):
        found = (each for text in texts for each in find_japanese(Sentence(text), of_japan=True))
        named += [(name, Nation.JAPAN) for _, name in found]
    if any(map(speaks_of_north_korea, texts)):
        named += [(name, Nation.NORTH) for text in texts for _, name in called_after_koreans(text)]
    for name, nation in dict.fromkeys(named):
        known = termbase.terms.get(name)
        term = replace(known, kind="person") if known and known.kind in ("person", FOREIGNER) else _guess(name, nation)
        surname = split_japanese(name)[0] if nation is Nation.JAPAN else ""
        if term and surname != name and surname not in termbase.terms and stands_alone(surname):
            yield replace(term, zh=surname, en=_family(term.en, surname), accepted=())
        if term:
            yield term


def _guess(name: str, nation: Nation) -> Term | None:
    """Someone of a nation, the name as it is likely spelled; None where nothing tells."""
    spelled = spell(name, nation)
    note = _NEIGHBOUR.format(nation)
    return Term(name, spelled[0], spelled[1:], "person", "unverified", note=note) if spelled else None


def _family(english: str, surname: str) -> str:
    """The surname in someone's English name, where it may stand first: Natsume Soseki."""
    words, usual = english.split(), surnames()[surname]
    return usual if usual in words else words[-1]
