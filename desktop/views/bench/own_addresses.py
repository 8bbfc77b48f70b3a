"""The addresses of this laptop that a phone beside it can reach."""

import ipaddress
from collections.abc import Iterable

from PySide6.QtNetwork import QNetworkInterface


def own_addresses() -> tuple[tuple[str, str], ...]:
    """The private IPv4 addresses with the names of their networks, the likeliest first.

    An address that ends with 1 is mostly the laptop's own hotspot. What can be reached from the
    internet is not offered.
    """
    found = [
        (entry.ip().toString(), interface.humanReadableName())
        for interface in QNetworkInterface.allInterfaces()
        if _is_on(interface)
        for entry in interface.addressEntries()
    ]
    return in_order(found)


def in_order(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Those of `found` that are private IPv4 addresses, hotspots first."""
    private = [one for one in found if _is_private(one[0])]
    return tuple(sorted(private, key=lambda one: (not one[0].endswith(".1"), one[0])))


def _is_on(interface: QNetworkInterface) -> bool:
    flags, flag = interface.flags(), QNetworkInterface.InterfaceFlag
    up = bool(flags & flag.IsUp and flags & flag.IsRunning)
    return up and not flags & flag.IsLoopBack


def _is_private(text: str) -> bool:
    try:
        address = ipaddress.IPv4Address(text)
    except ValueError:  # IPv6, with or without a zone
        return False
    return address.is_private and not address.is_loopback
