"""Addresses of the web as a vendor types them."""

import re
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_LABEL: Final = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST: Final = re.compile(rf"(?=.{{4,253}}$)(?:{_LABEL}\.)+(?:[a-z]{{2,63}}|xn--[a-z0-9-]{{2,59}})")
_IN_PATH: Final = "/%@:!$&()*+,;=~"
LONGEST: Final = 500


def https_address(text: str, left_out: re.Pattern[str] | None = None) -> str | None:
    """Return an address as it is stored: https, ASCII, its host in small letters; None for what is none.

    Without its scheme it is one too. Refused are names and passwords, ports, and hosts that only this network knows.
    ``left_out``: names of parameters that are dropped.
    """
    address = text.strip()
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(host):
        return None
    if parts.username is not None or port not in (None, 80, 443):
        return None
    given = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in given if left_out is None or not left_out.fullmatch(pair[0])])
    return urlunsplit(("https", host, quote(parts.path or "/", safe=_IN_PATH), query, ""))
