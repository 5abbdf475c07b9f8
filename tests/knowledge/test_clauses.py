from pathlib import Path

import knowledge
from knowledge.clauses import parse_clauses

PLAN = Path(knowledge.__file__).parent / "documents" / "sd-xyd-2023" / "text.txt"
PLAN_PATHS = (
    "0 1 1.1 1.2 2 2.1 2.1.1 2.1.2 2.2 2.2.3 2.2.4 2.3 2.3.5 2.3.6 2.4 2.4.7 2.4.8 2.4.9 2.5 2.5.10 2.5.11 2.5.12 "
    "2.6 2.6.13 2.6.14 2.6.15 2.7 2.7.16 2.7.17 2.7.18 3 3.1 3.2 3.3 3.4"
).split()


def test_the_action_plan_parses_into_its_numbered_units_and_nothing_else():
    clauses = parse_clauses(PLAN.read_text(encoding="utf-8"), doc_id="sd-xyd-2023")
    assert [clause.path for clause in clauses] == PLAN_PATHS
