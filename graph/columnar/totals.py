"""Whether a calculation of the SQL engine adds up."""

from graph.columnar.engine import Engine
from graph.columnar.statements import filled
from graph.errors import CheckFailedError


def check_sums(engine: Engine) -> None:
    """Raise a CheckFailedError when volumes, earnings or pools do not add up to what they were made from."""
    volume, earned, fed = engine.read(filled("checks/sums", {}))[0]
    if volume or earned or fed:
        raise CheckFailedError(
            "the calculation does not add up, so it tells no figures: volume by {volume}, earnings by "
            "{earned}, pools by {fed} minor units",
            volume=volume,
            earned=earned,
            fed=fed,
        )
