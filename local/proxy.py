"""One port for a browser: passes everything to MiniStack's CloudFront under the site's host name.

So the pages, the API, the headers and the rewritten addresses behave as in the cloud. What
MiniStack's CloudFront leaves out and this adds is compression.
"""

import sys
import zlib

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector, web
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

# Of one connection only (RFC 9110, 7.6.1), or set anew by each side.
_HOP = {
    "connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade", "content-length", "host", "expect",
}  # fmt: skip
# CloudFront compresses these from 1,000 bytes on.
_TEXT = ("text/", "application/json", "application/javascript", "application/manifest+json",
         "image/svg+xml")  # fmt: skip


def site(upstream: str, domain: str) -> web.Application:
    """The proxy to the distribution `domain` served at the address `upstream`."""
    app = web.Application(client_max_size=12 * 1024 * 1024)

    async def session(app: web.Application):  # type: ignore[no-untyped-def]
        async with ClientSession(
            auto_decompress=False,
            connector=TCPConnector(limit=0),
            timeout=ClientTimeout(total=60),
        ) as app[_SESSION]:
            yield

    async def forward(request: web.Request) -> web.Response:
        headers = _end_to_end(request.headers)
        headers["Host"] = domain
        headers["X-Forwarded-Proto"] = "https"
        # The path as it came: %2F and .. are the stack's business.
        url = URL(upstream + request.raw_path, encoded=True)
        try:
            async with request.app[_SESSION].request(
                request.method,
                url,
                headers=headers,
                data=await request.read() or None,
                allow_redirects=False,
                skip_auto_headers=("Accept-Encoding", "Content-Type", "User-Agent"),
            ) as answer:
                body = await answer.read()
        except (ClientError, TimeoutError) as error:
            return web.Response(status=502, text=f"MiniStack does not answer: {error}")
        reply = web.Response(status=answer.status, headers=_end_to_end(answer.headers), body=body)
        return _compressed(request, reply, body)

    app.cleanup_ctx.append(session)
    app.router.add_route("*", "/{path:.*}", forward)
    return app


_SESSION = web.AppKey("session", ClientSession)


def _end_to_end(headers: CIMultiDictProxy[str]) -> CIMultiDict[str]:
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in _HOP)


def _compressed(request: web.Request, reply: web.Response, body: bytes) -> web.Response:
    """Squeeze a page as CloudFront would; answers of the API go through untouched there too."""
    if (
        len(body) >= 1000
        and not request.path.startswith("/api/")
        and "gzip" in request.headers.get("Accept-Encoding", "")
        and "Content-Encoding" not in reply.headers
        and reply.headers.get("Content-Type", "").startswith(_TEXT)
    ):
        squeeze = zlib.compressobj(wbits=31)
        reply.body = squeeze.compress(body) + squeeze.flush()
        reply.headers["Content-Encoding"] = "gzip"
        reply.headers["Vary"] = "Accept-Encoding"
    return reply


if __name__ == "__main__":
    port, upstream, domain = sys.argv[1:]
    web.run_app(
        site(upstream, domain), host="127.0.0.1", port=int(port), print=None, access_log=None
    )
