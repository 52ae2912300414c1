"""Celery: `celery -A workers worker -Q interactive,batch -c 1`. Settings come from the environment (service.settings).

Why each setting is as it is stands in docs/operations.md.
"""

from celery import Celery

from service.queue import transport
from service.settings import Settings

app = Celery("yibao", include=["workers.tasks"])
app.conf.update(transport(Settings.from_environ()))
app.conf.update(
    worker_concurrency=1,
    worker_prefetch_multiplier=1,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_proc_alive_timeout=120,
    worker_soft_shutdown_timeout=2,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    task_serializer="json",
    accept_content=["json"],
)
