"""Where the user's language model is. Only loopback and private addresses, unless the user allows others. Pure."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..errors import Forbidden, Invalid

SETTING = "describer"  # its name in the library's settings
_EXAMPLE = "An address looks like http://127.0.0.1:11434 (Ollama) or http://127.0.0.1:1234 (LM Studio)."


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`address` is the server's root without /v1; `vision`: the model can see; `anywhere`: public addresses too."""

    address: str
    model: str
    vision: bool = False
    anywhere: bool = False

    @classmethod
    def of(cls, value: Any) -> Settings | None:
        """The settings as the library keeps them (a small object), or None where nothing is set up.

        Raises Invalid for a value of another form, Forbidden for an address that is not allowed.
        """
        if value is None:
            return None
        if (
            not isinstance(value, dict)
            or not isinstance(value.get("address"), str)
            or not isinstance(value.get("model"), str)
        ):
            raise Invalid("invalid_describer", "The describer needs an address and a model.", _EXAMPLE)
        flags = {name: value.get(name, False) for name in ("vision", "anywhere")}
        if not all(isinstance(flag, bool) for flag in flags.values()):
            raise Invalid("invalid_describer", "vision and anywhere are true or false.", _EXAMPLE)
        made = cls(address=_root(value["address"]), model=value["model"].strip(), **flags)
        if not made.model or len(made.model) > 200:
            raise Invalid("invalid_describer", "The describer's model has no name.", "Pick one the server lists.")
        host = urlsplit(made.address).hostname or ""
        with contextlib.suppress(ValueError):  # a name: its addresses are checked when it is resolved
            made.check(ipaddress.ip_address(host))
        return made

    def as_json(self) -> dict[str, Any]:
        """As the library keeps them."""
        return {"address": self.address, "model": self.model, "vision": self.vision, "anywhere": self.anywhere}

    def check(self, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
        """Refuse a public address, and the link-local ones behind which clouds keep their secrets."""
        mapped = getattr(address, "ipv4_mapped", None) or address
        if mapped.is_link_local or mapped.is_multicast or mapped.is_unspecified:
            allowed = False
        else:
            allowed = self.anywhere or mapped.is_loopback or mapped.is_private
        if not allowed:
            raise Forbidden(
                "address_not_allowed",
                "The describer's address is not on this machine or in this network.",
                "Use a local server, or allow other addresses in the settings.",
            )


def _root(text: str) -> str:
    """An address without a path; /v1 at its end is what people copy from documentation."""
    text = re.sub(r"(?:/v1)?/*$", "", text.strip())
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise Invalid("invalid_address", "That is no address of a server.", _EXAMPLE) from error
    plain = (
        parts.scheme in ("http", "https") and parts.hostname and not (parts.username or parts.query or parts.fragment)
    )
    if not plain or parts.path or port == 0:
        raise Invalid("invalid_address", "That is no address of a server.", _EXAMPLE)
    return text
