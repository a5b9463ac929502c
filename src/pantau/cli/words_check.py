"""`pantau words check`"""

from pantau.cli.language import say
from pantau.cli.options import Json, print_json
from pantau.reading.claims.wordcheck import check_words


def command(as_json: Json = False) -> None:
    faults = check_words()
    if as_json:
        print_json(
            {"faults": [{"file": one.file, "row": one.row, "code": one.code, "text": one.text} for one in faults]}
        )
    else:
        for one in faults:
            print(f"{one.file}:{one.row}  {one.code}  {one.text}")
        print(say("{count} faults in the word lists", count=len(faults)))
    if faults:
        raise SystemExit(1)
