"""Every setting of parkbot in one typed object, read from `PARKBOT_*` variables and a `.env` in the working folder."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import SettingsInvalid

PREFIX = "PARKBOT_"
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "::1", "localhost"})
_KEY = re.compile(r"[!-~]+")  # what an HTTP header can carry unchanged


class Settings(BaseSettings):
    """All settings. Each is the variable `PARKBOT_<NAME>`; an empty variable counts as unset."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        str_strip_whitespace=True,
        extra="ignore",
        frozen=True,
    )

    data: Path = Field(default=Path("data"), description="数据目录：索引、文件、对话都在这里")
    host: str = Field(default="127.0.0.1", description="服务监听的地址")
    port: int = Field(default=8000, ge=0, le=65535, description="服务监听的端口；0 表示任选一个空闲端口")
    api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="访问密钥，多个用逗号分隔；监听本机以外的地址时必须设置"
    )
    admin_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="管理密钥，多个用逗号分隔：载入和移除文件"
    )
    embedding_model: str | None = Field(
        default=None, description="sentence-transformers 模型的名称或文件夹；不设则用随附的模型"
    )
    chroma_url: str | None = Field(default=None, description="Chroma 服务的地址；不设则用内置的")
    database_url: str | None = Field(default=None, description="SQLAlchemy 数据库地址；不设则用数据目录里的 SQLite")
    contact: str | None = Field(
        default=None, max_length=200, description="园区自己的联系方式；不设则从不给出电话或地址"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _blank_is_unset(cls, value: object, info: ValidationInfo) -> object:
        if isinstance(value, str) and not value.strip() and info.field_name:
            return cls.model_fields[info.field_name].default
        return value

    @field_validator("api_keys", "admin_keys", mode="before")
    @classmethod
    def _split_keys(cls, value: object) -> object:
        return tuple(key.strip() for key in value.split(",") if key.strip()) if isinstance(value, str) else value

    @field_validator("api_keys", "admin_keys")
    @classmethod
    def _check_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(_KEY.fullmatch(key.get_secret_value()) for key in keys):
            raise ValueError("密钥只能由可见的 ASCII 字符组成")
        return keys

    @field_validator("chroma_url")
    @classmethod
    def _check_chroma_url(cls, url: str | None) -> str | None:
        if url is not None and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname):
            raise ValueError("要写成 http://主机:端口")
        return url

    @field_validator("database_url")
    @classmethod
    def _check_database_url(cls, url: str | None) -> str | None:
        if url is not None and not re.match(r"[a-z]+(\+[a-z0-9]+)?://", url):
            raise ValueError("要写成 SQLAlchemy 的地址，例如 postgresql+psycopg://用户:密码@主机/库名")
        return url

    @field_validator("data")
    @classmethod
    def _expand_home(cls, folder: Path) -> Path:
        return folder.expanduser()

    @property
    def is_loopback(self) -> bool:
        """Whether the service listens on this machine's own interface only."""
        return self.host in LOOPBACK_HOSTS

    def clear_keys(self) -> tuple[str, ...]:
        """The API keys in clear, for comparing and for the command line's own requests."""
        return tuple(key.get_secret_value() for key in self.api_keys)

    def clear_admin_keys(self) -> tuple[str, ...]:
        """The admin keys in clear."""
        return tuple(key.get_secret_value() for key in self.admin_keys)


def load_settings(**overrides: object) -> Settings:
    """Read the settings; `overrides` (from the command line) beat the environment, None leaves a setting alone.

    Raises `SettingsInvalid` with one Chinese line for each bad value.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic checks the values
    except ValidationError as error:
        raise SettingsInvalid("；".join(_explain(dict(detail)) for detail in error.errors())) from None
    except UnicodeDecodeError:
        raise SettingsInvalid("设置文件 .env 不是 UTF-8 编码") from None


def variable_names() -> tuple[str, ...]:
    """The environment variables that parkbot reads."""
    return tuple(PREFIX + name.upper() for name in Settings.model_fields)


_PROBLEMS = {
    "int_parsing": "要写成整数",
    "greater_than_equal": "太小（至少 {ge}）",
    "less_than_equal": "太大（至多 {le}）",
    "string_too_long": "太长（至多 {max_length} 个字符）",
    "value_error": "{error}",
}


def _explain(detail: dict[str, object]) -> str:
    name = PREFIX + str(detail["loc"][0]).upper()  # type: ignore[index]
    context = detail.get("ctx", {})
    problem = _PROBLEMS.get(str(detail["type"]), "写法不对")
    return f"设置 {name} {problem.format(**context)}"  # type: ignore[arg-type]
