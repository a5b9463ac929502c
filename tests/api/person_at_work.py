"""Adds an evaluator of the name given to the workspace, in a process of its own."""

import sys


def main(name: str) -> None:
    import django

    django.setup()
    from django.db import transaction

    from pantau.domain.permissions import Role
    from tests.api.made import add_person

    with transaction.atomic():
        add_person(name, Role.EVALUATOR, None)


if __name__ == "__main__":
    main(*sys.argv[1:])
