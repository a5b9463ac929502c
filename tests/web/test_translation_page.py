"""The page of a plan's second language, and the pages that show a text in both: looked through, agreed to, kept."""

import csv
import json
import re
from html import unescape
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pantau.records.models import PlanNode, PlanVersion, Source
from pantau.usecases.start_draft import start_draft
from pantau.web.page import address
from tests.usecases.office import CODE
from tests.usecases.test_translate_plan import INDONESIAN
from tests.web.people import OPERATOR, signed_in
from tests.web.world import World
from tests.workspaces import PLAN

pytestmark = pytest.mark.sqlite_alone  # pages write by use-cases, which both engines hold; test_routes asks all of both
PAGE = f"/en/desk/plans/{CODE}/translation/"
VERSION = f"/en/desk/plans/{CODE}/versions/1/"
# 1.4 is missing, 2.6 is extra
UNEVEN = INDONESIAN.replace("1.4 Melakukan survei sampah plastik di empat puluh pantai;\n", "").replace(
    "bahasa-bahasa di kawasan.", "bahasa-bahasa di kawasan.\n2.6 Menyusun kamus bersama."
)


def handed_in(client: Client, text: str = INDONESIAN, **more: Any) -> Any:
    return client.post(PAGE, {"text": text, "version": "", "language": "", **more})


def agreed(client: Client, preview: str, **more: str) -> Any:
    """Press the button of a preview, with what its form holds."""
    body = client.get(preview).content.decode()
    form = body.partition('<form class="commit" method="post"')[2].partition("</form>")[0]
    held = {name: unescape(text) for name, text in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)">', form)}
    held.pop("csrfmiddlewaretoken", None)
    return client.post(PAGE, held | more)


def said(answer: Any) -> str:
    """What a page says, without its marks."""
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def waiting(world: World) -> int:
    return len(list((world.office.folder.path / "incoming").glob("*")))


def words_of(label: str) -> dict[str, str]:
    node = PlanNode.objects.get(plan_version__plan__code=CODE, plan_version__number=1, label=label)
    return dict(node.words.as_json())


def test_a_pasted_text_is_looked_through_then_written(world: World, client: Client) -> None:
    looked = handed_in(client)
    preview = client.get(looked["Location"])
    before = words_of("1.3")
    done = agreed(client, looked["Location"])
    after = client.get(done["Location"])

    assert (looked.status_code, done.status_code) == (303, 303)
    assert "found their place, 10 of them action lines" in said(preview)
    assert "id" not in before
    assert words_of("1.3")["id"] == "Menyelenggarakan latihan bersama setiap tahun"
    assert "wordings were written." in said(after)
    assert "10 of 10" in said(after)
    assert client.get(looked["Location"]).status_code == 400  # it waits no longer


def test_a_file_says_the_same_as_its_pasted_text(world: World, client: Client) -> None:
    file = BytesIO(INDONESIAN.encode())
    file.name = "rencana.md"

    preview = handed_in(client, "", file=file)["Location"]

    data = json.loads(client.get(preview.replace("/translation/?", "/translation.json?")).content)["preview"]
    assert (data["language"], data["new"], data["changed"], data["missing"]) == ("id", data["matched"], 0, [])
    assert "rencana.md on version 1, Indonesian" in said(client.get(preview))


def test_what_is_missing_extra_and_changed_is_listed(world: World, client: Client) -> None:
    agreed(client, handed_in(client)["Location"])

    preview = handed_in(client, UNEVEN.replace("latihan bersama", "latihan gabungan"))["Location"]
    tables = json.loads(client.get(preview.replace("/translation/?", "/translation.json?")).content)["tables"]

    assert [row["label"] for row in tables["missing"]] == ["1.4"]
    assert [row["text"] for row in tables["extra"]] == ["Menyusun kamus bersama."]
    assert [(row["label"], row["was"], row["now"]) for row in tables["changed"]] == [
        ("1.3", "Menyelenggarakan latihan bersama setiap tahun", "Menyelenggarakan latihan gabungan setiap tahun")
    ]
    assert "Action lines missing in this text: 1; in this text alone: 1" in said(client.get(preview))


def test_the_same_text_again_has_nothing_to_write(world: World, client: Client) -> None:
    agreed(client, handed_in(client)["Location"])

    again = client.get(handed_in(client)["Location"])

    assert "there is nothing to write" in said(again)
    assert 'value="commit"' not in again.content.decode()


def test_a_preview_that_is_no_longer_true_writes_nothing(world: World, client: Client) -> None:
    seen = handed_in(client)["Location"]
    body = client.get(seen).content.decode()
    digest = re.findall(r'name="seen" value="(\w+)"', body)[0]
    agreed(client, handed_in(client, INDONESIAN.replace("direktori", "buku alamat"))["Location"])
    sources = Source.objects.count()

    answer = agreed(client, seen, seen=digest)

    assert answer.status_code == 409
    assert words_of("1.2")["id"] == "Menyusun buku alamat narahubung"
    assert Source.objects.count() == sources


@pytest.mark.parametrize(
    ("text", "more", "field"),
    [
        (PLAN, {}, "text"),
        (INDONESIAN, {"language": "en"}, "language"),
        ("9.1 Sesuatu yang lain;\n9.2 Hal lain lagi;\n", {"language": "id"}, "text"),
        ("Tidak ada lini aksi di sini.", {}, "text"),
        (INDONESIAN, {"version": "7"}, "version"),
    ],
    ids=["own language", "own language named", "another plan", "no plan", "no such version"],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_kept_as_typed(
    world: World, client: Client, text: str, more: dict[str, str], field: str
) -> None:
    before = waiting(world)

    answer = handed_in(client, text, **more)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'id="f-{field}-fault"' in page
    assert f'href="#f-{field}"' in page
    assert "autofocus" in page
    assert text.splitlines()[0] in page
    assert waiting(world) == before


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "empty.txt"), (b"PK\x03\x04 broken", "broken.docx"), (b"%PDF-1.7 broken", "broken.pdf")],
)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(
    world: World, client: Client, content: bytes, name: str
) -> None:
    before, file = waiting(world), BytesIO(content)
    file.name = name

    answer = handed_in(client, "", file=file)

    assert answer.status_code == 422
    assert waiting(world) == before


def test_neither_file_nor_text_is_said_for_the_whole_form(world: World, client: Client) -> None:
    answer = handed_in(client, "")

    assert (answer.status_code, "Neither a file nor a text was given." in said(answer)) == (422, True)


@pytest.mark.parametrize("more", [{"owner": "me"}, {"do": "commit", "owner": "me"}])
def test_a_key_that_the_form_has_not_got_is_refused(world: World, client: Client, more: dict[str, str]) -> None:
    assert handed_in(client, **more).status_code == 400


@pytest.mark.parametrize("staged", ["x", f"{'0' * 32}.{'0' * 64}", "../../pantau.sqlite3"])
def test_a_text_that_waits_nowhere_is_refused(world: World, client: Client, staged: str) -> None:
    shown = client.get(PAGE, {"staged": staged, "name": "a.txt"})
    sent = client.post(PAGE, {"do": "commit", "staged": staged, "name": "a.txt", "seen": "x"})

    assert (shown.status_code, sent.status_code) == (400, 400)


def test_a_form_from_elsewhere_is_refused(world: World) -> None:
    strict = signed_in(OPERATOR, strict=True)

    assert handed_in(strict).status_code == 403


def test_a_version_is_shown_in_both_languages_and_as_data(world: World, client: Client) -> None:
    agreed(client, handed_in(client, UNEVEN)["Location"])

    page, beside = client.get(VERSION), client.get(VERSION, {"other": "beside"})
    lacking = client.get(VERSION.rstrip("/") + ".json", {"only": "untranslated"}).json()
    sheet = list(csv.DictReader(StringIO(client.get(VERSION.rstrip("/") + ".csv").content.decode())))

    assert '<small><span lang="id">Menyusun direktori narahubung</span></small>' in page.content.decode()
    assert re.search(
        r'<td class="c-words_id">\s*<span lang="id">Menyusun direktori narahubung', beside.content.decode()
    )
    assert f'href="/en/plans/{CODE}/lines/{world.line}/"' in page.content.decode()
    assert [row["label"] for row in lacking["tables"]["nodes"]["rows"]] == ["1.4"]
    assert sum(row["counts"] == "yes" for row in sheet) == 10
    assert next(row["id"] for row in sheet if row["label"] == "1.2") == "Menyusun direktori narahubung"
    assert next(row["id"] for row in sheet if row["label"] == "1.4") == "none"


def test_a_draft_is_shown_with_what_can_be_done_and_without_pages_of_lines(world: World, client: Client) -> None:
    world.office.plan(PLAN.replace("1.3 Conduct", "1.3 Hold"))

    page = client.get(VERSION.replace("/1/", "/2/")).content.decode()

    assert "/lines/" not in page.partition("<table")[2]
    assert f'href="/en/desk/plans/{CODE}/versions/#v-2"' in page
    assert f'href="/en/desk/compare/?old={CODE}@1&amp;new={CODE}@2"' in page
    assert f'href="{VERSION}"' in client.get(address("versions", code=CODE)).content.decode()


def test_a_version_that_is_not_there_is_absent(world: World, client: Client) -> None:
    assert client.get(VERSION.replace("/1/", "/9/")).status_code == 404


def test_a_version_asks_the_database_as_often_about_a_thousand_lines_as_about_ten(world: World, client: Client) -> None:
    counts = []
    for lines in (10, 1000):
        with transaction.atomic():
            numbered = [f"1.{number} Organise the meeting number {number};" for number in range(1, lines + 1)]
            world.office.plan("\n".join(("A PLAN", "", "1. MEETINGS", "", *numbered, "")), code="MEETINGS")
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(address("version", code="MEETINGS", number=1))
            assert (answer.status_code, answer.content.count(b"<tr>") > 10) == (200, True)
            counts.append(len(captured))
            transaction.set_rollback(True)

    assert counts[0] == counts[1]


def test_a_next_version_says_what_it_changes_before_it_is_committed(world: World, client: Client) -> None:
    text = PLAN.replace("1.3 Conduct a joint exercise every year", "1.3 Conduct a joint exercise twice every year")
    row = start_draft(world.office.actor, content=text.encode(), file="next.txt", plan=CODE)
    commit = address("draft-commit", draft=row.public_id)

    page = client.get(commit)
    done = client.post(commit, {"seen": str(row.version)})

    assert "Held against version 1 (adopted): Action lines: 10 in the earlier text, 10 in the later one." in said(page)
    assert re.search(r"9 same ?; 1 reworded", said(page))
    assert done["Location"] == address("versions", code=CODE)
    assert PlanVersion.objects.filter(plan__code=CODE).count() == 2
