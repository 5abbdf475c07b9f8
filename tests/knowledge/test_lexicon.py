"""Everyday words stand beside official ones; the shipped lexicon is well-formed."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import InvalidDocument
from knowledge.lexicon import LEXICON_FILE, Expansion, Lexicon, load_lexicon
from knowledge.normalise import search_key


@pytest.fixture(scope="module")
def shipped():
    return load_lexicon()


def write(tmp_path, entries):
    path = tmp_path / "lexicon.yaml"
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return path


def test_an_everyday_word_brings_its_official_words():
    lexicon = Lexicon({"水鬼": ("潜水员", "潜水作业")})
    assert lexicon.expansions("招两个水鬼") == (Expansion("水鬼", ("潜水员", "潜水作业")),)


def test_the_longest_word_wins():
    lexicon = Lexicon({"船": ("船舶",), "船票": ("客运凭证",)})
    assert [found.says for found in lexicon.expansions("买船票")] == ["船票"]


def test_words_come_in_the_order_of_the_text_and_each_once():
    lexicon = Lexicon({"帆": ("船帆",), "锚": ("船锚",)})
    assert [found.says for found in lexicon.expansions("锚和帆和锚")] == ["锚", "帆"]


@pytest.mark.parametrize(("text", "found"), [("ic", 1), ("做ic的", 1), ("icp备案", 0), ("basic", 0), ("ic2", 0)])
def test_a_latin_entry_is_a_whole_word(text, found):
    assert len(Lexicon({"ic": ("集成电路",)}).expansions(text)) == found


def test_signs_in_an_entry_are_no_pattern():
    lexicon = Lexicon({"c++": ("程序语言",), "帆?": ("船帆",)})
    assert [found.says for found in lexicon.expansions("c++和帆?")] == ["c++", "帆?"]
    assert lexicon.expansions("ccc,帆") == ()


def test_an_empty_lexicon_finds_nothing():
    assert Lexicon({}).expansions("任何话") == ()


@given(st.text(max_size=200))
def test_what_is_found_stands_in_the_text(text):
    lexicon = Lexicon({"a": ("甲",), "帆": ("船帆",), "锚链": ("系泊",), ".": ("句号",)})
    assert all(found.says in text for found in lexicon.expansions(text))


def test_entries_are_read_as_search_keys_and_joined(tmp_path):
    path = write(
        tmp_path,
        [
            {"says": ["ＩＣ", "積體電路"], "means": ["集成电路"], "reason": "short"},
            {"says": ["ic"], "means": ["集成电路", "芯片"], "reason": "again"},
        ],
    )
    assert load_lexicon(path).expansions("ic") == (Expansion("ic", ("集成电路", "芯片")),)
    assert load_lexicon(path).expansions(search_key("積體電路"))


def test_a_guard_hides_the_word_inside_it_and_means_nothing_itself(tmp_path):
    path = write(tmp_path, [{"says": ["帆"], "means": ["船帆"], "reason": "short", "guards": ["扬帆", "帆布"]}])
    lexicon = load_lexicon(path)
    assert lexicon.expansions("扬帆行动买帆布") == ()
    assert lexicon.expansions("扬帆行动买帆") == (Expansion("帆", ("船帆",)),)


def test_a_guard_that_is_an_everyday_word_of_another_entry_keeps_its_meaning(tmp_path):
    guarded = {"says": ["帆"], "means": ["船帆"], "reason": "short", "guards": ["帆船"]}
    word = {"says": ["帆船"], "means": ["风力船舶"], "reason": "everyday"}
    for entries in ([guarded, word], [word, guarded]):
        assert load_lexicon(write(tmp_path, entries)).expansions("帆船") == (Expansion("帆船", ("风力船舶",)),)


def test_no_shipped_guard_is_read_as_the_word_it_guards(shipped):
    for entry in yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")):
        for guard in entry.get("guards", ()):
            assert not {search_key(str(word)) for word in entry["says"]} & {
                found.says for found in shipped.expansions(search_key(str(guard)))
            }, guard


@pytest.mark.parametrize("missing", ["says", "means", "reason"])
def test_an_entry_without_one_of_its_fields_is_refused(tmp_path, missing):
    entry = {"says": ["帆"], "means": ["船帆"], "reason": "because"}
    with pytest.raises(InvalidDocument, match="词表"):
        load_lexicon(write(tmp_path, [{**entry, missing: []}]))


def test_the_shipped_lexicon_finds_each_of_its_own_words(shipped):
    for entry in yaml.safe_load(LEXICON_FILE.read_text(encoding="utf-8")):
        for word in entry["says"]:
            key = search_key(str(word))
            means = {meaning for found in shipped.expansions(key) for meaning in found.means}
            assert set(map(str, entry["means"])) <= means, word


@pytest.mark.parametrize(("text", "official"), [("芯片", "集成电路"), ("科小", "科技型中小企业")])
def test_the_shipped_lexicon_knows_common_short_forms(shipped, text, official):
    assert any(official in found.means for found in shipped.expansions(text))


@pytest.mark.parametrize("text", ["提高企业效率", "中国重汽", "basic和topic"])
def test_a_short_form_inside_another_word_is_no_short_form(shipped, text):
    assert not any({"高新技术企业", "国家重点实验室", "集成电路"} & set(f.means) for f in shipped.expansions(text))
