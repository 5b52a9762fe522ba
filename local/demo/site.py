"""A small client of the API, as citizens' browsers and officers' desks use it."""

import json
import time
from collections.abc import Mapping
from typing import Any

import urllib3

from lapor.domain.proof_of_work import bound
from local.solve import solved
from local.token import token

TOKEN_SECONDS = 600


class Unexpected(Exception):
    """The API answered something that the script did not expect."""


class Site:
    """The running stack's API, with tokens kept while they are good."""

    def __init__(self, api: str) -> None:
        self._api = api
        self._http = urllib3.PoolManager(retries=False, timeout=30)
        self._tokens: dict[str, tuple[float, str]] = {}

    def file(self, body: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        """File a report; gives the receipt."""
        headers = {"Idempotency-Key": key, "Proof": self.proof(key)}
        return self._post("/reports", body, 201, headers)

    def proof(self, key: str, contact: str | None = None) -> str:
        """Do the work for filing under this key, or for a code to a contact under it."""
        path = f"/challenge?for={bound(key, contact)}"
        return solved(self._answer("GET", path, None, 200, {}))

    def reporter(self, number: str, code: str, action: str, body: Mapping[str, Any]) -> None:
        """Act as the reporter."""
        self._post(f"/reports/{number}/{action}", body, 200, {"Access-Code": code})

    def confirm(self, number: str, code: str, body: Mapping[str, Any]) -> None:
        """Ask for a one-time code to a report's contact, or with the code, confirm it."""
        status = 200 if "code" in body else 202
        path = f"/reports/{number}/confirm-contact"
        self._post(path, body, status, {"Access-Code": code})

    def officer(self, username: str, number: str, action: str, body: Mapping[str, Any]) -> None:
        """Act as an officer."""
        bearer = {"Authorization": f"Bearer {self._token(username)}"}
        self._post(f"/desk/{number}/{action}", body, 200, bearer)

    def registrar(self, username: str, action: str, body: Mapping[str, Any]) -> None:
        """Keep an office."""
        bearer = {"Authorization": f"Bearer {self._token(username)}"}
        self._post(f"/offices/{action}", body, 200, bearer)

    def admin(self, username: str, officer: str, action: str) -> None:
        """Suspend, restore or reset another officer."""
        bearer = {"Authorization": f"Bearer {self._token(username)}"}
        self._post(f"/officers/{officer}/{action}", {}, 200, bearer)

    def track(self, number: str, code: str) -> Mapping[str, Any]:
        """Read a report as its reporter."""
        headers = {"Access-Code": code}
        return self._answer("GET", f"/reports/{number}", None, 200, headers)

    def _post(
        self, path: str, body: Mapping[str, Any], status: int, headers: Mapping[str, str]
    ) -> Mapping[str, Any]:
        return self._answer("POST", path, json.dumps(body), status, headers)

    def _answer(
        self, method: str, path: str, body: str | None, status: int, headers: Mapping[str, str]
    ) -> Mapping[str, Any]:
        sent = {"Content-Type": "application/json", "Accept-Language": "id", **headers}
        answer = self._http.request(method, self._api + path, body=body, headers=sent)
        if answer.status != status:
            raise Unexpected(f"{method} {path}: {answer.status} {answer.data.decode()[:400]}")
        value: Mapping[str, Any] = answer.json()
        return value

    def _token(self, username: str) -> str:
        made, value = self._tokens.get(username, (0.0, ""))
        if time.monotonic() - made > TOKEN_SECONDS or not value:
            value = token(username)
            self._tokens[username] = (time.monotonic(), value)
        return value
