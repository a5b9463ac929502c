"""The WSGI application that the server runs."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from pantau.server.kept_file import watch_database_file
from pantau.server.turns import Turns

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pantau.server.settings")
_answering = get_wsgi_application()

application = Turns(_answering, largest=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
watch_database_file()
# What is loaded stays: going through it again and again for what may go costs each request some of its time.
gc.freeze()
gc.set_threshold(20_000, 20, 50)
