"""What reading a question rests on: everyday words, places, fields and subjects, and the documents' own words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.details import without_asking
from bot.figures import find_figures
from bot.terms import ContentTerm, TermWeights, content_terms, is_telling
from knowledge.absent_laws import AbsentLaws
from knowledge.absent_texts import AbsentTexts
from knowledge.fields import Fields
from knowledge.lexicon import Lexicon
from knowledge.regions import Regions
from knowledge.spelling import Speller
from knowledge.subjects import Subjects
from knowledge.types import Mention

_TIMES = re.compile(
    "(20[0-9]{2}|2[0-9](?=年)|去|今|明|前|当)年度?|[0-9]{1,2}月份?|那会儿?|(的)?时候|当时|那时|现在|目前|以前|如今"
)
"""Words that tell when, not what."""
_DETAILS = re.compile("材料|资料|证明|手续|流程|条件|要求|资格|门槛|标准|期限|时间|钱|金额|比例|政策")
"""Words for what is asked of a subject, not for a subject."""
TELLING_WEIGHT = 0.37
"""A word names a subject if it is this rare, as a share of what a word weighs that no document has: 公司, 适用 and 申报
are not, 芯片 and 学历 are (dev follow-ups)."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What understanding needs to know: words, places, fields, and the documents' own words and spelling."""

    lexicon: Lexicon
    regions: Regions
    speller: Speller
    weights: TermWeights
    subjects: Subjects
    fields: Fields
    absent_texts: AbsentTexts
    mentions: Callable[[str], tuple[Mention, ...]]
    absent_laws: AbsentLaws = field(default_factory=lambda: AbsentLaws({}))

    def tells(self, text: str) -> bool:
        """Whether a text has content of its own that the documents or the lexicon know."""
        return any(item.alternatives or is_telling(item.term, self.weights) for item in self.terms(text))

    def subject_terms(self, text: str) -> tuple[ContentTerm, ...]:
        """The content terms that tell what a text is about, not where or when or which detail: none of 去年在青岛呢."""
        text = _DETAILS.sub(" ", _TIMES.sub(" ", text))
        for place in self.regions.places(text):
            text = text.replace(place.name, " ")
        return self.terms(text)

    def names_subject(self, terms: Iterable[ContentTerm]) -> bool:
        """Whether one of the terms names something that the lexicon knows, or few texts of the knowledge base."""
        rare = TELLING_WEIGHT * self.weights.weight("")
        return any(
            self.weights.weight(item.term) >= rare and (item.alternatives or is_telling(item.term, self.weights))
            for item in terms
        )

    def mended(self, text: str) -> str:
        """The text with slips of the documents' wording mended; places and everyday words are no slips."""
        fixed = [place.name for place in self.regions.places(text)]
        fixed += [expansion.says for expansion in self.lexicon.expansions(text)]
        return self.speller.mend(text, fixed)

    def terms(self, text: str) -> tuple[ContentTerm, ...]:
        """The content terms of a question or a part of one, with their official words."""
        subject = list(without_asking(text))
        for figure in find_figures("".join(subject)):
            subject[figure.start : figure.end] = " " * (figure.end - figure.start)
        return content_terms("".join(subject), self.lexicon.expansions(text), self.weights)
