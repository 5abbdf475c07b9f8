import json
import subprocess

import pytest

from evals.golden import Half
from evals.results import NO_COMMIT, ResultNotWritten, commit_name, write_result
from evals.run import Evaluation
from evals.summary import overall, summary
from tests.evals.factories import measured

MADE = (Evaluation("plan", {Half.DEV: (measured(0.8), measured(0.4, right=0.0))}),)
SUMMARIES = [summary(MADE[0]), overall(MADE)]


def git(folder, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init")
    (folder / "file").write_text("one")
    git(folder, "add", "file")
    git(folder, "commit", "-m", "one")
    return folder


def test_the_name_is_the_commit_and_says_where_files_differ_from_it(repository):
    clean = commit_name(repository)
    assert len(clean) == 12
    (repository / "file").write_text("two")
    assert commit_name(repository) == f"{clean}-changed"


def test_outside_a_repository_there_is_no_commit(tmp_path):
    assert commit_name(tmp_path) == NO_COMMIT


def test_figures_and_report_lie_side_by_side(tmp_path, repository):
    figures, report = write_result(MADE, SUMMARIES, ["fell"], folder=tmp_path / "results", root=repository)
    assert figures.name == f"{commit_name(repository)}.json"
    assert report.name == f"{commit_name(repository)}.html"
    written = json.loads(figures.read_text(encoding="utf-8"))
    assert [item["set"] for item in written["sets"]] == ["plan", "all"]
    assert written["fallen"] == ["fell"]
    assert written["calibration"]["dev"]["bins"][0]["answers"] == 1
    assert written["latency_ms"]["total"]["answers"] == 2


def test_a_part_does_not_take_the_place_of_the_whole(tmp_path):
    figures, _ = write_result(MADE, SUMMARIES, [], folder=tmp_path, part=("plan", "dev"), root=tmp_path)
    assert figures.name == f"{NO_COMMIT}.plan.dev.json"


def test_a_folder_that_cannot_be_written_is_said_to_be_so(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(ResultNotWritten, match="--to"):
        write_result(MADE, SUMMARIES, [], folder=blocked / "results", root=tmp_path)
