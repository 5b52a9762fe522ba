#!/bin/sh
# Puts the tools of this checkout into it: uv, Python 3.13 and three environments.
# POSIX sh, for Debian and macOS alike. Says nothing when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9

need() {
    echo "lapor needs $1" >&2
    exit 1
}

command -v git >/dev/null || need "git: https://git-scm.com/downloads"
command -v python3 >/dev/null || need "python3, 3.11 or newer: https://www.python.org/downloads/"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    need "python3, 3.11 or newer; this is $(python3 --version)"
if [ -f web/package.json ]; then
    command -v node >/dev/null || need "Node.js, 20.19 or newer: https://nodejs.org"
    command -v npm >/dev/null || need "npm, which comes with Node.js: https://nodejs.org"
    node -e 'const [a, b] = process.versions.node.split(".").map(Number);
        process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
        need "Node.js, 20.19 or newer; this is $(node --version)"
fi

# Certificates and Python come from the system or into the checkout, never from a user's settings.
export UV_SYSTEM_CERTS=1 UV_PYTHON_INSTALL_DIR="$PWD/.tools/python" UV_NO_PROGRESS=1
unset VIRTUAL_ENV UV_PROJECT_ENVIRONMENT PYTHONHOME PYTHONPATH 2>/dev/null || true

say() { printf '  %-10s %6s s  %s\n' "$1" "$(($(date +%s) - began))" "$2"; }

uv=.tools/uv/bin/uv
began=$(date +%s)
if [ "$("$uv" --version 2>/dev/null | cut -d' ' -f2)" != "$UV_VERSION" ]; then
    rm -rf .tools/uv
    python3 -m venv .tools/uv >/dev/null 2>&1 ||
        need "python3 -m venv, which does not work here (Debian: apt install python3-venv)"
    .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" ||
        need "to fetch uv from PyPI, which failed as shown above"
    say uv "$UV_VERSION"
fi

# MiniStack and SAM pin libraries that the project does not, so each has its own environment.
sync() {
    began=$(date +%s)
    folder=$1
    shift
    if UV_PROJECT_ENVIRONMENT="$folder" "$uv" sync --frozen --check --quiet "$@" 2>/dev/null; then
        return
    fi
    UV_PROJECT_ENVIRONMENT="$folder" "$uv" sync --frozen --quiet "$@"
    say "$folder" "Python $("$folder/bin/python" -c 'import platform; print(platform.python_version())')"
}
sync .venv
sync .tools/stack --only-group stack
sync .tools/sam --only-group sam
