#!/usr/bin/python3
"""Writes the packet table of PacketTableTest with Scapy, which knows nothing of the switch.

    /usr/bin/python3 agent/src/test/packets/forwarding.py \
        > agent/src/test/resources/io/spinlane/agent/engine/forwarding.packets

What follows from the hash of a flow is written in letters instead of digits: "p" is the switch's
own port, the same in all of a case; "x" may be anything; "s" is a checksum that must be right.
"""

from scapy.all import (
    ICMP, IP, IPv6, TCP, UDP, Ether, ICMPv6DestUnreach, ICMPv6PacketTooBig, Raw, raw,
)

GATEWAY, EXT0, INT0 = "02:00:00:00:00:fe", "02:00:00:00:00:01", "02:00:00:00:00:02"
CLIENT = {4: "198.51.100.7", 6: "2001:db8:c::7"}
VIP = {4: "203.0.113.10", 6: "2001:db8:e::10"}
INSIDE = {4: "10.0.0.1", 6: "2001:db8:1::1"}
ROUTER = {4: "192.0.2.254", 6: "2001:db8:d::fe"}
SERVER = {
    "TCP": {4: "10.0.0.11", 6: "2001:db8:1::11"},
    "UDP": {4: "10.0.0.21", 6: "2001:db8:1::21"},
}
MAC = {"TCP": "02:00:00:00:00:11", "UDP": "02:00:00:00:00:21"}
PORT = {"TCP": (80, 8080), "UDP": (53, 53)}
CLIENT_PORT = 4000
LOCAL_PORT = 1  # Stands for the switch's own; written as letters.
TOS = 0x2A
CASES = [(mode, v, v) for mode in ("NAT", "FULL_NAT", "DSR", "IPIP", "GUE") for v in (4, 6)]
CASES += [(mode, v, 10 - v) for mode in ("IPIP", "GUE") for v in (4, 6)]


def ip(source, destination, hops, tos=TOS, number=0x1234, label=0x56789):
    """An IP header of the addresses' family."""
    if ":" in source:
        return IPv6(src=source, dst=destination, hlim=hops, tc=tos, fl=label)
    return IP(src=source, dst=destination, ttl=hops, tos=tos, id=number, flags="DF")


def segment(protocol, source, destination, step, mss):
    """The step-th packet of a conversation; odd ones are answers."""
    if protocol == "UDP":
        return UDP(sport=source, dport=destination) / Raw(bytes(range(20 + step)))
    flags, sequence, acknowledgement, data = [
        ("S", 1000, 0, b""),
        ("SA", 0xFFFFFFFF, 1001, b""),
        ("PA", 1001, 0, b"GET / HTTP/1.1\r\n\r\n"),
        ("A", 0, 1019, bytes(1200)),
    ][step]
    options = [("MSS", mss)] if step < 2 else []
    head = TCP(
        sport=source,
        dport=destination,
        flags=flags,
        seq=sequence,
        ack=acknowledgement,
        window=64000,
        options=options,
    )
    return head / Raw(data) if data else head


def hexed(frame, letters=()):
    """Digits of a frame, with (first byte, bytes, letter) in the place of some; halves are nibbles."""
    text = list(raw(frame).hex())
    for first, count, letter in letters:
        for at in range(int(2 * first), int(2 * (first + count))):
            text[at] = letter
    return "".join(text)


def header(version):
    return 40 if version == 6 else 20


def port_letters(protocol, version, at):
    """Letters for the switch's port at an offset of the transport header, and the sum it is in."""
    start = 14 + header(version)
    return [(start + at, 2, "p"), (start + (16 if protocol == "TCP" else 6), 2, "s")]


def wrapped(mode, inner, outer, server, mac):
    """A frame with the packet in the mode's tunnel."""
    protocol = 41 if isinstance(inner, IPv6) else 4
    around = ip(INSIDE[outer], server, 64, inner.tc if protocol == 41 else inner.tos, number=0, label=0)
    letters = [(14 + 1.5, 2.5, "x")] if outer == 6 else []
    if mode == "GUE":
        gue = Raw(bytes([0, protocol, 0, 0]) + raw(inner))
        udp = UDP(sport=50000, dport=6080, chksum=None if outer == 6 else 0)
        letters.append((14 + header(outer), 2, "x"))
        if outer == 6:
            letters.append((14 + 40 + 6, 2, "s"))
        return hexed(Ether(src=INT0, dst=mac) / around / udp / gue, letters)
    if outer == 6:
        around.nh = protocol
    else:
        around.proto = protocol
    return hexed(Ether(src=INT0, dst=mac) / around / Raw(raw(inner)), letters)


def request(mode, client, backend, protocol, step):
    """What the client sends, and what arrives at the back-end."""
    port, target = PORT[protocol]
    least = 1500 - header(client) - 20
    there = ip(CLIENT[client], VIP[client], 64) / segment(protocol, CLIENT_PORT, port, step, 8960)
    sent = hexed(Ether(src=GATEWAY, dst=EXT0) / there)
    server, mac = SERVER[protocol][backend], MAC[protocol]
    if mode == "DSR":
        return sent, hexed(Ether(src=INT0, dst=mac) / there)
    if mode in ("IPIP", "GUE"):
        inner = ip(CLIENT[client], VIP[client], 63) / segment(protocol, CLIENT_PORT, port, step, 8960)
        return sent, wrapped(mode, inner.__class__(raw(inner)), backend, server, mac)
    full = mode == "FULL_NAT"
    source, own = (INSIDE[client], LOCAL_PORT) if full else (CLIENT[client], CLIENT_PORT)
    out = ip(source, server, 63) / segment(protocol, own, target, step, least)
    letters = port_letters(protocol, client, 0) if full else []
    return sent, hexed(Ether(src=INT0, dst=mac) / out, letters)


def reply(mode, version, protocol, step):
    """What the back-end answers, and what arrives at the client; where answers pass the switch."""
    port, source = PORT[protocol]
    least = 1500 - header(version) - 20
    full = mode == "FULL_NAT"
    to, own = (INSIDE[version], LOCAL_PORT) if full else (CLIENT[version], CLIENT_PORT)
    back = ip(SERVER[protocol][version], to, 64) / segment(protocol, source, own, step, 8960)
    out = ip(VIP[version], CLIENT[version], 63) / segment(protocol, port, CLIENT_PORT, step, least)
    letters = port_letters(protocol, version, 2) if full else []
    return (
        hexed(Ether(src=MAC[protocol], dst=INT0) / back, letters),
        hexed(Ether(src=EXT0, dst=GATEWAY) / out),
    )


def too_big(source, to, hops, mtu, quoted):
    if ":" in to:
        return ip(source, to, hops) / ICMPv6PacketTooBig(mtu=mtu) / Raw(quoted)
    return ip(source, to, hops) / ICMP(type=3, code=4, nexthopmtu=mtu) / Raw(quoted)


def unreachable(source, to, hops, quoted):
    if ":" in to:
        return ip(source, to, hops) / ICMPv6DestUnreach(code=4) / Raw(quoted)
    return ip(source, to, hops) / ICMP(type=3, code=3) / Raw(quoted)


def quotable(protocol, source, destination, step):
    """What errors quote; a datagram without a checksum, since it would follow from the port."""
    whole = segment(protocol, source, destination, step, 1460)
    if protocol == "UDP":
        whole.chksum = 0
    return whole


def about_reply(mode, client, backend, protocol):
    """A router beyond the client's side says that an answer was too big: the back-end is told."""
    port, source = PORT[protocol]
    quoted = raw(ip(VIP[client], CLIENT[client], 60) / quotable(protocol, port, CLIENT_PORT, 1))
    error = too_big(ROUTER[client], VIP[client], 64, 1400, quoted)
    sent = hexed(Ether(src=GATEWAY, dst=EXT0) / error)
    server, mac = SERVER[protocol][backend], MAC[protocol]
    if mode == "DSR":
        return sent, hexed(Ether(src=INT0, dst=mac) / error)
    if mode in ("IPIP", "GUE"):
        inner = error.__class__(raw(error))
        return sent, wrapped(mode, inner, backend, server, mac)
    full = mode == "FULL_NAT"
    to, own = (INSIDE[client], LOCAL_PORT) if full else (CLIENT[client], CLIENT_PORT)
    quoted = raw(ip(server, to, 60) / quotable(protocol, source, own, 1))
    out = too_big(ROUTER[client], server, 63, 1400, quoted)
    start = 14 + header(client)
    inside = start + 8 + header(client)
    letters = [
        (start + 2, 2, "s"),
        (inside + 2, 2, "p"),
    ] + ([(inside + 16, 2, "x")] if protocol == "TCP" else [])
    return sent, hexed(Ether(src=INT0, dst=mac) / out, letters if full else [])


def about_request(mode, version, protocol):
    """The back-end says that nobody is there: the client is told."""
    port, target = PORT[protocol]
    server, mac = SERVER[protocol][version], MAC[protocol]
    full = mode == "FULL_NAT"
    source, own = (INSIDE[version], LOCAL_PORT) if full else (CLIENT[version], CLIENT_PORT)
    quoted = raw(ip(source, server, 60) / quotable(protocol, own, target, 2))[: header(version) + 8]
    start = 14 + header(version)
    letters = [(start + 2, 2, "s"), (start + 8 + header(version), 2, "p")]
    sent = hexed(
        Ether(src=mac, dst=INT0) / unreachable(server, source, 64, quoted), letters if full else []
    )
    there = raw(ip(CLIENT[version], VIP[version], 60) / quotable(protocol, CLIENT_PORT, port, 2))
    out = unreachable(VIP[version], CLIENT[version], 63, there[: header(version) + 8])
    return sent, hexed(Ether(src=EXT0, dst=GATEWAY) / out)


def case(mode, client, backend, protocol):
    """All steps of one conversation."""
    families = f"v{client}" if client == backend else f"v{client} in v{backend}"
    print(f"\ncase {mode} {families} {protocol}")
    answers = mode in ("NAT", "FULL_NAT")
    steps = 4 if protocol == "TCP" else 2
    forwarded = 0
    for step in range(steps):
        if step % 2 == 0:
            frames = request(mode, client, backend, protocol, step)
            print(f"in  ext0 {frames[0]}\nout int0 {frames[1]}")
        elif answers:
            frames = reply(mode, client, protocol, step)
            print(f"in  int0 {frames[0]}\nout ext0 {frames[1]}")
        forwarded += step % 2 == 0 or answers
    frames = about_reply(mode, client, backend, protocol)
    print(f"# An error about a reply.\nin  ext0 {frames[0]}\nout int0 {frames[1]}")
    followed = 1
    if answers:
        frames = about_request(mode, client, protocol)
        print(f"# An error about a request.\nin  int0 {frames[0]}\nout ext0 {frames[1]}")
        followed = 2
    print(f"count FORWARD_PACKETS {forwarded + followed}")
    print("count CONNECTIONS_NEW 1")
    print(f"count ICMP_ERRORS_FOLLOWED {followed}")


def main():
    print("# Written by agent/src/test/packets/forwarding.py with Scapy; see there for the letters.")
    for mode, client, backend in CASES:
        for protocol in ("TCP", "UDP"):
            case(mode, client, backend, protocol)


main()
