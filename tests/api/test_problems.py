"""Errors: every one is a problem document with a stable code, and none says more than it should."""

import json
from dataclasses import replace

import pytest

from api.problems import CODES
from bot.errors import ConversationsUnavailable
from knowledge.errors import DiskFull, IndexUnavailable
from tests.api.conftest import assert_problem, serving
from tests.fakes import FakePipeline

JSON = {"Content-Type": "application/json"}


def post(client, content, headers=JSON):
    return client.post("/v1/ask", content=content, headers=headers)


def test_an_unknown_path_is_not_found(faked):
    for path in ("/", "/v1/nothing", "/v1/ask/", "/v1/documents/", "/favicon.ico"):
        assert_problem(faked.get(path), 404, "not_found")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_another_method_is_not_allowed_and_the_right_one_is_named(faked, method):
    response = faked.request(method, "/v1/ask")
    assert_problem(response, 405, "method_not_allowed")
    assert response.headers["allow"] == "POST"


@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml",
     "application/json; charset=gbk", "json"],
)  # fmt: skip
def test_a_body_of_another_type_is_refused(faked, content_type):
    body = json.dumps({"question": "补助"})
    headers = {"Content-Type": content_type} if content_type else {}
    assert_problem(post(faked, body, headers), 415, "unsupported_media_type")


@pytest.mark.parametrize(
    "content_type",
    ["application/json", "Application/JSON", "application/json; charset=UTF-8", 'application/json;charset="utf-8"',
     "application/problem+json"],
)  # fmt: skip
def test_json_in_any_spelling_of_its_type_is_read(faked, content_type):
    assert post(faked, json.dumps({"question": "补助"}), {"Content-Type": content_type}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"not json",
        b'{"question": "x"} trailing',
        b'{"question": NaN}',
        b'{"question": "x", "top_k": Infinity}',
        b'{"question": "\xff\xfe"}',
        '{"question": "补助"}'.encode("gbk"),
        '{"question": "补助"}'.encode("utf-16"),
        b"[" * 100_000,
        b'{"question": "x", "top_k": ' + b"9" * 5_000 + b"}",
        b"\x00",
    ],
)
def test_what_is_not_json_is_refused(faked, body):
    assert_problem(post(faked, body), 422, "invalid_json")


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b'"question"', b"5", b"true"])
def test_json_that_is_no_object_is_refused(faked, body):
    assert_problem(post(faked, body), 422, "invalid_request")


def test_json_with_a_byte_order_mark_is_read(faked):
    assert post(faked, b"\xef\xbb\xbf" + json.dumps({"question": "x"}).encode()).status_code == 200


@pytest.mark.parametrize(
    "body",
    [rb'{"question": "\ud800"}', rb'{"question": "x", "region": "\udfff"}', rb'{"question": "x", "\ud800": 1}',
     rb'{"question": "x", "profile": {"\ud800": "\ud800"}}'],
)  # fmt: skip
def test_half_a_character_is_refused(faked, body):
    problem = assert_problem(post(faked, body), 422, "invalid_request")
    assert problem["errors"]


def test_at_most_twenty_wrong_fields_are_listed(faked):
    body = json.dumps({"question": "x", **{f"field{number}": 1 for number in range(500)}})
    assert len(assert_problem(post(faked, body), 422, "invalid_request")["errors"]) == 20


def test_a_body_over_one_mebibyte_is_too_large(faked):
    assert_problem(post(faked, b" " * (1024 * 1024 + 1)), 413, "body_too_large")
    assert_problem(post(faked, b" " * (3 * 1024 * 1024)), 413, "body_too_large")


def test_a_body_over_one_mebibyte_is_too_large_also_when_its_length_is_not_declared(faked):
    chunks = (b" " * 65_536 for _ in range(17))
    assert_problem(post(faked, chunks), 413, "body_too_large")


def test_a_body_of_just_one_mebibyte_is_read(faked):
    body = json.dumps({"question": "x"}).encode()
    assert post(faked, body + b" " * (1024 * 1024 - len(body))).status_code == 200


def test_an_error_that_nobody_foresaw_shows_nothing_of_itself(faked, pipeline, capsys):
    pipeline.error = RuntimeError("secret in the exception")
    response = faked.post("/v1/ask", json={"question": "不可外传"})
    assert_problem(response, 500, "internal_error")
    assert "secret" not in response.text and "Traceback" not in response.text
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("error", [IndexUnavailable("/some/path 没有响应"), ConversationsUnavailable("/db 满了")])
def test_what_is_broken_behind_the_service_makes_it_unavailable(faked, pipeline, error):
    pipeline.error = error
    response = faked.post("/v1/ask", json={"question": "问"})
    problem = assert_problem(response, 503, "unavailable")
    assert "/some/path" not in problem["detail"] and "/db" not in problem["detail"]
    assert response.headers["retry-after"]


def test_a_full_disk_is_said_without_its_path(faked, pipeline):
    pipeline.error = DiskFull("数据目录 /some/path 所在的磁盘已满。")
    problem = assert_problem(faked.post("/v1/ask", json={"question": "问"}), 507, "disk_full")
    assert "/some/path" not in problem["detail"] and "磁盘已满" in problem["title"]


def test_every_documented_code_has_a_test():
    tests = "".join(path.read_text(encoding="utf-8") for path in _test_files())
    assert [code for code in CODES if f'"{code}"' not in tests] == []


def test_every_code_is_declared_in_openapi_where_it_can_come_up(faked):
    schema = faked.get("/openapi.json").json()
    declared = {
        code
        for operations in schema["paths"].values()
        for operation in operations.values()
        for response in operation["responses"].values()
        for code in response["content"].get("application/problem+json", {}).get("examples", ())
    }
    assert set(CODES) - declared == {"not_found", "method_not_allowed"}  # these belong to no operation


def test_errors_carry_the_id_by_which_the_log_knows_them(assistant):
    with serving(replace(assistant, answer=FakePipeline().answer)) as client:
        response = client.get("/v1/nothing", headers={"X-Request-ID": "mini-7"})
        assert assert_problem(response, 404, "not_found")["request_id"] == "mini-7"
        other = client.get("/v1/nothing", headers={"X-Request-ID": "a b\tc"})
        assert assert_problem(other, 404, "not_found")["request_id"] != "a b\tc"


def _test_files():
    from pathlib import Path

    return Path(__file__).parent.glob("test_*.py")
