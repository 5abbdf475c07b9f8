"""Stored text → clauses. They partition the text: only white space and heading lines lie between them.

The rules are those of the public contract: a clause runs from its enumerator to the next of any level; the path is the
enumerators as printed, from the top down. See outline.py for what starts a clause and nesting.py for paths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from knowledge.headings import UNNUMBERED_LEVEL
from knowledge.lines import split_lines
from knowledge.nesting import Nesting
from knowledge.outline import Event, Kind, outline
from knowledge.paragraphs import split_paragraphs
from knowledge.titles import clause_title
from knowledge.types import Clause

LEAD_LABEL = "正文前"
"""Label of clause `0`, the text before the first enumerator."""


def parse_clauses(text: str, *, doc_id: str, title: str | None = None) -> tuple[Clause, ...]:
    """The clauses of a stored text, in order; `text[clause.start:clause.end] == clause.text` for each.

    `title` is the document's title where it is known: its line is then never taken for a heading. Text without a
    single word gives no clause.
    """
    events = outline(text, title)
    if any(event.kind is not Kind.HEADING for event in events):
        found = _Walk(text, doc_id).clauses(events)
    else:
        found = _paragraph_clauses(text, doc_id, title)
    return tuple(_with_distinct_paths(found))


def _with_distinct_paths(clauses: Iterator[Clause]) -> Iterator[Clause]:
    """A path that occurs again gets `-2`, `-3`, … in order of appearance."""
    seen: Counter[str] = Counter()
    for clause in clauses:
        seen[clause.path] += 1
        count = seen[clause.path]
        yield clause if count == 1 else replace(clause, path=f"{clause.path}-{count}")


def _paragraph_clauses(text: str, doc_id: str, title: str | None) -> Iterator[Clause]:
    lines = split_lines(text)
    head, paragraphs = split_paragraphs(lines, title)
    if head:
        start, end = lines[0].start, lines[head - 1].end
        yield Clause(doc_id, "0", LEAD_LABEL, (), text[start:end], start, end)
    for number, paragraph in enumerate(paragraphs, start=1):
        start, end = lines[paragraph.first].start, lines[paragraph.last].end
        yield Clause(doc_id, f"p{number}", f"第{number}段", paragraph.headings, text[start:end], start, end)


@dataclass(slots=True)
class _Walk:
    """One pass over a document's events, with what the text is inside of at the moment."""

    text: str
    doc_id: str
    path: tuple[str, ...] = ()
    label: str = ""
    titles: tuple[str, ...] = ()
    nesting: Nesting = field(default_factory=Nesting)
    headings: dict[int, str] = field(default_factory=dict)
    pending: str | None = None

    def clauses(self, events: Sequence[Event]) -> Iterator[Clause]:
        """One clause for the text before the first event, and one for each event that starts one."""
        cuts = [event for event in events if event.detached]
        lead = self._clause("0", LEAD_LABEL, (), 0, cuts[0].start)
        if lead.text:
            yield lead
        ends = {first.start: second.start for first, second in pairwise(cuts)}
        for event in events:
            end = ends.get(event.start, len(self.text))
            if event.kind is Kind.HEADING:
                self._enter_heading(event)
            elif event.kind is Kind.ATTACHMENT:
                yield self._attachment(event, end)
            else:
                yield self._numbered(event, end)

    def _enter_heading(self, event: Event) -> None:
        assert event.heading is not None, "a heading event has a heading"
        level = event.heading.level
        if level == UNNUMBERED_LEVEL:
            self.pending = event.heading.title
            return
        self.headings = {at: words for at, words in self.headings.items() if at < level}
        self.headings[level] = event.heading.title
        self.nesting.reset()

    def _attachment(self, event: Event, end: int) -> Clause:
        mark = event.attachment
        assert mark is not None, "an attachment event has a mark"
        self.path, self.label = (f"a{mark.number}",), f"{mark.printed} "
        self.titles = (mark.title,) if mark.title else ()
        self.nesting, self.headings, self.pending = Nesting(), {}, None
        return self._clause(self.path[0], mark.printed, self.titles, event.start, end)

    def _numbered(self, event: Event, end: int) -> Clause:
        mark = event.enumerator
        assert mark is not None, "a clause event has an enumerator"
        title = clause_title(self.text, mark, event.line_end)
        level = self.nesting.place(mark, title, self.pending, _indent(self.text, mark.start))
        self.pending = None
        titles = self.titles + tuple(self.headings.values()) + level.titles
        path, label = ".".join(self.path + level.path), self.label + level.label
        return self._clause(path, label, titles, event.start, end)

    def _clause(self, path: str, label: str, titles: tuple[str, ...], start: int, end: int) -> Clause:
        """The clause on `text[start:end]` without the white space around it."""
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Clause(self.doc_id, path, label, titles, words, start, start + len(words))


def _indent(text: str, start: int) -> int | None:
    """How far the line that begins at `start` is indented, in columns; None inside a line."""
    if start and not text[start - 1].isspace():
        return None
    before = text[text.rfind("\n", 0, start) + 1 : start]
    return len(before.replace("\u3000", "  ").expandtabs(4)) if not before.strip() else None
