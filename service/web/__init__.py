"""The web process: API and viewer. It never loads a model."""

from importlib.metadata import version

from flask_openapi import Info, OpenAPI
from flask_openapi.models import Schema

from service.queue import Queue
from service.settings import Settings
from service.storage import Storage
from service.web import problems
from service.web.parts import install
from service.web.security import protect


def create_app(settings: Settings, storage: Storage, queue: Queue) -> OpenAPI:
    """The WSGI application over these settings, database and broker."""
    from service.web.api import v1
    from service.web.desk import desk
    from service.web.editing import editing
    from service.web.health import health
    from service.web.knowledge import knowledge
    from service.web.openapi import DEFINITIONS
    from service.web.viewer import viewer

    app = OpenAPI(
        __name__,
        info=Info(
            title="yibao", version=version("yibao"), description="Chinese newspaper pages in, English briefings out."
        ),
        template_folder="../templates",
        static_folder="../static",
        doc_ui=False,
        validation_error_status=400,
        validation_error_callback=problems.invalid,
    )
    app.openapi_version = "3.1.0"
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.config["MAX_CONTENT_LENGTH"] = settings.max_bytes + 100_000
    app.config["MAX_FORM_MEMORY_SIZE"] = settings.max_bytes
    install(app, settings, storage, queue)
    problems.register(app, settings.max_bytes)
    protect(app, settings)
    app.components_schemas |= {name: Schema(**form) for name, form in DEFINITIONS.items()}
    for api in (v1, editing, knowledge):
        app.register_api(api)
    app.register_blueprint(health)
    app.register_blueprint(viewer)
    app.register_blueprint(desk)
    return app
