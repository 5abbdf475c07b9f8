from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.ingestion.slugs import LONGEST, is_well_formed, slug_of, with_hash


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("高新技术企业认定管理办法", "gao-xin-ji-shu-qi-ye-ren-ding-guan-li-ban-fa"),
        ("ＡＩ+制造行动方案（2026）", "ai-zhi-zao-xing-dong-fang-an-2026"),
        ("绿色工厂", "lv-se-gong-chang"),
    ],
)
def test_a_title_is_spoken(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_long_titles_that_begin_alike_get_different_ids() -> None:
    title = "山东省新一代信息技术创新能力提升行动计划"
    slugs = {slug_of(f"{title}{years}") for years in ("(2023-2025年)", "(2026-2028年)", "实施方案")}
    assert len(slugs) == 3
    assert all(slug.startswith("shan-dong-sheng-xin-yi-dai-xin-xi-ji-shu") for slug in slugs)


@given(st.text(min_size=1, max_size=60))
def test_every_title_gets_an_id_that_a_person_could_have_chosen(title: str) -> None:
    slug = slug_of(title)
    assert is_well_formed(slug) and re.fullmatch(r"[a-z0-9-]+", slug)
    assert slug == slug_of(title)
    assert is_well_formed(with_hash(slug, "其他机关")) and len(with_hash("a" * 200, "x")) <= LONGEST
