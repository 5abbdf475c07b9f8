"""From a question as typed to a standalone, typed one: wording, place, day, what is asked and what was left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from bot.details import asked_details, without_asking
from bot.figures import find_figures
from bot.scope import honest_part, intent_of
from bot.terms import ContentTerm, content_terms
from bot.types import Detail, Intent, Question, RegionReading, Turn, Understanding
from knowledge.lexicon import Lexicon
from knowledge.normalise import search_key
from knowledge.regions import Place, Regions
from knowledge.spelling import Speller
from knowledge.subjects import Subjects

_NEW_SUBJECT = re.compile(
    r"^.{0,8}(不问这个|不聊这个|换个(话题|问题|事)|另外(问|一个)|再问个别的|说点别的)[了吧啊]?[,。!?\s]*"
)
_REFERS_BACK = re.compile(
    r"^(那|那么|然后|还有|它|其|这|此|上面|上述|刚才|前面|以上|第[一二三四五六七八九十0-9]+[个条项点])|(呢|那个)([?,\s]|$)|^(换成|要是|如果|假如|除了|不是|说清楚|到底|具体|再|也就是)|它们|他们|刚才|上面|前面(说|提)|这(个|项|条|种|些|方面|块|笔)|那(个|项|条|种|些|块|笔)|^(按|照|就按)"
)
_FEW_TERMS = 2
"""A question of no more own terms, inside a conversation, is taken as going on with it (dev follow-ups)."""
_ABOUT_SELF = re.compile(
    "(我们|我司|咱们?|俺们?|本公司|我家|公司)(公司|企业|团队|单位|厂)?(是|做|搞|主要|属于|从事|有|注册|在)|^(做|搞).{1,12}的$"
)
_WANTS = re.compile("想|要|能|可以|请|帮|咨询|了解|查|申请|申报|报|补|支持|政策|介绍|说说|讲讲")
_IS_ASKING = re.compile(
    "[?]|吗|呢|么$|多少|几|什么|啥|怎么|咋|如何|哪|谁|有没有|有无|能不能|能否|可否|是否|是不是|行不行|怎样|不$|没$|了解|介绍|说说|讲讲|看看|告诉我|说明|列"
)
_BETWEEN_QUESTIONS = re.compile(
    r"[?。;!]+|,?\s*(?=另外|顺便|此外|还想|再问|另想)|,\s*(?=还有)|(?<=[吗呢少么]),\s*(?=[^,]{6,}(?:什么|多少|谁|哪|怎么|几|吗|有没有|如何))|(?<=什么),\s*(?=[^,]{6,}(?:什么|多少|谁|哪|怎么|几|吗|如何))"
)
_ELLIPTIC_LENGTH = 6
_MOST_QUESTIONS = 3
_MOVES_TO = re.compile(r"(搬到|搬来|迁到|迁入|迁来|落户|转到|搬去|回到|到|来|落地)(了|在)?$")
_YEAR_MEANT = re.compile(r"(?<!到)(?<!至)(20[0-9]{2})年(那时|的时候|当时|时|那会儿|那年|期间)")
_LAW_WIDE = re.compile("国家(政策|规定|层面)|全国")


@dataclass(frozen=True, slots=True)
class Reader:
    """What understanding needs to know: words, places, and the documents' own words and spelling."""

    lexicon: Lexicon
    regions: Regions
    speller: Speller
    known_terms: Container[str]
    subjects: Subjects

    def terms(self, text: str) -> tuple[ContentTerm, ...]:
        """The content terms of a question or a part of one, with their official words."""
        subject = list(without_asking(text))
        for figure in find_figures("".join(subject)):
            subject[figure.start : figure.end] = " " * (figure.end - figure.start)
        return content_terms("".join(subject), self.lexicon.expansions(text), self.known_terms)


def understand(question: Question, reader: Reader) -> Understanding:
    """Read one question. Never fails: what cannot be read is left unspecified."""
    text = reader.speller.mend(search_key(printable(question.text)))
    intent = intent_of(text)
    if intent is Intent.RULE_BREAKING and (honest := honest_part(text)) is not None:
        text, intent = honest, Intent.POLICY
    if intent is Intent.POLICY and _only_circumstances(text):
        intent = Intent.CIRCUMSTANCES
    text, last = _continued(text, question.history, reader)
    standalone = f"{last.topic} {text}" if last else text
    region, name = _region(question, standalone, reader.regions)
    return Understanding(
        question=question,
        intent=intent,
        text=text,
        standalone=standalone,
        search_text=_search_text(standalone, reader.lexicon),
        asks=_asks(text, last),
        as_of=question.as_of or _year_meant(text) or question.today,
        region=region,
        region_name=name,
        clause_ids=last.clause_ids if last else (),
        circumstances=" ".join(
            turn.question for turn in question.history if _ABOUT_SELF.search(search_key(printable(turn.question)))
        ),
        subjects=reader.subjects.named(text),
        figures=find_figures(text),
        is_follow_up=last is not None,
    )


def split_questions(text: str) -> tuple[str, ...]:
    """The separate questions of a turn, each with the statements before it; one for most turns.

    A piece that is too short to stand alone (上限呢) stays with the question before it.
    """
    pieces = [piece for piece in _BETWEEN_QUESTIONS.split(text) if piece.strip()]
    questions: list[str] = []
    context = ""
    for piece in pieces:
        if not _IS_ASKING.search(piece):
            context += f"{piece},"
        elif questions and not context and len(piece) <= _ELLIPTIC_LENGTH:
            questions[-1] += f",{piece}"
        else:
            questions.append(context + piece)
            context = ""
    if context and questions:
        questions[-1] += f",{context}"
    return tuple(questions) if 1 < len(questions) <= _MOST_QUESTIONS else (text,)


def _only_circumstances(text: str) -> bool:
    """Whether a turn only says what the enterprise is or has (我们是做芯片设计的), and asks nothing."""
    return bool(_ABOUT_SELF.search(text)) and not _IS_ASKING.search(text) and not _WANTS.search(text)


def printable(text: str) -> str:
    """The text without control and formatting characters; line ends become spaces."""
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def _continued(text: str, history: Sequence[Turn], reader: Reader) -> tuple[str, Turn | None]:
    """The question without a change-of-subject phrase, and the turn it goes on from (None for a new subject)."""
    fresh = _NEW_SUBJECT.sub("", text)
    if fresh != text:
        return fresh or text, None
    earlier = [turn for turn in history if turn.clause_ids]
    if not earlier:
        return text, None
    bare = len(reader.terms(text)) <= _FEW_TERMS
    if _ABOUT_SELF.search(text) and asked_details(text) == {Detail.CONTENT}:
        return text, None
    return text, earlier[-1] if bare or _REFERS_BACK.search(text) else None


def _asks(text: str, last: Turn | None) -> frozenset[Detail]:
    """What a bare follow-up (那做芯片的呢) asks is what was asked before."""
    asks = asked_details(text)
    return asked_details(last.topic) if last and asks == {Detail.CONTENT} else asks


def _search_text(text: str, lexicon: Lexicon) -> str:
    means = dict.fromkeys(word for expansion in lexicon.expansions(text) for word in expansion.means)
    return " ".join((text, *means))


def _year_meant(text: str) -> date | None:
    match = _YEAR_MEANT.search(text)
    return date(int(match[1]), 12, 31) if match else None


def _region(question: Question, text: str, regions: Regions) -> tuple[RegionReading, str | None]:
    """The region given with the request beats the words; of the words, home or the place moved to beats the rest."""
    if question.region is not None:
        given = regions.places(search_key(printable(question.region)))
        return _reading(given[-1], regions) if given else (RegionReading.UNSPECIFIED, question.region)
    places = regions.places(text)
    if not places or _LAW_WIDE.search(text):
        return RegionReading.UNSPECIFIED, None
    moved_to = [place for place in places if _MOVES_TO.search(text[: text.find(place.name)])]
    at_home = [place for place in places if place.province == regions.home]
    return _reading((moved_to or at_home or list(places))[-1], regions)


def _reading(place: Place, regions: Regions) -> tuple[RegionReading, str]:
    inside = place.province == regions.home
    return (RegionReading.INSIDE if inside else RegionReading.ELSEWHERE), place.name
