"""The security headers of her site, exactly as served (P3, P6)."""

import base64
import hashlib

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
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{p}=()" for p in POLICIES.split())
        + ", microphone=(self)",
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }


def on_leaving() -> dict[str, str]:
    """What the page that she leaves to adds."""
    return {"Clear-Site-Data": '"cache", "cookies", "storage"'}
