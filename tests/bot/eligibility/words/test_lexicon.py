"""The lexicon is data with a reason for each entry; a slip in it stops the start."""

import pytest
import yaml

from bot.eligibility.errors import InvalidRules
from bot.eligibility.fields import load_fields
from bot.eligibility.words.lexicon import LEXICON_FILE, load_lexicon
from evals.utterances import load
from knowledge.shipped import read_yaml

FIELDS = load_fields()


@pytest.fixture
def changed(tmp_path):
    def change(edit):
        content = read_yaml(LEXICON_FILE)
        edit(content)
        path = tmp_path / "lexicon.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return path

    return change


def test_every_field_that_people_state_has_words():
    lexicon = load_lexicon(FIELDS)
    named = {meaning.field for meanings in lexicon.cues.values() for meaning in meanings}
    named |= {flag.field for flags in lexicon.flags.values() for flag in flags}
    named |= {choice.field for choice in lexicon.choices.values()} | {"reg_region", "industry", "established_days"}
    assert set(FIELDS) - named == set()


def test_no_golden_utterance_stands_in_the_lexicon():
    text = LEXICON_FILE.read_text(encoding="utf-8")
    assert not [row["text"] for row in load("dev") if len(row["text"]) > 6 and row["text"] in text]


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: content["cues"][0].pop("reason"),
        lambda content: content["cues"][0]["says"].append(content["cues"][1]["says"][0]),
        lambda content: content["cues"][0]["means"][0].update(field="no_such_field"),
        lambda content: content["cues"][0]["means"][0].update(takes="colours"),
        lambda content: content["cues"][0]["means"][0].update(near="no_such_context"),
        lambda content: content["flags"][0].update(field="no_such_field"),
        lambda content: content["choices"][0].update(value="特大规模纳税人"),
    ],
)
def test_an_entry_that_is_not_well_formed_is_refused(changed, edit):
    with pytest.raises(InvalidRules):
        load_lexicon(FIELDS, changed(edit))
