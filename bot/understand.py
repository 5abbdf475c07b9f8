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
    r"^(那|那么|然后|还有|它|其|这|此|上面|上述|刚才|前面|以上|第[一二三四五六七八九十0-9]+[个条项点])|(呢|那个)[?\s]*$|它们|他们|刚才|上面|前面(说|提)|这(个|项|条|种|些|方面|块|笔)|那(个|项|条|种|些|块|笔)|^(按|照|就按)"
)
_FEW_TERMS = 2
"""A question of no more own terms, inside a conversation, is taken as going on with it (dev follow-ups)."""
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
        subjects=reader.subjects.named(text),
        figures=find_figures(text),
        is_follow_up=last is not None,
    )


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
