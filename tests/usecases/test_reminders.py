"""Who owes reports is told once for each day that was set, and what the mail server does not take is never lost."""

from datetime import date, timedelta
from smtplib import SMTPServerDisconnected
from typing import Any
from uuid import uuid4

import pytest
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from pantau.domain.messages import MOST_TRIES, MessageState
from pantau.domain.permissions import LOCAL_OPERATOR, Actor, Grant, Role
from pantau.domain.refusals import NotFound
from pantau.domain.reporting_refusals import MessageSettled, MessageUnknown
from pantau.records.models import Message
from pantau.usecases.close_round import close_round
from pantau.usecases.extend_round import extend_round
from pantau.usecases.remind_reporters import remind_reporters, reminders_due
from pantau.usecases.send_messages import retry_message, send_messages
from tests.records.rows import pen
from tests.usecases.office import Office
from tests.usecases.people import person
from tests.usecases.test_rounds import opened
from tests.workspaces import everybody, progress

AHEAD, DUE, AFTER = date(2025, 12, 1), date(2025, 12, 15), date(2025, 12, 22)


@pytest.fixture
def office(office: Office) -> Office:
    """The office with a focal point and an approver of Alfara, and a desk."""
    person("anna", (Role.FOCAL_POINT, "X-ALF"))
    person("arif", (Role.APPROVER, "X-ALF"), (Role.FOCAL_POINT, "X-ALF"))
    person("desk", (Role.DESK, "X-SEC"))
    return office


def told(on: date) -> list[str]:
    """Who is told on a day; the messages are queued."""
    return sorted(one.recipient.name for one in remind_reporters(LOCAL_OPERATOR, on=on))


def test_focal_point_and_approver_are_told_before_on_and_after_the_day_and_each_once(office: Office) -> None:
    opened(office)

    assert told(date(2025, 11, 30)) == []
    for day in (AHEAD, date(2025, 12, 12), DUE, AFTER):
        assert told(day) == ["anna", "arif"]
        assert told(day) == []
        assert told(day + timedelta(days=1)) == []
    assert Message.objects.count() == 8


def test_after_a_gap_only_the_latest_reminder_is_sent_and_none_that_is_long_past(office: Office) -> None:
    opened(office)

    assert told(date(2025, 12, 14)) == ["anna", "arif"]
    assert Message.objects.filter(key__contains="2025-12-12").count() == 2
    assert told(date(2026, 1, 15)) == []


def test_who_has_handed_in_everything_is_left_in_peace(office: Office) -> None:
    opened(office)
    office.progress(progress({key: "completed" for key in everybody("") if key[1] == "X-ALF"}), round="2025")

    assert told(DUE) == []


def test_an_extension_moves_the_reminders(office: Office) -> None:
    facts = opened(office)
    extend_round(office.actor, round=facts.public_id, reporter="X-ALF", until=date(2026, 1, 31), reason="flood")

    assert told(DUE) == []
    assert told(date(2026, 1, 17)) == ["anna", "arif"]


def test_nobody_is_told_of_a_round_that_is_closed_or_not_open_yet(office: Office) -> None:
    facts = opened(office, remind=(-60, 0))
    assert told(date(2025, 10, 16)) == []
    close_round(office.actor, round=facts.public_id, seen=facts.version)

    assert told(DUE) == []


def test_only_those_who_may_come_in_and_answer_for_the_plan_are_told(office: Office) -> None:
    person("gone", (Role.FOCAL_POINT, "X-BRA"), active=False)
    person("mute", (Role.FOCAL_POINT, "X-BRA"), email="")
    person("reads", (Role.EVALUATOR, ""))
    person("planned", (Role.FOCAL_POINT, "X-CEM"), plan="TESTS")
    opened(office)

    due = reminders_due(LOCAL_OPERATOR, on=DUE)

    assert sorted((one.recipient.name, bool(one.recipient.email)) for one in due) == [
        ("anna", True),
        ("arif", True),
        ("mute", False),
        ("planned", True),
    ]
    assert told(DUE) == ["anna", "arif", "planned"]


def test_a_reminder_says_what_is_missing_in_both_languages(office: Office, mailoutbox: list[EmailMessage]) -> None:
    opened(office)
    told(AHEAD)

    assert send_messages(LOCAL_OPERATOR) == 2
    mail = mailoutbox[0]
    assert mail.to == ["anna@example.org"]
    assert mail.subject == "TESTS 2025: reports are due on 2025-12-15 / TESTS 2025: laporan jatuh tempo 2025-12-15"
    assert "10 of 10 reports of Alfara" in mail.body
    assert "10 dari 10 laporan Alfara" in mail.body


def test_nothing_is_sent_twice(office: Office, mailoutbox: list[EmailMessage]) -> None:
    opened(office)
    told(AHEAD)

    assert (send_messages(LOCAL_OPERATOR), send_messages(LOCAL_OPERATOR)) == (2, 0)
    assert len(mailoutbox) == 2
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}


def test_a_mail_server_that_is_away_loses_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    opened(office)
    told(AHEAD)
    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", unreachable)
        assert send_messages(LOCAL_OPERATOR) == 0
        assert send_messages(LOCAL_OPERATOR) == 0

    first = Message.objects.earliest("id")
    assert (first.state, first.tries, first.fault) == ("waiting", 1, "SMTPServerDisconnected: gone")
    come_round()
    assert send_messages(LOCAL_OPERATOR) == 2
    assert {one.to[0] for one in mailoutbox} == {"anna@example.org", "arif@example.org"}


def test_a_message_is_given_up_after_many_tries_and_can_be_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    opened(office)
    told(AHEAD)
    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", unreachable)
        for _ in range(MOST_TRIES + 2):
            send_messages(LOCAL_OPERATOR)
            come_round()
    assert set(Message.objects.values_list("state", "tries")) == {("given_up", MOST_TRIES)}

    retry_message(LOCAL_OPERATOR, message=Message.objects.earliest("id").public_id)
    assert send_messages(LOCAL_OPERATOR) == 1
    assert len(mailoutbox) == 1


def test_killed_after_the_server_took_it_a_message_goes_out_again_under_the_same_id(
    office: Office, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[EmailMessage]
) -> None:
    opened(office)
    told(AHEAD)
    sending = EmailMessage.send

    def killed(mail: EmailMessage, *_arguments: Any) -> int:
        sending(mail)
        raise KeyboardInterrupt

    with monkeypatch.context() as kill:
        kill.setattr(EmailMessage, "send", killed)
        with pytest.raises(KeyboardInterrupt):
            send_messages(LOCAL_OPERATOR)
    assert Message.objects.earliest("id").state == MessageState.WAITING
    come_round()
    send_messages(LOCAL_OPERATOR)

    ids = [one.extra_headers["Message-ID"] for one in mailoutbox if one.to == ["anna@example.org"]]
    assert len(ids) == 2
    assert len(set(ids)) == 1


def test_of_two_who_send_at_once_one_takes_the_message(office: Office, mailoutbox: list[EmailMessage]) -> None:
    opened(office)
    told(AHEAD)
    seen = Message.objects.earliest("id")
    with transaction.atomic():
        pen(timezone.now()).change(seen, next_try_at=timezone.now() + timedelta(minutes=15), tries=1)

    assert send_messages(LOCAL_OPERATOR) == 1
    assert [one.to[0] for one in mailoutbox] == ["arif@example.org"]


def test_what_was_sent_or_never_written_is_not_tried_again(office: Office) -> None:
    opened(office)
    told(AHEAD)
    send_messages(LOCAL_OPERATOR)

    with pytest.raises(MessageSettled):
        retry_message(LOCAL_OPERATOR, message=Message.objects.earliest("id").public_id)
    with pytest.raises(MessageUnknown):
        retry_message(LOCAL_OPERATOR, message=uuid4())


def test_a_focal_point_neither_reminds_nor_sends(office: Office) -> None:
    opened(office)
    focal = Actor(name="anna", grants=(Grant(role=Role.FOCAL_POINT, place=1),))

    for attempt in (
        lambda: remind_reporters(focal, on=DUE),
        lambda: send_messages(focal),
        lambda: retry_message(focal, message=uuid4()),
    ):
        with pytest.raises(NotFound):
            attempt()


def unreachable(_mail: EmailMessage, *_arguments: Any) -> int:
    raise SMTPServerDisconnected("gone")


def come_round() -> None:
    """The next try of every message that waits has come."""
    with transaction.atomic():
        writing = pen(timezone.now())
        for row in Message.objects.filter(state="waiting"):
            writing.change(row, next_try_at=timezone.now() - timedelta(seconds=1))
