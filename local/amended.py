"""MiniStack 1.5.33 with three amendments; `emulator.py` runs it in MiniStack's own environment.

Each is something that AWS does and MiniStack does not, and goes when MiniStack does it too.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from typing import Any

from ministack import app  # type: ignore[import-not-found]
from ministack.services import cloudformation, lambda_svc  # type: ignore[import-not-found]
from ministack.services.cloudformation import provisioners  # type: ignore[import-not-found]


def save_on_signal() -> None:
    """Write the state on SIGUSR1, between two requests, and not only at the end."""
    lifespan: Callable[..., Awaitable[None]] = app._handle_lifespan

    async def listening(*asgi: Any) -> None:
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGUSR1, lambda: app.save_all(app._build_persistence_save_dict())
        )
        await lifespan(*asgi)

    app._handle_lifespan = listening


def hear_failed_events() -> None:
    """Read a stream batch again when its function returns batchItemFailures.

    MiniStack takes such an answer for success, and the events would be lost.
    """
    execute = lambda_svc._execute_function

    def executed(function: Any, event: Any) -> Any:
        result = execute(function, event)
        records = event.get("Records") if isinstance(event, dict) else None
        streamed = records and records[0].get("eventSource") == "aws:dynamodb"
        body = result.get("body")
        if streamed and isinstance(body, dict) and body.get("batchItemFailures"):
            result["error"] = True
        return result

    lambda_svc._execute_function = executed


def remember_attributes() -> None:
    """Let a nested stack be updated although most of its resources stay as they are.

    MiniStack forgets the attributes of an unchanged resource in a nested stack, so that the first
    Fn::GetAtt of one fails the update.
    """
    known: dict[str, Any] = {}
    deploy, update = provisioners._cfn_nested_stack_deploy, provisioners._update_resource

    def deployed(*args: Any, previous_physical_id: str | None = None, **more: Any) -> Any:
        before = cloudformation._stacks.get(previous_physical_id) or {}
        for resource in before.get("_resources", {}).values():
            known[resource["PhysicalResourceId"]] = resource["Attributes"]
        return deploy(*args, previous_physical_id=previous_physical_id, **more)

    def updated(kind: str, resource: str, old: Any, new: Any, stack: str, *rest: Any) -> Any:
        logical, *attributes = rest or (None,)
        kept = attributes[0] if attributes else known.get(resource)
        return update(kind, resource, old, new, stack, logical, kept)

    provisioners._cfn_nested_stack_deploy = deployed
    provisioners._update_resource = updated


if __name__ == "__main__":
    save_on_signal()
    hear_failed_events()
    remember_attributes()
    app.main()
