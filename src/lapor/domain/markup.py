"""Mails and single pages as HTML, with everything that a person wrote escaped."""

from html import escape


def html_of(paragraphs: list[str], label: str | None, link: str | None, closing: list[str]) -> str:
    """Write a mail as a page of its own, with everything that a person wrote escaped.

    Without a label and a link there is no button.
    """

    def block(text: str) -> str:
        return f"<p>{escape(text).replace(chr(10), '<br>')}</p>"

    button = (
        f'<p><a href="{escape(link)}" style="display:inline-block;padding:12px 20px;'
        'background:#b5121b;color:#ffffff;text-decoration:none;border-radius:4px">'
        f"{escape(label.rstrip(':'))}</a><br><small>{escape(link)}</small></p>"
        if label and link
        else ""
    )
    body = "".join([*map(block, paragraphs), button, *map(block, closing)])
    return (
        '<!doctype html><html><head><meta charset="utf-8"></head>'
        '<body style="margin:0;background:#f3f4f5"><div style="max-width:560px;margin:0 auto;'
        'padding:24px;background:#ffffff;font:16px/1.5 sans-serif;color:#1b1f23">'
        f'<p style="font-weight:bold;color:#b5121b">SP4N-LAPOR!</p>{body}</div></body></html>'
    )


def page(title: str, text: str, button: str | None, language: str) -> str:
    """Write a page of one sentence, with a button that posts to its own address if there is one."""
    form = f'<form method="post"><button>{escape(button)}</button></form>' if button else ""
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">'
        '<link rel="stylesheet" href="/plain.css">'
        f"<title>{escape(title)}</title></head><body><main><h1>{escape(title)}</h1>"
        f"<p>{escape(text)}</p>{form}</main></body></html>"
    )
