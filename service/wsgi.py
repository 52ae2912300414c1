"""The application that gunicorn serves: `gunicorn service.wsgi:app`."""

from service.queue import Queue
from service.settings import Settings
from service.storage import Storage
from service.web import create_app

settings = Settings.from_environ()
app = create_app(settings, Storage(settings.database), Queue(settings))
