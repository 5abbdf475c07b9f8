"""The command line: what people read, what programs read, exit statuses, and living beside a service."""

import json
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from knowledge.lock import DataDirectoryLock, current_owner
from tests.conftest import ROOT, process_environment, running_service

HEADLINE = "我们是做芯片设计的,研发投入政府能补多少?"
PLAN = "sd-xyd-2023"


def in_process(capsys, *arguments):
    """Run a command in this process: exit status, standard output, standard error."""
    import parkbot

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["parkbot", *arguments])
        with pytest.raises(SystemExit) as ended:
            parkbot.main()
    captured = capsys.readouterr()
    return ended.value.code or 0, captured.out, captured.err


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A real service on a free port, with its data directory."""
    data = tmp_path_factory.mktemp("service") / "data"
    with running_service(data) as (process, address):
        yield process, address, data


# What people read


def test_an_answer_comes_first_and_its_clause_below_it(capsys):
    status, out, err = in_process(capsys, "ask", HEADLINE)
    assert (status, err) == (0, "")
    flat = "".join(out.split()).replace("│", "")
    answer, label, quote = flat.index("10%"), flat.index("二、(三)6."), flat.index("“全面落实")
    assert answer < label < quote
    assert "实施期已结束" in flat and f"{PLAN}:2.3.6" in flat and "parkbotask--session" in flat


def test_the_trace_names_the_stages(capsys):
    _, out, _ = in_process(capsys, "ask", HEADLINE, "--trace")
    assert "understand" in out and "retrieve" in out and "毫秒" in out


def test_a_search_shows_ids_scores_and_text(capsys):
    status, out, _ = in_process(capsys, "search", "集成电路研发投入", "-k", "2")
    assert status == 0
    assert f"{PLAN}:2.3.6" in out and "1." in out and "2." in out and "3." not in out.split("2.3.6")[0]


def test_documents_are_listed_and_shown(capsys):
    _, listed, _ = in_process(capsys, "docs", "list")
    assert PLAN in listed and "鲁科字〔2023〕4号" in listed
    _, shown, _ = in_process(capsys, "docs", "show", PLAN)
    assert "山东省科学技术厅" in shown and f"{PLAN}:2.3.6  二、(三)6." in shown


def test_the_indexes_are_checked_and_rebuilt(capsys):
    assert in_process(capsys, "docs", "check")[0] == 0
    status, out, _ = in_process(capsys, "docs", "rebuild")
    assert status == 0 and "一致" in out


def test_the_doctor_finds_everything_in_order(capsys):
    status, out, _ = in_process(capsys, "doctor")
    assert status == 0
    assert out.count("✓") == 7 and "✗" not in out


def test_the_doctor_says_what_to_do(capsys, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("PARKBOT_DATA", str(tmp_path / "file"))
    monkeypatch.setenv("PARKBOT_EMBEDDING_MODEL", str(tmp_path / "model"))
    monkeypatch.setenv("PARKBOT_CONTCAT", "错字")
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "config.json").write_text('{"terms_version": 1}')
    status, out, _ = in_process(capsys, "doctor", "--json")
    checks = {check["name"]: check for check in json.loads(out)["checks"]}
    assert status == 1 and json.loads(out)["ok"] is False
    assert not checks["数据目录"]["ok"] and "PARKBOT_DATA" in checks["数据目录"]["advice"]
    assert not checks["嵌入模型"]["ok"] and "model_missing" in checks["嵌入模型"]["advice"]
    assert "PARKBOT_CONTCAT" in checks["设置"]["found"]
    assert checks["Python"]["ok"] and checks["软件包"]["ok"]


# What programs read


def test_json_of_every_command_is_json_and_nothing_else(capsys):
    for arguments, key in (
        (("ask", HEADLINE), "answer_id"),
        (("ask", HEADLINE, "--trace"), "trace"),
        (("search", "补助"), "hits"),
        (("docs", "list"), "documents"),
        (("docs", "show", PLAN), "clauses"),
        (("docs", "check"), "is_sound"),
        (("docs", "rebuild"), "holdings"),
        (("doctor",), "checks"),
    ):
        status, out, err = in_process(capsys, *arguments, "--json")
        assert (status, err) == (0, ""), arguments
        assert key in json.loads(out), arguments


def test_a_conversation_goes_on_over_two_commands(capsys):
    first = json.loads(in_process(capsys, "ask", HEADLINE, "--json")[1])
    second = in_process(capsys, "ask", "那软件企业呢?", "--session", first["session_id"], "--json")[1]
    assert json.loads(second)["session_id"] == first["session_id"]


def test_every_half_of_the_golden_sets_can_be_named():
    import typing

    import parkbot
    from evals.golden import Half
    from evals.run import ALL

    annotation = typing.get_type_hints(parkbot.evaluate)["half"]
    assert set(typing.get_args(annotation)) == {*(half.value for half in Half), ALL}


def test_the_evaluation_is_handed_its_options(capsys, monkeypatch):
    import evals.run

    given = []
    monkeypatch.setattr(evals.run, "main", lambda arguments: given.append(arguments) or 1)
    status, _, _ = in_process(capsys, "eval", "--set", "plan", "--half", "dev", "--to", "here", "--failures", "--json")
    assert status == 1
    assert given == [["--set", "plan", "--half", "dev", "--to", "here", "--failures", "--json"]]


# How commands fail


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Usage"),
        (("ask",), "缺少参数 问题"),
        (("ask", "问", "--sesion", "x"), "没有选项 --sesion"),
        (("ask", "问", "--session"), "--session"),
        (("aks", "问"), "没有命令 aks"),
        (("docs", "remvoe"), "没有命令 remvoe"),
        (("search", "问", "-k", "三"), "-k 的值不对"),
        (("search", "问", "-k", "0"), "-k 的值不对"),
        (("ask", "一", "二"), "用法不对"),
        (("ask", "  "), "blank_question"),
        (("ask", "补" * 2_001), "question_too_long"),
        (("ask", "问", "--as-of", "昨天"), "--as-of：应为 YYYY-MM-DD"),
        (("ask", "问", "--session", "a b"), "--session：格式不对"),
        (("search", ""), "blank_question"),
        (("eval", "--half", "third"), "--half 的值不对"),
    ],
)
def test_wrong_usage_ends_with_two_and_a_chinese_line(capsys, arguments, said):
    status, out, err = in_process(capsys, *arguments)
    assert status == 2
    assert said in err or (said in out and not arguments)


@pytest.mark.parametrize("arguments", [("--help",), ("ask", "--help"), ("docs", "--help"), ("docs", "show", "--help")])
def test_help_is_chinese(capsys, arguments):
    status, out, _ = in_process(capsys, *arguments)
    assert status == 0
    assert "选项" in out and "显示帮助后退出" in out and "Show this message" not in out


@pytest.mark.parametrize(
    ("arguments", "environment", "code"),
    [
        (("docs", "show", "nothing"), {}, "document_not_found"),
        (("docs", "show", PLAN, "--version", "0"), {}, "document_not_found"),
        (("ask", "问"), {"PARKBOT_PORT": "x"}, "invalid_settings"),
        (("ask", "问"), {"PARKBOT_DATA": "/dev/null/data"}, "data_directory_damaged"),
        (("ask", "问"), {"PARKBOT_DATABASE_URL": "nosuch://x"}, "database_unavailable"),
        (("docs", "list"), {"PARKBOT_CHROMA_URL": "http://127.0.0.1:1"}, "index_unavailable"),
        (("serve", "--host", "0.0.0.0"), {}, "missing_api_keys"),
        (("eval", "--set", "nothing"), {}, "invalid_golden_set"),
    ],
)
def test_what_cannot_be_done_ends_with_one_and_one_clear_line(capsys, monkeypatch, arguments, environment, code):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    status, out, err = in_process(capsys, *arguments)
    assert (status, out) == (1, "")
    assert err.startswith(f"错误 [{code}]：") and err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "code"),
    [
        (("docs", "show", "nothing"), 1, "document_not_found"),
        (("docs", "shwo", PLAN), 2, "wrong_usage"),
        (("ask", "  "), 2, "blank_question"),
    ],
)
def test_with_json_an_error_is_json_on_standard_error(capsys, arguments, status, code):
    ended, out, err = in_process(capsys, *arguments, "--json")
    assert (ended, out) == (status, "")
    error = json.loads(err)
    assert error["code"] == code and set(error) == {"code", "message"}
    assert "错误" not in error["message"]


def test_an_error_that_nobody_foresaw_is_one_line_without_a_trace(capsys, monkeypatch):
    def break_down(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("bot.settings.load_settings", break_down)
    status, _, err = in_process(capsys, "ask", "问")
    assert status == 1
    assert err == "错误 [internal_error]：程序内部错误（RuntimeError）\n"


def test_a_question_in_broken_bytes_is_refused(parkbot):
    run = subprocess.run(
        [sys.executable, "-m", "parkbot", "ask", b"\xff\xfe"],
        env=process_environment(ROOT / "unused"),
        capture_output=True,
        timeout=30,
    )
    assert run.returncode == 2
    assert "不完整的 Unicode" in run.stderr.decode()


def test_a_reader_that_goes_away_leaves_no_trace(tmp_path):
    command = f"{sys.executable} -m parkbot docs show {PLAN} | head -n 1"
    run = subprocess.run(
        command, shell=True, env=process_environment(tmp_path / "data"), capture_output=True, text=True, timeout=60
    )
    assert run.stderr == ""


def test_a_terminal_that_knows_no_chinese_still_gets_an_answer(parkbot):
    run = parkbot("ask", HEADLINE, PYTHONIOENCODING="ascii")
    assert run.returncode == 0
    assert "10%" in run.stdout


def test_help_comes_at_once_and_imports_nothing_heavy(parkbot):
    heavy = ("fastapi", "sqlalchemy", "chromadb", "pydantic", "httpx", "numpy")
    program = f"import sys, parkbot; print(*[name for name in {heavy!r} if name in sys.modules])"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=process_environment(ROOT), timeout=30
    )
    assert run.stdout.strip() == ""
    took = []
    for _ in range(3):
        started = time.monotonic()
        assert parkbot("--help").returncode == 0
        took.append(time.monotonic() - started)
    assert min(took) < 0.5


def test_a_command_waits_for_another_one_to_finish(parkbot, tmp_path):
    with DataDirectoryLock(tmp_path / "data"):
        waiting = subprocess.Popen(
            [sys.executable, "-m", "parkbot", "docs", "list"],
            env=process_environment(tmp_path / "data"),
            stdout=subprocess.PIPE,
            text=True,
        )
        time.sleep(1.5)
        assert waiting.poll() is None
    out, _ = waiting.communicate(timeout=30)
    assert waiting.returncode == 0 and PLAN in out


# Beside a service


def test_the_service_answers_over_http(service):
    _, address, _ = service
    response = httpx.post(f"{address}/v1/ask", json={"question": HEADLINE}, trust_env=False)
    assert response.status_code == 200
    assert response.json()["citations"][0]["clause_id"] == f"{PLAN}:2.3.6"
    assert "server" not in response.headers


@pytest.fixture
def beside(service, monkeypatch):
    """Commands of this process find the service's data directory."""
    monkeypatch.setenv("PARKBOT_DATA", str(service[2]))
    return service


def test_commands_go_through_the_service_that_holds_the_data(beside, capsys):
    _, address, _ = beside
    status, out, _ = in_process(capsys, "ask", HEADLINE, "--json")
    assert status == 0
    session_id = json.loads(out)["session_id"]
    kept = httpx.get(f"{address}/v1/conversations/{session_id}", trust_env=False).json()
    assert kept["turns"][0]["response"] == json.loads(out)


def test_every_command_works_beside_a_service(beside, capsys):
    for arguments in (
        ("ask", HEADLINE, "--trace"),
        ("search", "补助", "-k", "3"),
        ("docs", "list"),
        ("docs", "show", PLAN),
        ("docs", "check"),
        ("docs", "rebuild"),
        ("doctor",),
    ):
        status, out, err = in_process(capsys, *arguments)
        assert (status, err) == (0, ""), arguments
        assert out
    assert beside[1] in "".join(out.split())  # the doctor says through whom it looked


def test_a_proxy_in_the_environment_is_not_asked(beside, capsys, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert in_process(capsys, "docs", "list")[0] == 0


def test_a_failure_of_the_service_is_told_like_ones_own(beside, capsys):
    status, _, err = in_process(capsys, "docs", "show", "nothing")
    assert (status, err) == (1, "错误 [document_not_found]：没有文件 nothing\n")


def test_a_second_service_on_the_same_data_is_refused_and_told_where_the_first_is(service):
    _, address, data = service
    run = subprocess.run(
        [sys.executable, "-m", "parkbot", "serve", "--port", "0"],
        env=process_environment(data),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    last = run.stderr.splitlines()[-1]
    assert last.startswith("错误 [data_directory_in_use]") and address in last
    assert "Traceback" not in run.stderr


def test_a_port_in_use_is_named(parkbot):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = parkbot("serve", "--port", str(port))
    assert run.returncode == 1
    assert run.stderr == f"错误 [port_in_use]：端口 {port} 已被占用。请停止占用它的程序，或用 --port 换一个端口。\n"


def test_an_address_that_is_not_this_machines_is_named(parkbot):
    run = parkbot("serve", "--host", "192.0.2.1", "--port", "0", PARKBOT_API_KEYS="key")
    assert run.returncode == 1
    assert run.stderr.startswith("错误 [cannot_listen]")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_service_cleanly(tmp_path, number):
    data = tmp_path / "data"
    with running_service(data) as (first, address):
        httpx.post(f"{address}/v1/ask", json={"question": HEADLINE}, trust_env=False)
        first.send_signal(number)
        assert first.wait(timeout=15) == 0
    assert current_owner(data) is None
    assert not (data / "owner.json").exists()


def test_after_a_kill_the_next_service_starts(tmp_path):
    data = tmp_path / "data"
    with running_service(data) as (first, _):
        first.kill()
        first.wait()
        with running_service(data) as (_, address):
            assert httpx.get(f"{address}/readyz", trust_env=False).status_code == 200


def test_on_an_open_interface_a_key_is_needed_and_the_command_line_brings_it(tmp_path, capsys, monkeypatch):
    data = tmp_path / "data"
    with running_service(data, "--host", "0.0.0.0", PARKBOT_API_KEYS="first-key,second-key") as (_, address):
        assert httpx.get(f"{address}/v1/documents", trust_env=False).status_code == 401
        assert in_process(capsys, "docs", "list")[0] == 1
        monkeypatch.setenv("PARKBOT_API_KEYS", "second-key")
        assert in_process(capsys, "docs", "list")[0] == 0
        assert in_process(capsys, "docs", "check")[0] == 0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads /proc")
def test_the_service_is_small(service):
    process, address, _ = service
    for _ in range(20):
        httpx.post(f"{address}/v1/ask", json={"question": HEADLINE}, trust_env=False)
    status = Path(f"/proc/{process.pid}/status").read_text()
    resident = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    assert resident < 350 * 1024  # KiB


# What the README says


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_command_is_in_the_readme(name):
    import parkbot

    text = (ROOT / name).read_text(encoding="utf-8")
    for command in parkbot.app.registered_commands:
        assert f"`parkbot {command.name or command.callback.__name__}" in text, command
    for command in parkbot.docs.registered_commands:
        assert f"docs {command.name}" in text, command
