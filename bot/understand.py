"""From a question as typed to a standalone, typed one: wording, place, day, what is asked and what was left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.continuation import IS_ASKING, NEW_SUBJECT, circumstances, clause_meant, continued_turn, only_circumstances
from bot.details import asked_details
from bot.figures import find_figures
from bot.reader import Reader
from bot.scope import honest_part, intent_of
from bot.types import Detail, Intent, Question, RegionReading, Turn, Understanding
from knowledge.lexicon import Lexicon
from knowledge.normalise import typed_key
from knowledge.regions import Place, Regions

_BETWEEN_QUESTIONS = re.compile(
    r"[?。;!]+|,?\s*(?=另外|顺便|此外|还想|再问|另想)|,\s*(?=还有)|(?<=[吗呢少么]),\s*(?=[^,]{6,}(?:什么|多少|谁|哪|怎么|几|吗|有没有|如何))|(?<=什么),\s*(?=[^,]{6,}(?:什么|多少|谁|哪|怎么|几|吗|如何))"
)
_ELLIPTIC_LENGTH = 6
_MOST_QUESTIONS = 3
_DOCUMENT_NAME = re.compile(
    "《([^》]{2,60})》|((?:[一-鿿](?<![的个份这那])){2,12}(?:管理办法|实施办法|实施细则|暂行办法|若干措施|条例))"
)
_MOVES_TO = re.compile(r"(搬到|搬来|迁到|迁入|迁来|落户|转到|搬去|回到|到|来|落地)(了|在)?$")
_YEAR_MEANT = re.compile(r"(?<!到)(?<!至)(20[0-9]{2})年(那时|的时候|当时|时|那会儿|那年|期间)")
_YEAR_NAMED = re.compile(
    r"(?<![到至从自截]|[-~0-9])(20[0-9]{2}|(?<!过)去|(?<![以之此当目先])前)年度?(?!底|末|之?前|以前|以后|后|起|版|第|那版|那一版|的那版)"
)
_OF_THE_ENTERPRISE = re.compile(
    ".{0,4}(营收|收入|营业|利润|研发|销售|成立|注册|应纳税|所得|亏|投|赚|挣|做了|花|拿|评|认定|入库|获|通过|取得|办)"
)
"""Behind a year: what it tells of the enterprise, not the day whose rules are asked for."""
_TODAY_MEANT = re.compile("现在|目前|今年|如今|眼下|还(能|可以|有|给|算|管)|明年|以后|新(的|办法|政策|规)|最新")
_LAW_WIDE = re.compile("国家(政策|规定|层面)|全国")


def understand(question: Question, reader: Reader) -> Understanding:
    """Read one question. Never fails: what cannot be read is left unspecified."""
    typed = typed_key(question.text)
    intent = intent_of(typed)
    if intent is Intent.RULE_BREAKING and (honest := honest_part(typed)) is not None:
        typed, intent = honest, Intent.POLICY
    text, last = _continued(reader.mended(typed), question.history, reader)
    said = circumstances(question.history)
    if intent is Intent.POLICY and last is None and only_circumstances(text):
        intent = Intent.CIRCUMSTANCES
    standalone = f"{last.topic} {text}" if last else text
    if last is None and said and not reader.tells(text):
        standalone = f"{said} {text}"
    region, name, place = _region(question, (typed, standalone, said), reader.regions)
    return Understanding(
        question=question,
        intent=intent,
        text=text,
        standalone=standalone,
        search_text=_search_text(standalone, reader.lexicon),
        asks=_asks(text, last),
        as_of=question.as_of or _year_meant(text) or _future_year(text, question.today) or question.today,
        region=region,
        region_name=name,
        place=place,
        clause_ids=last.clause_ids if last else (),
        clause_meant=clause_meant(text, last) if last else None,
        circumstances=said,
        document_names=_document_names(text),
        subjects=reader.subjects.named(_asking_part(text, reader)),
        figures=find_figures(text) or (find_figures(said) if Detail.AMOUNT in asked_details(text) else ()),
        absent_text=reader.absent_texts.named(text),
        mentions=reader.mentions(standalone),
        past_day=None if question.as_of else _past_day(text, question.today),
        is_follow_up=last is not None,
    )


def _document_names(text: str) -> tuple[str, ...]:
    """Documents that a text names by title: in 《》, or as …管理办法."""
    return tuple(dict.fromkeys(name for match in _DOCUMENT_NAME.finditer(text) if (name := match[1] or match[2])))


def _asking_part(text: str, reader: Reader) -> str:
    """The part of a turn that asks; the statements before it name no subject, unless it names nothing (流程怎么走)."""
    asking = ",".join(part for part in re.split("[,。;!]", text) if IS_ASKING.search(part))
    return asking if asking and reader.tells(asking) else text


def _continued(text: str, history: Sequence[Turn], reader: Reader) -> tuple[str, Turn | None]:
    """The question without a change-of-subject phrase, and the turn it goes on from (None for a new subject)."""
    fresh = NEW_SUBJECT.sub("", text)
    if fresh != text:
        return fresh or text, None
    return text, continued_turn(text, history, own_terms=len(reader.terms(text)))


def split_questions(text: str) -> tuple[str, ...]:
    """The separate questions of a turn, each with the statements before it; one for most turns.

    A piece that is too short to stand alone (上限呢) stays with the question before it.
    """
    pieces = [piece for piece in _BETWEEN_QUESTIONS.split(text) if piece.strip()]
    questions: list[str] = []
    context = ""
    for piece in pieces:
        if not IS_ASKING.search(piece):
            context += f"{piece},"
        elif questions and not context and len(piece) <= _ELLIPTIC_LENGTH:
            questions[-1] += f",{piece}"
        else:
            questions.append(context + piece)
            context = ""
    if context and questions:
        questions[-1] += f",{context}"
    return tuple(questions) if 1 < len(questions) <= _MOST_QUESTIONS else (text,)


def _asks(text: str, last: Turn | None) -> frozenset[Detail]:
    """What a bare follow-up (那做芯片的呢) asks is what was asked before."""
    asks = asked_details(text)
    return asked_details(last.topic) if last and asks == {Detail.CONTENT} else asks


def _search_text(text: str, lexicon: Lexicon) -> str:
    means = dict.fromkeys(word for expansion in lexicon.expansions(text) for word in expansion.means)
    return " ".join((text, *means))


def _year_meant(text: str) -> date | None:
    match = None if _TODAY_MEANT.search(text) else _YEAR_MEANT.search(text)
    return date(int(match[1]), 12, 31) if match else None


def _past_day(text: str, today: date) -> date | None:
    """The last day of the past year that a question is about; None where the year is told of the enterprise."""
    named = [match for match in _YEAR_NAMED.finditer(text) if not _OF_THE_ENTERPRISE.match(text, match.end())]
    if len(named) != 1 or _TODAY_MEANT.search(text):
        return None
    ago = {"去": today.year - 1, "前": today.year - 2}
    year = ago.get(named[0][1]) or int(named[0][1])
    return date(year, 12, 31) if year < today.year else None


def _future_year(text: str, today: date) -> date | None:
    """The first day of a coming year that a question is about."""
    years = [int(match[1]) for match in _YEAR_NAMED.finditer(text) if match[1].isdecimal()]
    coming = [year for year in years if year > today.year]
    return date(coming[0], 1, 1) if len(coming) == 1 else None


def _region(
    question: Question, texts: Sequence[str], regions: Regions
) -> tuple[RegionReading, str | None, Place | None]:
    """The region given with the request, else of the first text that names a place; home or where one moves to wins."""
    if question.region is not None:
        given = regions.places(typed_key(question.region))
        return _reading(given[-1], regions) if given else (RegionReading.UNSPECIFIED, question.region, None)
    text = next((text for text in texts if regions.places(text)), "")
    places = regions.places(text)
    if not places or _LAW_WIDE.search(text):
        return RegionReading.UNSPECIFIED, None, None
    moved_to = [place for place in places if _MOVES_TO.search(text[: text.find(place.name)])]
    at_home = [place for place in places if place.province == regions.home]
    return _reading((moved_to or at_home or list(places))[-1], regions)


def _reading(place: Place, regions: Regions) -> tuple[RegionReading, str, Place]:
    inside = place.province == regions.home
    return (RegionReading.INSIDE if inside else RegionReading.ELSEWHERE), place.name, place
