"""A person's roles in words."""

from core.domain.people import Role, Staff
from desktop.texts import words


def roles_of(staff: Staff) -> str:
    """The roles of a member of staff, in the order of the work."""
    return ", ".join(words(role) for role in Role if role in staff.roles)
