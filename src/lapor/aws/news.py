"""News of a report that its reporter wants no more, or again; what rights demand is sent anyway."""

import os
from typing import Any

from lapor import registers
from lapor.aws import contacts, log
from lapor.aws.http import Reply
from lapor.domain import links
from lapor.domain.markup import page


def url(number: str) -> str:
    """Give the address that ends the news of a report; it names no report and no person."""
    token = links.sealed(os.environ["LINK_KEY"].encode(), number)
    return f"{os.environ['PUBLIC_URL']}/api/unsubscribe/{token}"


def ended(token: str, language: str) -> Reply:
    """End the news of the report that a link is about; doing it again changes nothing."""
    number = links.opened(os.environ["LINK_KEY"].encode(), token)
    contacts.silence(number)
    log.outcome("unsubscribed", report=number)
    return _page("ended", language)


def asked(token: str, language: str) -> Reply:
    """Ask first: mail scanners open links, and must change nothing by that."""
    links.opened(os.environ["LINK_KEY"].encode(), token)
    return _page("ask", language)


def _page(which: str, language: str) -> Reply:
    words: Any = registers.wording(language)["unsubscribe"]
    html = page(words["title"], words[which], words["button"] if which == "ask" else None, language)
    policy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'"
    return Reply(
        200,
        html,
        {"content-type": "text/html; charset=utf-8", "content-security-policy": policy},
    )
