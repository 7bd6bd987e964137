PROJECT = "observatory"
MAXIMUM = 48


def physical_name(environment_suffix: str, *parts: str) -> str:
    """Lower case, at most 48 characters."""
    return "-".join([PROJECT, *parts, environment_suffix]).lower().replace("_", "-")[:MAXIMUM]
