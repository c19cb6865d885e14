"""Addresses and networks as settings name them."""

import ipaddress
from pathlib import Path

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
GATEWAY = "gateway"
_ROUTES = Path("/proc/net/route")
_ANYWHERE = "00000000"
_PRIVATE: list[Network] = [
    ipaddress.ip_network(one)
    for one in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "::1/128",
        "fc00::/7",
    )
]


def networks(text: str) -> list[Network]:
    """The networks of a list with commas between.

    Args:
        text: addresses, networks, and the word `gateway`: the machine that this one reaches others
            through, which for a container is the host.

    Raises:
        ValueError: something else stands in it, or a network of everybody.
    """
    found: list[Network] = []
    for word in filter(None, (part.strip() for part in text.split(","))):
        if word == GATEWAY:
            found += gateways(_ROUTES.read_text() if _ROUTES.exists() else "")
            continue
        network = ipaddress.ip_network(word, strict=False)
        if network.prefixlen == 0:
            raise ValueError(f"{word} is everybody")
        found.append(network)
    return found


def gateways(routes: str) -> list[Network]:
    """The default gateways in the kernel's table of IPv4 routes."""
    rows = [line.split() for line in routes.splitlines()[1:]]
    return [
        ipaddress.ip_network(bytes.fromhex(row[2])[::-1])
        for row in rows
        if len(row) > 2 and row[1] == _ANYWHERE != row[2]
    ]


def contains(known: list[Network], address: str) -> bool:
    """Whether an address lies in one of the networks; no where it is none."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in known)


def plain(address: str) -> str:
    """An IPv4 address as such, also where a socket for both kinds wraps it into one of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return address if mapped is None else str(mapped)


def address_in(word: str) -> str | None:
    """The address that a proxy writes down for a client, bare; None where the word holds none.

    Args:
        word: also with a port, in brackets or in quotation marks (RFC 7239).
    """
    text = word.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return plain(str(ipaddress.ip_address(text.partition("%")[0])))
    except ValueError:
        return None


def is_private(address: str) -> bool:
    """Whether an address is one that only its own network knows (RFC 1918, 4193, 6598)."""
    return contains(_PRIVATE, address)
