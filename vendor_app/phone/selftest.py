"""Why a phone may not find the page: no network, a firewall, a router that keeps its guests apart."""

import http.client
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from vendor_app.language import _
from vendor_app.phone.network import LOOPBACK, Adapter

Verdict: TypeAlias = Literal["pass", "warn", "fail"]
_PATIENCE = 3.0
_UFW = Path("/etc/ufw/ufw.conf")
_RULES = r"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at."""

    name: Literal["adapter", "answer", "firewall", "phone"]
    verdict: Verdict
    message: str
    hint: str = ""


def look_at_adapter(adapter: Adapter | None) -> Finding:
    """Say by which connection phones come."""
    if adapter is None or adapter.address == LOOPBACK:
        return Finding(
            name="adapter",
            verdict="fail",
            message=_("This computer is on no network."),
            hint=_("Connect it to the shop's Wi-Fi, or to the hotspot of the phone."),
        )
    words = _("Connection: {name} ({address})").format(name=adapter.name, address=adapter.address)
    if not adapter.private:
        hint = _("This connection leads straight to the internet. Choose the shop's Wi-Fi if there is one.")
        return Finding(name="adapter", verdict="warn", message=words, hint=hint)
    return Finding(name="adapter", verdict="pass", message=words)


def look_at_answer(host: str) -> Finding:
    """Knock at our own address, as a phone would: no name of a page is said. Takes up to some seconds."""
    line = http.client.HTTPConnection(host, timeout=_PATIENCE)
    try:
        line.request("GET", "/")
        answered = line.getresponse().status == 404
    except (OSError, http.client.HTTPException):
        answered = False
    finally:
        line.close()
    if answered:
        return Finding(name="answer", verdict="pass", message=_("The page answers on this address."))
    return Finding(
        name="answer",
        verdict="fail",
        message=_("The page does not answer on this address."),
        hint=_("A firewall or virus scanner stops it. Allow Talad Clip there, or choose another connection."),
    )


def look_at_firewall() -> Finding:
    """Say whether this computer's own firewall is known to keep phones out."""
    blocked = _windows_blocks() if sys.platform == "win32" else _linux_blocks()
    if not blocked:
        return Finding(name="firewall", verdict="pass", message=_("No firewall rule against it was found."))
    hint = (
        _("Open “Allow an app through Windows Firewall” and tick Talad Clip, for private and public networks.")
        if sys.platform == "win32"
        else _("Allow it in the firewall: sudo ufw allow from the shop's network.")
    )
    return Finding(
        name="firewall", verdict="warn", message=_("The firewall of this computer may keep phones out."), hint=hint
    )


def look_for_phone(phones: Iterable[str], seconds: float) -> Finding | None:
    """Say whether a phone has come, and when none does for long what to try; None: it is too early to tell."""
    if any(phones):
        return Finding(name="phone", verdict="pass", message=_("A phone has opened the page."))
    if seconds < 30:
        return None
    return Finding(
        name="phone",
        verdict="warn",
        message=_("No phone has come yet."),
        hint=_(
            "Is the phone on the same Wi-Fi, and mobile data off? Guest Wi-Fi keeps phones apart from computers: "
            "then switch on the phone's hotspot and connect this computer to it."
        ),
    )


def blocks(rules: Sequence[str], program: str) -> bool:
    """Whether Windows' firewall rules have one that blocks what comes in for ``program``: a "Cancel" leaves such."""
    for rule in rules:
        words = dict(part.partition("=")[::2] for part in rule.split("|"))
        if (words.get("Action"), words.get("Dir"), words.get("Active")) == (
            "Block",
            "In",
            "TRUE",
        ) and os.path.expandvars(words.get("App", "")).casefold() == program.casefold():
            return True
    return False


def _linux_blocks() -> bool:
    """Whether ufw, the firewall that Ubuntu and Debian offer, is on."""
    try:
        return "enabled=yes" in _UFW.read_text("utf-8", "replace").casefold()
    except OSError:
        return False


def _windows_blocks() -> bool:
    return sys.platform == "win32" and blocks(_windows_rules(), sys.executable)


def _windows_rules() -> list[str]:
    """Read the firewall's rules from the registry, which anybody may."""
    if sys.platform != "win32":
        return []
    import winreg  # noqa: PLC0415 - there is none elsewhere

    found = []
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, rf"{_RULES}\FirewallRules") as key:
            found = [str(winreg.EnumValue(key, number)[1]) for number in range(winreg.QueryInfoKey(key)[1])]
    except OSError:
        return found
    return found
