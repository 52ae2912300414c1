"""The application that gunicorn serves, as `service/listen.py` has it."""

from service.queue import Queue
from service.settings import Settings
from service.storage import Storage
from service.web import create_app

settings = Settings.from_environ()
storage = Storage(settings.database)
storage.migrate()
app = create_app(settings, storage, Queue(settings))
