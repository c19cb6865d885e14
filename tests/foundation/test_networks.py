"""Networks are named by address, by range, or as the gateway."""

import pytest

from foundation.networks import contains, gateways, networks, plain
from foundation.settings import Settings, UnsafeSettings

ROUTES = """Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t010012AC\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t000012AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0
"""


def test_a_range_may_be_named_by_any_address_in_it():
    known = networks("10.1.2.3/8, 192.0.2.1,2001:db8::1/32")
    assert contains(known, "10.9.9.9")
    assert contains(known, "192.0.2.1") and not contains(known, "192.0.2.2")
    assert contains(known, "2001:db8:1::1")
    assert not contains(known, "no address")


def test_the_gateway_of_a_container_is_its_host():
    assert [str(one) for one in gateways(ROUTES)] == ["172.18.0.1/32"]


@pytest.mark.parametrize("text", ["*", "0.0.0.0/0", "::/0", "proxy.example", "10.0.0.0/33"])
def test_what_is_no_network_or_everybody_refuses_to_start(text: str):
    with pytest.raises(UnsafeSettings, match="KS_TRUSTED_PROXIES"):
        Settings.load({"KS_TRUSTED_PROXIES": text}, demo=True)
    assert Settings.load({"KS_TRUSTED_PROXIES": "gateway"}, demo=True)


def test_one_client_has_one_address_whichever_socket_takes_it():
    assert plain("::ffff:192.0.2.7") == plain("192.0.2.7") == "192.0.2.7"
    assert plain("2001:db8::1") == "2001:db8::1"
    assert plain("testclient") == "testclient"
