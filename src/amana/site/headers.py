"""The security headers of her site, exactly as served (P3, P6)."""

import base64
import hashlib
from collections.abc import Mapping

# Everything that a page could ask a phone for, off; only the microphone, for her own voice.
POLICIES = (
    "accelerometer autoplay camera clipboard-read clipboard-write display-capture geolocation "
    "gyroscope hid idle-detection magnetometer midi payment serial usb xr-spatial-tracking"
)
LEAVE = ("/x", "/x.html")


def content_security_policy(*, style: str, relay: str) -> str:
    """The policy of every page: one inlined style by its hash, own scripts, and the one relay."""
    return f"{policy_in_page(style=style, relay=relay)}; frame-ancestors 'none'"


def policy_in_page(*, style: str, relay: str) -> str:
    """The part of it that a page may carry itself, for servers without our headers (CSP 3, 3.3)."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "worker-src 'self'",
            f"style-src 'sha256-{digest}'",
            f"connect-src 'self' {relay}",
            "img-src data:",
            "media-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'none'",
            "trusted-types amana",
            "require-trusted-types-for 'script'",
        )
    )


def every_answer(*, style: str, relay: str) -> dict[str, str]:
    """Headers of each answer, whatever its address. No Strict-Transport-Security here: the proxy
    that holds the certificate sends it."""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": content_security_policy(style=style, relay=relay),
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }


def on_pages() -> dict[str, str]:
    """What a page adds. To anything else these would say nothing and cost half a kilobyte each time."""
    allowed = [*(f"{policy}=()" for policy in POLICIES.split()), "microphone=(self)"]
    return {
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": ", ".join(allowed),
        "X-DNS-Prefetch-Control": "off",
        "X-Frame-Options": "DENY",
    }


def on_leaving() -> dict[str, str]:
    """What the page that she leaves to adds."""
    return {"Clear-Site-Data": '"cache", "cookies", "storage"'}


def of_route(table: Mapping[str, Mapping[str, str]], address: str, kind: str) -> dict[str, str]:
    """The headers of one address of `headers.json`; `kind` is its content type."""
    page = table["pages"] if kind.startswith("text/html") else {}
    leave = table["leave"] if address in LEAVE else {}
    return {**table["every"], **page, **leave, "Content-Type": kind}
