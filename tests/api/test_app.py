"""The service as a whole: starting, headers, logs, and the reference of the interface."""

import asyncio
import json
import logging
import re
import threading
from contextlib import contextmanager

import pytest
import structlog
from starlette.testclient import TestClient

from api.app import create_app
from api.document_schemas import (
    CorrectionResult,
    DocumentDetail,
    DocumentDifferences,
    DocumentsResponse,
    LoadResult,
    Removal,
)
from api.eligibility_schemas import EligibilityRequest, EligibilityResponse
from api.estimate_schemas import EstimateRequest, EstimateResponse
from api.examples import FORMS
from api.examples import RESPONSES as EXAMPLES
from api.logs import configure_logs
from api.requests import AskRequest, FeedbackRequest, MetadataValues
from api.schemas import (
    AskResponse,
    ClauseResponse,
    ConversationResponse,
    FeedbackResponse,
    Health,
    SearchResponse,
)
from bot.settings import Settings
from knowledge.errors import DataDirectoryDamaged
from tests.api.conftest import LOCAL, assert_problem, wait_until_ready


def client_of(open_assistant, **parts):
    app = create_app(Settings(_env_file=None), open_assistant=open_assistant, **parts)
    return TestClient(app, base_url="http://127.0.0.1:8000", client=LOCAL)


def test_while_the_knowledge_base_opens_the_service_is_alive_but_not_ready(assistant):
    go_on = threading.Event()

    @contextmanager
    def slow():
        go_on.wait(30)
        yield assistant

    with client_of(slow) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        response = client.get("/readyz")
        assert_problem(response, 503, "not_ready")
        assert response.headers["retry-after"] == "1"
        assert_problem(client.post("/v1/ask", json={"question": "问"}), 503, "not_ready")
        go_on.set()
        wait_until_ready(client)


def test_what_was_opened_is_closed_in_the_thread_that_opened_it(assistant):
    threads = []

    @contextmanager
    def watched():
        threads.append(threading.get_ident())
        yield assistant
        threads.append(threading.get_ident())

    with client_of(watched) as client:
        wait_until_ready(client)
    assert len(threads) == 2 and len(set(threads)) == 1


def test_who_started_the_service_hears_that_it_could_not_open():
    heard = threading.Event()
    errors = []

    @contextmanager
    def broken():
        raise DataDirectoryDamaged("坏了")
        yield

    def on_opened(error):
        errors.append(error)
        heard.set()

    with client_of(broken, on_opened=on_opened) as client:
        assert heard.wait(30)
        assert_problem(client.get("/readyz"), 503, "not_ready")
    assert [type(error) for error in errors] == [DataDirectoryDamaged]


def test_every_response_carries_the_security_headers_and_an_id(faked):
    for response in (faked.get("/healthz"), faked.get("/v1/nothing"), faked.post("/v1/ask", json={"question": "问"})):
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["cache-control"] == "no-store"
        assert response.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert response.headers["referrer-policy"] == "no-referrer"
        assert re.fullmatch(r"[0-9a-f]{32}", response.headers["x-request-id"])
        assert "server" not in response.headers


@pytest.fixture
def logs_put_back():
    handlers, logging.root.handlers[:] = logging.root.handlers[:], []
    yield
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers


def test_the_log_is_json_and_holds_no_word_of_what_was_asked(faked, pipeline, logs_put_back, capsys):
    configure_logs()
    faked.post("/v1/ask", json={"question": "不可外传的问题", "session_id": "secret-session"})
    faked.get("/v1/search", params={"q": "不可外传的词"})
    faked.get("/v1/conversations/secret-session")
    pipeline.error = RuntimeError("不可外传的问题")
    faked.post("/v1/ask", json={"question": "不可外传的问题"})
    logging.getLogger("some.library").warning("a warning")
    logged = capsys.readouterr().err
    events = [json.loads(line) for line in logged.splitlines()]
    assert [(event["method"], event["route"], event["status"]) for event in events if event["event"] == "request"] == [
        ("POST", "/v1/ask", 200),
        ("GET", "/v1/search", 200),
        ("GET", "/v1/conversations/{session_id}", 200),
        ("POST", "/v1/ask", 500),
    ]
    (failure,) = [event for event in events if event["event"] == "internal_error"]
    assert failure["error"] == "RuntimeError" and any("fakes.py" in frame for frame in failure["frames"])
    assert "不可外传" not in logged and "secret-session" not in logged


def test_requests_are_answered_side_by_side(faked, pipeline):
    barrier = threading.Barrier(4, timeout=30)
    answer = pipeline.answer

    def answer_together(question):
        barrier.wait()
        return answer(question)

    object.__setattr__(faked.app.state.readiness.assistant, "answer", answer_together)

    async def ask_four():
        ask = lambda: faked.post("/v1/ask", json={"question": "问"}).status_code  # noqa: E731
        return await asyncio.gather(*(asyncio.to_thread(ask) for _ in range(4)))

    assert asyncio.run(ask_four()) == [200] * 4


@pytest.fixture(scope="module")
def schema(client):
    return client.get("/openapi.json").json()


def operations(schema):
    return [(path, method, item) for path, methods in schema["paths"].items() for method, item in methods.items()]


RESPONSES = {
    "POST /v1/ask": AskResponse,
    "GET /v1/search": SearchResponse,
    "GET /v1/documents": DocumentsResponse,
    "GET /v1/documents/{doc_id}": DocumentDetail,
    "GET /v1/documents/{doc_id}/diff": DocumentDifferences,
    "POST /v1/admin/documents": LoadResult,
    "PATCH /v1/admin/documents/{doc_id}": CorrectionResult,
    "DELETE /v1/admin/documents/{doc_id}": Removal,
    "POST /v1/admin/documents/{doc_id}/restore": Removal,
    "GET /v1/clauses/{clause_id}": ClauseResponse,
    "POST /v1/eligibility": EligibilityResponse,
    "POST /v1/estimate": EstimateResponse,
    "POST /v1/feedback": FeedbackResponse,
    "GET /v1/conversations/{session_id}": ConversationResponse,
    "GET /healthz": Health,
    "GET /readyz": Health,
}


def test_every_operation_has_a_summary_an_example_and_its_errors(schema):
    assert {f"{method.upper()} {path}" for path, method, _ in operations(schema)} == set(RESPONSES)
    for path, method, operation in operations(schema):
        assert re.search(r"[\u4e00-\u9fff]", operation["summary"]), path
        example = operation["responses"]["200"]["content"]["application/json"]["example"]
        model = RESPONSES[f"{method.upper()} {path}"]
        assert model.model_validate(example).model_dump(mode="json") == example, path
        for status, response in operation["responses"].items():
            assert status == "200" or set(response["content"]) == {"application/problem+json"}, (path, status)
        assert "500" in operation["responses"]


REQUESTS = (AskRequest, EligibilityRequest, EstimateRequest, FeedbackRequest, MetadataValues)


def test_every_request_body_has_an_example_that_is_valid(schema):
    models = {model.__name__: model for model in REQUESTS}
    for path, method, operation in operations(schema):
        if method not in ("post", "patch", "put"):
            continue
        if path.endswith("/restore"):  # nothing is told but which document
            continue
        ((media_type, described),) = operation["requestBody"]["content"].items()
        body = schema["components"]["schemas"][described["schema"]["$ref"].rpartition("/")[2]]
        assert all("description" in field for field in body["properties"].values()), path
        if media_type == "application/json":
            (example,) = body["examples"]
            models[body["title"]].model_validate(example)
        else:
            assert described["example"] == FORMS[f"{method.upper()} {path}"]
            assert set(described["example"]) <= set(body["properties"])
            MetadataValues.model_validate_json(described["example"]["metadata"])


def test_no_field_of_a_correction_has_a_default_that_a_client_could_send(schema):
    fields = schema["components"]["schemas"]["MetadataValues"]["properties"]
    assert [name for name, field in fields.items() if "default" in field] == []


def test_every_reference_in_the_schema_leads_somewhere(schema):
    for name in set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(schema))):
        assert name in schema["components"]["schemas"]


def test_the_quotes_of_the_examples_are_real(client):
    document = client.get("/v1/documents/sd-xyd-2023").json()
    (citation,) = EXAMPLES["POST /v1/ask"]["citations"]
    assert document["text"][citation["start"] : citation["end"]] == citation["quote"]
    example = EXAMPLES["GET /v1/documents/{doc_id}"]
    (clause,) = example["clauses"]
    assert clause in document["clauses"]
    assert document["version"] == example["version"]


def test_the_reference_for_people_names_every_operation_and_needs_nothing_from_elsewhere(client, schema):
    response = client.get("/docs")
    assert response.headers["content-type"].startswith("text/html")
    for path, method, _ in operations(schema):
        assert f"<code>{method.upper()} {path}</code>" in response.text
    assert "<script" not in response.text and "http" not in response.text.replace("HTTP", "")


def test_the_policy_of_the_reference_allows_its_own_style_and_nothing_else(client):
    import base64
    import hashlib

    response = client.get("/docs")
    style = re.search("<style>(.*?)</style>", response.text).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = response.headers["content-security-policy"]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"


@pytest.mark.parametrize("path", ["/v1/maintenance/check", "/v1/maintenance/rebuild"])
def test_maintenance_is_for_this_machine_only(assistant, path):
    method = "GET" if path.endswith("check") else "POST"
    from tests.api.conftest import open_client

    with open_client(assistant, host="0.0.0.0", api_keys="key") as local:
        wait_until_ready(local)
        assert local.request(method, path, headers={"X-API-Key": "key"}).json()["is_sound"]
        for header in ("Via", "X-Forwarded-For", "Origin"):
            elsewhere = local.request(method, path, headers={"X-API-Key": "key", header: "http://10.0.0.1"})
            assert_problem(elsewhere, 404, "not_found")
        assert_problem(local.request(method, path), 401, "missing_api_key")
        app = local.app
        remote = TestClient(app, client=("10.0.0.7", 50_000))
        assert_problem(remote.request(method, path, headers={"X-API-Key": "key"}), 404, "not_found")
