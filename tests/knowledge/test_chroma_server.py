"""The semantic index on a Chroma server instead of in the data directory."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import chromadb
import pytest
from chromadb.config import Settings

from knowledge.checks import check
from knowledge.errors import IndexUnavailable
from knowledge.knowledge_base import open_knowledge_base
from tests.knowledge.factories import LOANS, PLAN, HashingEncoder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = tmp_path_factory.mktemp("chroma")
    arguments = ["run", "--path", str(path), "--host", "127.0.0.1", "--port", str(port)]
    command = [sys.executable, "-c", "from chromadb.cli.cli import app; app()", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the Chroma server did not start")


def collections(url: str) -> list[str]:
    host, _, port = url.removeprefix("http://").partition(":")
    client = chromadb.HttpClient(host, int(port), settings=Settings(anonymized_telemetry=False))
    names = [collection.name for collection in client.list_collections()]
    client.close()
    return names


def test_an_index_on_a_server_is_kept_caught_up_and_replaced(server: str, tmp_path: Path) -> None:
    names = []
    for documents, fingerprint in (((PLAN,), "one"), ((PLAN, LOANS), "one"), ((PLAN, LOANS), "two")):
        encoder = HashingEncoder(fingerprint=fingerprint)
        with open_knowledge_base(tmp_path, encoder=encoder, documents=documents, chroma_url=server) as knowledge_base:
            assert check(knowledge_base).problems == ()
            assert knowledge_base.search("搞研发政府能补多少", 1)[0].clause_id == "plan:1"
        names.append(collections(server))
    assert [len(found) for found in names] == [1, 1, 1]
    assert names[0] == names[1] != names[2]


def test_an_index_on_a_server_ranks_as_one_in_the_directory_to_the_last_digit(server: str, tmp_path: Path) -> None:
    found = []
    for name, url in (("here", None), ("there", server), ("there", server)):
        with open_knowledge_base(
            tmp_path / name, encoder=HashingEncoder(), documents=(PLAN, LOANS), chroma_url=url
        ) as knowledge_base:
            found.append(knowledge_base.search("搞研发政府能补多少，贷款呢", 10))
    assert found[0] == found[1] == found[2]


def test_two_installations_on_one_server_keep_apart(server: str, tmp_path: Path) -> None:
    before = len(collections(server))
    for name, documents in (("one", (PLAN,)), ("two", (LOANS,))):
        with open_knowledge_base(
            tmp_path / name, encoder=HashingEncoder(), documents=documents, chroma_url=server
        ) as knowledge_base:
            assert check(knowledge_base).problems == ()
    assert len(collections(server)) == before + 2


def test_a_server_that_is_gone_is_named_unavailable_and_nothing_is_lost(server: str, tmp_path: Path) -> None:
    with open_knowledge_base(tmp_path, encoder=HashingEncoder(), documents=(PLAN,), chroma_url=server):
        pass
    with (
        pytest.raises(IndexUnavailable),
        open_knowledge_base(tmp_path, encoder=HashingEncoder(), documents=(PLAN,), chroma_url="http://127.0.0.1:9"),
    ):
        pass
    with open_knowledge_base(
        tmp_path, encoder=HashingEncoder(), documents=(PLAN,), chroma_url=server
    ) as knowledge_base:
        assert check(knowledge_base).problems == ()
