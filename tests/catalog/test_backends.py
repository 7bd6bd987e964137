"""Terraform's back ends: keys with the versions that have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iaclint.catalog import backends, load
from iaclint.catalog.backends import Backend, BackendKey


def backend(name: str) -> Backend:
    found = backends.backend(name)
    assert found is not None, name
    return found


def key(name: str, path: str) -> BackendKey:
    found = backend(name).key(path)
    assert found is not None, path
    return found


def test_lock_files_came_and_dynamodb_tables_went_out_of_use() -> None:
    lock, table = key("s3", "use_lockfile"), key("s3", "dynamodb_table")
    assert (lock.since, lock.deprecated, lock.removed, lock.certain) == ("1.10.0", None, None, True)
    assert (table.since, table.deprecated, table.removed) == (None, "1.11.0", None)
    assert table.replacement == "use_lockfile"
    assert not lock.available_in("1.9.8")
    assert lock.available_in("1.10.0")
    assert lock.available_in("latest")
    assert not table.deprecated_in("1.10.5")
    assert table.deprecated_in("1.11.0")
    assert not table.deprecated_in("latest")


def test_a_removed_key_is_known_with_the_version() -> None:
    role = key("s3", "role_arn")
    assert (role.deprecated, role.removed, role.replacement) == ("1.6.0", "1.10.0", "assume_role.role_arn")
    assert role.available_in("1.9.0")
    assert not role.available_in("1.10.0")


@pytest.mark.parametrize(
    ("name", "path", "found"),
    [
        ("s3", "assume_role.role_arn", "assume_role.role_arn"),
        ("s3", "assume_role.tags.Project", "assume_role.tags"),
        ("s3", "endpoints.dynamodb", "endpoints.dynamodb"),
        ("s3", "assume_role_with_web_identity.web_identity_token_file", None),
        ("s3", "endpoints.s4", None),
        ("s3", "bucket.name", None),
        ("s3", "useLockfile", None),
        ("s3", "", None),
        ("cloud", "workspaces.0.name", "workspaces.name"),
        ("gcs", "storage_custom_endpoint", "storage_custom_endpoint"),
    ],
)
def test_paths(name: str, path: str, found: str | None) -> None:
    known = backend(name).key(path)
    expected = path if path.startswith("assume_role_with") else found
    assert (known.path if known is not None else None) == expected


@pytest.mark.parametrize(
    ("path", "closest"),
    [
        ("useLockfile", "use_lockfile"),
        ("use_lock_file", "use_lockfile"),
        ("dynamodbTable", "dynamodb_table"),
        ("assumeRole.roleArn", "assume_role.role_arn"),
        ("region", "region"),
        ("qqq", None),
    ],
)
def test_the_key_that_was_meant(path: str, closest: str | None) -> None:
    assert backend("s3").closest(path) == closest


def test_every_back_end_class_of_cdktf_is_known_with_all_its_properties() -> None:
    for library in ("cdktf", "cdktn"):
        core = load(library)
        named = [i for i in core.ids() if i.endswith("Backend") and i != "TerraformBackend"]
        classes = [i for i in named if (kind := core.get(i)) is not None and kind.until is None]
        assert len(classes) == 12
        for name in classes:
            found = backends.by_class(name)
            assert found is not None, name
            config = core.get(name + "Config")
            assert config is not None
            for prop in config.properties().values():
                assert found.key(prop.attribute) is not None, f"{name}.{prop.attribute}"
    assert backends.by_class("S3Backend") is backends.backend("s3")
    assert backends.by_class("TerraformBackend") is None


def test_what_only_cdktf_has_is_uncertain() -> None:
    assert not key("gcs", "storeage_custom_endpoint").certain
    assert "storeage_custom_endpoint" not in backend("gcs").paths()


def test_back_ends_that_terraform_dropped() -> None:
    assert backend("swift").removed == "1.3.0"
    assert backend("s3").removed is None
    assert backend("oci").since == "1.12.0"
    assert backends.backend("s4") is None
    assert backends.backend("#terraform") is None
    assert {
        "s3",
        "gcs",
        "azurerm",
        "http",
        "consul",
        "pg",
        "cos",
        "oss",
        "kubernetes",
        "remote",
        "cloud",
        "local",
    } < set(backends.names())


def test_replacements_are_keys_themselves() -> None:
    for name in backends.names():
        for path in backend(name).paths():
            replacement = key(name, path).replacement
            assert replacement is None or key(name, replacement).removed is None


def test_the_language() -> None:
    assert {"backend", "cloud", "required_providers", "required_version"} <= set(backends.settings())
    assert {"resource", "data", "locals", "terraform", "moved", "import", "check", "removed"} <= set(backends.blocks())


@given(st.sampled_from(["s3", "cloud", "kubernetes"]), st.text(max_size=30) | st.from_regex(r"[a-z0-9_.]{0,20}"))
def test_no_path_crashes(name: str, path: str) -> None:
    found = backend(name).key(path)
    assert found is None or backend(name).key(found.path) is not None
    backend(name).closest(path)
