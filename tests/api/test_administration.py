"""Documents that come and go over HTTP, and who may make them."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from api.problems import REFUSED_FILE
from bot.build import build
from bot.settings import Settings
from knowledge.errors import DataDirectoryDamaged, DiskFull, UnreadableFile
from knowledge.readers.reading import ReaderProcess
from knowledge.readers.types import ReadText
from tests.api.conftest import assert_problem, open_client, serving, wait_until_ready
from tests.knowledge.ingestion.files import LOANS, NEWER_RULES, RULES, RULES_ID, TITLE, read_plain

LOANS_ID = "wang-he-qu-ke-ji-dai-kuan-tie-xi-ban-fa"
ADMIN, KEY = "admin-key", "normal-key"


@pytest.fixture(scope="module")
def changing(tmp_path_factory):
    """parkbot over documents of its own, which these tests may change."""
    with build(Settings(_env_file=None, data=tmp_path_factory.mktemp("changing"))) as built:
        yield built


@pytest.fixture(scope="module")
def office(changing):
    with serving(changing) as client:
        yield client


@pytest.fixture(autouse=True)
def plain_reader(monkeypatch):
    """Files are read in this process."""
    monkeypatch.setattr(ReaderProcess, "read", lambda self, name, data: read_plain(name, data))


def send(client, text, name="办法.txt", **fields):
    return client.post("/v1/admin/documents", files={"file": (name, text.encode())}, data=fields)


def test_a_preview_shows_what_would_come_and_changes_nothing(office):
    before = office.get("/v1/documents").json()
    found = send(office, RULES).json()
    assert (found["status"], found["change"], found["doc_id"]) == ("preview", "added", RULES_ID)
    assert found["metadata"]["doc_no"] == "望科发〔2024〕3号" and "有效期5年" in found["computed"]["effective_to"]
    assert [line["label"] for line in found["tree"][1:3]] == ["第一条", "第二条"]
    assert found["tree"][1]["text"] == "为支持科技人才安居，制定本办法。"
    assert office.get("/v1/documents").json() == before


def test_the_life_of_a_document(office):
    loaded = send(office, RULES, confirm="true").json()
    assert (loaded["status"], loaded["clauses"], loaded["error"], loaded["tree"]) == ("added", 5, None, [])
    answer = office.post("/v1/ask", json={"question": "望河区的博士租房补贴每月多少钱?"}).json()
    assert answer["citations"][0]["clause_id"] == f"{RULES_ID}:2" and "1500元" in answer["answer"]

    assert send(office, RULES, confirm="true").json()["status"] == "unchanged"
    updated = send(office, NEWER_RULES, confirm="true").json()
    assert (updated["status"], updated["replaces"]) == ("updated", loaded["version"])
    answer = office.post("/v1/ask", json={"question": "望河区的博士租房补贴每月多少钱?"}).json()
    assert "2000元" in answer["answer"] and "1500元" not in answer["answer"]

    detail = office.get(f"/v1/documents/{RULES_ID}").json()
    assert [version["is_current"] for version in detail["versions"]] == [True, False]
    assert [event["kind"] for event in detail["events"]] == ["updated", "added"]
    assert detail["events"][0]["file"] == "办法.txt"
    old = office.get(f"/v1/documents/{RULES_ID}", params={"version": loaded["version"]}).json()
    assert old["version"] == loaded["version"] and "1500元" in old["text"]

    differences = office.get(f"/v1/documents/{RULES_ID}/diff").json()
    assert (differences["from"], differences["to"]) == (loaded["version"], updated["version"])
    assert [clause["label"] for clause in differences["added"]] == ["第五条"]
    assert "2000元" in next(item["after"] for item in differences["changed"] if item["label"] == "第二条")
    same = {"from": updated["version"], "to": updated["version"]}
    assert office.get(f"/v1/documents/{RULES_ID}/diff", params=same).json()["changed"] == []

    removed = office.delete(f"/v1/admin/documents/{RULES_ID}").json()
    assert (removed["status"], removed["version"]) == ("removed", updated["version"])
    assert RULES_ID not in {item["doc_id"] for item in office.get("/v1/documents").json()["documents"]}
    (listed,) = [i for i in office.get("/v1/documents?all=true").json()["documents"] if i["doc_id"] == RULES_ID]
    assert listed["state"] == "removed" and listed["removed_at"]
    gone = office.get(f"/v1/documents/{RULES_ID}").json()
    assert gone["removed_at"] and "2000元" in gone["text"]
    assert_problem(office.get(f"/v1/clauses/{RULES_ID}:2"), 404, "clause_not_found")
    assert_problem(office.delete(f"/v1/admin/documents/{RULES_ID}"), 404, "document_not_found")

    back = send(office, NEWER_RULES, confirm="true").json()
    assert (back["status"], back["change"]) == ("added", "restored")
    assert office.get(f"/v1/documents/{RULES_ID}").json()["state"] == "current"
    office.delete(f"/v1/admin/documents/{RULES_ID}")


def test_what_is_in_doubt_is_flagged_and_stays_flagged(office):
    preview = send(office, "%hidden" + LOANS).json()
    assert (preview["status"], preview["error"]["code"]) == ("preview", "hidden_text")
    loaded = send(office, "%hidden" + LOANS, confirm="true").json()
    assert (loaded["status"], loaded["error"]) == ("flagged", {"code": "hidden_text", "detail": "略去了隐藏的文字。"})
    flags = office.get(f"/v1/documents/{LOANS_ID}").json()["flags"]
    assert flags == [{"code": "hidden_text", "text": "略去了隐藏的文字。"}]
    assert_problem(office.get(f"/v1/documents/{LOANS_ID}/diff"), 404, "no_earlier_version")
    assert_problem(office.get(f"/v1/documents/{LOANS_ID}/diff?from={'0' * 64}"), 404, "document_not_found")
    assert_problem(office.get("/v1/documents/nothing/diff"), 404, "document_not_found")
    office.delete(f"/v1/admin/documents/{LOANS_ID}")


UNREADABLE = [
    "empty_file",
    "unsupported_format",
    "broken_file",
    "encrypted_file",
    "zip_bomb",
    "too_many_pages",
    "too_slow",
    "too_much_memory",
    "ocr_missing",
    "converter_missing",
    "unknown_encoding",
    "no_text",
]


@pytest.mark.parametrize("code", UNREADABLE)
def test_a_file_that_cannot_be_read_is_a_problem_with_the_reason(office, monkeypatch, code):
    def refuse(self, name, data):
        raise UnreadableFile(code, "读不出来。")

    monkeypatch.setattr(ReaderProcess, "read", refuse)
    assert assert_problem(send(office, RULES, confirm="true"), 422, code)["detail"] == "读不出来。"


def test_every_reason_is_among_those_tested():
    assert set(REFUSED_FILE) == {
        *UNREADABLE,
        "too_large",
        "doc_id_taken",
        "doc_id_of_digest",
        "invalid_doc_id",
        "older_version",
        "clause_too_long",
        "doubtful_over_clean",
        "draft",
        "duplicate",
        "not_policy",
        "invalid_correction",
    }


@pytest.mark.parametrize(
    ("doc_id", "code"),
    [("sd-xyd-2023", "doc_id_taken"), ("hnte-cert", "doc_id_of_digest"), ("../x", "invalid_doc_id")],
)
def test_an_id_that_cannot_be_had_is_a_problem(office, doc_id, code):
    assert_problem(send(office, RULES, doc_id=doc_id), 422, code)


def test_an_older_version_is_a_problem(office):
    send(office, NEWER_RULES, confirm="true")
    never_loaded = RULES.replace("1500元", "1200元")
    assert_problem(send(office, never_loaded, confirm="true"), 422, "older_version")
    office.delete(f"/v1/admin/documents/{RULES_ID}")


def test_a_past_version_changes_nothing_and_says_so(office):
    send(office, RULES, confirm="true")
    current = send(office, NEWER_RULES, confirm="true").json()["version"]
    again = send(office, RULES, confirm="true").json()
    assert (again["status"], [flag["code"] for flag in again["flags"]]) == ("unchanged", ["past_version"])
    assert office.get(f"/v1/documents/{RULES_ID}").json()["version"] == current
    office.delete(f"/v1/admin/documents/{RULES_ID}")


def test_a_clause_that_is_too_long_is_a_problem(office):
    assert_problem(send(office, "第一条 " + "长" * 100_001), 422, "clause_too_long")


def test_a_doubtful_text_in_place_of_a_clean_one_is_a_problem_unless_it_is_wanted(office):
    send(office, RULES, confirm="true")
    assert_problem(send(office, "%scan" + NEWER_RULES, confirm="true"), 422, "doubtful_over_clean")
    forced = send(office, "%scan" + NEWER_RULES, confirm="true", replace_clean="true").json()
    assert (forced["status"], forced["change"]) == ("flagged", "updated")
    office.delete(f"/v1/admin/documents/{RULES_ID}")


def test_an_id_may_be_chosen(office):
    assert send(office, RULES, doc_id="flats").json()["doc_id"] == "flats"
    assert send(office, RULES, doc_id="").json()["doc_id"] == RULES_ID


def test_a_file_over_the_limit_is_refused(office):
    large = b"x" * (51 * 1024 * 1024 + 1)
    problem = assert_problem(office.post("/v1/admin/documents", files={"file": ("a.txt", large)}), 413, "too_large")
    assert "50 MB" in problem["detail"]
    long = "".join(f"第{number}条 {'长' * 90_000}\n" for number in "五六七八九十")
    assert send(office, RULES + long).status_code == 200  # 1.6 MB: more than any other body may have
    assert_problem(office.post("/v1/ask", content=b"x" * 2_000_000), 413, "body_too_large")


def test_a_body_that_is_no_form_with_a_file_is_refused(office):
    assert_problem(office.post("/v1/admin/documents", json={"file": "x"}), 415, "unsupported_media_type")
    assert_problem(
        office.post("/v1/admin/documents", data={"confirm": "true"}, files={"other": b""}), 422, "invalid_request"
    )
    assert_problem(send(office, RULES, confirm="perhaps"), 422, "invalid_request")
    broken = {"Content-Type": "multipart/form-data"}
    assert_problem(office.post("/v1/admin/documents", content=b"--x", headers=broken), 422, "invalid_request")


def test_a_full_disk_is_said_without_a_path_and_nothing_changes(office, changing, monkeypatch):
    def full(changes):
        raise DataDirectoryDamaged("数据库文件 /secret/parkbot.db 无法使用：disk is full")

    monkeypatch.setattr(changing.knowledge_base.catalogue, "put_all", full)
    response = send(office, RULES, confirm="true")
    assert_problem(response, 503, "unavailable")
    assert "/secret" not in response.text
    assert RULES_ID not in {item["doc_id"] for item in office.get("/v1/documents").json()["documents"]}


def test_a_full_disk_is_said_whatever_was_to_be_changed(office, changing, monkeypatch):
    def full(changes):
        raise DiskFull("数据目录 /secret 所在的磁盘已满。")

    monkeypatch.setattr(changing.knowledge_base.catalogue, "put_all", full)
    responses = (
        send(office, RULES, confirm="true"),
        office.patch("/v1/admin/documents/vc-angel", json={"region": "济南市"}),
    )
    for response in responses:
        assert_problem(response, 507, "disk_full")
        assert "/secret" not in response.text
    assert office.get("/v1/documents/vc-angel").json()["by_hand"] == []


def test_an_index_that_could_not_follow_is_said_and_a_check_mends_it(office, changing, monkeypatch):
    def fail(removed, clauses):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(changing.knowledge_base.indexes.vector, "update", fail)
        loaded = send(office, LOANS, confirm="true").json()
    assert loaded["status"] == "added" and "vector" in loaded["notices"][0]
    report = office.get("/v1/maintenance/check").json()
    assert (report["is_sound"], report["repaired"], report["problems"]) == (True, [LOANS_ID], [])
    assert office.get("/v1/maintenance/check").json()["repaired"] == []
    office.delete(f"/v1/admin/documents/{LOANS_ID}")


# Metadata set by hand


HOUSING = RULES.replace("公寓", "住房")


@pytest.fixture
def housing_id(office):
    """The id of a document that was never corrected: what is removed comes back as it was."""
    doc_id = f"housing-{uuid4().hex}"
    yield doc_id
    office.delete(f"/v1/admin/documents/{doc_id}")


def correct(client, doc_id, values):
    return client.patch(f"/v1/admin/documents/{doc_id}", json=values)


def test_values_set_at_loading_are_shown_beside_what_was_found(office, housing_id):
    seen = send(
        office, HOUSING, doc_id=housing_id, metadata='{"effective_from": "2024-04-01", "region": "济南市"}'
    ).json()
    assert (seen["metadata"]["effective_from"], seen["metadata"]["region"]) == ("2024-04-01", "济南市")
    assert seen["by_hand"] == {"region": "望河区", "effective_from": "2024-03-01"}
    assert office.get(f"/v1/documents/{housing_id}").status_code == 404
    loaded = send(
        office, HOUSING, doc_id=housing_id, confirm="true", metadata='{"supersedes": ["《望河区旧办法》"]}'
    ).json()
    assert (loaded["status"], loaded["by_hand"]) == ("added", {"supersedes": []})
    detail = office.get(f"/v1/documents/{housing_id}").json()
    assert detail["supersedes"][0]["title"] == "望河区旧办法" and detail["by_hand"] == ["supersedes"]


def test_a_correction_is_seen_at_once_and_recorded(office, housing_id):
    send(office, HOUSING, doc_id=housing_id, confirm="true")
    corrected = correct(office, housing_id, {"effective_from": "2099-01-01", "effective_to": None}).json()
    assert (corrected["status"], corrected["by_hand"]) == ("corrected", ["effective_from", "effective_to"])
    assert corrected["metadata"]["effective_from"] == "2099-01-01"
    detail = office.get(f"/v1/documents/{housing_id}").json()
    assert (detail["validity"], detail["effective_to"]) == ("not_yet", None)
    assert [event["kind"] for event in detail["events"]] == ["corrected", "added"]
    assert detail["events"][0]["changes"] == [
        {"field": "effective_from", "text": "2024-03-01 → 2099-01-01"},
        {"field": "effective_to", "text": "2029-02-28 → 无"},
    ]
    answer = office.post("/v1/ask", json={"question": "望河区的博士租房补贴每月多少钱?"}).json()
    assert answer["citations"][0]["validity"] == "not_yet"
    assert correct(office, housing_id, {"effective_to": None}).json()["status"] == "unchanged"
    office.delete(f"/v1/admin/documents/{housing_id}")
    assert_problem(correct(office, housing_id, {"region": "济南市"}), 404, "document_not_found")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"efective_from": "2024-01-01"}, "efective_from"),
        ({"doc_id": "other"}, "doc_id"),
        ({"effective_from": "2024-02-30"}, "effective_from"),
        ({"issued": 2024}, "issued"),
        ({"issued": "0204-01-01"}, "issued"),
        ({"level": "镇"}, "level"),
        ({"level": None}, "level"),
        ({"title": " "}, "title"),
        ({"title": None}, "title"),
        ({"region": "\u0007区"}, "region"),
        ({"aliases": "公寓办法"}, "aliases"),
        ({"supersedes": [""]}, "supersedes.0"),
    ],
)
def test_a_wrong_value_is_named_by_its_field(office, housing_id, values, field):
    problem = assert_problem(correct(office, housing_id, values), 422, "invalid_request")
    assert [item["field"] for item in problem["errors"]] == [field]
    in_form = assert_problem(
        send(office, HOUSING, doc_id=housing_id, metadata=json.dumps(values)), 422, "invalid_request"
    )
    assert [item["field"] for item in in_form["errors"]] == [f"metadata.{field}"]


def test_values_that_contradict_each_other_are_a_problem(office, housing_id):
    backwards = {"effective_from": "2024-03-01", "effective_to": "2020-01-01"}
    assert_problem(send(office, HOUSING, doc_id=housing_id, metadata=json.dumps(backwards)), 422, "invalid_correction")
    send(office, HOUSING, doc_id=housing_id, confirm="true")
    assert "早于" in assert_problem(correct(office, housing_id, backwards), 422, "invalid_correction")["detail"]
    assert office.get(f"/v1/documents/{housing_id}").json()["by_hand"] == []


def test_values_that_are_no_json_are_refused(office, housing_id):
    for broken in ("{", "[]", "region=济南市"):
        assert_problem(send(office, HOUSING, doc_id=housing_id, metadata=broken), 422, "invalid_request")
    assert_problem(office.patch(f"/v1/admin/documents/{housing_id}", content="region=x"), 415, "unsupported_media_type")


# Who may


@pytest.fixture(scope="module")
def public(changing):
    with serving(changing, host="0.0.0.0", api_keys=KEY, admin_keys=ADMIN) as client:
        yield client


def headers_of(key):
    return {"X-API-Key": key} if key else {}


@pytest.mark.parametrize(
    ("key", "status", "code"),
    [(None, 401, "missing_api_key"), ("wrong", 401, "invalid_api_key"), (KEY, 403, "admin_key_needed")],
)
def test_elsewhere_an_admin_key_is_needed(public, key, status, code):
    one = "/v1/admin/documents/sd-xyd-2023"
    for method, path in (("POST", "/v1/admin/documents"), ("PATCH", one), ("DELETE", one)):
        assert_problem(public.request(method, path, headers=headers_of(key)), status, code)


def test_an_admin_key_opens_everything(public):
    files = {"file": ("办法.txt", RULES.encode())}
    assert public.post("/v1/admin/documents", files=files, headers=headers_of(ADMIN)).status_code == 200
    assert public.get("/v1/documents", headers=headers_of(ADMIN)).status_code == 200


def test_through_a_proxy_an_admin_key_is_needed(changing):
    with serving(changing, api_keys=KEY, admin_keys=ADMIN) as local:
        forwarded = {"X-Forwarded-For": "10.0.0.1"}
        delete = lambda key: local.delete("/v1/admin/documents/nothing", headers=forwarded | headers_of(key))  # noqa: E731
        assert_problem(delete(None), 401, "missing_api_key")
        assert_problem(delete(KEY), 403, "admin_key_needed")
        assert_problem(delete(ADMIN), 404, "document_not_found")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1.evil.example", "file://"])
def test_a_page_from_elsewhere_cannot_make_a_browser_change_documents(office, origin):
    response = office.delete("/v1/admin/documents/sd-xyd-2023", headers={"Origin": origin})
    assert_problem(response, 401, "missing_api_key")
    assert office.get("/v1/documents/sd-xyd-2023").json()["state"] == "current"


def test_a_page_of_this_machine_can(office):
    response = office.delete("/v1/admin/documents/nothing", headers={"Origin": "http://127.0.0.1:8000"})
    assert_problem(response, 404, "document_not_found")


def test_without_admin_keys_only_this_machine_may(changing):
    with open_client(changing, host="0.0.0.0", api_keys=KEY) as here:
        wait_until_ready(here)
        remote = TestClient(here.app, client=("10.0.0.7", 50_000))
        path, key = "/v1/admin/documents/nothing", headers_of(KEY)
        assert_problem(here.delete(path, headers=key), 404, "document_not_found")
        assert_problem(here.delete(path), 401, "missing_api_key")
        for refused in (
            remote.delete(path, headers=key),
            here.delete(path, headers=key | {"Via": "proxy"}),
            here.delete(path, headers=key | {"Origin": "http://evil.example"}),
        ):
            assert_problem(refused, 403, "admin_key_needed")


@pytest.mark.parametrize("path", ["/v1/admin/../admin/documents", "//v1/admin/documents", "/v1//admin/documents"])
def test_no_spelling_of_a_path_gets_around_the_admin_key(public, path):
    response = public.post(path, headers=headers_of(KEY))
    assert response.status_code in (403, 404)


def test_the_log_names_no_file(office, capsys):
    send(office, RULES, name="机密.docx")
    assert "机密" not in capsys.readouterr().out


def test_the_real_reader_reads_a_real_file(office, monkeypatch):
    monkeypatch.undo()
    found = send(office, RULES).json()
    assert (found["status"], found["clauses"]) == ("preview", 5)
    refused = office.post("/v1/admin/documents", files={"file": ("办法.docx", b"PK\x03\x04broken")})
    assert_problem(refused, 422, "broken_file")


def test_a_reader_that_says_nothing_useful_is_no_text(office, monkeypatch):
    monkeypatch.setattr(ReaderProcess, "read", lambda self, name, data: ReadText(" ", "txt"))
    assert_problem(send(office, TITLE), 422, "no_text")


def test_a_removed_digest_is_brought_back(office):
    assert_problem(office.post("/v1/admin/documents/vc-angel/restore"), 404, "document_not_found")
    office.delete("/v1/admin/documents/vc-angel")
    restored = office.post("/v1/admin/documents/vc-angel/restore").json()
    assert (restored["doc_id"], restored["status"]) == ("vc-angel", "restored")
    assert office.get("/v1/documents/vc-angel").json()["state"] == "current"
