"""GET /healthz and /readyz: for load balancers and for people."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import AssistantNeeded
from api.problems import declared
from api.schemas import Health

router = APIRouter(tags=["运行"])


@router.get(
    "/healthz",
    summary="服务在运行",
    responses=declared("internal_error"),
)
async def healthz() -> Health:
    """Say that the process is alive."""
    return Health(status="ok")


@router.get(
    "/readyz",
    summary="服务可以回答",
    responses=declared("internal_error", "not_ready"),
)
async def readyz(_: AssistantNeeded) -> Health:
    """Say that the knowledge base is open; 503 before that."""
    return Health(status="ok")
