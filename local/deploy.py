"""`sam build` and `sam deploy` against MiniStack, each skipped when what it depends on is the same.

What is deployed is noted in the stack itself (parameters `/lapor/...`), so that the note and the
state it speaks of are saved, lost and reset together.
"""

import fcntl
import hashlib
import os
import platform
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from local.stack import MAIL_FROM, NAME, REGION, ROOT, client, endpoint, site, write
from local.stages import run

BUILD = ROOT / ".aws-sam"
UV = ROOT / ".tools" / "uv" / "bin" / "uv"
SAM = [str(ROOT / ".tools" / "sam" / "bin" / "python"), "-m", "samcli"]
ARTIFACTS = "lapor-artifacts"
# The layers' packages by their group in uv.lock, written for src/Makefile.
PACKAGES = {"layer": "src/requirements.txt", "media": "src/media.txt"}


def parameters() -> dict[str, str]:
    """The template's parameters on this machine."""
    machine = "arm64" if platform.machine() in {"arm64", "aarch64"} else "x86_64"
    return {
        "Architecture": machine,
        "Stage": "local",
        "PublicUrl": site(),
        "MailFrom": MAIL_FROM,
        "RootsLock": "GOVERNANCE",
        "RootsDays": "1",
        # The demo officers have no authenticator; LAPOR_MFA=ON asks for one, as the cloud does.
        "Mfa": os.environ.get("LAPOR_MFA", "OPTIONAL"),
        "Scanner": "eicar",
        "FilesOrigin": endpoint(),
    }


def build() -> str:
    """Build layers and functions for this machine; says whether anything was done."""
    with alone():
        stamp = BUILD / "lapor.stamp"
        wanted = fingerprint()
        if stamp.exists() and stamp.read_text() == wanted:
            return "unchanged"
        stamp.unlink(missing_ok=True)
        for group, file in PACKAGES.items():
            export = ["export", "--quiet", "--frozen", "--only-group", group, "--output-file"]
            run("build", [str(UV), *export, file], ROOT, _env())
        run("build", [*SAM, "build", "--cached", "--parallel", *_overrides()], ROOT, _env())
        write(stamp, wanted)
        return ""


def deploy() -> str:
    """Deploy what was built; says whether anything was done."""
    wanted = hashlib.sha256(repr((fingerprint(), parameters())).encode()).hexdigest()
    if noted("deployed") == wanted:
        return "unchanged"
    s3 = client("s3")
    if ARTIFACTS not in [bucket["Name"] for bucket in s3.list_buckets()["Buckets"]]:
        s3.create_bucket(Bucket=ARTIFACTS, CreateBucketConfiguration={"LocationConstraint": REGION})
    with alone():
        run(
            "deploy",
            [
                *SAM, "deploy", "--template-file", str(BUILD / "build" / "template.yaml"),
                "--stack-name", NAME, "--region", REGION, "--s3-bucket", ARTIFACTS,
                "--capabilities", "CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND",
                "--no-confirm-changeset", "--no-fail-on-empty-changeset", *_overrides(),
            ],
            ROOT,
            _env(),
            "; if the stack is stuck, `make reset` starts anew",
        )  # fmt: skip
    note("deployed", wanted)
    return ""


def fingerprint() -> str:
    """What a build depends on, for this kind of machine."""
    parts = ["template.yaml", "infra", "src", "functions", "uv.lock", ".python-version"]
    return tree_hash(ROOT / part for part in parts) + platform.machine() + platform.system()


def tree_hash(tops: Iterable[Path]) -> str:
    """SHA-256 of the names and contents of files, without what a build writes beside them."""
    digest = hashlib.sha256()
    for top in tops:
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            name = file.relative_to(ROOT).as_posix()
            if file.is_file() and "__pycache__" not in file.parts and name not in PACKAGES.values():
                digest.update(f"{name}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def noted(what: str) -> str | None:
    """A note kept in the stack, or None."""
    ssm: Any = client("ssm")
    found = ssm.get_parameters(Names=[f"/lapor/{what}"])["Parameters"]
    return str(found[0]["Value"]) if found else None


def note(what: str, value: str) -> None:
    """Keep a note in the stack."""
    client("ssm").put_parameter(Name=f"/lapor/{what}", Value=value, Type="String", Overwrite=True)


def _overrides() -> list[str]:
    return ["--parameter-overrides", *(f"{name}={value}" for name, value in parameters().items())]


def _env() -> dict[str, str]:
    tools = ROOT / ".tools"
    return os.environ | {
        # The builder of Python functions looks for the runtime's Python in PATH.
        "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "UV": str(UV),
        "UV_SYSTEM_CERTS": "1",
        "PYTHON": str(ROOT / ".venv" / "bin" / "python"),
        "PLATFORM": "",
        "SAM_CLI_TELEMETRY": "0",
        "__SAM_CLI_APP_DIR": str(tools / "sam-home"),
        "AWS_ENDPOINT_URL": endpoint(),
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


@contextmanager
def alone() -> Iterator[None]:
    """Stacks of one checkout build in one folder: one after the other."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
