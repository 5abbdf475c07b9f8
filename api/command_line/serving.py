"""`parkbot serve`: takes the port, opens the data behind it, and stops cleanly on SIGTERM and SIGINT."""

from __future__ import annotations

import ctypes
import errno
import signal
import socket
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import uvicorn
from rich.console import Console

from api.app import create_app
from api.command_line.failures import WRONG_USAGE, CommandFailed
from api.logs import configure_logs
from bot.build import build
from bot.settings import Settings

_BACKLOG = 512
_GRACE_SECONDS = 10  # how long answers under way may take to finish at the end
_M_ARENA_MAX, _HEAPS = -8, 2  # malloc.h
_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  # where a wildcard is reached from here


def serve(settings: Settings, console: Console) -> None:
    """Serve until told to stop. Raises CommandFailed, or what kept the assistant from being opened."""
    if not settings.is_loopback and not settings.api_keys:
        raise CommandFailed(
            "missing_api_keys",
            f"监听 {settings.host} 会让其他机器访问本服务，须先在 PARKBOT_API_KEYS 中设置访问密钥（多个用逗号分隔）。",
        )
    _limit_heaps()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)  # before and after uvicorn's own handlers
    with _listen(settings.host, settings.port) as listener:
        _run(settings, listener, console)


def _limit_heaps() -> None:
    """Let glibc's allocator keep two heaps, not eight a core: each thread's own is never given back.

    Measured on the shipped knowledge base after 100 questions: 285 MB resident instead of 335 to 395.
    """
    with suppress(OSError, AttributeError):  # another C library, which has no such setting
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)


def _give_back_free_memory() -> None:
    """Return to the system what building or opening the indexes left free."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _run(settings: Settings, listener: socket.socket, console: Console) -> None:
    address = _address(settings.host, listener.getsockname()[1])
    failures: list[Exception] = []

    def on_opened(error: Exception | None) -> None:
        if error is None:
            _give_back_free_memory()
            _print_invitation(address, console)
        else:
            failures.append(error)
            server.should_exit = True

    console.print("正在打开知识库……（第一次启动要先建立索引）")
    configure_logs()
    app = create_app(settings, open_assistant=lambda: build(settings, address=address), on_opened=on_opened)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # whom to trust is decided in api.auth, by the headers as they came
            server_header=False,
            timeout_graceful_shutdown=_GRACE_SECONDS,
        )
    )
    server.run(sockets=[listener])
    if failures:
        raise failures[0]


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        raise CommandFailed("invalid_host", f"不认识监听地址 {host}。", WRONG_USAGE) from None
    if sys.platform != "win32":  # there it would let two services share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(where)
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        raise _cannot_listen(error, host, port) from None
    return listener


def _cannot_listen(error: OSError, host: str, port: int) -> CommandFailed:
    if error.errno == errno.EADDRINUSE:
        return CommandFailed("port_in_use", f"端口 {port} 已被占用。请停止占用它的程序，或用 --port 换一个端口。")
    if error.errno == errno.EACCES:
        return CommandFailed("port_forbidden", f"没有权限监听端口 {port}，请用 1024 以上的端口。")
    return CommandFailed("cannot_listen", f"无法监听 {host}:{port}（{error.strerror}）。")


def _address(host: str, port: int) -> str:
    reachable = _WILDCARDS.get(host, host)
    return f"http://[{reachable}]:{port}" if ":" in reachable else f"http://{reachable}:{port}"


def _print_invitation(address: str, console: Console) -> None:
    console.print(f"parkbot 已就绪：{address}（按 Ctrl+C 停止，接口说明见 {address}/docs）", soft_wrap=True)
    body = '{"question": "研发投入能补多少？"}'
    console.print(
        f"试一试：curl -s {address}/v1/ask -H 'Content-Type: application/json' -d '{body}'",
        soft_wrap=True,
        highlight=False,
    )


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(0)
