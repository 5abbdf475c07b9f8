"""What the two READMEs say is held to what the program has."""

import re
from pathlib import Path

import pytest

from api.app import create_app
from bot.settings import Settings, variable_names
from evals.readme import READMES, committed_table, example_block, part, quality_part
from evals.run import ALL
from evals.sets import SETS
from parkbot import app, docs

ROOT = Path(__file__).parent.parent


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_cells(text: str) -> list[str]:
    return re.findall(r"(?m)^\| `([^`]+)`", text)


@pytest.mark.parametrize("name", READMES)
def test_every_setting_is_in_the_table_and_no_other(name):
    named = {cell for cell in first_cells(read(name)) if cell.startswith("PARKBOT_")}
    assert named == set(variable_names())


@pytest.mark.parametrize("name", READMES)
def test_every_endpoint_is_in_the_table_and_no_other(name):
    described = {
        f"{method.upper()} {path}"
        for path, operations in create_app(Settings(_env_file=None)).openapi()["paths"].items()
        for method in operations
    }
    named = set(re.findall(r"`((?:GET|POST|PATCH|DELETE) /[^`?]*)", read(name)))
    assert named - {"GET /openapi.json", "GET /docs"} == described


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_table(name):
    commands = {command.name or command.callback.__name__ for command in app.registered_commands}
    commands |= {f"docs {command.name}" for command in docs.registered_commands}
    text = read(name)
    assert [item for item in sorted(commands) if f"`parkbot {item}" not in text and f"`{item}" not in text] == []


@pytest.mark.parametrize("name", READMES)
def test_every_make_target_that_is_named_exists(name):
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"`?\bmake ([a-z]+)\b`", read(name))) <= targets


@pytest.mark.parametrize("name", READMES)
def test_every_dependency_is_explained(name):
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    section = read(name).split("constraints.txt")[0]
    assert [item for item in re.findall(r'(?m)^  "([a-z0-9-]+)', block) if item not in section] == []


def test_the_two_readmes_are_twins():
    english, chinese = map(read, READMES)
    for pattern in (r"(?m)^## ", r"(?m)^\|", r"(?m)^- ", r"```"):
        assert len(re.findall(pattern, english)) == len(re.findall(pattern, chinese)), pattern


@pytest.mark.parametrize("name", READMES)
def test_no_path_of_one_machine_is_named(name):
    assert not re.search(r"/(?:home|root|tmp|work|Users)/", read(name))


@pytest.mark.parametrize("name", READMES)
@pytest.mark.parametrize("set_name", (ALL, *SETS))
def test_the_quality_figures_are_the_committed_ones(name, set_name):
    renew = "python -m evals.readme renews it"
    assert part(read(name), quality_part(set_name)) == committed_table(set_name, name), renew


def test_the_example_is_what_parkbot_answers():
    example = example_block()
    assert [part(read(name), "example") for name in READMES] == [example] * 2, "python -m evals.readme renews it"
