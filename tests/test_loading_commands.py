"""`parkbot ingest`, `docs diff` and `docs remove`: alone and beside a real service."""

import json
import shutil

import pytest

from bot.build import build
from bot.settings import Settings
from knowledge.catalogue import Catalogue
from knowledge.shipped import SHIPPED_DOCUMENTS, read_document
from tests.conftest import running_service
from tests.knowledge.ingestion.files import LOANS, NEWER_RULES, RULES, RULES_ID
from tests.test_parkbot import in_process


@pytest.fixture(scope="module", autouse=True)
def only_the_plan():
    """Commands of this process ship one document, so that each opens in an instant."""
    plan = read_document(SHIPPED_DOCUMENTS / "sd-xyd-2023")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.shipped.shipped_documents", lambda: (plan,))
        patch.setattr("bot.eligibility.rules.check_clauses", lambda rules, documents: None)
        yield


@pytest.fixture(scope="module")
def built(tmp_path_factory, only_the_plan):
    """A data directory with its indexes built."""
    data = tmp_path_factory.mktemp("loading") / "data"
    with build(Settings(_env_file=None, data=data)):
        pass
    return data


@pytest.fixture(autouse=True)
def data(built, tmp_path, monkeypatch):
    """A copy of its own for each test."""
    shutil.copytree(built, tmp_path / "data")
    monkeypatch.setenv("PARKBOT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def folder(tmp_path):
    tmp_path = tmp_path / "files"
    tmp_path.mkdir()
    (tmp_path / "办法.txt").write_text(RULES, encoding="utf-8")
    (tmp_path / "新办法.txt").write_text(NEWER_RULES, encoding="utf-8")
    (tmp_path / "坏文件.docx").write_bytes(b"PK\x03\x04broken")
    return tmp_path


def as_json(capsys, *arguments):
    status, out, err = in_process(capsys, *arguments, "--json")
    return status, json.loads(out) if out else None, err


def error_code(err):
    return json.loads(err)["code"]


def live_a_life(capsys, folder):
    """A document comes, is looked at, changed, compared, removed, and comes back."""
    rules, newer = str(folder / "办法.txt"), str(folder / "新办法.txt")
    status, (seen,), _ = as_json(capsys, "ingest", rules)
    assert (status, seen["status"], seen["change"], seen["file"]) == (0, "preview", "added", rules)
    assert [line["label"] for line in seen["tree"][1:]] == ["第一条", "第二条", "第三条", "第四条"]
    assert error_code(as_json(capsys, "docs", "show", RULES_ID)[2]) == "document_not_found"

    status, (added,), err = as_json(capsys, "ingest", rules, "--yes")
    assert (status, err, added["status"], added["doc_id"], added["clauses"]) == (0, "", "added", RULES_ID, 5)
    assert {"file", "doc_id", "status", "clauses", "version", "error"} <= set(added)
    assert as_json(capsys, "ingest", rules, "--yes")[1][0]["status"] == "unchanged"
    answer = as_json(capsys, "ask", "望河区的博士租房补贴每月多少钱?")[1]
    assert answer["citations"][0]["clause_id"] == f"{RULES_ID}:2"
    set_by_hand(capsys, rules)

    assert as_json(capsys, "ingest", newer, "--yes")[1][0]["status"] == "updated"
    found = as_json(capsys, "docs", "diff", RULES_ID)[1]
    assert found["from"] == added["version"] and [item["label"] for item in found["added"]] == ["第五条"]
    assert "1500元" in as_json(capsys, "docs", "show", RULES_ID, "--version", added["version"])[1]["text"]

    status, removal, _ = as_json(capsys, "docs", "remove", RULES_ID, "--yes")
    assert (status, removal["status"]) == (0, "removed")
    listed = lambda *more: {item["doc_id"] for item in as_json(capsys, "docs", "list", *more)[1]["documents"]}  # noqa: E731
    assert RULES_ID not in listed() and RULES_ID in listed("--all")
    assert as_json(capsys, "docs", "show", RULES_ID)[1]["state"] == "removed"
    assert as_json(capsys, "ingest", newer, "--yes")[1][0]["status"] == "added"
    assert as_json(capsys, "docs", "check")[1]["is_sound"]
    in_process(capsys, "docs", "remove", RULES_ID, "--yes")


def set_by_hand(capsys, rules):
    """A date is corrected, which the next answer knows, and set back while the same file is loaded again."""
    status, corrected, err = as_json(capsys, "docs", "set", RULES_ID, "effective_from=2099-01-01", "到期=")
    assert (status, err, corrected["status"]) == (0, "", "corrected")
    assert [change["text"] for change in corrected["changes"]] == ["2024-03-01 → 2099-01-01", "2029-02-28 → 无"]
    answer = as_json(capsys, "ask", "望河区的博士租房补贴每月多少钱?")[1]
    assert answer["citations"][0]["validity"] == "not_yet" and answer["citations"][0]["effective_to"] is None
    assert as_json(capsys, "docs", "set", RULES_ID, "到期=")[1]["status"] == "unchanged"
    again = ("ingest", rules, "--set", "施行=2024-03-01", "--set", "effective_to=2029-02-28")
    (seen,) = as_json(capsys, *again)[1]
    assert (seen["status"], seen["change"]) == ("preview", "corrected")
    assert as_json(capsys, *again, "--yes")[1][0]["status"] == "updated"
    shown = as_json(capsys, "docs", "show", RULES_ID)[1]
    assert (shown["validity"], shown["by_hand"]) == ("in_force", ["effective_from", "effective_to"])
    assert [event["kind"] for event in shown["events"]][:3] == ["corrected", "corrected", "added"]
    assert error_code(as_json(capsys, "docs", "set", RULES_ID, "到期=2020-01-01")[2]) == "invalid_correction"


def test_a_document_lives_alone(capsys, folder):
    live_a_life(capsys, folder)


def test_a_document_lives_beside_a_service(data, capsys, folder):
    with running_service(data):
        live_a_life(capsys, folder)
        status, entries, err = as_json(capsys, "ingest", str(folder), "--yes")
        assert status == 1 and error_code(err) == "refused"
        assert sorted(entry["status"] for entry in entries) == ["added", "refused", "updated"]
    with Catalogue(f"sqlite:///{data / 'parkbot.db'}") as catalogue:
        kinds = [event.kind.value for event in catalogue.events(RULES_ID)]
    first_life, second_life = ["removed", "restored", "removed", "updated", "corrected", "corrected", "added"], []
    assert kinds == [*second_life, "updated", "restored", *first_life]


def test_a_folder_is_read_file_by_file_and_a_broken_one_stops_nothing(capsys, folder):
    (folder / ".hidden").write_text("x")
    (folder / "贷款").mkdir()
    (folder / "贷款" / "贴息.txt").write_text(LOANS, encoding="utf-8")
    status, entries, err = as_json(capsys, "ingest", str(folder), str(folder / "没有.txt"))
    assert status == 1 and json.loads(err)["message"].startswith("2 份文件没有载入")
    assert [entry["file"] for entry in entries] == [
        *(str(folder / name) for name in ("办法.txt", "坏文件.docx", "新办法.txt", "贷款/贴息.txt", "没有.txt"))
    ]
    errors = [entry["error"]["code"] if entry["error"] else None for entry in entries]
    assert errors == [None, "broken_file", None, None, "file_not_found"]
    assert [entry["change"] for entry in entries] == ["added", "refused", "updated", "added", "refused"]


def test_people_see_what_was_found_and_what_was_set_by_hand(capsys, folder):
    file = str(folder / "办法.txt")
    _, out, _ = in_process(capsys, "ingest", file, "--set", "地区=济南市", "--set", "又名=公寓办法；人才房办法")
    flat = "".join(out.split())
    assert "地区济南市（人工设置，文件中为望河区）" in flat
    assert "又名公寓办法；人才房办法（人工设置，文件中为—）" in flat
    in_process(capsys, "ingest", file, "--yes", "--set", "地区=济南市")
    _, out, _ = in_process(capsys, "docs", "show", RULES_ID)
    flat = "".join(out.split())
    assert "地区济南市（人工设置）" in flat and "更正地区望河区→济南市（20" in flat
    _, out, _ = in_process(capsys, "docs", "set", RULES_ID, "地区=青岛市")
    assert RULES_ID in out.splitlines() and "  地区：济南市 → 青岛市" in out
    _, out, _ = in_process(capsys, "docs", "set", RULES_ID, "地区=青岛市")
    assert "没有改动" in out


def test_a_new_version_keeps_the_region_that_was_set_by_hand_and_reads_its_own_dates(capsys, folder):
    values = ("--set", "地区=济南市", "--set", "施行=2024-04-01")
    in_process(capsys, "ingest", str(folder / "办法.txt"), "--yes", *values)
    in_process(capsys, "ingest", str(folder / "新办法.txt"), "--yes")
    shown = as_json(capsys, "docs", "show", RULES_ID)[1]
    assert (shown["region"], shown["effective_from"], shown["by_hand"]) == ("济南市", "2026-03-01", ["region"])


def test_what_people_read(capsys, folder):
    _, out, _ = in_process(capsys, "ingest", str(folder / "办法.txt"))
    flat = "".join(out.split())
    assert "将作为新文件载入" in flat and "望科发〔2024〕3号" in flat and "有效期5年" in flat
    assert "第二条符合条件的博士每月给予租房补贴1500元" in flat and "加--yes载入" in flat
    _, out, _ = in_process(capsys, "ingest", str(folder / "办法.txt"), "--yes")
    assert "已载入" in out
    in_process(capsys, "ingest", str(folder / "新办法.txt"), "--yes")
    _, out, _ = in_process(capsys, "docs", "diff", RULES_ID)
    assert "新增" in out and "修改" in out and "每月给予租房补贴[-1500元-]{+2000元+}" in "".join(out.split())
    _, out, _ = in_process(capsys, "docs", "show", RULES_ID)
    assert "其他版本" in out
    status, _, err = in_process(capsys, "docs", "remove", RULES_ID)
    assert status == 1 and "[not_confirmed]" in err and "--yes" in err
    _, out, _ = in_process(capsys, "docs", "remove", RULES_ID, "--yes")
    assert "已移除《望河区科技人才公寓管理办法》" in out.replace("\n", "")
    _, out, _ = in_process(capsys, "docs", "list", "--all")
    assert "已移除" in out
    _, out, _ = in_process(capsys, "docs", "show", RULES_ID)
    assert "已移除" in out


@pytest.fixture
def at_a_terminal(monkeypatch):
    """Somebody sits there and says yes or no."""

    def sit(answer):
        import sys

        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        typed = iter(["什么", "是" if answer else "n"])
        monkeypatch.setattr("typer.prompt", lambda text, **_: next(typed))

    return sit


def test_at_a_terminal_it_shows_and_asks(capsys, folder, at_a_terminal):
    at_a_terminal(False)
    _, out, _ = in_process(capsys, "ingest", str(folder / "办法.txt"))
    assert "第二条" in out and "未载入" in out and "请输入 y 或 n" in out
    assert as_json(capsys, "docs", "list")[1] and RULES_ID not in in_process(capsys, "docs", "list", "--json")[1]
    at_a_terminal(True)
    status, out, _ = in_process(capsys, "ingest", str(folder))
    assert status == 1 and "已载入" in out and "已更新" in out and "没有载入" in out
    in_process(capsys, "docs", "remove", RULES_ID, "--yes")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("ingest",), 2, "缺少参数 文件…"),
        (("ingest", "a.txt", "b.txt", "--id", "x"), 2, "--id 只能用于一份文件"),
        (("docs", "diff"), 2, "缺少参数 编号"),
        (("docs", "diff", "sd-xyd-2023"), 1, "no_earlier_version"),
        (("docs", "diff", "nothing"), 1, "document_not_found"),
        (("docs", "remove", "nothing", "--yes"), 1, "document_not_found"),
        (("docs", "set", "nothing", "region=济南市"), 1, "document_not_found"),
        (("docs", "set", "sd-xyd-2023"), 2, "缺少参数 字段=值…"),
        (("docs", "set", "sd-xyd-2023", "efective_from=2024-01-01"), 2, "没有字段 efective_from"),
        (("docs", "set", "sd-xyd-2023", "doc_id=x"), 2, "可以设置的字段：title（标题）"),
        (("docs", "set", "sd-xyd-2023", "region"), 2, "“region”应写成 字段=值"),
        (("docs", "set", "sd-xyd-2023", "effective_from=2024-02-30"), 2, "effective_from：应为 YYYY-MM-DD 形式的日期"),
        (("docs", "set", "sd-xyd-2023", "issued=0204-01-01"), 2, "issued：应在 1949-10-01 与 2099-12-31 之间"),
        (("docs", "set", "sd-xyd-2023", "level=镇"), 2, "level：应为以下之一：国家、省、市、区县、园区"),
        (("docs", "set", "sd-xyd-2023", "title= "), 2, "title：没有内容"),
        (("ingest", "a.txt", "--set", "施行"), 2, "应写成 字段=值"),
        (("ingest", "a.txt", "b.txt", "--set", "title=办法"), 2, "--set title 只能用于一份文件"),
    ],
)
def test_what_cannot_be_done_is_said(capsys, arguments, status, said):
    ended, _, err = in_process(capsys, *arguments)
    assert ended == status and said in err


def test_an_empty_folder_is_said(capsys, tmp_path):
    (tmp_path / "empty").mkdir()
    status, _, err = in_process(capsys, "ingest", str(tmp_path / "empty"))
    assert status == 1 and "没有文件" in err


def test_a_chosen_id_and_one_that_is_taken(capsys, folder):
    rules = str(folder / "办法.txt")
    assert as_json(capsys, "ingest", rules, "--id", "flats")[1][0]["doc_id"] == "flats"
    status, (entry,), _ = as_json(capsys, "ingest", rules, "--id", "sd-xyd-2023")
    assert (status, entry["status"], entry["error"]["code"]) == (1, "refused", "doc_id_taken")


@pytest.fixture
def full_disk(monkeypatch):
    """Nothing can be written where an owner is recorded, which every command does first."""

    def no_room(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("knowledge.lock.write_atomically", no_room)


def test_on_a_full_disk_documents_can_still_be_looked_up(capsys, folder, request):
    in_process(capsys, "ingest", str(folder / "办法.txt"), "--yes")
    in_process(capsys, "ingest", str(folder / "新办法.txt"), "--yes")
    request.getfixturevalue("full_disk")
    for arguments in (("list",), ("show", RULES_ID), ("diff", RULES_ID)):
        status, out, err = in_process(capsys, "docs", *arguments)
        assert status == 0 and out, arguments
        assert err.startswith("注意：") and "磁盘已满" in err and err.count("\n") == 1
        assert as_json(capsys, "docs", *arguments)[1]


def test_on_a_full_disk_everything_else_says_so_in_one_line_and_changes_nothing(capsys, folder, data, request):
    in_process(capsys, "ingest", str(folder / "办法.txt"), "--yes")
    before = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    request.getfixturevalue("full_disk")
    for arguments in (
        ("ask", "博士租房补贴多少"),
        ("search", "补贴"),
        ("docs", "check"),
        ("docs", "set", RULES_ID, "地区=济南市"),
        ("docs", "remove", RULES_ID, "--yes"),
        ("ingest", str(folder / "新办法.txt"), "--yes"),
    ):
        status, out, err = in_process(capsys, *arguments)
        assert (status, out) == (1, ""), arguments
        assert err.startswith("错误 [disk_full]：") and err.count("\n") == 1, arguments
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == before
