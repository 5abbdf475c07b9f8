"""Checking and rebuilding the indexes: how `parkbot docs check|rebuild` works beside a running service.

Only for commands on the same machine, so it is no part of the public interface.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from api.auth import came_through_proxy
from api.dependencies import AssistantNeeded
from api.presenting import present_check, present_rebuild
from api.problems import ProblemRaised
from api.schemas import CheckResponse


def _same_machine(request: Request) -> None:
    client = request.client
    is_browser = "origin" in request.headers  # a page from elsewhere can make a browser on this machine send a POST
    if is_browser or came_through_proxy(request.headers) or not client or not ip_address(client.host).is_loopback:
        raise ProblemRaised("not_found")


SameMachine = Annotated[None, Depends(_same_machine)]
router = APIRouter(prefix="/v1/maintenance", include_in_schema=False)


@router.get("/check")
def check_documents(_: SameMachine, assistant: AssistantNeeded) -> CheckResponse:
    """Compare the database with both indexes."""
    return present_check(assistant)


@router.post("/rebuild")
def rebuild_indexes(_: SameMachine, assistant: AssistantNeeded) -> CheckResponse:
    """Make both indexes anew while searches go on, then check them."""
    return present_rebuild(assistant)
