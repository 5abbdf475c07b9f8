"""An example for the reference of the API. It is real: a test holds it to what parkbot answers."""

from __future__ import annotations

from typing import Any

REQUEST: dict[str, Any] = {
    "benefit": "sd-xyd-2023/b2",
    "profile": {"reg_region": "济南高新区", "rd_expense": 2000000},
    "as_of": "2026-11-24",
}
_TITLE = "山东省新一代信息技术创新能力提升行动计划(2023-2025年)"

RESPONSE: dict[str, Any] = {
    "benefit": "sd-xyd-2023/b2",
    "amount": None,
    "amount_of": "补助上限",
    "kind": "ceiling",
    "if_in_force": {"low": 0, "high": 200000},
    "formula": "补助上限 = 集成电路领域企业研发投入 × 10%",
    "steps": ["补助上限 = 2000000元 × 10% = 200000元"],
    "inputs": {"rd_expense": 2000000},
    "assumptions": [
        "研发投入后补助只给符合条件的企业;本文件没有列出是哪些条件,要看配套的财政补助办法（不能由数据判断）",
        "属于集成电路领域企业",
        "文件没有规定单个企业的金额上限，也没有规定可以领到多少",
    ],
    "missing": [],
    "citations": [
        {
            "marker": 1,
            "clause_id": "sd-xyd-2023:2.3.6",
            "doc_id": "sd-xyd-2023",
            "title": _TITLE,
            "doc_no": "鲁科字〔2023〕4号",
            "label": "二、(三)6.",
            "heading_path": ["重点任务", "壮大科技创新主体,开展“强企”行动", "壮大科技型企业队伍"],
            "quote": (
                "6.壮大科技型企业队伍。强化信息领域科技型企业梯次培育,支持骨干企业建设专业化孵化载体,"
                "推动信息领域科技型中小企业、高新技术企业量质双升。全面落实研发费用加计扣除等政策,"
                "对符合条件的企业研发投入按最高5%给予后补助,其中集成电路领域企业研发投入按10%给予后补助。"
            ),
            "start": 1473,
            "end": 1605,
            "source_kind": "original",
            "validity": "period_ended",
            "effective_to": "2025-12-31",
            "version": "79a80687820e8ddd86fb6b5ee1df6246009108d62a0da7b5bfb8af3c1e4ab637",
        }
    ],
    "notices": [
        {
            "code": "period_ended",
            "text": f"《{_TITLE}》的规划期已于2025-12-31结束，是否有后续文件尚不清楚。"
            "所列数额只供参考：若届时仍按原文执行，才是这样。",
        },
        {"code": "ceiling", "text": "这是上限，不是应得的数额；实际能否得到、得到多少，由主管部门决定。"},
    ],
}
