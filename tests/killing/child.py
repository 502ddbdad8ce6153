"""A process of its own that loads or calculates a day and kills itself at a commit.

`python -m tests.killing.child URI FOLDER NUMBER OPERATION STATEMENT`, with the password in NEO4J_PASSWORD.
"""

import os
import signal
import sys
from pathlib import Path

from graph.database import Database
from tests.killing.company import Day
from tests.killing.mortal import DiesAfter, MortalDatabase


def main() -> None:
    """Do it; this comes to its end only where the statement is never committed."""
    uri, folder, number, operation, statement = sys.argv[1:]
    database = Database.connect(uri, "neo4j", os.environ["NEO4J_PASSWORD"], "neo4j")
    life = DiesAfter(statement, lambda: os.kill(os.getpid(), signal.SIGKILL))
    getattr(Day(int(number), Path(folder)), operation)(MortalDatabase(database.driver, "neo4j", life))


if __name__ == "__main__":
    main()
