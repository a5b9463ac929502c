"""`pantau serve` answers on the loopback interface alone, and leaves nothing behind when it is told to end."""

import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.workspaces import Pantau

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(pantau: Pantau, *words: object) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """The server once it answers; it is told to end if the test did not do so."""
    port = free_port()
    process = pantau.start(*words, "--port", port)
    try:
        answers(process, port)
        yield process, port
    finally:
        if process.poll() is None:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def answers(process: "subprocess.Popen[str]", port: int) -> None:
    """Wait until the port takes connections: the server says nothing when it is ready."""
    for _ in range(int(PATIENCE / 0.1)):
        assert process.poll() is None, process.communicate()
        with socket.socket() as caller:
            caller.settimeout(0.1)
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("the server does not answer")


def get(port: int, path: str = "/") -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode()


def children(parent: int) -> list[int]:
    """All processes below one, as /proc tells them."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            child = int(status.parent.name)
            found += [child, *children(child)]
    return found


def listening(port: int) -> list[str]:
    """The addresses on which somebody listens to a port, as the kernel writes them."""
    rows = [row.split() for table in ("tcp", "tcp6") for row in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
    return [row[1].rpartition(":")[0] for row in rows if row[3] == "0A" and int(row[1].rpartition(":")[2], 16) == port]


def test_the_first_page_is_served_on_the_loopback_interface_alone(pantau: Pantau) -> None:
    with served(pantau, "serve") as (_, port):
        status, page = get(port)

        assert status == 200
        assert "<html" in page
        assert {*listening(port)} == {"0100007F"}  # each of its processes


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_children_when_it_is_told_to(pantau: Pantau, sign: signal.Signals) -> None:
    with served(pantau, "serve") as (process, port):
        assert get(port)[0] == 200
        below = children(process.pid)

        process.send_signal(sign)
        _, err = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert [child for child in below if Path(f"/proc/{child}").exists()] == []
    assert listening(port) == []
    assert "Traceback" not in err
    assert f"http://127.0.0.1:{port}" in err


def test_it_ends_also_when_it_is_told_to_while_it_starts(pantau: Pantau) -> None:
    with served(pantau, "serve") as (process, port):  # it listens before it answers
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)

    assert listening(port) == []


def test_it_tells_its_address_in_data(pantau: Pantau) -> None:
    with served(pantau, "serve", "--json") as (process, port):
        assert get(port)[0] == 200
        process.send_signal(signal.SIGTERM)
        out, _ = process.communicate(timeout=PATIENCE)

    assert f"http://127.0.0.1:{port}" in out


def test_a_plan_that_is_not_there_is_no_fault(pantau: Pantau) -> None:
    with served(pantau, "serve") as (process, port):
        status, page = get(port, "/en/plans/NOWHERE/")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE)

    assert status == 404
    assert "NOWHERE" in page
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_said_at_once(pantau: Pantau, command: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refusal = pantau.refusal(command, "--port", port)

    assert refusal["code"] == "port_taken"
    assert str(port) in refusal["says"]
    assert "--port" in refusal["mend"]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_a_port_that_is_none_is_wrong_usage(pantau: Pantau, port: str) -> None:
    assert pantau("serve", f"--port={port}").code == 2


def test_t39_other_computers_are_not_answered_without_names_and_a_fit_key(pantau: Pantau) -> None:
    assert pantau.refusal("serve", "--host", "0.0.0.0")["code"] == "hosts_missing"

    pantau.environment["PANTAU_HOSTS"] = "pantau.example.org"

    assert pantau.refusal("serve")["code"] == "secret_key_unfit"


def test_t39_the_demo_is_served_to_this_computer_alone(demo_template: Pantau) -> None:
    beyond = {"PANTAU_HOSTS": "pantau.example.org", "PANTAU_SECRET_KEY": "k7Jw2-mVx9Qd4Rt8Zb1Ny6Hc3Lp0Sg5Fe"}

    assert replace(demo_template, environment=beyond).refusal("serve")["code"] == "demo_exposed"
