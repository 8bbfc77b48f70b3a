"""The schema's history, and bringing a database up to date along it.

Importing this package costs nothing. Alembic is imported when a database is made or migrated only
(it takes 0.3 s), so the revisions are listed here; a test holds the list to Alembic's own.
"""

from typing import Final

REVISIONS: Final = (
    *("0001", "0002", "0003", "0004", "0005", "0006"),
    *("0007", "0008", "0009", "0010", "0011", "0012"),
)
"""Every revision that this version knows, oldest first."""

HEAD: Final = REVISIONS[-1]
