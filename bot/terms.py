"""What a question is about: its content, weighed by how rare each term is in the knowledge base."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from knowledge.lexicon import Expansion
from knowledge.normalise import search_key
from knowledge.tokens import ngrams_of_key

# Words that shape a question without naming its subject. Longest first, so that 有没有 goes before 有.
_SHAPING = re.compile(
    "有没有|是不是|能不能|可不可以|要不要|行不行|会不会|算不算|管不管|给不给|搞不搞|归不归|想问一下|想咨询|我想问|请问一下|请问|问一下|问下"
    "|你好|您好|麻烦|帮我|告诉我|说一下|说说|讲讲|列一下|介绍一下|介绍|解释一下|解释|了解一下|了解|听说|据说|知道|到底|究竟|大概|大约|一般来说"
    "|怎么样|怎么说的|怎么说|怎么办|怎么|怎样|咋整|咋|如何|什么样|什么时候|什么|啥时候|啥子|有啥|啥|哪些|哪个|哪几|哪里|哪儿|哪家|哪年|哪天|哪项|哪条|哪类|哪"
    "|多少钱|多少|几个|几家|几条|几项|几号|几成|几|为什么|为啥|谁来|谁|分别|一共|总共|都有|都是|的话|这个|这份|这块|这边|这件事|这些|这种|这项|这|那个|那边|那些|那|它们"
    "|我们|咱们|俺们|你们|他们|政府|省里|文件|政策|东西|事情|情况|问题|内容|意思|概念|指的是|是指|一下|看看|算算|准备|打算|现在|目前|主要|方面|自己"
)
_NEVER_CONTENT = frozenset("的了吗呢吧啊呀嘛么哪谁啥咋俺咱我你您他它")
_SELDOM_CONTENT = frozenset(
    "不没是在有和跟与对把被给让要想做搞弄整去来到就都也还又再很最按从向以为由于及或等个些点块种下上里中能会可叫算说讲问看往归管用被这那儿得着过才只"
)
_KEPT_WHOLE = re.compile(r"[a-z0-9.]+")
_ASKING = re.compile("多少|几|怎|什么|啥|哪|吗|谁")


@dataclass(frozen=True, slots=True)
class ContentTerm:
    """A term of a question and the terms that stand for the same thing in official wording."""

    term: str
    alternatives: tuple[frozenset[str], ...] = ()


def content_terms(text: str, expansions: Sequence[Expansion], known: Container[str]) -> tuple[ContentTerm, ...]:
    """The content terms of a question: pairs of characters and Latin words, without the words that only shape it.

    Pairs with a character that seldom names anything (能, 在) count only where the documents know them (智能).
    """
    key = search_key(text)
    alternatives: dict[str, list[frozenset[str]]] = {}
    protected = []
    for expansion in expansions:
        if _ASKING.search(expansion.says):
            continue  # 补多少 asks for a figure, it names no subject
        means = [pairs(meaning) for meaning in expansion.means]
        for term in pairs(expansion.says):
            alternatives.setdefault(term, []).extend(means)
        protected.append(re.escape(expansion.says))
    keep = re.compile("|".join(protected)) if protected else None
    terms = dict.fromkeys(
        term for run in _content_runs(key, keep) for term in _pairs_of_run(run) if _is_content(term, term in known)
    )
    return tuple(ContentTerm(term, tuple(alternatives.get(term, ()))) for term in terms)


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters and the Latin words of a text; a lone character stands for itself."""
    return frozenset(term for run in re.findall(r"\w+", search_key(text)) for term in _pairs_of_run(run))


class TermWeights:
    """How much a term tells: rare in the knowledge base is heavy, unknown is heaviest (it may be the subject)."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        self._total = 0
        self._count(texts, 1)

    def changed(self, gone: Iterable[str], come: Iterable[str]) -> TermWeights:
        """The weights without some of the texts that these count, and with others."""
        changed = TermWeights(())
        changed._counts, changed._total = self._counts.copy(), self._total
        changed._count(come, 1)
        for term in changed._count(gone, -1):
            if not changed._counts[term]:
                del changed._counts[term]
        return changed

    def _count(self, texts: Iterable[str], step: int) -> set[str]:
        """Count each text as often as `step` says; the terms they have."""
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(pairs(text))
            self._total += step
        for term, count in counts.items():
            self._counts[term] += step * count
        return set(counts)

    def __contains__(self, term: object) -> bool:
        return term in self._counts

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term (BM25's), greater than zero."""
        count = self._counts.get(term, 0)
        return math.log(1 + (self._total - count + 0.5) / (count + 0.5))

    def unknown_share(self, terms: Sequence[ContentTerm]) -> float:
        """The weighted share of a question's terms that no text of the knowledge base has, in any wording."""
        total = sum(self.weight(item.term) for item in terms)
        unknown = [item for item in terms if item.term not in self and not item.alternatives]
        return sum(self.weight(item.term) for item in unknown) / total if total else 0.0

    def coverage(self, terms: Sequence[ContentTerm], held: frozenset[str]) -> float:
        """The weighted share of a question's terms that a text holds, itself or in official words; 0 without terms."""
        total = sum(self.weight(item.term) for item in terms)
        return sum(self.weight(item.term) * _held_share(item, held) for item in terms) / total if total else 0.0


def _held_share(item: ContentTerm, held: frozenset[str]) -> float:
    if item.term in held:
        return 1.0
    return max(
        (len(alternative & held) / len(alternative) for alternative in item.alternatives if alternative), default=0.0
    )


def is_telling(term: str, known: Container[str]) -> bool:
    """Whether a term names something that the documents know; 能拿 is known to many questions and names nothing."""
    return len(term) > 1 and term in known and not set(term) & _SELDOM_CONTENT


def _is_content(term: str, is_known: bool) -> bool:
    characters = set(term)
    if characters & _NEVER_CONTENT or term.isdecimal():
        return False
    return is_known if characters & _SELDOM_CONTENT else True


def _content_runs(key: str, keep: re.Pattern[str] | None) -> list[str]:
    """Runs of content: words of the lexicon stay whole, shaping words part what is between them."""
    runs: list[str] = []
    position = 0
    for match in keep.finditer(key) if keep else ():
        runs += _without_shaping(key[position : match.start()])
        runs.append(match.group())
        position = match.end()
    return runs + _without_shaping(key[position:])


def _without_shaping(text: str) -> list[str]:
    return re.findall(r"\w+", _SHAPING.sub(" ", text))


def _pairs_of_run(run: str) -> list[str]:
    terms = ngrams_of_key(run)
    return [term for term in terms if len(term) > 1 or (term.isascii() and _KEPT_WHOLE.fullmatch(term))] or terms
