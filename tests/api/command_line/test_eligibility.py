"""`parkbot eligibility`: profiles from files, questions one by one, and the note that comes of it."""

import io
import json

import pytest
from rich.console import Console

from api.command_line.eligibility import ask_until_settled, eligibility_request, read_answer, read_profile_file
from api.command_line.failures import CommandFailed
from api.command_line.local import LocalDoor
from api.command_line.render_eligibility import REASONS, print_determination
from bot.eligibility.fields import load_fields
from bot.eligibility.types import Reason

FIELDS = load_fields()


@pytest.fixture
def door(assistant):
    return LocalDoor(assistant)


def write(tmp_path, text):
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def note(response, **options):
    out = io.StringIO()
    print_determination(response, FIELDS, Console(file=out, width=200), **options)
    return out.getvalue()


def test_a_profile_is_a_mapping_of_fields(tmp_path):
    path = write(tmp_path, "revenue: 20_000_000\nhnte_valid: no\npurchase_date: 2024-01-01\nheadcount:\n")
    assert read_profile_file(path) == {
        "revenue": 20_000_000, "hnte_valid": False, "purchase_date": "2024-01-01", "headcount": None,
    }  # fmt: skip
    assert read_profile_file(write(tmp_path, json.dumps({"revenue": 1}))) == {"revenue": 1}
    assert read_profile_file(write(tmp_path, "")) == {}


@pytest.mark.parametrize("text", ["- revenue", "revenue", "revenue: [", "revenue: 1\nrevenue: 2"])
def test_a_file_that_is_no_profile_is_refused(tmp_path, text):
    with pytest.raises(CommandFailed) as caught:
        read_profile_file(write(tmp_path, text))
    assert caught.value.code == "invalid_profile"
    with pytest.raises(CommandFailed, match="没有文件"):
        read_profile_file(tmp_path / "none.yaml")


def test_a_wrong_day_is_refused_by_the_name_of_its_option():
    with pytest.raises(CommandFailed, match="--as-of"):
        eligibility_request({}, None, "2026-1-1")


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("revenue", "800万", 8_000_000),
        ("revenue", "1,200,000 元", 1_200_000),
        ("taxable_income", "-20万", -200_000),
        ("sci_staff_ratio", "30%", 0.3),
        ("sci_staff_ratio", "0.3", 0.3),
        ("headcount", "80人", 80),
        ("hnte_valid", "是", True),
        ("hnte_valid", "没有", False),
        ("tax_collection", "1", "查账征收"),
        ("tax_collection", "核定征收", "核定征收"),
        ("reg_region", " 济南高新区 ", "济南高新区"),
        ("purchase_date", "2024-01-01", "2024-01-01"),
    ],
)
def test_an_answer_is_read_as_its_field_wants_it(field, text, value):
    read = read_answer(text, FIELDS[field])
    assert read == value and type(read) is type(value)


@pytest.mark.parametrize(
    ("field", "text"), [("headcount", "很多"), ("headcount", "80到90人"), ("headcount", "30%"), ("hnte_valid", "也许")]
)
def test_an_answer_that_cannot_be_read_is_asked_for_again(field, text):
    with pytest.raises(CommandFailed):
        read_answer(text, FIELDS[field])


class Person:
    """Answers by field from a list of tries, and remembers what was asked."""

    def __init__(self, **answers):
        self.answers = {name: list(tries) for name, tries in answers.items()}
        self.asked, self.told = [], []

    def __call__(self, field):
        self.asked.append(field.name)
        tries = self.answers.get(field.name)
        return tries.pop(0) if tries else ""


def ask(door, person, *policies, **given):
    request = eligibility_request(given, policies, "2026-11-24")
    return ask_until_settled(door, request, FIELDS, person, person.told.append)


def test_questions_are_asked_until_the_policy_is_settled(door):
    person = Person(industry_restricted=["否"], taxable_income=["300万"], headcount=["300"], total_assets=["5000万"])
    request, response = ask(door, person, "small-cit")
    assert response["results"][0]["verdict"] == "met"
    assert sorted(person.asked) == ["headcount", "industry_restricted", "taxable_income", "total_assets"]
    assert request.profile["taxable_income"] == 3_000_000


def test_a_definite_no_ends_the_asking(door):
    person = Person(industry_restricted=["是"])
    _, response = ask(door, person, "small-cit")
    assert (response["results"][0]["verdict"], person.asked) == ("not_met", ["industry_restricted"])


def test_what_is_passed_over_is_not_asked_again(door):
    person = Person()
    _, response = ask(door, person, "small-cit")
    assert len(person.asked) == len(set(person.asked)) == 4
    assert response["results"][0]["verdict"] == "unknown"


def test_an_answer_that_contradicts_is_told_and_asked_again(door):
    person = Person(hnte_expired_in_year=["是", "否"], techsme_valid=["有"])
    request, _ = ask(door, person, "hnte-tax", "loss-10y", hnte_valid=True)
    assert person.told == [] and "hnte_expired_in_year" not in request.profile
    person = Person(sci_staff_ratio=["5%", "20%"])
    request, _ = ask(door, person, "hnte-cert", techsme_staff_score=4)
    assert len(person.told) == 1 and request.profile["sci_staff_ratio"] == 0.2


def test_the_asking_can_be_ended(door):
    person = Person()
    person.answers = {"industry_restricted": [None]}
    ask(door, person, "small-cit")
    assert person.asked == ["industry_restricted"]


def test_the_note_gives_each_condition_its_mark_its_figures_and_its_clause(door):
    given = {"established_days": 300, "sci_staff_ratio": 0.1, "revenue": 20_000_000}
    text = note(door.determine(eligibility_request(given, ["hnte-cert"], "2026-11-24")), all_notes=True)
    assert "✗ 申请时注册成立一年以上" in text and "现为 300 天，不低于 365 天" in text and "[hnte-cert:c1]" in text
    assert "✓ 科技人员占当年职工总数不低于 10%" in text
    assert "? 核心技术属于" in text and "不符合" in text
    assert "可核对的 2 项中 1 项达到、1 项没有达到" in text


def test_the_list_has_a_line_for_every_policy_and_a_note_where_the_profile_says_something(door):
    text = note(door.determine(eligibility_request({"headcount": 80}, None, "2026-11-24")), all_notes=False)
    assert "cit-handling" in text and text.count("small-cit") >= 2
    assert "从事国家限制或禁止的行业" in text


def test_every_reason_has_its_words():
    assert set(REASONS) == {reason.value for reason in Reason}


def test_the_command_judges_and_says_what_is_wrong(parkbot, tmp_path):
    write(tmp_path, "hnte_valid: false\nhnte_expired_in_year: false\n")
    done = parkbot("eligibility", "profile.yaml", "--policy", "loss-10y", "--as-of", "2026-11-24", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"][0]["missing"][0]["field"] == "techsme_valid"
    write(tmp_path, "headcounts: 5\n")
    wrong = parkbot("eligibility", "profile.yaml")
    assert (wrong.returncode, wrong.stdout) == (1, "") and "invalid_profile" in wrong.stderr
    assert parkbot("eligibility").returncode == 2
