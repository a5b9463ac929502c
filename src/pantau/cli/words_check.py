"""`pantau words check`"""

from typing import Any

from pantau.cli.language import language, say
from pantau.cli.options import Json, print_json
from pantau.reading.claims.wordcheck import Fault, check_words


def command(as_json: Json = False) -> None:
    faults = check_words()
    if as_json:
        print_json({"faults": [_as_json(one) for one in faults]})
    else:
        for one in faults:
            print(f"{one.file}:{one.row}: {one.says.into(language())}\n  {one.mend.into(language())}")
        print(say("{count} faults in the word lists", count=len(faults)))
    if faults:
        raise SystemExit(1)


def _as_json(one: Fault) -> dict[str, Any]:
    places = {"column": one.column, "text": one.text, "other": one.other}
    said = {"says": one.says.into(language()), "mend": one.mend.into(language())}
    return {"file": one.file, "row": one.row, "code": one.code, **places, **said}
