"""The pages: built by Vite when their sources changed, and put into the web bucket."""

import mimetypes
import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from local.deploy import alone, note, noted, tree_hash
from local.stack import ROOT, client, load, outputs, write
from local.stages import run

WEB = ROOT / "web"
DIST = WEB / "dist"
# Made by the build or by npm; everything else in web/ is a source.
_MADE = {"node_modules", "dist", ".ssr", ".vite"}


def build() -> str:
    """Build the pages and the form's templates; says whether anything was done."""
    with alone():
        return _build()


def _build() -> str:
    stamp = DIST / ".stamp"
    wanted = _sources()
    templates = ROOT / "functions" / "form" / "templates"
    if templates.is_dir() and stamp.exists() and stamp.read_text() == wanted:
        return "unchanged"
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is missing: it comes with Node.js 20 or newer.")
    env = os.environ | {"CI": "1", "NO_COLOR": "1"}
    installed = WEB / "node_modules" / ".lapor-stamp"
    lock = tree_hash([WEB / "package-lock.json"])
    if not installed.exists() or installed.read_text() != lock:
        run("npm", [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], WEB, env)
        write(installed, lock)
    run("web", [npm, "run", "build"], WEB, env)
    write(stamp, wanted)
    return ""


def upload() -> str:
    """Put the built pages into the web bucket, and take away what is no longer built."""
    wanted = tree_hash([DIST])
    if noted("pages") == wanted:
        return "unchanged"
    s3, bucket = client("s3"), outputs()["WebBucket"]
    files = {
        file.relative_to(DIST).as_posix(): file
        for file in DIST.rglob("*")
        if file.is_file() and not file.relative_to(DIST).parts[0].startswith(".")
    }
    # Scripts before the pages that name them, so that no page is ever ahead of its script.
    for group in (True, False):
        chosen = [name for name in files if name.startswith("assets/") is group]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda name: _put(s3, bucket, name, files[name]), chosen))
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    kept = {item["Key"] for page in pages for item in page.get("Contents", [])}
    # Older scripts and styles stay: the deployed form without JavaScript still names its own.
    for stale in {key for key in kept - set(files) if not key.startswith("assets/")}:
        s3.delete_object(Bucket=bucket, Key=stale)
    note("pages", wanted)
    return f"{len(files)} files"


def _put(s3: object, bucket: str, name: str, file: Path) -> None:
    # Names in assets/ carry a hash of their content; everything else may change at any time.
    lasting = name.startswith("assets/")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    s3.put_object(  # type: ignore[attr-defined]
        Bucket=bucket,
        Key=name,
        Body=file.read_bytes(),
        ContentType=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind,
        CacheControl="public, max-age=31536000, immutable" if lasting else "no-cache",
    )


def _sources() -> str:
    tops = sorted(path for path in WEB.iterdir() if path.name not in _MADE)
    return tree_hash([*tops, ROOT / "src" / "lapor" / "data"])


def main() -> None:
    """Build the pages, and unless told `build`, put them on the running stack."""
    only_build = sys.argv[1:] == ["build"]
    if not only_build:
        load()
    print(f"  web        {build() or 'built'}")
    if not only_build:
        print(f"  upload     {upload()}")


if __name__ == "__main__":
    main()
