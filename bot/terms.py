"""What a question is about: its content, weighed by how rare each term is in the knowledge base."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.lexicon import Expansion
from knowledge.normalise import search_key
from knowledge.tokens import character_ngrams

# Words that shape a question without naming its subject. Longest first, so that 有没有 goes before 有.
_SHAPING_WORDS = (
    "有没有|是不是|能不能|可不可以|要不要|行不行|会不会|算不算|管不管|给不给|搞不搞|归不归|想问一下|想咨询|我想问|请问一下|请问|问一下|问下"
    "|你好|您好|麻烦|帮我|告诉我|说一下|说说|讲讲|列一下|介绍一下|介绍|解释一下|解释|了解一下|了解|听说|据说|知道|到底|究竟|具体|大概|大约|一般来说"
    "|怎么样|怎么说的|怎么说|怎么办|怎么|怎样|咋整|咋|如何|什么样|什么时候|什么|啥时候|啥子|有啥|啥|哪些|哪个|哪几|哪里|哪儿|哪家|哪年|哪天|哪|多少钱|多少|几个|几家|几条|几项|几号|几成|几"
    "|为什么|为啥|谁来|谁|分别|一共|总共|都有|都是|有哪|可以|能够|能|会|吗|呢|吧|啊|呀|嘛|么|不$|没$|的话|的|了|是|在|有|和|跟|与|对|把|被|给|让|要|想|做|搞|弄|整|去|来|到|就|都|也|还|又|再|很|最|这个|这份|这块|这边|这|那个|那边|那些|那|它们|它"
    "|我们|咱们|俺们|我|咱|俺|你们|你|他们|公司是|公司|企业|政府|省里|省|山东|国家|文件|政策|计划|规定|方面|部分|东西|事情|情况|问题|内容|意思|概念|指的是|是指|指|叫|算|按|从|向|以|为|由|于|及|或|等|个|些|点|块|种|下|上|里|中"
)
_SHAPING = re.compile(_SHAPING_WORDS)
_KEPT_WHOLE = re.compile(r"[a-z0-9.]+")
_ASKING = re.compile("多少|几|怎|什么|啥|哪|吗|谁")


@dataclass(frozen=True, slots=True)
class ContentTerm:
    """A term of a question and the terms that stand for the same thing in official wording."""

    term: str
    alternatives: tuple[frozenset[str], ...] = ()


def content_terms(text: str, expansions: Sequence[Expansion] = ()) -> tuple[ContentTerm, ...]:
    """The content terms of a question: pairs of characters and Latin words, without the words that only shape it."""
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
    terms = dict.fromkeys(term for run in _content_runs(key, keep) for term in _pairs_of_run(run))
    return tuple(ContentTerm(term, tuple(alternatives.get(term, ()))) for term in terms)


def pairs(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters and the Latin words of a text; a lone character stands for itself."""
    return frozenset(term for run in re.findall(r"\w+", search_key(text)) for term in _pairs_of_run(run))


class TermWeights:
    """How much a term tells: rare in the knowledge base is heavy, unknown is heaviest (it may be the subject)."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(pairs(text))
            total += 1
        self._weights = {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        self._unknown = math.log(1 + (total + 0.5) / 0.5)

    def __contains__(self, term: str) -> bool:
        return term in self._weights

    def weight(self, term: str) -> float:
        """The inverse document frequency of a term (BM25's), greater than zero."""
        return self._weights.get(term, self._unknown)

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
    terms = character_ngrams(run)
    return [term for term in terms if len(term) > 1 or _KEPT_WHOLE.fullmatch(term)] or terms
