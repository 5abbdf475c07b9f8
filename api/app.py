"""The web service: what surrounds every request, and which routes there are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from api.auth import KeyCheck
from api.bodies import JsonRoute
from api.middleware import BodyLimit, KeyGate, RequestFrame
from api.openapi import openapi
from api.problems import handle_problems
from api.readiness import OpenAssistant, Readiness
from api.routes import (
    administration,
    ask,
    conversations,
    documents,
    eligibility,
    estimate,
    feedback,
    health,
    maintenance,
    reference,
    search,
)
from bot.build import build
from bot.settings import Settings

DESCRIPTION = "科技园区政策咨询：用日常的话提问，答案逐字引用所依据的条款。数据来自知识库中的文件，以正式文件为准。"

_ROUTES = (
    ask, search, eligibility, estimate, documents, administration, feedback, conversations, health, reference,
    maintenance,
)  # fmt: skip


def create_app(
    settings: Settings,
    *,
    open_assistant: OpenAssistant | None = None,
    on_opened: Callable[[Exception | None], None] = lambda error: None,
) -> FastAPI:
    """The service for these settings. Its lifespan opens what `open_assistant` makes, by default `build(settings)`.

    `on_opened` hears when it is open, or why it could not be; until then routes answer 503.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        readiness = Readiness(open_assistant or (lambda: build(settings)), on_opened)
        app.state.readiness = readiness
        readiness.start()
        yield
        await readiness.close()

    app = FastAPI(
        title="parkbot",
        version=version("parkbot"),
        description=DESCRIPTION,
        docs_url=None,  # the stock pages load their scripts from a CDN; `routes.reference` needs none
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.router.route_class = JsonRoute
    for module in _ROUTES:
        app.include_router(module.router)
    handle_problems(app)
    app.add_middleware(BodyLimit)  # the last one added is the outermost
    app.add_middleware(KeyGate, check=KeyCheck(settings))
    app.add_middleware(RequestFrame)
    app.openapi = lambda: openapi(app)  # type: ignore[method-assign]  # FastAPI's documented way
    return app
