"""The way to the database: the server that NEO4J_URI names, else the embedded one."""

from graph.database import Database
from graph.embedded import ensure_running
from graph.embedded.home import DATABASE
from graph.embedded.progress import Report, on_terminal
from graph.settings import Settings


def connect(settings: Settings, progress: Report | None = None) -> Database:
    """Return an open database (the caller closes it); start the embedded server where it is needed.

    `progress` hears of a start that takes time; without it, that is told on standard error.

    Raises:
        UserError: NEO4J_URI is set and there is no password.
        DatabaseUnavailableError: no server answers, or none can be started.
    """
    if settings.neo4j_uri is not None:
        username, password = settings.sign_in()
        return Database.connect(settings.neo4j_uri, username, password, settings.neo4j_database)
    if progress is None:
        with on_terminal() as drawn:
            return connect(settings, drawn)
    target = ensure_running(settings, progress)
    return Database.connect(target.uri, target.username, target.password, DATABASE)
