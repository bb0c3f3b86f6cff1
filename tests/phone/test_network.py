"""Which connections are offered, and what is said when a phone does not come."""

import http.server
import threading

import psutil
import pytest

from vendor_app.errors import VendorError
from vendor_app.phone import network
from vendor_app.phone.network import LOOPBACK, Adapter, adapter_of, adapters
from vendor_app.phone.selftest import blocks, look_at_adapter, look_at_answer, look_for_phone
from vendor_app.phone.server import PhoneServer
from vendor_app.phone.session import Brief


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("vEthernet (WSL)", "172.28.32.1"),
        ("vEthernet (Default Switch)", "172.19.0.1"),
        ("docker0", "172.17.0.1"),
        ("br-0f1e2d", "172.18.0.1"),
        ("VirtualBox Host-Only Network", "192.168.56.1"),
        ("VMware Network Adapter VMnet8", "192.168.80.1"),
        ("tun0", "10.8.0.2"),
        ("Tailscale", "100.101.102.103"),
        ("NordLynx", "10.5.0.2"),
        ("Local Area Connection", "169.254.7.7"),
        ("lo", "127.0.0.1"),
        ("Wi-Fi", "fe80::1"),
    ],
)
def test_no_phone_is_on_these(name: str, address: str) -> None:
    assert adapter_of(name, address, "") is None


@pytest.mark.parametrize("name", ["Wi-Fi", "wlan0", "wlp3s0", "Ethernet 2", "eth0", "en0", "Local Area Connection* 2"])
def test_phones_are_on_these(name: str) -> None:
    assert adapter_of(name, "192.168.1.34", "192.168.1.34") is not None


def test_the_likeliest_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {
        "Ethernet": "8.8.4.4",
        "Ethernet 2": "10.0.0.9",
        "Wi-Fi": "192.168.1.34",
        "Local Area Connection* 2": "192.168.137.1",
        "Wi-Fi 2": "192.168.7.7",
        "vEthernet (WSL)": "172.28.32.1",
        "off": "192.168.1.99",
    }
    entry = psutil.net_if_addrs()["lo"][0]
    monkeypatch.setattr(network, "_leading_address", lambda: "192.168.1.34")
    monkeypatch.setattr(psutil, "net_if_addrs", lambda: {n: [entry._replace(address=a)] for n, a in addresses.items()})
    state = psutil.net_if_stats()["lo"]
    monkeypatch.setattr(psutil, "net_if_stats", lambda: {n: state._replace(isup=n != "off") for n in addresses})
    assert [one.name for one in adapters()] == [
        "Wi-Fi",
        "Local Area Connection* 2",
        "Wi-Fi 2",
        "Ethernet 2",
        "Ethernet",
    ]


def test_the_adapter_is_named() -> None:
    assert look_at_adapter(None).verdict == "fail"
    assert "Wi-Fi" in look_at_adapter(Adapter(name="Wi-Fi", address="192.168.1.34")).message
    assert look_at_adapter(Adapter(name="Ethernet", address="203.0.113.7", private=False)).verdict == "warn"


def test_a_page_that_answers_passes(server: PhoneServer) -> None:
    assert look_at_answer(server.host).verdict == "pass"


def test_a_page_that_does_not_answer_is_told(server: PhoneServer) -> None:
    server.stop()
    assert server.join()
    finding = look_at_answer(server.host)
    assert finding.verdict == "fail"
    assert "ไฟร์วอลล์" in finding.hint


def test_another_program_in_its_place_is_no_answer() -> None:
    class Hello(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            return

    with http.server.HTTPServer((LOOPBACK, 0), Hello) as other:
        thread = threading.Thread(target=other.handle_request)
        thread.start()
        assert look_at_answer(f"{LOOPBACK}:{other.server_port}").verdict == "fail"
        thread.join()


def test_a_phone_that_does_not_come_is_told_what_to_try() -> None:
    assert look_for_phone((), 5) is None
    late = look_for_phone((), 45)
    assert late is not None
    assert late.verdict == "warn"
    assert "ฮอตสปอต" in late.hint
    came = look_for_phone(("192.168.1.50",), 45)
    assert came is not None
    assert came.verdict == "pass"


def test_a_rule_that_windows_made_when_somebody_pressed_cancel_is_found() -> None:
    rule = r"v2.32|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App=C:\Apps\TaladClip.exe|Name=TaladClip|"
    assert blocks(["v2.32|Action=Allow|", rule], r"c:\apps\taladclip.EXE")
    assert not blocks([rule.replace("Block", "Allow")], r"C:\Apps\TaladClip.exe")
    assert not blocks([rule.replace("TRUE", "FALSE")], r"C:\Apps\TaladClip.exe")
    assert not blocks([rule], r"C:\Apps\Other.exe")


@pytest.mark.parametrize("address", ["0.0.0.0", "", "::", "::1", "shop.example", "192.0.2.77"])
def test_phones_are_served_on_one_connection_or_on_none(address: str) -> None:
    with pytest.raises(VendorError, match="เปิดรับมือถือ"):
        PhoneServer(Brief(shop="ร้าน", product="เดรส"), address).start()
