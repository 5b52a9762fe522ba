"""The HTTP edge: API Gateway's event to a Request, and a Reply or a problem document back.

Problems follow RFC 9457 in the reader's language, with stable codes; they never repeat what was
sent and never carry an exception.
"""

import base64
import functools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from lapor import registers
from lapor.aws import clock, log
from lapor.aws.faults import passes
from lapor.domain import validation
from lapor.domain.errors import (
    FieldError,
    Invalid,
    Malformed,
    NotAllowed,
    NotFound,
    Refused,
    TooLarge,
    TooMany,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from lapor.domain.roles import SignedIn

MAX_KB = 64
"""The largest body: 4,000 characters of any script, escaped, fit with room to spare."""

LONGEST = 160
"""Characters of what a path or a query may name; the longest is an office's id.

What is longer names nothing, and no table or bucket is asked for it: their keys end at 1,024 bytes.
"""


@dataclass(frozen=True, slots=True)
class Request:
    """One call: headers in lower case, `now` read once, `signed_in` when an officer calls."""

    method: str
    path: str
    parameters: Mapping[str, str]
    query: Mapping[str, str]
    headers: Mapping[str, str]
    language: str
    body: str
    now: datetime
    signed_in: SignedIn | None

    @property
    def action(self) -> str:
        """Give the last part of the path: what is to be done."""
        return self.path.rpartition("/")[2]

    @property
    def officer(self) -> SignedIn:
        """Give the signed-in officer; raises Unauthorized."""
        if not self.signed_in:
            raise Unauthorized
        return self.signed_in

    def read[T: BaseModel](self, model: type[T]) -> T:
        """Read the JSON body; raises Unsupported, Malformed or Invalid."""
        kind = self.headers.get("content-type", "application/json").lower()
        if kind.partition(";")[0].strip() != "application/json":
            raise Unsupported
        return validation.read(model, self.body, registers.context(self.now))


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: a status, and a value that is written as JSON or a page of HTML."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Mapping[str, Any], Any], Mapping[str, Any]]


def endpoint(handle: Callable[[Request], Reply]) -> Handler:
    """Turn a function of Request and Reply into a Lambda handler for HTTP API events."""

    @functools.wraps(handle)
    def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, Any]:
        language = language_of(event.get("headers", {}))
        try:
            reply = handle(request_of(event, clock.now(), language))
        except Refused as refusal:
            log.outcome("refused", code=refusal.code, status=refusal.status)
            reply = problem(refusal, language)
        except Exception as error:
            incident = getattr(context, "aws_request_id", "") or "-"
            log.fault("failed", error, incident=incident)
            passing = passes(error)
            reply = problem(Unavailable(), language) if passing else _broken(language, incident)
        return response(reply)

    return handler


def language_of(headers: Mapping[str, str]) -> str:
    """Give the reader's language: `en` when it is asked for first, else `id`."""
    wanted = next((v for k, v in headers.items() if k.lower() == "accept-language"), "")
    return "en" if wanted.strip().lower().startswith("en") else "id"


def request_of(event: Mapping[str, Any], now: datetime, language: str) -> Request:
    """Read an HTTP API event (payload 2.0); raises TooLarge, Malformed or NotFound."""
    body = event.get("body") or ""
    if len(body) > MAX_KB * 1024 * 4 // 3 + 4:
        raise TooLarge(MAX_KB)
    if event.get("isBase64Encoded"):
        try:
            body = base64.b64decode(body, validate=True).decode()
        except ValueError:
            raise Malformed from None
    if len(body.encode(errors="surrogatepass")) > MAX_KB * 1024:
        raise TooLarge(MAX_KB)
    return Request(
        method=event["requestContext"]["http"]["method"],
        path=event["rawPath"],
        parameters=_named(event.get("pathParameters")),
        query={n: v for n, v in _named(event.get("queryStringParameters")).items() if v},
        headers={k.lower(): v for k, v in event.get("headers", {}).items()},
        language=language,
        body=body,
        now=now,
        signed_in=_signed_in(event["requestContext"]),
    )


def _named(values: Mapping[str, str] | None) -> Mapping[str, str]:
    """Give what a path or a query names: nothing has such a long name, and no list such a place."""
    named = dict(values or {})
    if long := [name for name, value in named.items() if len(value) > LONGEST]:
        raise Invalid([FieldError("/cursor", "bad_format")]) if long == ["cursor"] else NotFound
    return named


def _signed_in(context: Mapping[str, Any]) -> SignedIn | None:
    """Read the claims that the authorizer has verified, each a string.

    Issuer, audience and expiry are its business; that an id or refresh token is no access token is
    ours, and so is a sign-in without a time.
    """
    claims = context.get("authorizer", {}).get("jwt", {}).get("claims", {})
    since = claims.get("auth_time") or claims.get("iat") or ""
    if claims.get("token_use") != "access" or not claims.get("username") or not since.isdigit():
        return None
    return SignedIn(claims["username"], int(since))


def problem(refusal: Refused, language: str) -> Reply:
    """Write a refusal as a problem document."""
    words = registers.wording(language)
    gaps = {k: str(v) for k, v in refusal.facts().items()}
    if isinstance(refusal, NotAllowed):
        moves = ", ".join(words["moves"][m] for m in refusal.may) or words["nothing"]
        gaps = {"state": words["states"][refusal.state], "may": moves}
    value = {
        **_problem(refusal.code, refusal.status, words, gaps),
        **refusal.facts(),
    }
    if isinstance(refusal, Invalid):
        value["errors"] = [_field_error(e, words) for e in refusal.errors]
    return Reply(
        refusal.status, value, {"content-type": "application/problem+json", **_later(refusal)}
    )


def sentence(error: FieldError, words: Mapping[str, Any]) -> str:
    """Say what is wrong with a field."""
    name = error.pointer.rpartition("/")[2]
    return str(words["errors"][error.code]).format(
        field=words["fields"].get(name, name[:40]), **error.params
    )


def response(reply: Reply) -> Mapping[str, Any]:
    """Write a Reply as API Gateway takes it; nothing of a report is kept by caches."""
    text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body, ensure_ascii=False)
    headers = {"content-type": "application/json", "cache-control": "no-store", **reply.headers}
    return {"statusCode": reply.status, "headers": headers, "body": text}


def _field_error(error: FieldError, words: Mapping[str, Any]) -> Mapping[str, Any]:
    return {
        "pointer": error.pointer,
        "code": error.code,
        "params": dict(error.params),
        "detail": sentence(error, words),
    }


def _problem(
    code: str, status: int, words: Mapping[str, Any], gaps: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "type": f"urn:lapor:problem:{code}",
        "title": words["problems"][code],
        "status": status,
        "code": code,
        "detail": str(words["details"][code]).format(**gaps),
    }


def _later(refusal: Refused) -> dict[str, str]:
    match refusal:
        case Unavailable():
            return {"retry-after": "2"}
        case TooMany():
            return {"retry-after": str(refusal.retry_after)}
        case _:
            return {}


def _broken(language: str, incident: str) -> Reply:
    words = registers.wording(language)
    value = _problem("internal", 500, words, {"incident": incident})
    return Reply(500, value, {"content-type": "application/problem+json"})
