"""What every answer tells the browser: run only our own scripts, ask nobody else, stand in no other page."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import MutableHeaders

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
MEDIA = "/media/"
# A file of the user's is for keeping; opened as a page, it may do nothing.
KEPT = "default-src 'none'; sandbox; frame-ancestors 'none'"
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(page: str) -> str:
    """The content security policy of this page: of the scripts in it those that stand there now, and no others.

    Streamlit and Plotly write styles into elements, our components' scripts come as blobs, and Streamlit's reader of
    messages tries WebAssembly.
    """
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in _INLINE.findall(page))
    return "; ".join((
        "default-src 'none'",
        " ".join(("script-src 'self' 'wasm-unsafe-eval' blob:", *(f"'sha256-{digest}'" for digest in hashes))),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ))


def lay(headers: MutableHeaders, path: str, content_policy: str) -> None:
    """Put them into an answer; what would let other pages read it is taken out."""
    for name in [name for name in headers if name.lower().startswith("access-control-")]:
        del headers[name]
    headers["Content-Security-Policy"] = KEPT if path.startswith(MEDIA) else content_policy
    for name, value in FIXED.items():
        headers[name] = value
