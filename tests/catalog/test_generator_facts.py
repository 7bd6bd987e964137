"""The generator's smaller readers: versions, back ends, schemas, AWS's own facts, wheels."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.catalog.test_generator import library, merged, package, struct
from tools.catalog import aws
from tools.catalog.backends import backend_classes, backend_records
from tools.catalog.build import write
from tools.catalog.packages import Wheel
from tools.catalog.schemas import Schemas, complete, extend, resource_names, usable


def wheel(folder: Path, files: dict[str, str], licence: str = "MIT-0") -> Wheel:
    path = folder / "acme-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "acme-1.0.0.dist-info/METADATA", f"Name: acme\nVersion: 1.0.0\nLicense-Expression: {licence}\n"
        )
        for name, text in files.items():
            archive.writestr(name, text)
    return Wheel(path)


# --- versions -----------------------------------------------------------------------------------------------------------


def test_since_when_a_property_is_required() -> None:
    found = merged(
        {"m.P": struct(a=["s", 0], b=["s", 1], c=["s", 1])},
        {"m.P": struct(a=["s", 1], b=["s", 0], c=["s", 1])},
        {"m.P": struct(a=["s", 1], b=["s", 0], c=["s", 1], d=["s", 1])},
    ).get("m.P")
    assert found is not None
    properties = found.properties()
    required = {
        name: [each.required_in(version) for version in ("1.0", "1.5", "2.0", "3.0", "4.0", "0.1", "?")]
        for name, each in properties.items()
    }
    assert required == {
        "a": [False, False, True, True, False, False, False],
        "b": [True, False, False, False, False, False, False],
        "c": [True, True, True, True, False, False, False],
        "d": [False, False, False, True, False, False, False],
    }
    assert properties["a"].required
    assert not properties["b"].required


def test_what_is_available_in_a_version() -> None:
    found = merged(
        {"m.P": struct(goes=["s", 0], stays=["s", 0])},
        {"m.P": struct(stays=["s", 0])},
        {"m.P": struct(stays=["s", 0], comes=["s", 0])},
    ).get("m.P")
    assert found is not None
    available = {
        name: [each.available_in(version) for version in ("1.0", "1.5", "2.0", "2.5", "3.0")]
        for name, each in found.properties().items()
    }
    assert available == {
        "goes": [True, True, False, False, False],
        "stays": [True] * 5,
        "comes": [False, False, False, True, True],
    }


# --- files --------------------------------------------------------------------------------------------------------------


def test_an_equal_file_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "x.blocks"
    write(path, b"a")
    first = path.stat().st_mtime_ns, path.stat().st_ino
    write(path, b"a")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == first
    write(path, b"b")
    assert path.read_bytes() == b"b"
    assert list(tmp_path.iterdir()) == [path]


def test_a_wheel_is_read_like_a_package(tmp_path: Path) -> None:
    found = wheel(tmp_path, {"acme/data.json": "{}", "acme/code.py": ""})
    assert [path for path, _ in found.files(lambda path: path.endswith(".json"))] == ["acme/data.json"]
    assert {key: found.source()[key] for key in ("name", "version", "licence", "date")} == {
        "name": "acme",
        "version": "1.0.0",
        "licence": "MIT-0",
        "date": "",
    }


def test_the_licence_of_a_package_that_names_none(tmp_path: Path) -> None:
    text = "\n   Apache License\n  Version 2.0, January 2004\n"
    assert package(tmp_path, {"LICENSE": text}, license="").licence == "Apache-2.0"
    with pytest.raises(ValueError, match="what licence"):
        package(tmp_path, {"LICENSE": "All rights reserved, all of them"}, license="")


# --- Terraform's back ends ------------------------------------------------------------------------------------------------

BACKEND_CODE = """
class AcmeBackend extends terraform_backend_1.TerraformBackend {
    constructor(scope, props) {
        super(scope, "backend", "acme");
    }
}
class DataTerraformRemoteStateAcme extends terraform_remote_state_1.TerraformRemoteState {}
"""


def test_back_ends_with_the_classes_of_cdktf(tmp_path: Path) -> None:
    classes = backend_classes(package(tmp_path, {"lib/backends/acme-backend.js": BACKEND_CODE}))
    assert classes == {"AcmeBackend": "acme"}
    listed = {
        "terraform": {"settings": "backend", "blocks": "resource data"},
        "acme": {
            "keys": "path old",
            "since": {"1.2.0": "role role.arn"},
            "deprecated": {"1.3.0": "old"},
            "removed": {"1.4.0": "old"},
            "replacement": {"old": "path"},
            "maps": "role",
        },
    }
    config = {
        "AcmeBackendConfig": struct(path=["s", 0], role=["AcmeRole", 0], tpyo=["s", 0]),
        "AcmeRole": struct(arn=["s", 0]),
    }
    records = backend_records(listed, classes, [merged(config)])
    assert records == {
        "#terraform": {"settings": ["backend"], "blocks": ["data", "resource"]},
        "acme": {
            "c": "AcmeBackend",
            "k": {
                "path": ["", "", "", ""],
                "old": ["", "1.3.0", "1.4.0", "path"],
                "role": ["1.2.0", "", "", ""],
                "role.arn": ["1.2.0", "", "", ""],
            },
            "m": ["role"],
            "u": ["tpyo"],
        },
    }


def test_a_replacement_must_be_listed() -> None:
    listed = {"terraform": {}, "acme": {"keys": "old", "replacement": {"old": "nwe"}}}
    with pytest.raises(ValueError, match="nwe is not listed"):
        backend_records(listed, {}, [])


# --- CloudFormation -------------------------------------------------------------------------------------------------------

SCHEMA = {
    "additionalProperties": False,
    "primaryIdentifier": ["/properties/Name"],
    "readOnlyProperties": ["/properties/Arn", "/properties/Late"],
    "createOnlyProperties": ["/properties/Name", "/properties/Box/Size"],
    "writeOnlyProperties": ["/properties/Secret"],
    "required": ["Mode"],
    "properties": {
        "Arn": {"type": "string"},
        "Late": {"type": "string"},
        "Secret": {"type": "string"},
        "Name": {"type": "string", "pattern": "^[a-z]+$", "minLength": 2, "maxLength": 9},
        "Mode": {"type": "string", "enum": ["ON", "OFF"]},
        "Loose": {"type": "string", "enumCaseInsensitive": ["b", "a"]},
        "Size": {"type": ["integer"], "minimum": 1},
        "Boxes": {"type": "array", "maxItems": 3, "items": {"$ref": "#/definitions/Box"}},
        "Label": {"$ref": "#/definitions/Text"},
        "Tags": {"type": "object", "patternProperties": {".*": {"type": "string"}}},
        "Either": {"type": ["object", "string"]},
        "Lost": {"$ref": "#/definitions/Nowhere"},
    },
    "definitions": {
        "Text": {"type": "string", "maxLength": 5},
        "Box": {
            "type": "object",
            "additionalProperties": False,
            "required": ["Width"],
            "properties": {"Width": {"type": "number"}, "Inner": {"$ref": "#/definitions/Box"}},
            "oneOf": [{"properties": {"Depth": {"type": "number"}, "Width": {}}}],
        },
    },
}


@pytest.fixture
def schemas(tmp_path: Path) -> dict[str, Any]:
    files = {
        "cfnlint/data/schemas/providers/us-east-1.json": json.dumps({"AWS::Acme::Thing": "f00", "Other::X::Y": "f00"}),
        "cfnlint/data/schemas/resources/f00.json": json.dumps(SCHEMA),
    }
    return dict(Schemas(wheel(tmp_path, files)).records())


def test_records_of_a_schema(schemas: dict[str, Any]) -> None:
    assert schemas == {
        "AWS::Acme::Thing": {
            "i": ["Name"],
            "o": ["Arn", "Late"],
            "p": {
                "Secret": ["s", 4],
                "Name": ["s", 2, {"p": "^[a-z]+$", "l": [2, 9]}],
                "Mode": ["s", 1, {"e": ["OFF", "ON"]}],
                "Loose": ["s", 0, {"e": ["a", "b"], "ci": 1}],
                "Size": ["i", 0, {"r": [1, None]}],
                "Boxes": ["[]Box", 0, {"c": [None, 3]}],
                "Label": ["s", 0, {"l": [None, 5]}],
                "Tags": "{}s",
                "Either": "json",
                "Lost": "json",
            },
        },
        "AWS::Acme::Thing.Box": {"p": {"Width": ["n", 1], "Inner": "Box", "Depth": "n"}},
    }


def test_what_the_service_spec_adds(schemas: dict[str, Any]) -> None:
    entity = {
        "cloudFormationType": "AWS::Acme::Thing",
        "arnTemplate": "arn:${Name}",
        "isStateful": True,
        "tagInformation": {"tagPropertyName": "Tags"},
        "properties": {
            "Late": {"type": {"type": "string"}},
            "Size": {"type": {"type": "integer"}, "causesReplacement": "yes"},
            "Tags": {"type": {"type": "map"}, "causesReplacement": "maybe"},
        },
    }
    unknown = {"cloudFormationType": "AWS::No::Where", "properties": {}}
    complete(schemas, [entity, unknown], {"AWS::Acme::Thing": "Name"}, {"AWS::Acme::Thing": {"l": [3, 4]}})
    thing = schemas["AWS::Acme::Thing"]
    assert (thing["a"], thing["s"], thing["g"], thing["n"]) == ("arn:${Name}", 1, "Tags", "Name")
    assert thing["p"]["Late"] == "s"
    assert thing["p"]["Size"] == ["i", 2, {"r": [1, None]}]
    assert thing["p"]["Tags"] == "{}s"
    assert thing["p"]["Name"] == ["s", 2, {"l": [3, 4]}]


def test_properties_that_only_the_l1_classes_have(schemas: dict[str, Any]) -> None:
    kinds = {
        "m.CfnThing": {"k": "C", "t": "AWS::Acme::Thing", "a": [["props", "m.CfnThingProps", 0]]},
        "m.CfnThingProps": struct(name=["s", 0], boxes=["[]m.CfnThing.Box", 0], fresh=["m.CfnThing.Box", 0]),
        "m.CfnThing.Box": struct(width=["n", 0], inner=["m.CfnThing.Box", 0], height=["n", 0]),
        "m.CfnOther": {"k": "C", "t": "AWS::Acme::Other"},
    }
    extend(schemas, merged(kinds))
    assert schemas["AWS::Acme::Thing"]["p"]["Fresh"] == "json"
    assert schemas["AWS::Acme::Thing.Box"]["p"] == {"Width": ["n", 1], "Inner": "Box", "Depth": "n", "Height": "json"}


def test_names_of_resources_in_the_other_frameworks() -> None:
    records: dict[str, Any] = {
        "AWS::EC2::KeyPair": {"n": "KeyName"},
        "AWS::S3::Bucket": {"n": "BucketName"},
        "AWS::EC2::VPC": {},
    }
    assert resource_names(records, {"pail": "AWS::S3::Bucket", "gone": "AWS::No::Where"}) == {
        "pail": "AWS::S3::Bucket",
        "s3bucket": "AWS::S3::Bucket",
        "ec2keypair": "AWS::EC2::KeyPair",
        "keypair": "AWS::EC2::KeyPair",
    }


@pytest.mark.parametrize(
    ("pattern", "is_usable"),
    [
        ("^[a-z]{1,63}$", True),
        ("^(a|b)-x$", True),
        ("^.*$", False),
        ("^\\p{L}+$", False),
        ("^(a+)+$", False),
        ("^[a-z]+[a-z0-9]*$", False),
        ("^.*x+.*$", False),
        ("^.*\\w+.*$", False),
        ("[[a-z]]", False),
        ("a{99999999999}", False),
        ("^([a-z]*)*$", False),
        ("[", False),
        ("x" * 500, False),
    ],
)
def test_patterns_that_can_be_used(pattern: str, is_usable: bool) -> None:
    assert usable(pattern) == is_usable


@given(st.text(alphabet="ab[](){}+*?^$.|\\p-1,", max_size=20))
def test_any_pattern_is_judged(pattern: str) -> None:
    usable(pattern)


# --- AWS ------------------------------------------------------------------------------------------------------------------


def test_runtimes_regions_and_engines(tmp_path: Path) -> None:
    condition = {"if": {"properties": {"Engine": {"const": "redis"}, "EngineVersion": {"type": "string"}}}}
    current = {"allOf": [{**condition, "then": {"properties": {"EngineVersion": {"enum": ["7.0", "6.0"]}}}}]}
    old = {"allOf": [{"if": {"properties": {"Engine": {"const": "redis"}, "EngineVersion": {"enum": ["6.0"]}}}}]}
    life = {"go1.x": {"deprecated": "2024-01-08", "create-block": None, "update-block": None, "successor": "provided"}}
    files = {
        "cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json": json.dumps(life),
        "cfnlint/data/schemas/providers/us-east-1.json": "{}",
        "cfnlint/data/schemas/providers/eu-west-1.json": "{}",
        "cfnlint/data/schemas/providers/sam.json": "{}",
        "cfnlint/data/schemas/extensions/aws_elasticache_cachecluster/engine_version.json": json.dumps(current),
        "cfnlint/data/schemas/extensions/aws_elasticache_cachecluster/engine_version_deprecated.json": json.dumps(old),
    }
    kinds = {
        "aws_eks.KubernetesVersion": {"k": "V", "p": {"V1_31": ["x", 4], "V1_20": ["x", 6], "version": "s"}},
        "aws_opensearchservice.EngineVersion": {"k": "V", "p": {"OPENSEARCH_2_11": ["x", 4]}},
    }
    found = aws.records(wheel(tmp_path, files), library(["1"], kinds), {"default": "abc", "us-east-1": "abcdef"})
    assert found == {
        "runtimes": {"go1.x": ["2024-01-08", "", "", "provided"]},
        "regions": {"us-east-1": "abcdef", "eu-west-1": "abc"},
        "engines:elasticache": {"redis": {"v": ["6.0", "7.0"], "d": ["6.0"]}},
        "engines:eks": {"kubernetes": {"v": ["1.20", "1.31"], "d": ["1.20"]}},
        "engines:opensearch": {"OpenSearch": {"v": ["2.11"], "d": []}},
    }
