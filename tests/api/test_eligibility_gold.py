"""Bad input as the gold has it: refused with its status, every field named, in Chinese; its neighbours are taken."""

import json

import pytest

from evals.golden import GOLDEN_FOLDER

ROWS = [
    json.loads(line)
    for line in (GOLDEN_FOLDER / "eligibility" / "bad_input.jsonl").read_text(encoding="utf-8").splitlines()
]
ROWS = [row for row in ROWS if row["endpoint"] == "eligibility"]


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_bad_input_is_refused_and_its_neighbours_are_taken(client, row):
    body = row["raw"].encode() if "raw" in row else json.dumps(row["body"]).encode()
    response = client.post("/v1/eligibility", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == row["status"], row["note"]
    if row["status"] == 200:
        return
    problem = response.json()
    named = " ".join([problem["detail"], *(error["field"] for error in problem["errors"])])
    assert [field for field in row.get("fields", []) if field not in named] == []
    assert problem["code"] == row.get("code", problem["code"])
    assert any("\u4e00" <= character <= "\u9fff" for character in problem["detail"])
