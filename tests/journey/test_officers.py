"""An officer's account over HTTP: invited, set up, suspended, restored, signed out everywhere.

The pool requires a second factor here, as it does in the cloud; the demo officers' own sign-ins
were made before.
"""

import re
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pyotp
import pytest

from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.conftest import Send
from tests.journey.outbox import eventually, mails_to

Stack = Mapping[str, Any]
WITHIN_A_MINUTE = 75.0
"""Seconds: what a function remembers of the directory for a minute, and some slack."""
CHOSEN = "Kata-Sandi-Baru-9"
WHY = {"reason": "kunjungan-lapangan", "text": "Petugas harus bertemu pelapor di lokasi."}


@pytest.fixture(scope="module")
def admin(token: Callable[[str], str]) -> Mapping[str, str]:
    return {"Authorization": f"Bearer {token('admin.bandung')}"}


@pytest.fixture(scope="module")
def nationals(token: Callable[[str], str]) -> list[Mapping[str, str]]:
    return [{"Authorization": f"Bearer {token(who)}"} for who in ("nasional", "nasional2")]


@pytest.fixture(scope="module")
def strict(
    stack: Stack, aws: Callable[[str], Any], admin: Mapping[str, str], nationals: Any
) -> Iterator[Mapping[str, str]]:
    """The pool as the cloud's template makes it; gives the admin's headers, from before."""
    pool = stack["outputs"]["UserPoolId"]
    cognito = aws("cognito-idp")

    def required(how: str) -> None:
        cognito.set_user_pool_mfa_config(
            UserPoolId=pool,
            SoftwareTokenMfaConfiguration={"Enabled": True},
            MfaConfiguration=how,
        )

    required("ON")
    try:
        yield admin
    finally:
        required("OPTIONAL")


def temporary_password(mail: Mapping[str, Any]) -> str:
    """Read the temporary password in the mail that Cognito sends."""
    found = re.search(r"sementara: (.+?)</p>", str(mail))
    assert found, mail
    return found.group(1)


class Newcomer:
    """Somebody whom the admin of Bandung invites."""

    def __init__(self, stack: Stack, send: Send, name: str) -> None:
        self.stack, self.send, self.name = stack, send, name
        self.email = f"{name}@petugas.example"
        self.secret = ""
        self.tokens: Mapping[str, Any] = {}

    def mailed_password(self, nth: int = 1) -> str:
        """Give the temporary password of the newest mail, once there are `nth`."""

        def looked() -> list[Mapping[str, Any]] | None:
            found = mails_to(self.stack, self.email)
            return found if len(found) >= nth else None

        return temporary_password(eventually(looked)[-1])

    def asks(self, path: str, body: Any) -> tuple[int, Any]:
        answer = self.send("POST", path, body)
        return answer.status, answer.json()

    def signs_in(self, password: str) -> tuple[int, Any]:
        return self.asks("/session", {"username": self.name, "password": password})

    def answers(self, step: Mapping[str, Any], answer: str) -> tuple[int, Any]:
        sent = {"username": self.name, "session": step["session"], "step": step["next"]}
        return self.asks("/session/respond", {**sent, "answer": answer})

    def code(self) -> str:
        return pyotp.TOTP(self.secret).now()

    def sets_up(self, temporary: str) -> None:
        """Go through every step, from the temporary password to the desk."""
        status, step = self.signs_in(temporary)
        assert (status, step["next"]) == (200, "new_password")
        status, step = self.answers(step, CHOSEN)
        assert (status, step["next"]) == (200, "totp_setup")
        assert step["uri"].startswith(f"otpauth://totp/Lapor%3A{self.name}?secret={step['secret']}")
        self.secret = step["secret"]
        status, self.tokens = self.answers(step, self.code())
        assert status == 200, self.tokens

    def comes_back(self) -> None:
        """Sign in with password and code."""
        status, step = self.signs_in(CHOSEN)
        assert (status, step["next"]) == (200, "totp")
        status, self.tokens = self.answers(step, self.code())
        assert status == 200, self.tokens

    def desk(self) -> int:
        bearer = f"Bearer {self.tokens['access_token']}"
        return int(self.send("GET", "/desk", None, Authorization=bearer).status)


def invitation(person: Newcomer, role: str, unit: str | None) -> Mapping[str, Any]:
    """Word an invitation to Bandung."""
    who = {"username": person.name, "name": "Petugas Demo Baru", "email": person.email}
    return {**who, "role": role, "agency": "32.73", "unit": unit}


@pytest.fixture
def newcomer(stack: Stack, send: Send, strict: Mapping[str, str]) -> Newcomer:
    """An invited officer of Bandung's public works, with a mailed password."""
    person = Newcomer(stack, send, f"baru.{uuid.uuid4().hex[:8]}")
    said = invitation(person, "unit", "32.73:dinas-pu")
    answer = send("POST", "/officers", said, **strict)
    assert answer.status == 201, answer.data
    again = send("POST", "/officers", said, **strict)
    assert (again.status, again.json()) == (201, answer.json())
    return person


def refused_within_a_minute(look: Callable[[], int]) -> None:
    """Wait as long as a function may remember an officer, and no longer."""
    began = time.monotonic()
    eventually(lambda: look() == 401, WITHIN_A_MINUTE)
    assert time.monotonic() - began < WITHIN_A_MINUTE


def test_from_the_invitation_to_the_desk_to_suspension_and_back(
    send: Send, strict: Mapping[str, str], newcomer: Newcomer
) -> None:
    """What every function has forgotten within a minute is waited for, not switched off."""
    newcomer.sets_up(newcomer.mailed_password(2))
    assert newcomer.desk() == 200
    assert newcomer.tokens["officer"]["unit"] == "32.73:dinas-pu"
    newcomer.comes_back()
    refresh = {"refresh_token": newcomer.tokens["refresh_token"]}
    assert newcomer.asks("/session/refresh", refresh)[0] == 200

    done = send("POST", f"/officers/{newcomer.name}/suspend", {}, **strict)
    assert (done.status, done.json()["suspended"]) == (200, True)
    refused_within_a_minute(newcomer.desk)
    assert newcomer.asks("/session/refresh", refresh)[0] == 401
    status, problem = newcomer.signs_in(CHOSEN)
    assert (status, problem["code"]) == (401, "bad_credentials")

    assert send("POST", f"/officers/{newcomer.name}/restore", {}, **strict).status == 200
    time.sleep(1.1)  # a sign-in within the second of the suspension counts as before it
    eventually(lambda: newcomer.signs_in(CHOSEN)[0] == 200)
    newcomer.comes_back()
    assert newcomer.tokens["officer"]["username"] == newcomer.name


def test_signing_out_everywhere_ends_older_tokens_and_no_newer_ones(newcomer: Newcomer) -> None:
    newcomer.sets_up(newcomer.mailed_password(2))
    phone = dict(newcomer.tokens)
    time.sleep(1.1)
    newcomer.comes_back()
    assert newcomer.desk() == 200
    bearer = f"Bearer {newcomer.tokens['access_token']}"

    done = newcomer.send("POST", "/session/sign-out-everywhere", {}, Authorization=bearer)

    assert done.status == 200
    for tokens in (phone, newcomer.tokens):
        newcomer.tokens = tokens
        refused_within_a_minute(newcomer.desk)
        refresh = {"refresh_token": tokens["refresh_token"]}
        assert newcomer.asks("/session/refresh", refresh)[0] == 401
    time.sleep(1.1)
    newcomer.comes_back()
    assert newcomer.desk() == 200


def test_signing_out_here_ends_this_refresh_token(newcomer: Newcomer) -> None:
    newcomer.sets_up(newcomer.mailed_password(2))
    refresh = {"refresh_token": newcomer.tokens["refresh_token"]}

    assert newcomer.asks("/session/sign-out", refresh) == (200, {})
    status, problem = newcomer.asks("/session/refresh", refresh)

    assert (status, problem["code"]) == (401, "bad_credentials")


def test_a_reset_mails_a_new_password_and_asks_for_a_new_second_factor(
    send: Send, strict: Mapping[str, str], newcomer: Newcomer
) -> None:
    newcomer.sets_up(newcomer.mailed_password(2))
    old = newcomer.secret

    assert send("POST", f"/officers/{newcomer.name}/reset", {}, **strict).status == 200

    assert newcomer.signs_in(CHOSEN)[0] == 401
    newcomer.sets_up(newcomer.mailed_password(3))
    assert newcomer.secret != old


def test_steps_that_are_not_the_officers_own_lead_nowhere(newcomer: Newcomer) -> None:
    temporary = newcomer.mailed_password(2)
    _, step = newcomer.signs_in(temporary)

    weak = newcomer.answers(step, "lemah")
    assert (weak[0], weak[1]["errors"][0]["code"]) == (422, "weak_password")
    skipped = newcomer.answers({**step, "next": "totp"}, "123456")
    assert (skipped[0], skipped[1]["code"]) == (401, "step_ended")
    forged = newcomer.answers({**step, "session": "x" * 40}, CHOSEN)
    assert (forged[0], forged[1]["code"]) == (401, "step_ended")
    stolen = {"username": "pu.bandung", "session": step["session"], "step": "new_password"}
    status, problem = newcomer.asks("/session/respond", {**stolen, "answer": CHOSEN})
    assert (status, problem["code"]) == (401, "step_ended")

    _, step = newcomer.answers(step, CHOSEN)
    status, problem = newcomer.answers(step, "000000")
    assert (status, problem["code"]) == (401, "bad_code")
    newcomer.secret = step["secret"]
    assert newcomer.answers(step, newcomer.code())[0] == 200


def test_who_invited_an_admin_does_not_grant_what_the_account_asks_and_reads_are_known(
    stack: Stack, send: Send, strict: Mapping[str, str], nationals: list[Mapping[str, str]]
) -> None:
    first, second = nationals
    person = Newcomer(stack, send, f"baru.{uuid.uuid4().hex[:8]}")
    said = invitation(person, "agency", None)
    assert send("POST", "/officers", said, **first).status == 201
    person.sets_up(person.mailed_password())
    theirs = {"Authorization": f"Bearer {person.tokens['access_token']}"}
    site = Site(stack["api"])
    number = site.file(sample(agency="32.73", anonymous=True), str(uuid.uuid4()))["number"]
    rest.wait([number.replace("-", "")], stack["outputs"])

    def does(who: Mapping[str, str], action: str, body: Any) -> tuple[int, Any]:
        answer = send("POST", f"/desk/{number}/{action}", body, **who)
        return answer.status, answer.json()

    assert send("GET", f"/desk/{number}", **theirs).status == 200
    assert does(theirs, "ask-reveal", WHY)[0] == 200
    status, problem = does(first, "grant-reveal", {})
    assert (status, problem["code"]) == (409, "another_admin")
    assert does(second, "grant-reveal", {})[0] == 200
    status, opened = does(theirs, "reveal", WHY)
    assert (status, "reporter" in opened) == (200, True)

    def read_by(show: str) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        cursor = ""
        day = opened["updated_at"][:10]
        while cursor is not None:
            more = f"{show}&cursor={quote(cursor)}" if cursor else show
            page = send("GET", f"/audit?day={day}{more}", **second).json()
            found += [(item["kind"], item["by"]["id"]) for item in page["items"]]
            cursor = page["cursor"]
        return [kind for kind in found if kind[1] == person.name]

    assert read_by("") == [("identity_read", person.name)]
    assert read_by("&show=report_read") == [("report_read", person.name)]
