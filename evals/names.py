"""What the measures are called in the READMEs and in the report, in English and in Chinese."""

from __future__ import annotations

from types import MappingProxyType

MEASURE_NAMES = MappingProxyType(
    {
        "right": ("everything judged is right", "所判各项全部正确"),
        "status_right": ("right status", "状态正确"),
        "verdict_given": ("verdict given (yes, no, not stated)", "给出结论（可以、不可以、没有规定）"),
        "verdict_right": ("verdict given is the right one", "给出的结论正确"),
        "clause_first": ("right clause cited first", "首个引用就是正确条款"),
        "clause_in_three": ("right clause among the first three offered", "前三个条款里有正确条款"),
        "clauses_complete": ("every clause of a list cited", "列举的条款全部引用"),
        "citation_precision": ("citations that are right clauses", "引用的条款属于正确条款"),
        "facts_present": ("every expected fact in the answer", "答案含全部应有事实"),
        "no_forbidden": ("no wrong fact in the answer", "答案不含错误事实"),
        "gaps_named": ("every missing detail named", "文件没有规定的都已指出"),
        "notices_present": ("every expected notice given", "应有的提示都已给出"),
        "notices_founded": ("no notice without ground", "没有无根据的提示"),
        "quotes_verified": ("every quote verbatim", "引文逐字属实"),
        "markers_matched": ("markers and citations match", "标号与引用一一对应"),
        "figures_grounded": ("no fabricated figure", "没有编造的数字"),
        "figures_bound": ("no figure moved to another subject or marker", "没有张冠李戴的数字"),
        "stale_warned": ("lapsed clause said to be so", "失效条款有提示"),
        "jurisdiction_right": ("no rule of another region as the answer", "没有把外地规定当作答案"),
        "not_over_refused": ("answerable question answered", "该答的作了回答"),
        "not_over_answered": ("unanswerable question refused", "不该答的没有回答"),
        "hit_first": ("search alone: right clause first", "仅检索：首条正确"),
        "hit_in_three": ("search alone: right clause in three", "仅检索：前三条有正确条款"),
        "reciprocal_rank": ("search alone: 1 ÷ rank of the right clause", "仅检索：正确条款名次的倒数"),
    }
)
PROMISES = (
    *("quotes_verified", "markers_matched", "figures_grounded", "figures_bound"),
    *("stale_warned", "jurisdiction_right"),
)
"""A broken promise is no lower share: these may never fail, whatever the floor says."""
_ANSWERING = ("right", "status_right", "verdict_given", "verdict_right", "clause_first", "clause_in_three")
OVERALL = (
    *(*_ANSWERING, "citation_precision"),
    *("facts_present", "no_forbidden", "gaps_named", "not_over_refused", "not_over_answered", "figures_grounded"),
    *("figures_bound", "quotes_verified", "stale_warned", "jurisdiction_right"),
)
"""What is shown of all sets together."""
OF_A_SET = (
    *(*_ANSWERING, "facts_present", "no_forbidden"),
    *("gaps_named", "not_over_refused", "not_over_answered", "hit_first", "hit_in_three"),
)
"""What is shown of one set: the promises, which hold in all of them, stand with all sets together."""
HEADLINES = (
    "status_right",
    "clause_first",
    "facts_present",
    "not_over_refused",
    "not_over_answered",
    "figures_grounded",
)
"""What the report shows at its head."""
