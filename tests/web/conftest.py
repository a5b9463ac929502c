"""The workspaces that the pages are tested on: a small one by the use-cases, and the demo as a browser gets it."""

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright
from pytest_django import DjangoDbBlocker

from pantau.domain.permissions import LOCAL_OPERATOR, Role
from pantau.records.workspace import Folder
from tests.usecases.office import Office
from tests.usecases.workers import plan_job
from tests.web.demo_site import Site, claim_of, draft_at, line_of, person_of, reported_in, signed_in_at, state_of
from tests.web.people import OPERATOR, at_home, signed_in
from tests.web.world import World, made_world
from tests.workspaces import Pantau, copied, drop, folder_of

ARGUMENTS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-gpu",
)
LONGEST = 60  # seconds that a server may take to answer


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Each test begins in English, whatever language the last request left behind."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def world_template(lasting: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory) -> World:
    with lasting.unblock(), folder_of(tmp_path_factory.mktemp("world") / "workspace") as folder:
        return made_world(folder)


@pytest.fixture
def world(world_template: World, db: None, folder_again: Callable[[Folder], Folder]) -> World:
    """A plan with progress, a claim, a partner with a series: something to see on every page."""
    return replace(world_template, office=Office(folder=folder_again(world_template.office.folder)))


@pytest.fixture
def client(request: pytest.FixtureRequest, db: None) -> Client:
    """A browser of somebody who may do everything: the local operator where there is a world."""
    if "world" in request.fixturenames:
        client = Client()
        request.getfixturevalue("world").sign_in(client, LOCAL_OPERATOR.name)
        return client
    if "office" in request.fixturenames:
        request.getfixturevalue("office")
    return signed_in(at_home(OPERATOR, Role.OPERATOR))


@pytest.fixture
def visitor() -> Client:
    """A client of nobody in particular, to whom a fault of ours is an answer, as it is to a browser."""
    return Client(raise_request_exception=False)


@pytest.fixture
def desk(client: Client) -> Client:
    """As `client`; a fault of ours is an answer to it."""
    client.raise_request_exception = False
    return client


@pytest.fixture(scope="session")
def site(demo_template: Pantau, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo workspace behind the server that people run."""
    demo = copied(demo_template, tmp_path_factory.mktemp("site") / "workspace")
    line, job, port = line_of(demo), plan_job(demo), free_port()
    server = demo.start("serve", "--workspace", demo.folder, "--port", port)
    try:
        wait_for(port)
        address = f"http://127.0.0.1:{port}"
        opener = signed_in_at(demo, address)
        yield Site(
            address=address,
            line=line,
            job=job,
            draft=draft_at(address, opener),
            person=person_of(demo),
            claim=claim_of(demo),
            reported=reported_in(demo),
            state=state_of(opener),
        )
    finally:
        server.terminate()
        server.communicate(timeout=LONGEST)
        drop(demo)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, which speaks to nobody but us."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program is not None, "no chromium; Debian's package is chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield started
        started.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Until somebody listens there."""
    pause = threading.Event()
    for _ in range(LONGEST * 10):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        pause.wait(0.1)
    raise AssertionError(f"nobody answers on port {port} after {LONGEST} s")
