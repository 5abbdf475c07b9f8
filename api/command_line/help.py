"""Help and usage errors in Chinese: typer's own words are English."""

from __future__ import annotations

import typer
import typer.rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

_HELP = "显示帮助后退出"


class Command(TyperCommand):
    """A command whose `--help` is explained in Chinese."""

    def get_help_option(self, ctx: typer.Context) -> object:  # type: ignore[override]  # typer's own option type is private
        """The help option."""
        return _in_chinese(super().get_help_option(ctx))


class CommandGroup(TyperGroup):
    """A group of commands whose `--help` is explained in Chinese."""

    def get_help_option(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """The help option."""
        return _in_chinese(super().get_help_option(ctx))


def use_chinese_titles() -> None:
    """Name the panels of help pages in Chinese."""
    typer.rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    typer.rich_utils.OPTIONS_PANEL_TITLE = "选项"
    typer.rich_utils.COMMANDS_PANEL_TITLE = "命令"
    typer.rich_utils.DEFAULT_STRING = "[默认：{}]"
    typer.rich_utils.REQUIRED_LONG_STRING = "[必填]"


def usage_message(error: TyperException) -> str:
    """A usage error as a Chinese sentence."""
    option = getattr(error, "option_name", None)
    name = _parameter_name(getattr(error, "param", None))
    kind = type(error).__name__
    if kind == "NoSuchOption":
        return f"没有选项 {option}"
    if kind == "MissingParameter":
        return f"缺少参数 {name}"
    if kind == "BadParameter":
        return f"参数 {name} 的值不对"
    if kind == "BadOptionUsage":
        return f"选项 {option} 的用法不对"
    if "No such command" in error.message:
        return f"没有命令 {error.message.split(chr(39))[1]}"
    return f"用法不对：{error.message}" if error.message else "缺少子命令"


def _parameter_name(parameter: object) -> str:
    """An argument by what help pages call it, an option by how it is typed."""
    return getattr(parameter, "metavar", None) or "/".join(getattr(parameter, "opts", ()))


def _in_chinese(option: object) -> object:
    if option is not None:
        option.help = _HELP  # type: ignore[attr-defined]
    return option
