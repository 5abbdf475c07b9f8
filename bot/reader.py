"""What reading a question rests on: everyday words, places, fields and subjects, and the documents' own words."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from bot.details import without_asking
from bot.figures import find_figures
from bot.terms import ContentTerm, content_terms, is_telling
from knowledge.absent_laws import AbsentLaws
from knowledge.absent_texts import AbsentTexts
from knowledge.fields import Fields
from knowledge.lexicon import Lexicon
from knowledge.regions import Regions
from knowledge.spelling import Speller
from knowledge.subjects import Subjects
from knowledge.types import Mention


@dataclass(frozen=True, slots=True)
class Reader:
    """What understanding needs to know: words, places, fields, and the documents' own words and spelling."""

    lexicon: Lexicon
    regions: Regions
    speller: Speller
    known_terms: Container[str]
    subjects: Subjects
    fields: Fields
    absent_texts: AbsentTexts
    mentions: Callable[[str], tuple[Mention, ...]]
    absent_laws: AbsentLaws = field(default_factory=lambda: AbsentLaws({}))

    def tells(self, text: str) -> bool:
        """Whether a text has content of its own that the documents or the lexicon know."""
        return any(item.alternatives or is_telling(item.term, self.known_terms) for item in self.terms(text))

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
        return content_terms("".join(subject), self.lexicon.expansions(text), self.known_terms)
