"""House rules of the templates, so that no reviewer has to remember them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cfnlint.decode import cfn_yaml  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]
Resource = dict[str, Any]
FILES = [
    "template.yaml",
    "infra/data.yaml",
    "infra/accounts.yaml",
    "infra/edge.yaml",
    "infra/buckets.yaml",
]


MEMORY = {"Attach": 1769}
"""MB where 512 are not enough: decoding pictures wants a whole processor and room."""


def template(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = cfn_yaml.load(str(ROOT / name))
    return loaded


def of_type(kind: str, *names: str) -> dict[str, Resource]:
    """Resources of a type in the given templates, by logical id."""
    return {
        logical: resource
        for name in names or FILES
        for logical, resource in template(name)["Resources"].items()
        if resource["Type"] == kind
    }


QUEUES = of_type("AWS::SQS::Queue")
SOURCES = of_type("AWS::Lambda::EventSourceMapping")
FUNCTIONS = of_type("AWS::Serverless::Function")
TABLES = of_type("AWS::DynamoDB::Table")
WORKING = sorted(set(QUEUES) - {n for n in QUEUES if n.endswith("Dead")})


def consumer_of(queue: str) -> Resource:
    return next(
        s
        for s in SOURCES.values()
        if s["Properties"]["EventSourceArn"] == {"Fn::GetAtt": [queue, "Arn"]}
    )


TRIES = {"CodeQueue": 12}
"""A one-time code that finds its minute full tries again each minute of the ten it is good for."""


def statements(function: Resource) -> Iterator[dict[str, Any]]:
    for policy in function["Properties"].get("Policies", []):
        yield from policy["Statement"]


def actions(statement: dict[str, Any]) -> list[str]:
    named = statement["Action"]
    return named if isinstance(named, list) else [named]


def test_all_queues_are_known_to_these_tests() -> None:
    assert WORKING == [
        "AttachQueue", "CodeQueue", "EscalateQueue", "FeedbackQueue", "ForgetQueue", "NotifyQueue",
        "RecomputeQueue", "RedactQueue", "RouteQueue", "ShredQueue",
    ]  # fmt: skip


@pytest.mark.parametrize("name", WORKING)
def test_a_queue_hands_poison_to_a_dead_letter_queue_that_keeps_it_longer(name: str) -> None:
    queue = QUEUES[name]["Properties"]
    assert queue["RedrivePolicy"]["maxReceiveCount"] == TRIES.get(name, 5)
    assert queue["RedrivePolicy"]["deadLetterTargetArn"] == {"Fn::GetAtt": [f"{name}Dead", "Arn"]}
    dead = QUEUES[f"{name}Dead"]["Properties"]
    assert dead["MessageRetentionPeriod"] > queue["MessageRetentionPeriod"]


@pytest.mark.parametrize("name", WORKING)
def test_a_message_stays_hidden_for_six_times_its_consumers_timeout(name: str) -> None:
    step = consumer_of(name)["Properties"]["FunctionName"]["Ref"]
    timeout = FUNCTIONS[step]["Properties"]["Timeout"]
    assert QUEUES[name]["Properties"]["VisibilityTimeout"] >= 6 * timeout


@pytest.mark.parametrize("name", SOURCES)
def test_an_event_source_returns_only_what_failed(name: str) -> None:
    source = SOURCES[name]["Properties"]
    assert source["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize(
    "name", [n for n in SOURCES if "StartingPosition" in SOURCES[n]["Properties"]]
)
def test_a_stream_gives_up_on_a_poisonous_event_and_says_so(name: str) -> None:
    source = SOURCES[name]["Properties"]
    assert source["BisectBatchOnFunctionError"] is True
    assert 0 < source["MaximumRetryAttempts"] <= 100
    assert 0 < source["MaximumRecordAgeInSeconds"] < 24 * 3600
    assert source["DestinationConfig"]["OnFailure"]["Destination"] == {
        "Fn::GetAtt": ["StreamDead", "Arn"]
    }


def test_every_function_folder_is_a_function_and_every_function_has_its_folder() -> None:
    folders = {path.parent.name for path in (ROOT / "functions").glob("*/handler.py")}
    code = {f["Properties"]["CodeUri"] for f in FUNCTIONS.values()}
    assert code == {f"functions/{folder}" for folder in folders}
    assert len(code) == len(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_has_a_role_a_timeout_a_memory_size_and_a_log_of_its_own(name: str) -> None:
    properties = FUNCTIONS[name]["Properties"]
    # Without `Role`, SAM makes one for this function alone out of `Policies`.
    assert "Role" not in properties
    assert properties["Policies"]
    assert properties["Timeout"] <= 60
    assert properties["MemorySize"] == MEMORY.get(name, 512)
    assert properties["LoggingConfig"] == {"LogFormat": "JSON", "LogGroup": {"Ref": f"{name}Log"}}


def test_no_role_may_do_everything_or_something_to_everything() -> None:
    for function in FUNCTIONS.values():
        for statement in statements(function):
            assert statement["Effect"] == "Allow"
            for action in actions(statement):
                assert re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", action), action
            assert statement.get("Resource") != "*"


def test_what_a_role_may_do_to_a_table_or_queue_fits_the_names_that_its_function_is_given() -> None:
    """A step that is not told a table's name has no business with the table, and the reverse."""
    for name, function in FUNCTIONS.items():
        told = {
            v.removesuffix("_TABLE").title()
            for v in function["Properties"]["Environment"]["Variables"]
            if v.endswith("_TABLE")
        }
        text = repr([s for s in statements(function) if "dynamodb:" in repr(s)])
        granted = set(re.findall(r"Data\.Outputs\.(\w+)Arn|Outputs\.(\w+)Arn", text))
        tables = {first or second for first, second in granted}
        if "Stream" in text:
            tables -= {"Ledger"} - told
        assert tables == told, name


def test_only_redact_changes_an_event_nobody_deletes_one_and_two_steps_write_the_desk() -> None:
    for name, function in FUNCTIONS.items():
        for statement in statements(function):
            done = set(actions(statement))
            assert "dynamodb:DeleteItem" not in done
            assert "dynamodb:Scan" not in done
            if "LedgerArn" in repr(statement) and "dynamodb:UpdateItem" in done:
                assert name == "Redact"
            if "DeskArn" in repr(statement) and "dynamodb:PutItem" in done:
                # The same row, written again when the rules changed; `last_seq` guards both.
                assert name in ("Project", "Recompute")


def test_who_changes_the_directory_changes_only_entries_of_its_own_kinds() -> None:
    changing = {"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"}
    kinds = {
        name: next(iter(statement["Condition"].values()))["dynamodb:LeadingKeys"]
        for name, function in FUNCTIONS.items()
        for statement in statements(function)
        if "DirectoryArn" in repr(statement) and changing & set(actions(statement))
    }
    assert kinds == {
        "Session": ["officer"],
        "Officers": ["officer"],
        "Offices": ["agency", "unit#*"],
        "Keys": ["key"],
        "Systems": ["key"],
        "Lodge": ["key"],
        "Retain": ["officer"],
        "Rules": ["agency", "settings"],
        "Recompute": ["job"],
    }


def test_only_the_vault_and_who_sends_messages_decrypts_and_messages_only_contacts() -> None:
    """The one function that answers the web and can open a name records it first."""
    found = {
        name: statement["Condition"]
        for name, function in FUNCTIONS.items()
        for statement in statements(function)
        if "kms:Decrypt" in actions(statement)
    }
    part = "kms:EncryptionContext:part"
    contacts = {"StringEquals": {part: "contact"}}
    whole = {"StringEquals": {part: ["identity", "contact"]}}
    assert found == {
        "Reveal": whole,
        "Export": whole,  # the reporter's own copy, for who holds the access code
        "Notify": contacts,
        "Code": contacts,
    }
    assert {name for name in found if "Events" in FUNCTIONS[name]["Properties"]} == {
        "Reveal",
        "Export",
    }


def test_the_key_of_identities_refuses_everybody_else_whatever_iam_allows() -> None:
    """Nobody is locked out for good: the account may still change the key's policy."""
    key = of_type("AWS::KMS::Key", "infra/data.yaml")["PeopleKey"]["Properties"]
    account, opens, seals = key["KeyPolicy"]["Statement"]
    uses = defaultdict(set)
    for name, function in FUNCTIONS.items():
        for statement in statements(function):
            if "PeopleKeyArn" in repr(statement):
                for action in actions(statement):
                    uses[action].add(name)

    assert (account["Effect"], account["Action"]) == ("Allow", "kms:*")
    for statement, action in ((opens, "kms:Decrypt"), (seals, "kms:GenerateDataKey")):
        assert (statement["Effect"], statement["Principal"]) == ("Deny", {"AWS": "*"})
        assert action in statement["Action"]
        assert list(statement["Condition"]) == ["ArnNotLike"]
        roles = statement["Condition"]["ArnNotLike"]["aws:PrincipalArn"]
        where = "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/${Owner}-"
        assert {role["Fn::Sub"] for role in roles} == {f"{where}{n}Role-*" for n in uses[action]}
    denied = {*opens["Action"], *seals["Action"]}
    assert set(uses) <= denied
    recovery = {"kms:PutKeyPolicy", "kms:DescribeKey", "kms:EnableKey", "kms:CancelKeyDeletion"}
    assert not recovery & denied
    assert {"kms:CreateGrant", "kms:ReEncryptFrom"} <= denied, "ways around"
    owner = template("template.yaml")["Resources"]["Data"]["Properties"]["Parameters"]["Owner"]
    assert owner == {"Ref": "AWS::StackName"}
    longest = max(len(f"-{name}Role-") for name in FUNCTIONS)
    limit = template("infra/data.yaml")["Parameters"]["Owner"]["MaxLength"]
    assert limit + longest + 13 <= 64, "a role's name is cut beyond"


def test_a_citizens_list_reads_of_people_only_which_reports() -> None:
    (read,) = [s for s in statements(FUNCTIONS["Mine"]) if "PeopleArn" in repr(s)]
    assert actions(read) == ["dynamodb:Query"]
    assert all("/index/" in repr(resource) for resource in read["Resource"])


def test_who_may_change_or_delete_an_identity_cannot_open_one() -> None:
    for name, function in FUNCTIONS.items():
        granted = [(set(actions(s)), repr(s)) for s in statements(function)]
        changes = any(
            "PeopleArn" in text and "dynamodb:UpdateItem" in done for done, text in granted
        )
        if changes:
            assert not any("kms:" in action for done, _ in granted for action in done), name
    assert "kms" not in repr(FUNCTIONS["Shred"]["Properties"]["Policies"])


def test_an_environment_variable_means_the_same_everywhere() -> None:
    meanings = defaultdict(set)
    for function in FUNCTIONS.values():
        for name, value in function["Properties"]["Environment"]["Variables"].items():
            meanings[name].add(repr(value))
    del meanings["POWERTOOLS_SERVICE_NAME"]
    assert {name: values for name, values in meanings.items() if len(values) > 1} == {}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_logs_under_the_name_of_its_folder(name: str) -> None:
    properties = FUNCTIONS[name]["Properties"]
    service = properties["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
    assert properties["CodeUri"] == f"functions/{service}"


def test_the_pepper_comes_from_the_vault_into_an_encrypted_environment() -> None:
    for function in FUNCTIONS.values():
        properties = function["Properties"]
        pepper = properties["Environment"]["Variables"].get("PEPPER")
        if pepper:
            assert "{{resolve:secretsmanager:" in pepper["Fn::Sub"]
            assert properties["KmsKeyArn"] == {"Fn::GetAtt": ["Data", "Outputs.SettingsKeyArn"]}


def routes() -> list[tuple[str, str, Resource]]:
    return [
        (event["Properties"]["Method"], event["Properties"]["Path"], event["Properties"])
        for function in FUNCTIONS.values()
        for event in function["Properties"].get("Events", {}).values()
        if event["Type"] == "HttpApi"
    ]


def test_a_route_has_one_function_and_lies_under_api() -> None:
    keys = [(method, path) for method, path, _ in routes()]
    assert len(keys) == len(set(keys))
    assert all(path.startswith("/api/") for _, path in keys)


OFFICERS_PATHS = tuple(
    f"/api/{part}" for part in ("me", "desk", "officers", "offices", "rules", "keys", "audit")
)


CITIZENS_PATHS = ("/api/me/codes", "/api/me/sessions", "/api/me/reports")
"""Citizens show a session of their own, not an officer's token."""


def test_officers_routes_and_no_others_ask_for_a_token() -> None:
    for _, path, properties in routes():
        whole = (*OFFICERS_PATHS, "/api/session/sign-out-everywhere")
        officers = any(path == one or path.startswith(f"{one}/") for one in whole)
        officers = officers and path not in CITIZENS_PATHS
        assert ("Auth" in properties) is officers, path


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_encrypted_recoverable_and_hard_to_delete(name: str) -> None:
    table = TABLES[name]
    properties = table["Properties"]
    assert properties["BillingMode"] == "PAY_PER_REQUEST"
    assert properties["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert properties["SSESpecification"]["SSEEnabled"] is True
    assert properties["DeletionProtectionEnabled"] is True
    assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"


def test_roots_are_locked_outlive_the_stack_and_only_seal_writes_them() -> None:
    bucket = of_type("AWS::S3::Bucket", "infra/data.yaml")["Roots"]
    properties = bucket["Properties"]
    assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"
    assert properties["ObjectLockEnabled"] is True
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    assert properties["ObjectLockConfiguration"]["Rule"]["DefaultRetention"] == {
        "Mode": {"Ref": "RootsLock"},
        "Days": {"Ref": "RootsDays"},
    }
    assert template("template.yaml")["Parameters"]["RootsLock"]["Default"] == "COMPLIANCE"
    done = {
        (name, action)
        for name, function in FUNCTIONS.items()
        for statement in statements(function)
        if "RootsArn" in repr(statement)
        for action in actions(statement)
    }
    reading = {
        (n, a) for n in ("Proof", "Roots", "Seal") for a in ("s3:ListBucket", "s3:GetObject")
    }
    assert done == reading | {("Seal", "s3:PutObject")}


def test_nothing_is_laid_over_a_root_and_nothing_gets_around_its_lock() -> None:
    policy = of_type("AWS::S3::BucketPolicy", "infra/data.yaml")["RootsPolicy"]["Properties"]
    once, lock = policy["PolicyDocument"]["Statement"]
    assert (once["Effect"], once["Principal"], once["Action"]) == ("Deny", "*", "s3:PutObject")
    assert once["Condition"] == {"Null": {"s3:if-none-match": "true"}}
    assert (lock["Effect"], lock["Principal"]) == ("Deny", "*")
    assert lock["Action"] == ["s3:BypassGovernanceRetention", "s3:DeleteObject"]


BUCKETS = of_type("AWS::S3::Bucket")


@pytest.mark.parametrize("name", BUCKETS)
def test_a_bucket_is_closed_to_the_public_and_encrypted(name: str) -> None:
    properties = BUCKETS[name]["Properties"]
    assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
    assert properties["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    assert properties["OwnershipControls"] == {
        "Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]
    }


def test_what_arrives_is_forgotten_in_a_day_and_clean_files_outlive_the_stack() -> None:
    (rule,) = BUCKETS["Incoming"]["Properties"]["LifecycleConfiguration"]["Rules"]
    assert (rule["Status"], rule["ExpirationInDays"], "Prefix" in rule) == ("Enabled", 1, False)
    assert "LifecycleConfiguration" not in BUCKETS["Clean"]["Properties"]
    assert BUCKETS["Clean"]["DeletionPolicy"] == "Retain"


def test_what_is_deleted_from_a_bucket_of_files_leaves_no_older_version() -> None:
    for name in ("Incoming", "Clean"):
        properties = BUCKETS[name]["Properties"]
        assert not {"VersioningConfiguration", "ObjectLockEnabled"} & properties.keys()


def test_who_looks_into_strangers_files_can_read_no_clean_one_and_who_shows_them_no_other() -> None:
    """Offer writes what arrives, attach moves it to clean, files reads it, redact deletes it."""
    may = {
        (name, action, "Incoming" if "IncomingArn" in repr(statement) else "Clean")
        for name, function in FUNCTIONS.items()
        for statement in statements(function)
        for action in actions(statement)
        if action.startswith("s3:") and "RootsArn" not in repr(statement)
    }
    assert may == {
        ("Offer", "s3:PutObject", "Incoming"),
        ("Attach", "s3:GetObject", "Incoming"),
        ("Attach", "s3:GetObjectTagging", "Incoming"),
        ("Attach", "s3:DeleteObject", "Incoming"),
        ("Attach", "s3:ListBucket", "Incoming"),
        ("Attach", "s3:PutObject", "Clean"),
        ("Files", "s3:GetObject", "Clean"),
        ("Redact", "s3:DeleteObject", "Clean"),
        ("Redact", "s3:DeleteObject", "Incoming"),
        ("Export", "s3:GetObject", "Clean"),
    }


def test_only_attach_carries_the_libraries_that_read_files() -> None:
    carrying = {
        n for n, f in FUNCTIONS.items() if {"Ref": "Media"} in f["Properties"].get("Layers", [])
    }
    assert carrying == {"Attach"}


def test_keys_and_the_pepper_outlive_the_stack() -> None:
    for kept in (of_type("AWS::KMS::Key") | of_type("AWS::SecretsManager::Secret")).values():
        assert kept["DeletionPolicy"] == kept["UpdateReplacePolicy"] == "Retain"
    assert all(k["Properties"]["EnableKeyRotation"] for k in of_type("AWS::KMS::Key").values())


def test_every_log_is_deleted_some_day() -> None:
    logs = of_type("AWS::Logs::LogGroup")
    assert all("RetentionInDays" in log["Properties"] for log in logs.values())
    assert set(logs) == {f"{name}Log" for name in FUNCTIONS} | {"ApiLog"}


def test_nothing_of_the_local_clock_is_in_the_cloud() -> None:
    assert "LAPOR_CLOCK" not in (ROOT / "template.yaml").read_text()


@pytest.mark.parametrize("file", FILES)
def test_nearly_every_resource_says_why_it_is_there(file: str) -> None:
    text = (ROOT / file).read_text()
    lines = text[text.index("Resources:") : text.index("Outputs:")].splitlines()
    silent = [
        line.strip(" :")
        for before, line in pairwise(lines)
        if re.fullmatch(r"  \w+:", line) and not before.lstrip().startswith("#")
    ]
    assert [name for name in silent if not name.endswith("Log")] == []
