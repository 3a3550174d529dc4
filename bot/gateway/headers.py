"""The headers that every answer carries: nothing from elsewhere runs, nothing is told to
anyone, nothing is kept. No cookies, no CORS."""

from __future__ import annotations

from aiohttp import hdrs, web

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
)
_NOT_NEEDED = (
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",  # clipboard-write stays: a number can be copied
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "speaker-selection",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)


def content_security_policy(frame_ancestors: str = "'none'", **others: str) -> str:
    """The policy; `frame_ancestors` says who may frame the page, `others` what else a page has
    of its own, as in `form_action="'self'"`."""
    policy = dict(rule.split(" ", 1) for rule in _POLICY)
    policy.update({name.replace("_", "-"): value for name, value in others.items()})
    policy["frame-ancestors"] = frame_ancestors
    return "; ".join(f"{name} {value}" for name, value in policy.items())


ALWAYS = {
    "Content-Security-Policy": content_security_policy(),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_NEEDED),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NO_STORE = "no-store"


OWN = "headers of its own"  # key of an answer: the headers in which it differs; "" leaves one out


def put_on(response: web.StreamResponse) -> None:
    """The headers, put on in place. An answer that does not say may not be stored."""
    response.headers.update(ALWAYS)
    for name, value in response.get(OWN, {}).items():
        response.headers[name] = value
        if not value:
            del response.headers[name]
    response.headers.setdefault(hdrs.CACHE_CONTROL, NO_STORE)
    response.headers.pop(hdrs.SERVER, None)
    response.headers.popall(hdrs.SET_COOKIE, None)


async def on_prepare(_: web.Request, response: web.StreamResponse) -> None:
    """Signal of the application: the last hand on every answer."""
    put_on(response)
