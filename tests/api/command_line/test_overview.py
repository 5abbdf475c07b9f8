"""All policies at a glance."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from api.command_line.overview import print_overview, unbroken


def result(policy_id, verdict="unknown", question=None, **progress):
    counts = {"met": 0, "not_met": 0, "missing": 0, "manual": 0, **progress}
    following = {"field": "revenue", "question": question} if question else None
    title = f"航标政策{policy_id}"
    return {"policy_id": policy_id, "title": title, "verdict": verdict, "progress": counts, "next_question": following}


def shown(*results):
    output = io.StringIO()
    print_overview(results, Console(file=output, width=80))
    return output.getvalue()


def test_what_fits_comes_first_and_what_no_fact_moves_comes_last_by_name_only():
    text = shown(
        result("nothing"),
        result("judged", manual=2),
        result("failed", verdict="not_met", not_met=1),
        result("open", missing=1, question="去年收入多少?"),
        result("likely", met=2, manual=1),
        result("fits", verdict="met", met=3),
    )
    order = [text.index(name) for name in ("fits", "likely", "open", "judged", "failed", "nothing")]
    assert order == sorted(order)
    assert "去年收入多少?" in text
    assert "政策judged(judged)" in text


def test_a_group_without_policies_is_not_named():
    assert "条件没有达到" not in shown(result("fits", verdict="met", met=1))


@given(st.text(alphabet="航标 10万元a(含)，", max_size=200), st.integers(4, 40))
def test_a_text_is_broken_only_where_a_line_is_full_and_loses_nothing(plain, width):
    broken = unbroken(Text(plain), width).plain
    assert broken.replace("\n", "") == plain
    lines = broken.split("\n")
    assert all(cell_len(line) <= width for line in lines)
    assert all(cell_len(line) >= width - 1 for line in lines[:-1])


def test_a_text_keeps_its_lines_and_styles():
    text = Text("航标\n").append("灯塔灯塔", "red")
    broken = unbroken(text, 4)
    assert broken.plain == "航标\n灯塔\n灯塔"
    assert [span.style for span in broken.spans] == ["red", "red"]
