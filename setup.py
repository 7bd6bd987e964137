"""Maps the top-level folder ``rules/`` to the package ``iaclint_rules``; everything else is in pyproject.toml.

Written as code because the list of packages is found, not typed: a forgotten sub-package would silently ship a wheel without its rules.
"""

from setuptools import find_packages, setup

setup(
    packages=[
        *find_packages(include=["iaclint", "iaclint.*"]),
        "iaclint_rules",
        *(f"iaclint_rules.{theme}" for theme in find_packages("rules")),
    ],
    package_dir={"iaclint": "iaclint", "iaclint_rules": "rules"},
)
