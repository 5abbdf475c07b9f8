"""What comes in over HTTP, exactly as the contract names it; the command line checks its input by the same rules."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from api.question_text import MAX_QUESTION_CHARACTERS, clean_question, whole_characters
from bot.assistant import DEFAULT_TOP_K

DEFAULT_HITS, MAX_HITS = 10, 50
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2035, 12, 31)
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_date(value: object) -> object:
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        raise PydanticCustomError("date_format", "应为 YYYY-MM-DD 形式的日期")
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_format", "应为 YYYY-MM-DD 形式的日期") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise PydanticCustomError("date_out_of_range", "日期超出范围")
    return day


def _blank_as_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


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

    answer_id: AnswerId
    rating: Literal["up", "down"]
    comment: Comment | None = None
