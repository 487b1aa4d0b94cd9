"""The names of roles, in the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext


def role_names(roles: Sequence[str]) -> str:
    """Role codes as words, joined."""
    names = {
        "lead": gettext("safeguarding lead"),
        "intake": gettext("intake"),
        "caseworker": gettext("caseworker"),
        "lawyer": gettext("lawyer"),
        "supervisor": gettext("supervisor"),
        "psychosocial": gettext("psychosocial support"),
    }
    return " · ".join(names[role] for role in roles if role in names)
