"""`make up`: everything, stage by stage; what has not changed since the last time is skipped."""

import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable

from local import clock, deploy, emulator, pages, process, routes, seed
from local.stack import HOME, REGION, ROOT, endpoint, free, outputs, ports, site, write
from local.stages import stage


def main() -> None:
    """Start the stack, or bring a running one up to date."""
    began = time.monotonic()
    with stage("web") as said:
        said.append(pages.build())
    with stage("ministack") as said:
        said.append("" if emulator.start() else "running")
        said.append(endpoint())
    with stage("build") as said:
        said.append(deploy.build())
    with stage("deploy") as said:
        said.append(deploy.deploy())
    with stage("routes") as said:
        said.append(_once("routes", deploy.noted("deployed"), lambda: f"{routes.publish()} routes"))
    with stage("seed") as said:
        said.append(_once("seed", seed.fingerprint(), seed.local))
    with stage("upload") as said:
        said.append(pages.upload())
    with stage("proxy") as said:
        said.append(_proxy())
    write(HOME / "stack.json", json.dumps(describe(), indent=2) + "\n")
    # What was deployed and seeded survives a crash from here on.
    emulator.save()
    print(f"\n  {'in all':<10} {time.monotonic() - began:6.1f} s\n")
    _welcome()


def _once(what: str, inputs: str | None, work: Callable[[], str]) -> str:
    """Do a piece of work unless the stack notes that it was done for the same inputs."""
    if inputs and deploy.noted(what) == inputs:
        return "unchanged"
    said = work()
    deploy.note(what, inputs or "")
    return said


def _proxy() -> str:
    domain = outputs()["DistributionDomain"]
    serving = HOME / "proxy.domain"
    if process.pid("proxy") and serving.read_text() == domain:
        return "running"
    process.stop("proxy", 5)
    if not free(ports().site):
        raise SystemExit(
            f"Port {ports().site} of this stack is taken by another program: "
            "end that, or `make reset`."
        )
    python = str(ROOT / ".venv" / "bin" / "python")
    command = [python, "-m", "local.proxy", str(ports().site), endpoint(), domain]
    process.start("proxy", command, ROOT, dict(os.environ))
    write(serving, domain)
    until = time.monotonic() + 15
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"{site()}/robots.txt", timeout=5):  # noqa: S310
                return ""
        except urllib.error.HTTPError:
            return ""
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"The proxy did not start:\n{process.tail('proxy')}")


def describe() -> dict[str, object]:
    """stack.json: all that anybody needs to find and use this stack."""
    return {
        "url": site(),
        "api": f"{site()}/api",
        "endpoint": endpoint(),
        "region": REGION,
        "stack": "lapor",
        "outputs": outputs(),
        "accounts": [
            {
                "username": officer["id"],
                "password": seed.PASSWORD,
                "role": officer["role"],
                "agency": officer["agency"],
            }
            for officer in seed.officers()
        ],
        "inbox": {
            "mail": f"{endpoint()}/_ministack/ses/messages",
            "sms": f"{endpoint()}/_ministack/sns/sms-messages",
        },
        "clock": clock.text(clock.now()),
    }


def _welcome() -> None:
    offices: dict[str, list[str]] = {}
    for officer in seed.officers():
        offices.setdefault(officer["agency"], []).append(officer["id"])
    names = {entry["id"]: entry["name"] for entry in seed.registers() if entry["kind"] == "agency"}
    print(f"READY {site()}\n")
    print(f"  Officers sign in at {site()}/id/petugas/ with the password {seed.PASSWORD}")
    for agency, usernames in offices.items():
        print(f"    {names.get(agency, agency)}: {' '.join(usernames)}")
    print(f"\n  Mail   {endpoint()}/_ministack/ses/messages")
    print(f"  SMS    {endpoint()}/_ministack/sns/sms-messages")
    if clock.ahead():
        print(f"  Clock  {clock.text(clock.now())}, {clock.ahead() / 86400:.1f} days ahead")
    print("\n  make demo plays reports through their lives · make down stops · make help lists all")


if __name__ == "__main__":
    main()
