"""The process that racers are forked from: all is loaded, as in the warm one of the commands."""

import gc
import os

from tests.warm import SETTINGS, forget_settings, load

load()


def begin() -> None:
    """In the process of a racer: Django on the workspace of its environment."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    forget_settings()
    gc.enable()
    django.setup()
