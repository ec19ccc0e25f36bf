"""Who may ask: the Host, Origin and Sec-Fetch-Site rules that keep other web sites out.

A browser sends a foreign page's requests to 127.0.0.1 without a question, and a name that an attacker controls may
resolve to 127.0.0.1 (DNS rebinding). So a loopback server answers loopback names only, an Origin has to be our own,
and what the browser itself marks as cross-site is refused, reads included.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from ..errors import Forbidden

AUTHORITY = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(?P<port>[0-9]{1,5}))?")
DEFAULT_PORTS = {"http": "80", "https": "443"}


@dataclass(frozen=True)
class Authority:
    """A host as headers name it: lower-case name without brackets, and the port if one is written."""

    name: str
    port: str | None

    @classmethod
    def read(cls, text: str) -> Authority | None:
        """ "NAME", "NAME:PORT" or "[::1]:PORT"; None for anything else, user parts included."""
        match = AUTHORITY.fullmatch(text.strip().lower())
        return cls(match["name"].strip("[]"), match["port"]) if match else None

    def matches(self, other: Authority, scheme: str) -> bool:
        """Whether both mean the same server, where a missing port is the scheme's own."""
        default = DEFAULT_PORTS.get(scheme)
        return self.name == other.name and (self.port or default) == (other.port or default)


@dataclass(frozen=True)
class Hosts:
    """The address this server is bound to and the names it may be called by besides.

    `bound` is the address or a callable that gives it (ComfyUI knows its own only after it has started); several
    may be separated by commas. Until it is known, the loopback rule holds. `allowed` holds "NAME" (any port) or
    "NAME:PORT", as --allow-host and CASTBOOK_ALLOWED_HOSTS give them.
    """

    bound: str | Callable[[], str | None] = "127.0.0.1"
    allowed: frozenset[str] = frozenset()

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        bound = self.bound if isinstance(self.bound, str) else self.bound()
        return bound is None or all(is_loopback(part.strip().strip("[]").lower()) for part in bound.split(","))

    def check(self, request: web.BaseRequest, *, opens_page: bool = False) -> None:
        """Raise Forbidden unless the request comes from our own page or from no web page at all.

        `opens_page` says that a user follows a link to the page itself: that one may start on another site.
        """
        host = self._host(request)
        origin = _single(request, "Origin")
        if origin is not None and not self._is_ours(origin, host):
            raise Forbidden(
                "foreign_origin",
                "This request comes from another web page.",
                "Open Castbook at its own address, or allow that page's host with --allow-host.",
            )
        if request.headers.get("Sec-Fetch-Site", "").lower() == "cross-site" and not (opens_page and origin is None):
            raise Forbidden(
                "cross_site",
                "This request comes from another web site.",
                "Open Castbook at its own address and try again there.",
            )

    def _host(self, request: web.BaseRequest) -> Authority:
        text = _single(request, "Host")
        host = Authority.read(text) if text else None
        if host is None or not (self._is_allowed(host) or not self.loopback or is_loopback(host.name)):
            raise Forbidden(
                "foreign_host",
                "Castbook is not known under the name that this request uses.",
                "Use 127.0.0.1 or localhost, or allow the name with --allow-host or CASTBOOK_ALLOWED_HOSTS.",
            )
        return host

    def _is_ours(self, origin: str, host: Authority) -> bool:
        scheme, separator, rest = origin.strip().partition("://")
        authority = Authority.read(rest)
        if not separator or authority is None or scheme.lower() not in DEFAULT_PORTS:
            return False  # "null" (sandboxed frames, file:) and forms no browser sends
        return authority.matches(host, scheme.lower()) or self._is_allowed(authority)

    def _is_allowed(self, authority: Authority) -> bool:
        names = {name.strip().lower() for name in self.allowed}
        return authority.name in names or f"{authority.name}:{authority.port}" in names


def is_loopback(name: str) -> bool:
    """Whether a host name or address, lower-case and without brackets, means this machine only."""
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _single(request: web.BaseRequest, name: str) -> str | None:
    values = request.headers.getall(name, [])
    if len(values) > 1:
        raise Forbidden("doubled_header", f"The request has more than one {name} header.", "Send it once.")
    return values[0] if values else None
