"""Watches everything that a browser context does, for what no page of this site may ever do."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request, WebError

REPORT_VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`));
"""
REFUSED = "Failed to load resource"
"""How Chromium notes an answer of 400 and more, or none; of the API these are part of the tests."""
OFFLINE = "net::ERR_INTERNET_DISCONNECTED"
"""Only a test takes a browser off the line."""


class Watch:
    """A browser context with the addresses that it asked for and the faults that it showed."""

    def __init__(self, context: BrowserContext, origin: str, buckets: str) -> None:
        self.context = context
        self._origins = (origin, buckets)
        self.addresses: list[str] = []
        self.faults: list[str] = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._failed)
        context.on("dialog", self._asks)

    def _asked(self, request: Request) -> None:
        self.addresses.append(request.url)
        parts = urlsplit(request.url)
        if (
            parts.scheme in ("http", "https")
            and f"{parts.scheme}://{parts.netloc}" not in self._origins
        ):
            self.faults.append(f"request to another origin: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        path = urlsplit(message.location["url"]).path
        # A file that is opened by itself has no page that could name an icon.
        expected = path.startswith("/api/") or path == "/favicon.ico" or OFFLINE in message.text
        if not (message.text.startswith(REFUSED) and expected):
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    def _asks(self, dialog: Dialog) -> None:
        # Other dialogs belong to a page and are answered by its test; no page ever alerts.
        if dialog.type == "alert":
            self.faults.append(f"alert: {dialog.message}")
            dialog.dismiss()

    def _failed(self, failure: WebError) -> None:
        self.faults.append(f"script failed: {failure.error}")
