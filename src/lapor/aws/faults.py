"""Which failures of AWS will pass by themselves."""

from botocore.exceptions import (
    ClientError,
    ConnectionError,
    ConnectTimeoutError,
    EndpointConnectionError,
    HTTPClientError,
)
from botocore.parsers import ResponseParserError

PASSING = frozenset(
    {
        "InternalFailure",
        "InternalServerError",
        "KMSInternalException",
        "LimitExceededException",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "RequestThrottled",
        "ServiceUnavailable",
        "ServiceUnavailableException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


NEVER = frozenset(
    {
        *("MessageRejected", "BadRequestException"),
        *("InvalidParameter", "InvalidParameterValue", "OptedOut"),
    }
)
"""What SES and SNS say of an address or number that they will not take; all else may pass."""


class NotQueued(Exception):
    """A queue did not take every message of a batch; the next time it may."""


def code_of(error: ClientError) -> str:
    """Give the AWS error code."""
    return str(error.response.get("Error", {}).get("Code", ""))


def passes(error: Exception) -> bool:
    """Say whether the same call may succeed when it is repeated."""
    if isinstance(error, ClientError):
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        return code_of(error) in PASSING or status >= 500
    return isinstance(error, ConnectionError | HTTPClientError | ResponseParserError | NotQueued)


def refused_before_work(error: ClientError) -> bool:
    """Say whether AWS surely did nothing: it refused, or was too busy; a 500 says neither."""
    return error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0) != 500


def did_nothing(error: Exception) -> bool:
    """Say whether a call that failed surely had no effect: it was refused, or nobody was there."""
    if isinstance(error, ClientError):
        return refused_before_work(error)
    return isinstance(error, EndpointConnectionError | ConnectTimeoutError)


def never_taken(error: ClientError) -> bool:
    """Say whether a provider of messages will not take this one however often it is asked."""
    return code_of(error) in NEVER


def lost_condition(error: ClientError) -> bool:
    """Say whether a conditional write met a row that it must not touch."""
    return code_of(error) == "ConditionalCheckFailedException"
