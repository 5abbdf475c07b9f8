"""National laws known by their titles only."""

from dataclasses import replace

import pytest

from knowledge.absent_laws import AbsentLaws, load_absent_laws
from knowledge.errors import InvalidDocument
from tests.bot.invented import metadata_of


def loaded(title, *aliases):
    return replace(metadata_of("ship-plan"), title=title, aliases=aliases)


LAWS = load_absent_laws()


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("公司法要求几年缴足", ("公司法",)),
        ("劳动法规定试用期多久", ("劳动法",)),
        ("个保法和数据安全法怎么衔接", ("个人信息保护法", "数据安全法")),
        ("民法里的违约金", ("民法典",)),
        ("有限公司法定代表人是谁", ()),
        ("公司法人能变更吗", ()),
        ("按新的管理办法申报", ()),
        ("算法企业有补贴吗", ()),
    ],
)
def test_laws_are_found_by_title_and_everyday_name(text, titles):
    assert LAWS.named(text) == titles


def test_a_law_that_is_loaded_is_not_missing():
    laws = load_absent_laws([loaded("中华人民共和国公司法")])
    assert laws.named("公司法要求几年缴足") == ()


def test_a_digest_that_rests_on_a_law_counts_as_its_text():
    assert load_absent_laws([loaded("灯塔奖励(海商法及实施细则)")]).named("海商法里的灯塔奖励") == ()


def test_no_missing_law_is_found_inside_the_name_of_a_loaded_one():
    assert load_absent_laws([loaded("灯塔契税法")]).named("灯塔契税法怎么说") == ()


def test_what_is_said_beside_a_law_is_left():
    assert LAWS.without_names("公司法和灯塔条例").strip() == "和灯塔条例"


def test_without_names_nothing_is_found():
    assert AbsentLaws({}).named("公司法") == ()


def test_a_wrong_file_is_refused(tmp_path):
    path = tmp_path / "laws.yaml"
    path.write_text("titles: [公司法]\n", encoding="utf-8")
    with pytest.raises(InvalidDocument):
        load_absent_laws(path=path)
