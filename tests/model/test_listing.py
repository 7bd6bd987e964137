"""The listing of a graph: the parts that sketches do not have."""

from __future__ import annotations

from iaclint.model import UnknownPart
from iaclint.model.listing import condition_text, listing
from iaclint.values import Condition, Entry, Known, MapValue
from tests.programs import graph_of, resource, source, span_of

FILE = source("Bucket(bucketName='logs')\nlookup()\n", "/project/lib/app.py")


def test_the_physical_name_stands_under_the_deployed_name_too() -> None:
    item = resource(FILE, "Bucket", "AWS::RDS::DBInstance", instanceIdentifier="logs")
    item.name_property, item.deployed_name_property = "instanceIdentifier", "DBInstanceIdentifier"
    data = listing(graph_of(item), "/project")
    assert data["resources"][0]["properties"] == {"instanceIdentifier": "logs", "DBInstanceIdentifier": "logs"}


def test_the_same_name_in_another_case_stands_once() -> None:
    item = resource(FILE, "Bucket", "AWS::S3::Bucket", bucketName="logs")
    item.name_property, item.deployed_name_property = "bucketName", "BucketName"
    assert listing(graph_of(item), "/project")["resources"][0]["properties"] == {"bucketName": "logs"}


def test_a_name_left_out_stays_out() -> None:
    item = resource(FILE, "Bucket", "AWS::S3::Bucket")
    item.name_property, item.deployed_name_property = "bucketName", "BucketName"
    assert listing(graph_of(item), "/project")["resources"][0]["properties"] == {}


def test_what_is_not_deployed_is_not_among_the_resources() -> None:
    lookup = resource(FILE, "lookup", "aws:index/getRegion:getRegion")
    lookup.kind = "data"
    stack = resource(FILE, "Bucket", "stack")
    stack.kind = "stack"
    data = listing(graph_of(lookup, stack), "/project")
    assert data["resources"] == []
    place = {"file": "lib/app.py", "line": 2}
    assert data["data_sources"] == [{"type": "aws:index/getRegion:getRegion", "properties": {}, **place}]
    assert [(item["kind"], item["type"]) for item in data["other"]] == [("stack", "stack")]


def test_what_could_not_be_followed() -> None:
    graph = graph_of()
    graph.unknowns.append(UnknownPart(span_of(FILE, "lookup"), "an unknown library"))
    assert listing(graph, "/project")["unknown"] == [{"file": "lib/app.py", "line": 2, "reason": "an unknown library"}]


def test_conditions_are_joined() -> None:
    condition = Condition("isProd", None)
    assert condition_text((condition, Condition("a > 1", None, negated=True))) == "isProd and not (a > 1)"
    assert condition_text(()) is None


def test_a_map_of_a_spread_says_that_it_is_open() -> None:
    item = resource(FILE, "Bucket")
    item.properties = MapValue({"a": Entry(Known(1))}, open="an unknown spread")
    data = listing(graph_of(item), "/project")
    assert data["resources"][0]["properties"] == {"a": 1, "...": "${an unknown spread}"}
