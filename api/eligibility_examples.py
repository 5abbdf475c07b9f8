"""An example for the reference of the API. It is real: a test holds it to what parkbot answers."""

from __future__ import annotations

from typing import Any

REQUEST: dict[str, Any] = {
    "profile": {"hnte_valid": False, "hnte_expired_in_year": False},
    "policies": ["loss-10y"],
    "as_of": "2026-11-24",
}
_EITHER = "亏损结转年限延长，适用于当年是高新技术企业，或者当年取得科技型中小企业入库登记编号的企业，具备任一资格即可。"
_EXPIRING = (
    "高新技术企业证书在本年度内到期的，亏损结转的资格年度按证书注明的有效期所属年度确定；"
    "到期当年是否算资格年度，须拿证书核对。"
)
_ASKED = {"field": "techsme_valid", "question": "当年是否取得科技型中小企业入库登记编号?"}
_NOTHING = {"field": None, "op": None, "value": None, "actual": None}

RESPONSE: dict[str, Any] = {
    "determination_id": "b34243763ba3c1f0e971817174149502",
    "rules_version": "1f27ebd41c20eedb",
    "as_of": "2026-11-24",
    "results": [
        {
            "policy_id": "loss-10y",
            "title": "高新技术企业和科技型中小企业亏损结转 10 年",
            "verdict": "unknown",
            "validity": "in_force",
            "reasons": ["missing_facts"],
            "conditions": [
                {
                    "id": "c1",
                    "text": "当年是高新技术企业",
                    "verdict": "not_met",
                    "clause_id": "loss-10y:c1",
                    "quote": _EITHER,
                    "field": "hnte_valid",
                    "op": "==",
                    "value": True,
                    "actual": False,
                },
                {
                    "id": "c1b",
                    "text": "或证书在本年度内到期:资格年度按证书注明的有效期所属年度确定,到期当年是否算,须拿证书核对",
                    "verdict": "not_applicable",
                    "clause_id": "loss-10y:c1b",
                    "quote": _EXPIRING,
                    **_NOTHING,
                },
                {
                    "id": "c2",
                    "text": "或当年取得科技型中小企业入库登记编号",
                    "verdict": "unknown",
                    "clause_id": "loss-10y:c1",
                    "quote": _EITHER,
                    "field": "techsme_valid",
                    "op": "==",
                    "value": True,
                    "actual": None,
                },
            ],
            "benefits": [
                {
                    "id": "b1",
                    "text": "具备资格年度之前 5 个年度发生、还没弥补完的亏损,结转年限由 5 年延长到 10 年",
                    "clause_id": "loss-10y:b1",
                    "verdict": "unknown",
                },
                {
                    "id": "b2",
                    "text": "没有资格的一般企业最长 5 年",
                    "clause_id": "loss-10y:b2",
                    "verdict": "unknown",
                },
            ],
            "progress": {"met": 0, "not_met": 1, "missing": 1, "manual": 0},
            "missing": [_ASKED],
            "next_question": _ASKED,
            "notices": [],
        }
    ],
}
