"""Who may call: this machine without a key, everybody else and everything through a proxy with one."""

import pytest

from tests.api.conftest import assert_problem, serving

KEY, OTHER = "0123456789abcdef", "fedcba9876543210"
FORWARDED = [
    ("Forwarded", "for=10.0.0.1"),
    ("X-Forwarded-For", "10.0.0.1"),
    ("x-forwarded-host", "park.example"),
    ("X-Forwarded-Proto", "https"),
    ("X-Real-IP", "10.0.0.1"),
    ("Via", "1.1 proxy"),
    ("X-Forwarded-For", ""),
]


@pytest.fixture(scope="module")
def local(assistant):
    with serving(assistant, api_keys=f"{KEY},{OTHER}") as client:
        yield client


@pytest.fixture(scope="module")
def public(assistant):
    with serving(assistant, host="0.0.0.0", api_keys=f"{KEY},{OTHER}") as client:
        yield client


def test_this_machine_needs_no_key(local):
    assert local.get("/v1/documents").status_code == 200


@pytest.mark.parametrize("header", FORWARDED)
def test_through_a_proxy_a_key_is_needed(local, client, header):
    response = local.get("/v1/documents", headers=dict([header]))
    assert_problem(response, 401, "missing_api_key")
    assert response.headers["www-authenticate"] == "Bearer"
    assert local.get("/v1/documents", headers=dict([header, ("X-API-Key", KEY)])).status_code == 200
    # without any key set nobody can come through a proxy
    assert_problem(client.get("/v1/documents", headers=dict([header, ("X-API-Key", KEY)])), 401, "invalid_api_key")


def test_elsewhere_a_key_is_needed(public):
    assert_problem(public.get("/v1/documents"), 401, "missing_api_key")
    assert_problem(public.post("/v1/ask", json={"question": "问"}), 401, "missing_api_key")
    assert_problem(public.get("/v1/nothing"), 401, "missing_api_key")


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {KEY}"},
        {"Authorization": f"bearer  {OTHER} "},
        {"X-API-Key": KEY},
        {"Authorization": "Basic x", "X-API-Key": OTHER},
    ],
)
def test_a_key_opens_in_either_header(public, headers):
    assert public.get("/v1/documents", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {KEY[:-1]}"},
        {"Authorization": f"Bearer {KEY}x"},
        {"X-API-Key": KEY.upper()},
        {"X-API-Key": ""},
        {"X-API-Key": f"{KEY},{OTHER}"},
        {"X-API-Key": "密钥".encode()},
    ],
)
def test_a_wrong_key_does_not(public, headers):
    assert_problem(public.get("/v1/documents", headers=headers), 401, "invalid_api_key")


@pytest.mark.parametrize(
    "headers", [{"Authorization": KEY}, {"Authorization": f"Basic {KEY}"}, {"Authorization": "Bearer"}]
)
def test_a_key_in_another_form_is_no_key(public, headers):
    assert_problem(public.get("/v1/documents", headers=headers), 401, "missing_api_key")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/openapi.json", "/docs"])
def test_health_and_the_reference_are_open(public, path):
    assert public.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/healthz/", "/docs/../v1/documents", "//v1/documents", "/healthz/../v1/documents"])
def test_no_spelling_of_a_path_gets_around_the_key(public, path):
    assert public.get(path).status_code in (401, 404)


def test_a_refused_request_is_not_read(public):
    response = public.post("/v1/ask", content=b"x" * 2_000_000, headers={"Content-Type": "text/plain"})
    assert_problem(response, 401, "missing_api_key")
