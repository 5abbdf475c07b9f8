"""Going through a running service: keys, patience while it starts, and clear failures."""

import json

import httpx
import pytest

from api.command_line import remote
from api.command_line.failures import CommandFailed
from api.command_line.remote import RemoteDoor
from api.requests import AskRequest, MetadataValues

ADDRESS = "http://127.0.0.1:8000"


def door(*answers, keys=()):
    """A door to a service that gives these answers one after another, and the requests that it got."""
    requests, left = [], list(answers)

    def handle(request):
        requests.append(request)
        answer = left.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return RemoteDoor(ADDRESS, keys, transport=httpx.MockTransport(handle)), requests


def problem(status, code):
    return httpx.Response(status, json={"code": code, "detail": "说明"})


def test_a_question_goes_out_with_what_was_given_and_nothing_else():
    through, requests = door(httpx.Response(200, json={"answer": "a"}), keys=("first", "second"))
    assert through.ask(AskRequest(question="问", as_of="2025-01-01"), trace=True) == {"answer": "a"}
    (request,) = requests
    assert (request.method, request.url.path, request.url.params["trace"]) == ("POST", "/v1/ask", "true")
    assert json.loads(request.content) == {"question": "问", "as_of": "2025-01-01", "top_k": 3}
    assert request.headers["authorization"] == "Bearer first"


def test_an_odd_id_stays_one_part_of_the_path():
    through, requests = door(httpx.Response(200, json={}))
    through.document("a/../b?c", None)
    assert requests[0].url.raw_path == b"/v1/documents/a%2F..%2Fb%3Fc"


def test_a_service_that_is_still_starting_is_waited_for(monkeypatch):
    monkeypatch.setattr(remote, "_PAUSE_SECONDS", 0)
    through, requests = door(
        problem(503, "not_ready"), problem(503, "not_ready"), httpx.Response(200, json={"hits": []})
    )
    assert through.search("问", 3) == {"hits": []}
    assert len(requests) == 3


def test_a_service_that_does_not_start_is_given_up(monkeypatch):
    monkeypatch.setattr(remote, "_STARTING_SECONDS", -1)
    through, _ = door(problem(503, "not_ready"))
    with pytest.raises(CommandFailed, match="说明") as caught:
        through.documents()
    assert (caught.value.code, caught.value.exit_code) == ("not_ready", 1)


def test_files_go_out_one_by_one_and_a_refused_one_stops_nothing():
    through, requests = door(
        httpx.Response(200, json={"status": "added"}),
        problem(422, "broken_file"),
        httpx.Response(200, json={"status": "x"}),
    )
    files = [("甲.txt", "第一条".encode()), ("乙.pdf", b"%PDF"), ("丙.txt", b"")]
    entries = list(through.load(files, "own-id", confirm=True, metadata=MetadataValues(region="济南市")))
    assert [entry["status"] for entry in entries] == ["added", "refused", "x"]
    assert entries[1]["error"] == {"code": "broken_file", "detail": "说明"}
    assert {(request.method, request.url.path) for request in requests} == {("POST", "/v1/admin/documents")}
    body = requests[0].content
    assert "第一条".encode() in body and b"true" in body and b"own-id" in body
    assert '{"region":"济南市"}'.encode() in body


def test_only_what_was_set_goes_out():
    through, requests = door(httpx.Response(200, json={}), httpx.Response(200, json={"status": "x"}))
    through.correct("a/b", MetadataValues(effective_from="2024-01-01", region=""))
    assert (requests[0].method, requests[0].url.raw_path) == ("PATCH", b"/v1/admin/documents/a%2Fb")
    assert json.loads(requests[0].content) == {"effective_from": "2024-01-01", "region": None}
    list(through.load([("甲.txt", b"")], None, confirm=False, metadata=MetadataValues()))
    assert b"metadata" not in requests[1].content and b"replace_clean" not in requests[1].content


def test_that_a_clean_text_may_be_replaced_goes_out_where_it_is_wanted():
    through, requests = door(httpx.Response(200, json={"status": "flagged"}))
    list(through.load([("甲.pdf", b"%PDF")], None, confirm=True, metadata=MetadataValues(), replace_clean=True))
    assert b"replace_clean" in requests[0].content


def test_a_service_that_lets_nobody_load_ends_the_command():
    through, _ = door(problem(403, "admin_key_needed"))
    with pytest.raises(CommandFailed, match="说明"):
        list(through.load([("甲.txt", b"")], None, confirm=False, metadata=MetadataValues()))


def test_versions_are_compared_by_what_was_given():
    through, requests = door(httpx.Response(200, json={}), httpx.Response(200, json={}))
    through.differences("a/b", None, "2" * 64)
    through.remove("a/b")
    assert requests[0].url.raw_path == b"/v1/documents/a%2Fb/diff?to=" + b"2" * 64
    assert (requests[1].method, requests[1].url.raw_path) == ("DELETE", b"/v1/admin/documents/a%2Fb")


@pytest.mark.parametrize("status", [401, 404, 500, 503])
def test_a_problem_of_the_service_is_the_commands_own(status):
    through, _ = door(problem(status, "some_code"))
    with pytest.raises(CommandFailed, match="说明") as caught:
        through.check()
    assert caught.value.code == "some_code"


@pytest.mark.parametrize("answer", [httpx.Response(502, text="<html>bad gateway"), httpx.Response(500, json=[1])])
def test_an_answer_of_something_else_is_named(answer):
    through, _ = door(answer)
    with pytest.raises(CommandFailed, match=ADDRESS) as caught:
        through.rebuild()
    assert caught.value.code == "unavailable"


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ReadTimeout("late")])
def test_no_answer_is_named_with_the_address(error):
    through, _ = door(error)
    with pytest.raises(CommandFailed, match=ADDRESS) as caught:
        through.documents()
    assert caught.value.code == "unavailable"
