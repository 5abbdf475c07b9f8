"""What one is, has or does, or not: yes/no fields, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.eligibility.types import Field
from bot.eligibility.words.clauses import clause_at
from bot.eligibility.words.finding import Found
from bot.eligibility.words.lexicon import Flag
from bot.eligibility.words.moods import MoodReader
from bot.eligibility.words.readings import Reading
from bot.eligibility.words.said import general_pattern, listed_pattern, said
from bot.eligibility.words.scene import Scene
from bot.eligibility.words.types import Kind
from bot.eligibility.words.windows import Window, is_half_of, is_joined, is_listed_with, window_of

_FILLERS = re.compile(
    r"(?:我们|我司|咱们?|公司|企业|本公司|是|的|了|吧|啊|呢|哈|呀|嗯|哦|那个|就|个|一?家|还|算|属于|类型"
    r"|性质|资质|证书|身份|认定|状态|情况|为|:|\s|一?名|目前|现在|都|也|人|单位|报税|申报|纳税)*"
)
_NO_LONGER = re.compile("(?:现在|目前|如今)(?:已经|就|又)?(?:不是|没有?)(?:了|高企|呢|$)")
_LAST_YEAR = re.compile("^(?!.*今年).*(?:去年|前年|上年)")
_ONLY_HAS = re.compile("(?:只|但|倒是?|就)有(?:了)?$")
_EXPIRES = re.compile("到期|过期|有效")
_FUTURE_ONLY = re.compile("才|将|快|要(?!求)|马上|之前|没|未")


class FlagReader:
    """Reads the yes/no fields of a scene."""

    def __init__(self, moods: MoodReader) -> None:
        self._moods = moods

    def answer(self, scene: Scene, field: Field) -> list[Reading]:
        """What the listed words of a yes/no field say in the answer to the question for it."""
        flags = {id(flag): flag for flags in scene.lexicon.flags.values() for flag in flags}.values()
        for flag in flags:
            if flag.field == field.name and not flag.needs_day_of_this_year:
                answer = said(listed_pattern(flag), scene.key)
                if answer is not None:
                    return [Reading(field.name, answer, scene.clauses[0].start, scene.clauses[-1].end)]
        return []

    def read(self, scene: Scene) -> Iterator[Reading]:
        """Everything that is affirmed or denied."""
        found = list(scene.lexicon.flag_finder.find(scene.key))
        answers = dict[str, bool]()
        for index, item in enumerate(found):
            if not index or not is_joined(scene, found[index - 1], item):
                answers = {}
            if is_half_of(scene, found, index) or not scene.moods.is_own(item.start):
                continue
            for flag in _meant(scene, item):
                answer = self._of_flag(scene, flag, found, index, answers)
                if answer is not None:
                    answers[flag.field] = answer
                    yield from _readings(scene, flag, item, answer=answer)

    def _of_flag(
        self, scene: Scene, flag: Flag, found: Sequence[Found], index: int, earlier: dict[str, bool]
    ) -> bool | None:
        """What is said of the word itself, else of the one before or behind that it is listed with."""
        item = found[index]
        answer = self._answer(scene, flag, item, window_of(scene, found, index, whole_clause=flag.whole_clause))
        if answer is not None or flag.needs_day_of_this_year or flag.only_listed:
            return answer
        if flag.field in earlier:
            return earlier[flag.field]
        if index + 1 == len(found) or not is_listed_with(scene, item, found[index + 1]):
            return None
        for following in _meant(scene, found[index + 1])[:1]:
            window = window_of(scene, found, index + 1, whole_clause=following.whole_clause)
            return self._answer(scene, following, found[index + 1], window)
        return None

    def _answer(self, scene: Scene, flag: Flag, item: Found, window: Window) -> bool | None:
        if _reaches_into_future(scene, flag, item):
            return True
        if flag.of_this_year and _LAST_YEAR.search(scene.clause_words(item.start)):
            return self._since_last_year(flag, window)
        answer = self._said(flag, window)
        if answer and _NO_LONGER.search(scene.sentence_words(item.start, whole=True)):
            answer = False
        if flag.needs_day_of_this_year:
            is_past = _names_this_year(scene, item) and not _FUTURE_ONLY.search(window.after[:6])
            return True if answer and is_past else None
        if answer is not None or flag.only_listed or flag.if_yes is None:
            return answer
        is_topic = bool(flag.topics) and window.after.lstrip("的").startswith(flag.topics)
        return True if not is_topic and _stands_alone(scene, flag, item) else None

    def _said(self, flag: Flag, window: Window) -> bool | None:
        """What the words around say; the next clause counts where they are silent (检测报告，有的)."""
        pattern, own = general_pattern(flag, self._moods), f"{window.before}\0{window.after}"
        if _ONLY_HAS.search(window.before) and not flag.only_listed:
            return True
        answer = said(pattern, own)
        return said(pattern, window.continued) if answer is None and pattern.search(own) is None else answer

    def _since_last_year(self, flag: Flag, window: Window) -> bool | None:
        """A status of last year says nothing of this one, unless the next clause does or it is all there is."""
        pattern, own = general_pattern(flag, self._moods), f"{window.before}\0{window.after}"
        answer = said(pattern, window.continued)
        if answer is not None:
            return answer
        return False if said(pattern, own) is False or "去年的" in own else None


def _readings(scene: Scene, flag: Flag, item: Found, *, answer: bool) -> Iterator[Reading]:
    value: bool | Decimal | None = flag.if_yes if answer else flag.if_no
    if value is not None:
        is_weak = clause_at(scene.clauses, item.start) in scene.moods.asking
        yield Reading(flag.field, value, item.start, item.end, is_weak=is_weak)


def _stands_alone(scene: Scene, flag: Flag, item: Found) -> bool:
    """Whether a clause says nothing but the word: an entry of a list."""
    clause = scene.clause(item.start)
    rest = [scene.key[clause.start : item.start], scene.key[item.end : clause.end]]
    for word in flag.says:
        rest = [part.replace(word, "") for part in rest]
    return all(_FILLERS.fullmatch(part) for part in rest)


def _meant(scene: Scene, item: Found) -> Sequence[Flag]:
    """The flags that a word stands for here: those whose contexts its clause tells, else its sentence."""
    flags = scene.lexicon.flags[item.word]
    if not any(flag.near for flag in flags):
        return flags
    for words in (scene.clause_words(item.start), scene.sentence_words(item.start, whole=True)):
        told = [
            flag
            for flag in flags
            if any(all(scene.lexicon.is_near(name, words) for name in names) for names in flag.near)
        ]
        if told:
            return told[:1]
    return []


def _reaches_into_future(scene: Scene, flag: Flag, item: Found) -> bool:
    """Whether a certificate is said to run out on a day that is still to come."""
    if flag.field != "hnte_valid":
        return False
    clause = scene.clause(item.start)
    days = [q.day for q in scene.quantities_in(clause) if q.kind is Kind.DAY and q.day is not None]
    is_to_come = any(day > scene.as_of for day in days)
    return is_to_come and _EXPIRES.search(scene.key, item.end, clause.end) is not None


def _names_this_year(scene: Scene, item: Found) -> bool:
    clause = scene.clause(item.start)
    days = [q.day for q in scene.quantities_in(clause) if q.kind is Kind.DAY and q.day is not None]
    return any(day.year == scene.as_of.year and day <= scene.as_of for day in days)
