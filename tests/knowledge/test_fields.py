from __future__ import annotations

import pytest

from knowledge.fields import load_fields

FIELDS = load_fields()


@pytest.mark.parametrize("text", ["我们做软件的", "搞ai的", "公司是做vr眼镜的", "普通信息企业"])
def test_a_field_of_business_is_heard(text):
    assert FIELDS.are_named(text)


@pytest.mark.parametrize("text", ["研发投入怎么补", "请用mail联系", "变更名称", "芯片设计"])
def test_other_words_and_parts_of_latin_words_name_no_field(text):
    assert not FIELDS.are_named(text)
