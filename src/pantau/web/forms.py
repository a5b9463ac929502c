"""What a form sent: every field declared and read in one place, and every fault kept beside its field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pantau.domain.refusals import CellMissing, ParameterUnknown, Refusal, TextTooLong
from pantau.web.ask import Field, Text, Visit
from pantau.web.wording import language

_OWN = "csrfmiddlewaretoken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why a form was not taken: the sentences of a refusal beside the field they are about, "" for the whole form."""

    field: str
    code: str
    says: str
    mend: str

    def as_json(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "says": self.says, "mend": self.mend}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One field with what was typed into it and what is wrong with that."""

    field: Field
    text: str
    fault: Fault | None

    @property
    def described_by(self) -> str:
        """The ids of its hint and its fault."""
        parts = ("hint" if self.field.hint else "", "fault" if self.fault else "")
        return " ".join(f"f-{self.field.name}-{part}" for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form as its page shows it: fields, texts as typed, and faults."""

    fields: tuple[Field, ...]
    texts: Mapping[str, str]
    faults: tuple[Fault, ...] = ()

    @property
    def entry(self) -> dict[str, Entry]:
        """The fields by name."""
        found = {fault.field: fault for fault in reversed(self.faults)}
        return {
            field.name: Entry(field=field, text=self.texts.get(field.name, ""), fault=found.get(field.name))
            for field in self.fields
        }

    def as_json(self) -> dict[str, Any]:
        return {"texts": dict(self.texts), "faults": [fault.as_json() for fault in self.faults]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it came: `texts` as typed, `values` of the fields that are filled and could be read."""

    texts: Mapping[str, str]
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]

    def get(self, name: str) -> Any:
        """The value of a field, ``None`` where it was left empty."""
        return self.values.get(name)


def read_form(visit: Visit, *, fields: Sequence[Field]) -> Sent:
    """Read every field; what cannot be read becomes a fault. Raises ParameterUnknown for a key nobody declared."""
    only_keys(visit, known=(field.name for field in fields))
    texts = {field.name: str(visit.form.get(field.name, "")) for field in fields if field.kind != "file"}
    values, faults = {}, []
    for field in fields:
        text = texts.get(field.name, "").strip()
        if not text:
            continue
        try:
            values[field.name] = field.read(text)
        except Refusal as refusal:
            faults.append(fault_of(refusal, field=field.name))
    return Sent(texts=texts, values=values, faults=tuple(faults))


def only_keys(visit: Visit, *, known: Iterable[str]) -> None:
    """Raises ParameterUnknown where a form sent a key that its page has not got."""
    names = tuple(known)
    for name in (*visit.form, *visit.files):
        if name not in (*names, _OWN):
            raise ParameterUnknown(name=name, expected=", ".join(names) or "-")


def sent_as_asked(visit: Visit) -> Visit:
    """The visit with what its form sent taken for parameters of its address; `ask` refuses those it does not know."""
    query = visit.query.copy()
    for name in (*visit.form, *visit.files):
        if name != _OWN:
            query[name] = str(visit.form.get(name, ""))
    return replace(visit, query=query)


def fault_of(refusal: Refusal, *, field: str = "") -> Fault:
    """The refusal in the language of the page."""
    said = refusal.as_json(language())
    return Fault(field=field, code=said["code"], says=said["says"], mend=said["mend"])


def missing(field: Field) -> Fault:
    """The fault of a field that may not be left empty."""
    return fault_of(CellMissing(column=field.label), field=field.name)


def text_field(name: str, label: Text, *, limit: int, hint: Text = "", kind: str = "text") -> Field:
    """Free text up to `limit` characters; `kind` "textarea" gives it several rows."""

    def read(text: str) -> str:
        if len(text) > limit:
            raise TextTooLong(column=label, length=len(text), limit=limit)
        return text

    return Field(name=name, label=label, kind=kind, read=read, hint=hint)


def file_field(name: str, label: Text, *, hint: Text = "") -> Field:
    """A file; it stands in the visit's files."""
    return Field(name=name, label=label, kind="file", read=_as_it_is, hint=hint)


def _as_it_is(text: str) -> str:
    return text
