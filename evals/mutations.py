"""Changes that make a true sentence false, each as a function from a sentence to its false variants."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from bot.claims import claims
from bot.figures import find_figures
from bot.types import Figure, FigureKind

Mutation = Callable[[str], Iterator[str]]

_QUALIFIERS = (
    "最高不超过|最长不得超过|不得超过|不超过|不低于|不少于|不高于|最高|最多|最长|及以上|以上|以下|左右|力争|符合条件的|每年|每月|每家企业|一次性|原则上|累计"
    "|单个项目|低于|超过|突破|首次(?=突破)"
)
_MODALS = (
    ("支持", "必须"),
    ("支持", "给予"),
    ("鼓励", "要求"),
    ("鼓励", "必须"),
    ("可以", "必须"),
    ("力争", "确保"),
    ("优先", "必须"),
)
_FLIPS = (
    ("不得", "可以"),
    ("不予", "予以"),
    ("免征", "征收"),
    ("免收", "收取"),
    ("不再", "继续"),
    ("不给予", "给予"),
    ("未形成", "形成"),
    ("未单独", "单独"),
    ("未预留", "已预留"),
    ("没有约定", "已有约定"),
    ("除外", "在内"),
)
_NEGATABLE = re.compile("给予|享受|减按|按照|奖励|征收|达到|支持|补贴|抵扣|扣除|施行|实行")


def change_number(text: str) -> Iterator[str]:
    """Another value in the same unit."""
    for figure in find_figures(text):
        if figure.kind is FigureKind.DATE and figure.value < 1900:
            continue
        digits = re.search(r"[0-9]+", figure.text)
        if digits is not None:
            other = str(int(digits.group()) + (1 if figure.kind is FigureKind.DATE else int(digits.group()) + 3))
            start = figure.start + digits.start()
            yield text[:start] + other + text[start + len(digits.group()) :]


def swap_figures(text: str) -> Iterator[str]:
    """Two figures of a kind that change places."""
    figures = find_figures(text)
    for left in range(len(figures)):
        for right in range(left + 1, len(figures)):
            first, second = figures[left], figures[right]
            if first.kind is second.kind and first.unit == second.unit and first.value != second.value:
                yield _exchanged(text, first, second)


def swap_subjects(text: str) -> Iterator[str]:
    """Two subjects of figures of a kind that change places."""
    found = claims(text)
    for left in range(len(found)):
        for right in range(left + 1, len(found)):
            first, second = found[left], found[right]
            if first.figure.kind is not second.figure.kind or first.figure.value == second.figure.value:
                continue
            if first.subject in second.subject or second.subject in first.subject:
                continue
            if (
                text.count(first.subject) == 1 == text.count(second.subject)
                and first.figure.kind is not FigureKind.DATE
            ):
                yield (
                    text.replace(first.subject, "§").replace(second.subject, first.subject).replace("§", second.subject)
                )


def drop_qualifier(text: str) -> Iterator[str]:
    """A word that bounds a figure, left out."""
    if find_figures(text):
        for match in re.finditer(_QUALIFIERS, text):
            yield text[: match.start()] + text[match.end() :]


def flip_negation(text: str) -> Iterator[str]:
    """A denial turned into its opposite."""
    for denial, opposite in _FLIPS:
        for match in re.finditer(denial, text):
            yield text[: match.start()] + opposite + text[match.end() :]


def drop_not(text: str) -> Iterator[str]:
    """不低于 becomes 低于."""
    for match in re.finditer("不(?=低于|少于|超过|高于)", text):
        yield text[: match.start()] + text[match.end() :]


def add_not(text: str) -> Iterator[str]:
    """A verb denied."""
    for match in _NEGATABLE.finditer(text):
        yield text[: match.start()] + "不" + text[match.start() :]


def raise_modal(text: str) -> Iterator[str]:
    """鼓励 becomes 必须."""
    for weak, strong in _MODALS:
        for match in re.finditer(weak, text):
            yield text[: match.start()] + strong + text[match.end() :]


def change_unit(text: str) -> Iterator[str]:
    """元 becomes 万元, 万元 becomes 亿元, % becomes ‰, 月 becomes 年."""
    for figure in find_figures(text):
        for unit, other in (
            ("亿元", "万元"),
            ("万元", "亿元"),
            ("元", "万元"),
            ("%", "‰"),
            ("个月", "年"),
            ("年", "个月"),
            ("日", "年"),
        ):
            if figure.kind is not FigureKind.DATE and figure.text.endswith(unit):
                yield text[: figure.end - len(unit)] + other + text[figure.end :]
                break


def invent_subject(text: str) -> Iterator[str]:
    """A subject that no document names."""
    for claim in claims(text):
        subject = claim.subject
        if len(subject) > 3 and subject in text and claim.figure.kind is not FigureKind.DATE:
            yield text.replace(subject, "跨境电商平台企业", 1)


def drop_of_which(text: str) -> Iterator[str]:
    """其中, which makes a case a part of the one before it, left out."""
    for match in re.finditer("其中(?=.)", text):
        yield text[: match.start()] + text[match.end() :]


def flip_duty(text: str) -> Iterator[str]:
    """What may be done becomes what may not, what must be done becomes what need not."""
    for words, opposite in (
        ("不可以", "可以"),
        ("可以", "不可以"),
        ("应当", "不必"),
        ("必须", "不必"),
        ("能够", "不能"),
    ):
        for match in re.finditer(f"(?<!不){words}", text):
            yield text[: match.start()] + opposite + text[match.end() :]


MUTATIONS: dict[str, Mutation] = {
    "change_number": change_number,
    "swap_figures": swap_figures,
    "swap_subjects": swap_subjects,
    "drop_qualifier": drop_qualifier,
    "flip_negation": flip_negation,
    "drop_not": drop_not,
    "add_not": add_not,
    "raise_modal": raise_modal,
    "change_unit": change_unit,
    "invent_subject": invent_subject,
}
RARER_MUTATIONS: dict[str, Mutation] = {"drop_of_which": drop_of_which, "flip_duty": flip_duty}
"""Too rare in single clauses to be held to a share of their own; measured on the answers to all questions."""


def _exchanged(text: str, first: Figure, second: Figure) -> str:
    between = text[first.end : second.start]
    return text[: first.start] + second.text + between + first.text + text[second.end :]
