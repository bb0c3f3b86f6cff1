"""Which of the computer's connections a phone can reach: cards and hotspots, not what programs made up."""

import ipaddress
import re
import socket

import msgspec
import psutil

LOOPBACK = "127.0.0.1"
_MADE_UP = re.compile(
    r"wsl|hyper-?v|vethernet|virtualbox|vbox|vmware|vmnet|docker|podman|^br-|^veth|^virbr|^lxc|^lxd|^cni|^ifb|^dummy"
    r"|^tun|^tap|^utun|^wg|^ppp|^ipsec|^gif|^stf|^awdl|^llw|vpn|wireguard|tailscale|zerotier|hamachi|openvpn|fortinet"
    r"|anyconnect|nordlynx|warp|teredo|isatap|bluetooth",
    re.IGNORECASE,
)
_WIRELESS = re.compile(r"wi-?fi|wlan|^wl|wireless|^ath|airport", re.IGNORECASE)
_ELSEWHERE = "192.0.2.1"
"""Nobody's address (RFC 5737): only asked which way it would be reached; nothing is sent."""
_HOTSPOT = ipaddress.ip_network("192.168.137.0/24")
"""Of the hotspot that Windows itself opens: it leads nowhere, but phones are on it."""


class Adapter(msgspec.Struct, frozen=True, kw_only=True):
    """One way to the computer."""

    name: str
    """As the system calls it: "Wi-Fi", "eth0"."""
    address: str
    """IPv4."""
    wireless: bool = False
    gateway: bool = False
    """Whether the rest of the world is reached by it: then a router is there, and phones on its Wi-Fi."""
    private: bool = True
    """Whether its address is of a shop's or home's own network."""


def adapters() -> tuple[Adapter, ...]:
    """Return the connections that phones may be on, the likeliest first; none when there is no network."""
    up = {name for name, facts in psutil.net_if_stats().items() if facts.isup}
    leading = _leading_address()
    found = [
        adapter
        for name, entries in psutil.net_if_addrs().items()
        if name in up
        for entry in entries
        if entry.family == socket.AF_INET and (adapter := adapter_of(name, entry.address, leading)) is not None
    ]
    return tuple(sorted(found, key=_rank))


def adapter_of(name: str, address: str, leading: str) -> Adapter | None:
    """Return the adapter of this name; None for one that no phone is on. ``leading``: the address with the gateway."""
    try:
        place = ipaddress.IPv4Address(address)
    except ValueError:
        return None
    if place.is_loopback or place.is_link_local or place.is_multicast or place.is_unspecified or _MADE_UP.search(name):
        return None
    return Adapter(
        name=name,
        address=address,
        wireless=_WIRELESS.search(name) is not None,
        gateway=address == leading,
        private=place.is_private,
    )


def _rank(adapter: Adapter) -> tuple[bool, bool, bool, bool, str]:
    """Sort private addresses first, then those with a gateway, then hotspots of this computer, then Wi-Fi."""
    hotspot = ipaddress.IPv4Address(adapter.address) in _HOTSPOT
    return (not adapter.private, not adapter.gateway, not hotspot, not adapter.wireless, adapter.name)


def _leading_address() -> str:
    """Return our own address on the way to the rest of the world; "" when there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect((_ELSEWHERE, 9))
            return str(asked.getsockname()[0])
        except OSError:
            return ""
