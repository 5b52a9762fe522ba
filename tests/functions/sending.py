"""Drives the files' functions: offers, objects that arrive, what is kept and shown."""

import json
from typing import Any

import boto3

from tests.functions.world import Answer, World
from tests.media import pictures

PHOTO = pictures.photo()
JPEG = {"type": "image/jpeg", "size": len(PHOTO)}


class Files:
    """A world with its two buckets, and what happens to files in it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.s3: Any = boto3.client("s3")
        for bucket in ("incoming", "clean"):
            place: Any = {"LocationConstraint": "ap-southeast-3"}
            self.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=place)

    def call(self, function: str, method: str, path: str, body: Any = None, **how: Any) -> Answer:
        """Call one of the files' functions; `number` and perhaps `file` stand in the path."""
        parts = path.split("/")
        at = parts.index("files" if "files" in parts else parts[-1])
        parameters = {"number": parts[at - 1]}
        if len(parts) > at + 1:
            parameters["file"] = parts[at + 1]
        context: dict[str, Any] = {"http": {"method": method, "path": path}}
        if how.get("officer"):
            moment = int(self.world.now.timestamp())
            claims = {"username": how["officer"], "token_use": "access", "auth_time": str(moment)}
            context["authorizer"] = {"jwt": {"claims": claims}}
        event = {
            "rawPath": path,
            "headers": how.get("headers", {}),
            "requestContext": context,
            "pathParameters": parameters,
            "queryStringParameters": how.get("query", {}),
            **({} if body is None else {"body": json.dumps(body)}),
        }
        return Answer(self.world.invoke(function, event))

    def ask(self, number: str, code: str, body: Any = JPEG) -> Answer:
        path = f"/api/reports/{number}/files"
        return self.call("offer", "POST", path, body, headers={"access-code": code})

    def ask_as(self, officer: str | None, number: str, body: Any = JPEG) -> Answer:
        return self.call("offer", "POST", f"/api/desk/{number}/files", body, officer=officer)

    def listed(self, number: str, code: str) -> list[Any]:
        path = f"/api/reports/{number}/files"
        answer = self.call("files", "GET", path, headers={"access-code": code})
        assert answer.status == 200
        items: list[Any] = answer.json["items"]
        return items

    def fetch(self, side: str, number: str, file: str, **how: Any) -> Answer:
        return self.call("files", "GET", f"/api/{side}/{number}/files/{file}", **how)

    def sent(self, answer: Answer, content: bytes = PHOTO) -> str:
        """Put the object where the form would; gives its key."""
        assert answer.status == 201, answer.text
        key = str(answer.json["fields"]["key"])
        self.s3.put_object(Bucket="incoming", Key=key, Body=content)
        return key

    def arrive(self, *keys: str) -> list[int]:
        """Hand S3's messages to attach; gives the places of those that come back."""
        bodies = [json.dumps({"Records": [{"s3": {"object": {"key": key}}}]}) for key in keys]
        return self.world.consume("attach", *bodies)

    def attached(self, number: str, code: str, content: bytes = PHOTO) -> str:
        """A file of the reporter that was taken; gives its id."""
        answer = self.ask(number, code, {**JPEG, "size": len(content)})
        assert self.arrive(self.sent(answer, content)) == []
        return str(answer.json["file"])

    def keys(self, bucket: str) -> list[str]:
        found = self.s3.list_objects_v2(Bucket=bucket).get("Contents", [])
        return sorted(item["Key"] for item in found)

    def refusals(self, number: str) -> list[str]:
        events = self.world.ledger(number)
        return [e["data"]["code"] for e in events if e["kind"] == "file_refused"]
