"""What a yes/no question asks to be told: that something is permitted, needed, counted in, combined or so stated."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from bot.details import asked_details
from bot.types import Detail


class Form(Enum):
    """What a yes says. A question may have several forms; what proves one of them answers it."""

    COMBINED = "combined"
    NEEDED = "needed"
    BELONGS = "belongs"
    PERMITTED = "permitted"
    STATED = "stated"


@dataclass(frozen=True, slots=True)
class YesNoQuestion:
    """The forms that a question may be answered in, and whether it asks for the contrary (是不是不能)."""

    forms: tuple[Form, ...]
    is_denied: bool


#: X不X asks without denying; so do particles at the end (行不, 能免么).
_OPEN: Final = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,2})不(?P=verb)|可不可以|需不需要|有没有|能否|可否|是否|不超过|不低于|不少于"
)
_RHETORICAL: Final = re.compile("^[^,]*(?<!是)不是[^,]*吗[?]?$")  # 上限不是1000人吗 expects a yes
_PARTICLES: Final = re.compile(
    r"(?:[,、]?(?:对不对|对不|是不是|是不|是吗|对吗|好不好|行不行|没错|没记错))?(?:[不没么吗吧呢啊呀了]|没有)*[?!。 ]*$"
)
_DENIED_VERB: Final = re.compile("不(?:能|可以|用|需要|必|得|算|属于|享受|适用)")
_DENIES: Final = re.compile("不|没|未|无(?!形|偿|人机)|非(?!营利|居民|独占|上市)|别(?!的|人|家)|除了|除非|以外|之外")
_MODAL: Final = re.compile("能|可以|算|要")
_CONFIRMS: Final = re.compile(
    r"对不对|对吧|对吗|对不$|是吧|没错|没记错|是不是|是吗|是不$|吧[?]?$|这话|[\u4e00-\u9fff0-9][?]$"
)
_ASKS_MORE: Final = re.compile("[吗么?],|什么|啥|咋|怎|如何|多少|几|哪|谁|^不对|^不是|错了|说错")
_FORMS: Final = (
    (
        Form.COMBINED,
        re.compile(
            "同时|叠加|叠|一起|一块儿?|重复|兼得|兼享|两头|都占|都(?:能|可以)?(?:享受|加|要|用|拿)|再(?:加|减|享受|套|用)"
        ),
    ),
    (
        Form.NEEDED,
        re.compile("要不要|需不需要|用不用|需要|必须|一定要|还要|要先|要自己|非得|得先|不用|要.{1,8}(?:[吗不么?]|才)"),
    ),
    (Form.BELONGS, re.compile("算|属于|是不是|包括|包含|里有|含|是.{1,12}[吗吧不]|适用")),
    (
        Form.PERMITTED,
        re.compile("能|可以|可否|行|允许|准|许|享受|拿|免|减|够|过线|符合|成立|合规|抵扣|扣除|退|报|举报"),
    ),
)
_VERB: Final = re.compile("能不能|可不可以|要不要|需不需要|能否|可否|可以|能|必须|需要|要(?!求)")
#: Words that ask or hedge and name nothing; left in, they would make terms with their neighbours (能免, 也算).
_ASKING: Final = re.compile(
    r"(?P<verb>[\u4e00-\u9fff]{1,2})不(?P=verb)|可不可以|需不需要|有没有|能否|可否|是否|是不是|这样|这话|没错|没记错|[刚正恰]好"
    r"|刚刚|刚够|刚满|整整|下来|不能|不是|不用|可以|能|也|还|就|都|算|行|得|吧|吗|么|不|没有|呢|了|要|再|先|才|占"
    r"|这条|这项|期间|时候|本来|过|成立|够|对|按|里有|和|跟|与|一定|用"
)


def yes_no_question(text: str) -> YesNoQuestion | None:
    """How a question (a search key) may be answered by yes or no.

    None where it asks for something else as well, or denies something that is not its own verb, so that nobody could
    tell what a no would mean (没有专利能报吗).
    """
    is_asked = Detail.YES_NO in asked_details(text) or _CONFIRMS.search(text) or _RHETORICAL.search(text)
    if not is_asked or _ASKS_MORE.search(_OPEN.sub("", text)):
        return None
    bare = _PARTICLES.sub("", _OPEN.sub("", text))
    if _RHETORICAL.search(text):
        bare = bare.replace("不是", "", 1)
    denials = len(_DENIES.findall(bare))
    denied = _DENIED_VERB.search(bare)
    if denials > 1 or (denials and (denied is None or _MODAL.search(bare[: denied.start()] + bare[denied.end() :]))):
        return None
    forms = [form for form, words in _FORMS if words.search(text)]
    if _CONFIRMS.search(text) or _RHETORICAL.search(text):
        forms.append(Form.STATED)
    return YesNoQuestion(tuple(forms), denials == 1) if forms else None


def words_behind_verb(text: str) -> str:
    """What a question asks of its case: the words behind 能, 可以, 要, 需要; nothing where it has no such verb."""
    found = list(_VERB.finditer(text))
    return text[found[-1].end() :] if found else ""


def without_asking(text: str) -> str:
    """A question without the words that only ask for a yes or no."""
    return _ASKING.sub(" ", text)
