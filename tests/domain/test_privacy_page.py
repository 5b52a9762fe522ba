"""`docs/privacy.md` names every place that data is kept and every rule by which it goes."""

from pathlib import Path

import pytest
from cfnlint.decode import cfn_yaml  # type: ignore[import-untyped]

from lapor.data import load

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/privacy.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("rule", load("retention")["rules"], ids=lambda rule: rule["id"])
def test_the_page_says_how_long_as_the_rules_do(rule: dict[str, object]) -> None:
    goes, after = rule["goes"]["en"], rule["after"]["en"]  # type: ignore[index]
    row = f"| `{rule['id']}` | {goes} | {rule['days']} | {after} | {rule['by']} |"
    assert row in PAGE


def test_the_page_has_no_row_for_a_rule_that_is_gone() -> None:
    part = PAGE.partition("## How long")[2].partition("\n## ")[0]
    assert part.count("\n| `") == len(load("retention")["rules"])


def test_the_page_names_every_table() -> None:
    resources = cfn_yaml.load(str(ROOT / "infra/data.yaml"))["Resources"]
    tables = [n for n, r in resources.items() if r["Type"] == "AWS::DynamoDB::Table"]
    assert [name for name in tables if f"| `{name}` |" not in PAGE] == []
