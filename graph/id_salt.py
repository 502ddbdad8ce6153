"""The company's salt for ids that are personal: what a mapping hashes them with. It is never in the graph."""

from graph.errors import UserError
from graph.secret_file import read_secret
from graph.settings import Settings

SHORTEST = 32


def id_salt(settings: Settings) -> str:
    """Return UPLINE_ID_SALT, else the file `id-salt` of UPLINE_HOME (mode 0600), which is made where missing.

    With another salt everybody would be somebody else: it must be kept as long as the graph.

    Raises:
        UserError: when the file cannot be made or read, or is too short.
    """
    if settings.upline_id_salt is not None:
        return settings.upline_id_salt.get_secret_value()
    file = settings.upline_home.expanduser().absolute() / "id-salt"
    salt = read_secret(file, "UPLINE_ID_SALT")
    if len(salt) < SHORTEST:
        raise UserError(
            "{file} has less than {shortest} characters: restore it, as another salt makes other ids",
            file=file,
            shortest=SHORTEST,
        )
    return salt
