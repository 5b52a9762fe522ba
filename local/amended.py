"""MiniStack 1.5.33 with ten amendments; `emulator.py` runs it in MiniStack's own environment.

Each goes when MiniStack does what it does; why, says `docs/decisions/emulator-amendments.md`.
"""

import asyncio
import copy
import logging
import shutil
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from ministack import app  # type: ignore[import-not-found]
from ministack.core import persistence  # type: ignore[import-not-found]
from ministack.core.responses import error_response_json  # type: ignore[import-not-found]
from ministack.services import (  # type: ignore[import-not-found]
    cloudformation,
    cognito,
    dynamodb,
    lambda_svc,
    s3,
    sqs,
)
from ministack.services.cloudformation import provisioners  # type: ignore[import-not-found]

from local import amended_sign_in


def save_on_signal() -> None:
    """Write the state on SIGUSR1, between two requests, and not only at the end."""
    lifespan: Callable[..., Awaitable[None]] = app._handle_lifespan

    async def listening(*asgi: Any) -> None:
        asyncio.get_running_loop().add_signal_handler(
            signal.SIGUSR1, lambda: app.save_all(app._build_persistence_save_dict())
        )
        await lifespan(*asgi)

    app._handle_lifespan = listening


def save_as_one() -> None:
    """Replace the saved files of all services together, so that a kill in between mixes no times.

    An event that the streams' file has delivered must not be missing from the queues' file. While
    it saves, MiniStack answers nobody, so that no function can change one service of two.
    """
    save, load = app.save_all, app._load_persisted_state
    state = Path(persistence.STATE_DIR)
    begun, complete = state / "begun", state / "complete"

    def saved(services: Any) -> None:
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        persistence.STATE_DIR = str(begun)
        try:
            save(services)
        finally:
            persistence.STATE_DIR = str(state)
        begun.rename(complete)
        settle()

    def settle() -> None:
        for file in complete.iterdir():
            file.replace(state / file.name)
        complete.rmdir()

    def loaded() -> None:
        if complete.exists():
            settle()
        load()

    app.save_all, app._load_persisted_state = saved, loaded


def remember_streams() -> None:
    """Save the tables' streams, and how far each function has read them, with the tables.

    MiniStack saves how far, but not the streams: they would begin at 0 again and every function
    would wait, deaf, for the place where it once was. A state saved without streams forgets the
    places too.
    """
    get, restore, load = (
        dynamodb.get_state,
        dynamodb.load_persisted_state,
        app._load_persisted_state,
    )
    # In this order: a place that is behind is read again, a place too far ahead skips events.
    stores = {
        "positions": lambda_svc._dynamodb_stream_positions,
        "trimmed": dynamodb._stream_trimmed,
        "records": dynamodb._stream_records,
    }
    kept: dict[str, Any] = {}

    def got() -> Any:
        streams = {name: copy.deepcopy(store) for name, store in stores.items()}
        return get() | {"streams": streams}

    def restored(data: Any) -> None:
        restore(data)
        kept.update(data.get("streams", {}))

    def loaded() -> None:
        load()
        for name, store in stores.items():
            store.clear()
            store.update(kept.pop(name, {}))

    dynamodb.get_state, dynamodb.load_persisted_state = got, restored
    app._load_persisted_state = loaded


def return_messages() -> None:
    """Give the queues' messages out again that functions held when MiniStack ended.

    Those functions ended with it; the messages would wait for their timeout of minutes.
    """
    load = app._load_persisted_state

    def loaded() -> None:
        load()
        for queue in sqs._queues._data.values():
            for message in queue["messages"]:
                if message["receive_count"]:
                    message["visible_at"] = 0

    app._load_persisted_state = loaded


def keep_quiet() -> None:
    """Keep addresses, telephone numbers and texts of what is sent out of the log."""
    for service in ("ses", "ses-v2", "sns"):
        logging.getLogger(service).setLevel(logging.WARNING)


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


def lock_buckets() -> None:
    """Lock a bucket whose template says so: MiniStack takes locks by its API alone."""
    apply = provisioners._s3_apply_configurations

    def applied(name: str, properties: Any, *rest: Any) -> None:
        apply(name, properties, *rest)
        if properties.get("ObjectLockEnabled"):
            rule = properties["ObjectLockConfiguration"]["Rule"]["DefaultRetention"]
            retention = {"Mode": rule["Mode"], "Days": int(rule["Days"])}
            s3._bucket_object_lock[name] = {"enabled": True, "default_retention": retention}

    provisioners._s3_apply_configurations = applied


def end_sessions() -> None:
    """Refuse refresh tokens after a sign-out everywhere, and those of a disabled user."""
    resolve = cognito._refresh_auth_user

    def resolved(pool: Any, pid: str, cid: str, token: str) -> Any:
        user, fault = resolve(pool, pid, cid, token)
        if user is None:
            return user, fault
        revoked = cognito._token_claims(token).get("origin_jti") in cognito._revoked_tokens
        if revoked or not user.get("Enabled", True):
            message = "Refresh Token has been revoked"
            return None, error_response_json("NotAuthorizedException", message, 400)
        return user, fault

    cognito._refresh_auth_user = resolved


if __name__ == "__main__":
    save_on_signal()
    save_as_one()
    remember_streams()
    return_messages()
    keep_quiet()
    hear_failed_events()
    remember_attributes()
    lock_buckets()
    amended_sign_in.put_in_place()
    end_sessions()
    app.main()
