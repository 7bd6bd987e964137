from collections.abc import Callable


def create_namer(project: str, suffix: str, separator: str = "-") -> Callable[..., str]:
    def namer(*kinds: str) -> str:
        return separator.join([project, *kinds, suffix])

    return namer
