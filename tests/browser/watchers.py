"""Officers who only watch, and some who see no report: accounts that tests alone need."""

from local import seed
from local.stack import client, outputs

WATCHERS = {
    "uji.pimpinan": ("leader", "32.73"),
    "uji.pimpinan.denpasar": ("leader", "51.71"),
    "uji.pantau": ("monitor", "32"),
    "uji.ksp": ("ksp", "national"),
    "uji.pengembang": ("developer", "32.73"),
    "uji.direktori": ("registrar", "national"),
}
"""Role and agency by user name."""


def entries() -> list[seed.Item]:
    """The watchers as items of `Directory`."""
    return [
        {
            "kind": "officer",
            "id": username,
            "username": username,
            "name": f"Petugas Uji {role}",
            "role": role,
            "agency": agency,
            "unit": None,
            "email": f"{username}@petugas.example",
        }
        for username, (role, agency) in WATCHERS.items()
    ]


def create() -> dict[str, str]:
    """Put them on the running stack; gives their passwords by user name."""
    deployed = outputs()
    seed.put(client("dynamodb"), deployed["DirectoryTable"], entries())
    seed.accounts(client("cognito-idp"), deployed["UserPoolId"], entries())
    return dict.fromkeys(WATCHERS, seed.PASSWORD)
