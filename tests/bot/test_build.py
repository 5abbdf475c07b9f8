"""The composition root: one call opens everything, the lock is let go, and nothing heavy is imported."""

import subprocess
import sys

import pytest

from bot.build import build, conversations_url
from bot.settings import Settings
from knowledge.errors import DataDirectoryInUse
from knowledge.lock import current_owner
from tests.conftest import process_environment

HEADLINE = "我们是做芯片设计的,研发投入政府能补多少?"
HEAVY = ("torch", "sentence_transformers", "transformers", "langchain", "langchain_core", "sklearn", "scipy", "pandas")


def make_settings(tmp_path, **fields):
    return Settings(_env_file=None, data=tmp_path / "data", **fields)


def test_the_headline_question_is_answered_from_its_clause(assistant):
    response = assistant.ask(HEADLINE).response
    assert response["status"] == "answered"
    assert [citation["clause_id"] for citation in response["citations"]] == ["sd-xyd-2023:2.3.6"]
    assert {"cap", "deadline", "channel"} <= {gap["detail"] for gap in response["gaps"]}
    assert "period_ended" in {notice["code"] for notice in response["notices"]}


def test_the_data_directory_is_locked_with_the_address_and_let_go(tmp_path):
    settings = make_settings(tmp_path)
    with build(settings, address="http://127.0.0.1:1"):
        owner = current_owner(settings.data)
        assert owner is not None and owner.address == "http://127.0.0.1:1"
        with pytest.raises(DataDirectoryInUse), build(settings):
            pass
    assert current_owner(settings.data) is None


def test_a_second_start_reuses_what_the_first_one_built(tmp_path):
    settings = make_settings(tmp_path)
    with build(settings):
        pass
    built = sorted(path.name for path in (settings.data / "indexes").iterdir())
    with build(settings) as assistant:
        assert assistant.knowledge_base.search("研发投入", 3)
    assert sorted(path.name for path in (settings.data / "indexes").iterdir()) == built


def test_the_contact_of_the_settings_reaches_answers_that_cannot_help(tmp_path):
    with build(make_settings(tmp_path, contact="园区服务台 0531-8888")) as assistant:
        response = assistant.ask("孩子上小学怎么报名?").response
    assert "园区服务台 0531-8888" in response["answer"]


def test_conversations_lie_beside_the_documents_unless_a_database_is_named(tmp_path):
    assert str(conversations_url(make_settings(tmp_path))).endswith("data/conversations.db")
    url = "postgresql+psycopg://user@host/parkbot"
    assert conversations_url(make_settings(tmp_path, database_url=url)) == url


def test_answering_imports_no_heavy_library_and_reaches_no_network(tmp_path):
    program = f"""
import socket, sys
def refuse(*_): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
from bot.build import build
from bot.settings import Settings
with build(Settings()) as assistant:
    assert assistant.ask({HEADLINE!r}).response["status"] == "answered"
print(*[name for name in {HEAVY!r} if name in sys.modules])
"""
    environment = process_environment(tmp_path / "data")
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, timeout=60)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""
