"""What comes in over HTTP, exactly as the contract names it; the command line checks its input by the same rules."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from api.question_text import MAX_QUESTION_CHARACTERS, clean_question, whole_characters
from bot.assistant import DEFAULT_TOP_K
from knowledge.types import Level

DEFAULT_HITS, MAX_HITS = 10, 50
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2035, 12, 31)
FIRST_DOCUMENT_DAY, LAST_DOCUMENT_DAY = date(1949, 10, 1), date(2099, 12, 31)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_SHOWN = 0x20  # below it are control characters


def _read_date(value: object) -> date:
    day = _read_any_date(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("date_out_of_range", "日期超出范围")
    return day


def _read_document_date(value: object) -> date | None:
    if value is None or value == "":
        return None
    day = _read_any_date(value)
    if not FIRST_DOCUMENT_DAY <= day <= LAST_DOCUMENT_DAY:
        raise PydanticCustomError("document_date_out_of_range", "日期超出范围")
    return day


def _read_any_date(value: object) -> date:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise PydanticCustomError("date_format", "应为 YYYY-MM-DD 形式的日期")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_format", "应为 YYYY-MM-DD 形式的日期") from None


def _blank_as_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise PydanticCustomError("blank", "没有内容")
    if any(ord(character) < _FIRST_SHOWN for character in line):
        raise PydanticCustomError("control_character", "含有控制字符")
    return line


WholeCharacters = AfterValidator(whole_characters)
Day = Annotated[date, BeforeValidator(_read_date)]
QuestionText = Annotated[
    str,
    Field(json_schema_extra={"minLength": 1, "maxLength": MAX_QUESTION_CHARACTERS}),
    WholeCharacters,
    AfterValidator(clean_question),
]
SessionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9._:-]{1,128}$")]
AnswerId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
RegionName = Annotated[str, Field(max_length=50), WholeCharacters]
Comment = Annotated[str, Field(max_length=2_000), WholeCharacters]
ProfileText = Annotated[str, Field(max_length=500), WholeCharacters]
ProfileNumber = Annotated[StrictInt | StrictFloat, Field(ge=-1e15, le=1e15)]
ProfileScalar = StrictBool | ProfileNumber | ProfileText | None
ProfileValue = ProfileScalar | Annotated[list[ProfileScalar], Field(max_length=100)]
Profile = Annotated[dict[Annotated[str, Field(max_length=64), WholeCharacters], ProfileValue], Field(max_length=100)]


DocumentDay = Annotated[date | None, BeforeValidator(_read_document_date)]
Line = Annotated[str, Field(max_length=300), WholeCharacters, AfterValidator(_one_line)]
LineOrNothing = Annotated[Line | None, BeforeValidator(_blank_as_none)]
Lines = Annotated[list[Line], Field(max_length=50)]


class RequestModel(BaseModel):
    """A request body: unknown fields are errors, so that a misspelt one is not silently without effect."""

    model_config = ConfigDict(extra="forbid")


class AskRequest(RequestModel):
    """A question with what is known beside it."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"question": "我们是做芯片设计的，研发投入政府能补多少？"}]}
    )

    question: QuestionText = Field(description="问题，1 至 2000 个字符")
    session_id: SessionId | None = Field(None, description="接着问时带上前一次回答的 session_id")
    profile: Profile | None = Field(None, description="企业的情况")
    as_of: Day | None = Field(None, description="按哪一天的规定回答，默认今天")
    region: Annotated[RegionName | None, BeforeValidator(_blank_as_none)] = Field(None, description="企业所在地")
    top_k: Annotated[StrictInt, Field(ge=1, le=20)] = Field(DEFAULT_TOP_K, description="最多引用几个条款")


class FeedbackRequest(RequestModel):
    """What a person thought of an answer."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"answer_id": "0f8fad5bd9cb469fa16570867728950e", "rating": "up", "comment": "说得清楚"}]
        },
    )

    answer_id: AnswerId = Field(description="所评价的回答")
    rating: Literal["up", "down"] = Field(description="up 有用，down 没有用")
    comment: Comment | None = Field(None, description="意见")


Acceptable = Literal["draft", "duplicate", "not_policy"]
"""`knowledge.ingestion.types.ACCEPTABLE`: why a file is loaded only if a person says so."""


def _describe_values(schema: dict[str, Any]) -> None:
    """A field that is left out stays as it is, so none has a default that a client might send."""
    for described in schema["properties"].values():
        described.pop("default", None)
    schema["examples"] = [{"effective_from": "2024-01-01", "region": "济南市"}]


class MetadataValues(RequestModel):
    """What a person sets of a document's metadata; a field that is left out stays, null or [] takes its value away."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_describe_values)

    title: Line = Field("", description="标题")
    doc_no: LineOrNothing = Field(None, description="文号")
    issuer: LineOrNothing = Field(None, description="发布机关")
    level: Level = Field(Level.PARK, description="层级")
    region: LineOrNothing = Field(None, description="适用的地区，如 济南市")
    issued: DocumentDay = Field(None, description="成文日期")
    effective_from: DocumentDay = Field(None, description="施行的第一天")
    effective_to: DocumentDay = Field(None, description="有效的最后一天")
    supersedes: Lines = Field([], description="它废止或替代的文件，写标题")
    aliases: Lines = Field([], description="别名，提问时也认得")
    source: LineOrNothing = Field(None, description="来源，如网址")

    def values(self) -> dict[str, Any]:
        """The fields that were given, in the form that `knowledge.corrections` takes."""
        given = self.model_dump(mode="json", exclude_unset=True)
        if "supersedes" in given:
            given["supersedes"] = [
                {"title": title.removeprefix("《").removesuffix("》"), "doc_no": None, "doc_id": None}
                for title in given["supersedes"]
            ]
        return given
