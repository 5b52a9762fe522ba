"""Writes the registers that follow from the administrative codes of Indonesia.

The codes and names come from the npm package `idn-area-data` 4.0.1 (data: ODbL 1.0, see
`src/lapor/data/regions.LICENSE.md`). To repeat the work, in an empty folder:

    npm pack idn-area-data@4.0.1
    tar xzf idn-area-data-4.0.1.tgz
    python <checkout>/local/build_registers.py package/data

It writes `regions.json` whole and, in `agencies.json`, the coordinating agency of every province,
regency and city; the national agencies in that file are kept as they are. A second run changes
nothing. `--out` names another folder, to compare before overwriting.
"""

import argparse
import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[1] / "src" / "lapor" / "data"

EAST = "Asia/Jayapura"
CENTRAL = "Asia/Makassar"
WEST = "Asia/Jakarta"

# Keputusan Presiden 41/1987: the three time zones, by the first digit of the code; Kalimantan is
# the one island group that is split.
ZONES_BY_ISLAND = {
    "1": WEST,
    "2": WEST,
    "3": WEST,
    "5": CENTRAL,
    "7": CENTRAL,
    "8": EAST,
    "9": EAST,
}
ZONES_IN_KALIMANTAN = {"61": WEST, "62": WEST, "63": CENTRAL, "64": CENTRAL, "65": CENTRAL}

# Where the source differs from how the region's own government and its people write the name.
SPELLINGS = {
    "31": "DKI Jakarta",
    "34": "DI Yogyakarta",
    "19.71": "Kota Pangkalpinang",
    "21.72": "Kota Tanjungpinang",
    "62.71": "Kota Palangka Raya",
    "72.04": "Kabupaten Tolitoli",
    "72.09": "Kabupaten Tojo Una-Una",
    "74.72": "Kota Baubau",
    "92.03": "Kabupaten Fakfak",
}

# Aceh (UU 11/2006) and Yogyakarta (UU 13/2012) have names of their own for their government.
PROVINCIAL_GOVERNMENTS = {
    "11": "Pemerintah Aceh",
    "34": "Pemerintah Daerah Daerah Istimewa Yogyakarta",
}

REGIONAL_KINDS = {"province", "regency", "city"}

type Record = dict[str, Any]


def zone(province: str) -> str:
    """The IANA time zone of a province code."""
    return ZONES_IN_KALIMANTAN.get(province) or ZONES_BY_ISLAND[province[0]]


def named(rows: Iterable[dict[str, str]]) -> list[tuple[str, str]]:
    """Code and corrected name of each row, sorted by code."""
    return sorted((row["code"], SPELLINGS.get(row["code"], row["name"])) for row in rows)


def regions(source: Path) -> dict[str, list[Record]]:
    """The content of `regions.json` from the package's `provinces.csv` and `regencies.csv`."""
    with (source / "provinces.csv").open(encoding="utf-8", newline="") as lines:
        provinces = named(csv.DictReader(lines))
    with (source / "regencies.csv").open(encoding="utf-8", newline="") as lines:
        regencies = named(csv.DictReader(lines))
    return {
        "provinces": [{"code": c, "name": n, "zone": zone(c)} for c, n in provinces],
        "regencies": [{"code": c, "name": n} for c, n in regencies],
    }


def provincial_agency(code: str, name: str) -> Record:
    """The coordinating agency of a province."""
    return {
        "id": code,
        "name": PROVINCIAL_GOVERNMENTS.get(code, f"Pemerintah Provinsi {name}"),
        "short": f"Provinsi {name}",
        "kind": "province",
        "parent": "national",
        "zone": zone(code),
        "region": code,
    }


def local_agency(code: str, name: str) -> Record:
    """The coordinating agency of a regency or city, in the tree of its province."""
    short = name.replace("Kabupaten", "Kab.").replace("Administrasi", "Adm.")
    return {
        "id": code,
        "name": f"Pemerintah {name}",
        "short": short,
        "kind": "city" if name.startswith("Kota ") else "regency",
        "parent": code[:2],
        "zone": zone(code[:2]),
        "region": code,
    }


def regional_agencies(areas: dict[str, list[Record]]) -> list[Record]:
    """One coordinating agency for every province, regency and city."""
    return [
        *(provincial_agency(p["code"], p["name"]) for p in areas["provinces"]),
        *(local_agency(r["code"], r["name"]) for r in areas["regencies"]),
    ]


def lines(records: list[Record]) -> str:
    """A JSON list with one record a line, so that a change shows as one line of a diff."""
    return "[\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in records) + "\n]"


def main() -> None:
    """Reads the unpacked package and writes both registers."""
    arguments = argparse.ArgumentParser(description="Rebuilds regions.json and agencies.json.")
    arguments.add_argument("source", type=Path, help="folder `data` of the unpacked package")
    arguments.add_argument("--out", type=Path, default=DATA, help="folder to write to")
    given = arguments.parse_args()

    areas = regions(given.source)
    blocks = ",\n".join(f'"{name}": {lines(records)}' for name, records in areas.items())
    (given.out / "regions.json").write_text("{\n" + blocks + "\n}\n", encoding="utf-8")

    agencies = json.loads((DATA / "agencies.json").read_text(encoding="utf-8"))
    kept = [agency for agency in agencies if agency["kind"] not in REGIONAL_KINDS]
    every = sorted(kept + regional_agencies(areas), key=lambda agency: str(agency["id"]))
    (given.out / "agencies.json").write_text(lines(every) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
