"""How gunicorn serves the application: `gunicorn -c python:service.listen`. Its names are gunicorn's settings."""

from service.settings import Settings
from service.web.limits import THREADS

wsgi_app = "service.wsgi:app"
bind = Settings.from_environ().bind
worker_class = "gthread"
threads = THREADS
graceful_timeout = 3
control_socket_disable = True
