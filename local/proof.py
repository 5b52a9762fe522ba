"""Print a proof of work for an Idempotency-Key, as a browser makes one: `make proof KEY=...`.

For a one-time code it is bound to the contact too: `make proof KEY=... CONTACT=a@contoh.example`.
"""

import sys

from local import stack
from local.demo.site import Site


def main() -> None:
    """Ask the running stack for a challenge, solve it and print the header's value."""
    if len(sys.argv) not in (2, 3) or not sys.argv[1]:
        raise SystemExit("which key? make proof KEY=$(uuidgen)")
    print(Site(f"{stack.site()}/api").proof(*sys.argv[1:]))


if __name__ == "__main__":
    main()
