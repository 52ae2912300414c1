"""Which lines of a page are furniture, by what stands around them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from service.boxes import boxes, is_advertised, lists
from service.bylines import bare_names, parse_byline
from service.contents import LONGEST_TITLE, bare_title, contents, tight, whole
from service.datelines import is_dateline
from service.display import annexes
from service.electronic import (
    FEWEST_ENTRIES,
    claims,
    ends_article,
    heads_aside,
    is_button,
    is_document_number,
    is_entry,
    is_rule,
    leads_on,
    scrolls,
    stands_for_picture,
    steps,
)
from service.flow import join
from service.furniture import SECTION, Facts, label, points, recognise
from service.jumps import page_number
from service.lines import Line
from service.patterns import PROSE
from service.roles import DESK
from service.sections import before_digest, number_apart, section_numbers
from service.stated import MOST_LINES, Stated, account, is_field, is_registered, origin, sent, stated

FOOT = 4  # lines at the end of a page among which its imprint may stand
_PAPER = re.compile("[㐀-鿿]{2,5}")  # a name that no list of papers' names has, among what mastheads say
_SITE = re.compile(
    r"[㐀-鿿]{2,14}(?:(?P<medium>[网網]|在线|網站|客户端)|(?:人民)?政府(?:门户网站|网站?)?|门户网站|委员会|[局厅委办])"
)  # the name of a site, among what stands over its pages
_NUMBERED = re.compile(r"[A-D]\s?\d{1,2}|0[1-9]|[1-9]\d?")  # the number of a page
_NAMED = re.compile(rf".{{1,{SECTION}}}|[㐀-鿿]{{2,4}}[·‧・][㐀-鿿]{{2,4}}")  # the name of a section over it
_COLUMN = re.compile(r"([㐀-鿿])[㐀-鿿]\1[㐀-鿿]")  # 村言村语
_PICTURES = re.compile("[图圖影镜鏡]")  # in the name of a column of photographs
_ONE = re.compile("[㐀-鿿]")
_COMMENTS = re.compile("[评評][论論]|留言")  # by readers, set in or not
MOTTO = 12  # characters of what a masthead says of the paper
_BOTH = re.compile(
    "[A-Z]{3,}(?:[ &]+[A-Z]+)*[ 　/／|｜·]+[㐀-鿿]{2,6}|[㐀-鿿]{2,6}[ 　/／|｜·]+[A-Z]{3,}(?:[ &]+[A-Z]+)*"
)  # a section's name in two languages
DEEPEST = 8  # half-widths of a paragraph's indent
LONGEST_FIRST = 6  # lines of a column in which the first sentence of a paragraph ends


@dataclass(frozen=True, slots=True)
class Sifted:
    """A line, what it says of the whole page (None: nothing), and whether it is furniture."""

    line: Line
    facts: Facts | None
    furniture: bool


def sift(lines: Sequence[Line], rows: Set[int]) -> Iterator[Sifted]:
    """The lines in order, page by page. `rows` are where the rows of tables begin, which are no furniture."""
    for number in sorted({line.page for line in lines}):
        page = number_apart(_accounts(_upright([line for line in lines if line.page == number])))
        page = _whole_titles(whole(page))
        yield from _marked(_sift_page(page, rows))


def _upright(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a section's name put together that is set upright: a character a line."""
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        alone = above and _ONE.fullmatch(above.clean) and _ONE.fullmatch(line.clean)
        if above and alone and label(above.clean + line.clean):
            found[-1] = above.with_flow(join([above.flow, line.flow]))
        else:
            found.append(line)
    return found


def _accounts(lines: Sequence[Line]) -> list[Line]:
    """The lines, those put together in which an account prints author, name and moment, one thing a line."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        count = account([line.clean for line in lines[at : at + MOST_LINES + 1]])
        flow = join((line.flow for line in lines[at : at + count]), between="　")
        found.append(lines[at].with_flow(flow) if count else lines[at])
        at += count or 1
    return found


def _whole_titles(lines: Sequence[Line]) -> list[Line]:
    """The lines, those of a headline put together that a site's page has between the way to it, the table over an
    office's document or a call to scroll, and what is stated of the article or the document's number: there it is one
    field, however it wraps."""
    found = list(lines)
    at = 0
    while at < len(found):
        begins = steps(found[at].clean) or is_registered(found[at].clean) or scrolls(found[at].clean)
        after = found[at + 1 : at + 2 + LONGEST_TITLE] if begins else []
        below = [bool(sent(line.clean) or is_document_number(line.clean)) for line in after]
        count = below.index(True) if True in below else 0
        title = found[at + 1 : at + 1 + count]
        parted = any(line.blank or line.clean.startswith(("—", "（", "(")) for line in title[1:])
        plain = not any(
            recognise(line.clean, False) or parse_byline(line.clean) or is_field(line.clean) for line in title
        )
        if count > 1 and plain and not parted:
            found[at + 1 : at + 1 + count] = [title[0].with_flow(join(line.flow for line in title))]
        at += 1
    return found


def _marked(lines: Iterable[Sifted]) -> Iterator[Sifted]:
    """The lines, those below what a site states of an article or prints at its end marked with that."""
    under, seen, told = "", False, False
    said: Stated | None = None
    beside = False
    for each in lines:
        if not told and (more := stated(each.line.clean)):
            more = replace(more, source=origin(each.line.clean))
            said = said.with_rest(more) if said else more
        if sent(each.line.clean):
            under, seen = "end" if told else "stated", True
        elif each.furniture and not under and _parts_articles(each.line.clean, seen):
            under = "end"
            beside = heads_aside(each.line.clean)
        elif each.furniture and not under and stands_for_picture(each.line.clean):
            under = "picture"
        if each.furniture:
            yield each
        else:
            if beside and each.line.indent and PROSE.search(each.line.clean):
                under = ""  # the article goes on below links
            beside = False
            yield replace(each, line=replace(each.line, under=under, told=said))
            under, said, told = "", None, bool(re.search("[。」”）]$", each.line.clean)) and each.line.ends


def _parts_articles(text: str, stated: bool) -> bool:
    """Whether a line stands between articles, on a page that has `stated` something of one or not."""
    return leads_on(text) or (stated and ends_article(text))


def _sift_page(lines: Sequence[Line], rows: Set[int]) -> Iterator[Sifted]:
    papers = {facts.publisher for line in lines if (facts := recognise(line.clean, False)) and facts.publisher}
    sections, boxed, listed = section_numbers(lines), boxes(lines, rows), lists(lines, rows)
    indexed, mastheads, menus = contents(lines), _mastheads(lines), _menus(lines)
    titles = {tight(bare_title(lines[index])) for index in indexed}
    greeting = before_digest(lines, sections)
    annexed = annexes(lines)
    named = _sections_named(lines)
    head, edge, aside, links = True, True, False, False
    site = any(_is_of_site(line.clean) for line in lines)
    above: Line | None = None
    for index, line in enumerate(lines):
        ahead = lines[index + 1 :]
        if site and heads_aside(line.clean):
            aside, links = True, not _COMMENTS.search(line.clean)
        elif aside:
            aside = not (_resumes(line, ahead) or (links and _is_set_in(line, ahead)))
        sold = site and index > 0 and _is_sold(lines[index - 1], line, ahead)
        if aside or sold or index in sections | named | annexed | boxed | indexed | mastheads | greeting | menus:
            told = recognise(line.clean, True, True) if index in mastheads | greeting else None
            yield Sifted(line, told or Facts(), True)
            continue
        facts = None
        if line.flow.at[0] not in rows:
            below = [] if index + 1 in sections else ahead
            facts = _says(line, below, head, edge or len(ahead) < FOOT, papers)
            if index == 0 and facts and _is_headline(lines, facts):
                facts = None
        if facts is None and (index in listed or _is_beside_fields(lines, index)):
            yield Sifted(line, Facts(), True)
            continue
        names = parse_byline(line.clean)
        if (
            facts is not None
            and not _names_makers(line)
            and (names or label(line.clean) or facts != Facts() or claims(line.clean) or not _goes_on(above))
        ):
            yield Sifted(line, facts, True)
            continue
        published = sent(line.clean)
        facts = facts or (Facts(published=published) if published else None)
        over = lines[index - 1].clean if index else ""
        labelled = bool(index - 1 in named or label(over)) and not _PICTURES.search(over)
        known = tight(line.clean) in titles
        yield Sifted(replace(line, numbered=index - 1 in sections, labelled=labelled, listed=known), facts, False)
        edge = False
        head = head and not (line.ends or names)
        above = line


def _sections_named(lines: Sequence[Line]) -> set[int]:
    """Which lines are sections' names in two languages; one alone may be anything."""
    found = {index for index, line in enumerate(lines) if _BOTH.fullmatch(line.clean)}
    return found if len(found) > 1 else set()


def _menus(lines: Sequence[Line]) -> set[int]:
    """Which lines are of menus that have a line for each entry, of which one between two that are known need not be."""
    known = [is_entry(line.clean) for line in lines]
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(lines) + 1):
        between = 0 < at < len(lines) - 1 and known[at - 1] and known[at + 1] and len(lines[at].clean) <= SECTION
        if at < len(lines) and (known[at] or between):
            run.append(at)
            continue
        found |= set(run) if sum(known[each] for each in run) >= FEWEST_ENTRIES else set()
        run = []
    return found


def _is_sold(above: Line, line: Line, ahead: Sequence[Line]) -> bool:
    """Whether a line is what a site advertises: below the word for that, no sentence and no article's headline."""
    return is_advertised(above.clean) and not (line.ends or _resumes(line, ahead))


def _is_of_site(text: str) -> bool:
    """Whether a line is of those that sites have around their articles, and papers have not."""
    return bool(sent(text) or steps(text) or leads_on(text) or is_button(text))


def _says(line: Line, ahead: Sequence[Line], head: bool, edge: bool, papers: Set[str]) -> Facts | None:
    """What a line says as furniture; None where it is none."""
    if line.clean in papers:
        return Facts(publisher=line.clean)
    if head and edge and ahead and _NUMBERED.fullmatch(ahead[0].clean) and _NAMED.fullmatch(line.clean):
        return Facts(placement=f"p.{page_number(ahead[0].clean)} {line.clean}")
    shown = (line.clean,) if line.dense else (line.flow.text, line.clean)
    if found := next(filter(None, (recognise(text, head, edge) for text in shown)), None):
        return found
    over = bool(ahead) and len(ahead[0].clean) > SECTION and recognise(ahead[0].clean, True, True) is not None
    if head and edge and over and _PAPER.fullmatch(line.clean):
        return Facts(publisher=line.clean)
    if head and edge and over and (site := _SITE.fullmatch(line.clean)):
        return Facts(publisher=line.clean if site["medium"] else "")
    if ahead and _is_column(line, ahead):
        return Facts()
    index = bool(ahead) and points(ahead[0].clean) and not PROSE.search(line.clean)
    return Facts() if index else None


def _is_column(line: Line, ahead: Sequence[Line]) -> bool:
    """Whether a line is the name of a column, of the form that these like (书里书外): right over a longer headline,
    with who wrote it below."""
    title, below = ahead[0], [each.clean for each in ahead[1:3]]
    over = len(title.clean) > SECTION and not (title.blank or PROSE.search(title.clean))
    signed = any(parse_byline(text) or bare_names(text, told=True) for text in below)
    return over and signed and bool(_COLUMN.fullmatch(line.clean))


def _is_headline(lines: Sequence[Line], facts: Facts) -> bool:
    """Whether the first line, which could be of a masthead, is the headline of the text right below it: it stands
    alone, nothing but its place speaks for a masthead, and it is more than a paper's name."""
    line, below = lines[0], next((other for other in lines[1:] if not sent(other.clean)), None)
    if below is None or recognise(line.clean, False) is not None or facts.publisher == tight(line.clean):
        return False
    if _names_makers(below) or is_dateline(below.clean):
        return True
    prose = "。" in below.clean or below.ends or (line.indent < below.indent <= DEEPEST and not below.blank)
    return prose and recognise(below.clean, False) is None


def _mastheads(lines: Sequence[Line]) -> set[int]:
    """Which lines are of a masthead, wherever a program gives it: several that can be, with the day among them."""
    found: set[int] = set()
    run: list[int] = []
    says = [None if _names_makers(line) else recognise(line.clean, True, True) for line in lines]
    for at in range(len(lines) + 1):
        if at < len(lines) and (says[at] is not None or _is_motto(lines, says, at)):
            run.append(at)
            continue
        told = [says[each] for each in run]
        dated = any(each and each.published for each in told)
        if len(run) >= 3 and dated and any(each and (each.publisher or each.placement) for each in told):
            found |= set(run)
        run = []
    return found


def _is_motto(lines: Sequence[Line], says: Sequence[Facts | None], at: int) -> bool:
    """Whether a short line stands between a paper's name and the day."""
    if not 0 < at < len(lines) - 1 or steps(lines[at - 1].clean) or sent(lines[at + 1].clean):
        return False
    above, below = says[at - 1], says[at + 1]
    plain = len(lines[at].clean) <= MOTTO and not re.search("[，。；：？！]", lines[at].clean)
    return bool(plain and above and above.publisher and below and below.published)


def _names_makers(line: Line) -> bool:
    """Whether a line names who made an article, and not the page's editors alone."""
    return not all(credit.role in DESK for credit in parse_byline(line.clean))


def _is_beside_fields(lines: Sequence[Line], index: int) -> bool:
    """Whether a line states one thing of an article, among others that do."""
    text = lines[index].clean
    if not is_field(text) or stated(text) or parse_byline(text):
        return False
    above = itertools.takewhile(is_field, (line.clean for line in reversed(lines[:index])))
    below = itertools.takewhile(is_field, (line.clean for line in lines[index + 1 :]))
    return any(map(stated, itertools.chain(above, below)))


def _goes_on(above: Line | None) -> bool:
    """Whether a sentence goes on below the line."""
    return above is not None and bool(re.search(r"[，、；“（]$", above.clean))


def _is_set_in(line: Line, ahead: Sequence[Line]) -> bool:
    """Whether a paragraph begins with the line: links are not set in, and are no sentences."""
    below = itertools.takewhile(lambda other: not (other.indent or other.blank), ahead[:LONGEST_FIRST])
    return 0 < line.indent <= DEEPEST and "。" in "".join(each.clean for each in [line, *below])


def _resumes(line: Line, ahead: Sequence[Line]) -> bool:
    """Whether news go on after links and comments: a rule is drawn, or the headline has its date or author below it, or
    a text with a dateline."""
    if is_rule(line.clean) or is_dateline(line.clean):
        return True
    return any(sent(other.clean) or parse_byline(other.clean) or is_dateline(other.clean) for other in ahead[:2])
