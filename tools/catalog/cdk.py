"""What aws-cdk-lib's shipped code tells of its hand-written constructs, and the assembly does not.

Read with regular expressions from minified JavaScript, one class at a time: the L1 resource that a construct makes, the
property that becomes its physical name, and what happens to it on deletion when nobody says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from iaclint.catalog.library import Library
from tools.catalog.cloudformation import CloudFormation
from tools.catalog.packages import Package

Record = dict[str, Any]

CLASS = re.compile(r"(?<!new )\bclass (\w+)(?=\{| extends\b)|\b(\w+)=class(?=\{| extends\b)")
BASE = re.compile(r"\s*(?:extends\s*|_classSuper=)([\w$]+)")
SUPER = re.compile(r"_classSuper=([\w$]+)")
NEW_L1 = re.compile(r"(?:([\w.]+)=)?new ?\(?([\w$.]*)(?:\(\))?\)?\.(Cfn\w+)\((?:this|\w+),\s*[\"']([\w$]+)[\"'],?")
PHYSICAL_NAME = re.compile(r"physicalName:\s*([^,{}]+)")
REMOVAL = re.compile(r"([\w.]+)\.applyRemovalPolicy\(([^;]*?)\)(?=[,;}])")
CONDITION = (
    "removalPolicy&&",
    "removalPolicy!==void 0&&",
    "removalPolicy)",
    "removalPolicy){",
)  # only when the program says so
OVERRIDE = re.compile(r"\bapplyRemovalPolicy\(\w*\)\{")
POLICY = re.compile(r"RemovalPolicy\.([A-Z_]+)")
POLICIES = {"RETAIN": "retain", "RETAIN_ON_UPDATE_OR_DELETE": "retain", "SNAPSHOT": "snapshot", "DESTROY": "destroy"}
PRIMARY = ("Resource", "Default")
OUTSIDE = "/aws-cdk-lib."
# L1 classes that are no resource of a service, or go along with another one.
SECONDARY = frozenset({"CfnOutput", "CfnResource", "CfnCondition", "CfnMapping", "CfnPermission"})


class Made:
    """An L1 resource that a class's code makes: the variable it is kept in, the L1's id, the construct id, arguments."""

    def __init__(self, variable: str, l1: str, name: str, arguments: str) -> None:
        self.variable = variable
        self.l1 = l1
        self.name = name
        self.arguments = arguments


class ConstructFacts:
    """Adds `t c n cn r` to the records of one version's constructs (see the tool's README).

    `module` is the module of the L1 classes for constructs that are in none, those of a package of their own (alpha);
    the records then hold the L1 classes of aws-cdk-lib too, by their ids from outside (`/aws-cdk-lib.aws_glue.CfnJob`).
    """

    def __init__(
        self,
        records: dict[str, Record],
        code: dict[str, str],
        spec: CloudFormation,
        supplement: dict[str, Any],
        module: str = "",
    ) -> None:
        self.records = records
        self.module = module
        self.code = code  # class id -> its JavaScript
        self.spec = spec
        self.supplement = supplement
        self.l1_by_name: dict[str, list[str]] = defaultdict(list)
        for identity, record in records.items():
            if record["k"] == "C" and "t" in record:
                self.l1_by_name[identity.rpartition(".")[2]].append(identity)
        self.made = {identity: self._made(identity) for identity in code}

    def apply(self) -> None:
        """Complete the records in place."""
        l1 = [record for record in self.records.values() if record["k"] == "C" and "t" in record]
        for record in l1:
            self._name_l1(record)
        for identity, record in self.records.items():
            if record["k"] == "C" and "t" not in record:
                self._describe(identity, record)
        for identity, record in self.records.items():
            # A subclass whose constructor takes no name must not inherit one (AwsCliLayer).
            if record["k"] == "C" and "a" in record and "n" not in record and self._named_base(identity):
                record["n"] = record["cn"] = ""

    def _name_l1(self, record: Record) -> None:
        removal = self.supplement["cloudformation"]["default-removal"].get(record["t"])
        if removal:
            record["r"] = removal
        cfn = self.spec.physical_name(record["t"])
        if cfn:
            name = next((p for p in self._properties(record) if p.lower() == cfn.lower()), None)
            if name:
                record["n"], record["cn"] = name, cfn

    def _describe(self, identity: str, record: Record) -> None:
        listed = self._listed("deployed-type", identity)
        if listed is not None:
            record |= listed
            return
        l1 = self._l1(identity)
        if l1 is None or "t" not in self.records[l1]:  # the oldest assemblies do not tell every type
            return
        record["c"], record["t"] = l1, self.records[l1]["t"]
        cfn = self._cfn_name(identity, l1)
        name = self._listed("physical-name", identity) or self._physical_name(identity, l1)
        if cfn and name in self._properties(record):
            record["n"], record["cn"] = name, cfn
        record["r"] = self._removal(identity) or self.records[l1].get("r", "destroy")

    def _listed(self, table: str, identity: str) -> Any:
        """What the supplement says of a construct, which it calls by the module of its L1 class."""
        if self.module:
            identity = f"{self.module}.{identity}"
        return self.supplement["cdk"][table].get(identity)

    def _module(self, identity: str) -> str:
        return identity.rpartition(".")[0].removeprefix(OUTSIDE) or self.module

    def _named_base(self, identity: str) -> bool:
        return any("n" in self.records[base] for base in self._chain(identity)[1:])

    def _chain(self, identity: str) -> list[str]:
        """The class and the classes it extends, nearest first."""
        found: list[str] = []
        current: str | None = identity
        while current in self.records and current not in found:
            found.append(current)
            bases = [b for b in self.records[current].get("b", ()) if self.records.get(b, {}).get("k") in ("C", "V")]
            current = bases[0] if bases else None
        return found

    def _properties(self, record: Record) -> list[str]:
        """Names of the properties of the constructor's struct, inherited ones included."""
        found: list[str] = []
        structs = [kind for _, kind, _ in record.get("a", ()) if self.records.get(kind, {}).get("k") == "S"]
        queue = structs[-1:]
        for struct in queue:
            found += self.records.get(struct, {}).get("p", ())
            queue += self.records.get(struct, {}).get("b", ())
        return found

    def _made(self, identity: str) -> list[Made]:
        """The L1 resources that the class's own code makes."""
        text = self.code[identity]
        namespace = self._module(identity)
        found = []
        for match in NEW_L1.finditer(text):
            variable, module, name, construct_id = match.groups()
            l1 = self._imported(module, name, namespace)
            if l1 is not None and name not in SECONDARY:
                found.append(Made(variable or "", l1, construct_id, _argument(text, match.end())))
        return found

    def _imported(self, module: str, name: str, namespace: str) -> str | None:
        """The id of the L1 class that code in `namespace` calls `module.name`, `module` being `iam` or `s3_generated_1`."""
        classes = self.l1_by_name.get(name, [])
        origin = "aws_" + re.sub(r"^aws_|(?:_generated)?(?:_[0-9]+)?$", "", module)
        for candidate in (f"{origin}.{name}", f"{namespace}.{name}"):
            for spelt in (candidate, OUTSIDE + candidate):
                if spelt in classes:
                    return spelt
        return classes[0] if len(classes) == 1 else None

    def _l1(self, identity: str) -> str | None:
        """The L1 class of the main resource: the one called "Resource", else the only one, else the one of like name."""
        listed: str | None = self._listed("resource-class", identity)
        if listed in self.records or not self._module(identity):  # the root holds stacks, stages and the like
            return listed
        chain = self._chain(identity)
        made = [m for c in chain for m in self.made.get(c, ())]
        primary = [m.l1 for m in made if m.name in PRIMARY]
        if primary:
            return primary[0]
        distinct = sorted({m.l1 for m in made if self._module(m.l1) == self._module(identity)})
        if len(distinct) == 1:
            return distinct[0]
        name = identity.rpartition(".")[2]
        return next(
            (l1 for l1 in self.l1_by_name.get(f"Cfn{name}", ()) if self._module(l1) == self._module(identity)), None
        )

    def _physical_name(self, identity: str, l1: str) -> str | None:
        """The property whose value reaches `physicalName`, or the L1's naming property."""
        known = set(self._properties(self.records[identity])) - {"physicalName"}  # for library authors
        for member in self._chain(identity):
            for match in PHYSICAL_NAME.finditer(self.code.get(member, "")):
                names = [name for name in re.findall(r"\w+", match.group(1)) if name in known]
                if names:
                    return str(names[0])
        target = self.records[l1].get("n")
        if target is None:
            return None
        for member in self._chain(identity):
            for match in re.finditer(rf"\b{target}(?::([^,{{}}]+)|(?=[,}}]))", self.code.get(member, "")):
                names = [name for name in re.findall(r"\w+", match.group(1) or target) if name in known]
                if names:
                    return str(names[0])
        return None

    def _cfn_name(self, identity: str, l1: str) -> str | None:
        """The CloudFormation property that gets the physical name: as the code says, else as the schema does."""
        for member in self._chain(identity):
            for made in self.made.get(member, ()):
                match = re.search(r"(\w+):this\.physicalName\b", made.arguments)
                if match and made.l1 == l1:
                    return self.spec.spelling(self.records[l1]["t"], match.group(1))
        known: str | None = self.records[l1].get("cn")
        return known

    def _removal(self, identity: str) -> str | None:
        for member in self._chain(identity):
            text = _without_override(self.code.get(member, ""))
            variables = {m.variable.removeprefix("this.") for m in self.made.get(member, ()) if m.name in PRIMARY}
            calls = [m for m in REMOVAL.finditer(text) if not text.endswith(CONDITION, 0, m.start())]
            calls.sort(key=lambda m: m.group(1).removeprefix("this.") not in variables)
            for call in calls:
                if re.search(r"\bremovalPolicy\b", call.group(2)):
                    policy = POLICY.search(call.group(2))
                    return POLICIES[policy.group(1)] if policy else "retain"  # applyRemovalPolicy's own default
        return None


def outside_resources(library: Library) -> dict[str, Record]:
    """The L1 classes of aws-cdk-lib as records for `ConstructFacts` of another package."""
    found = {}
    for identity in library.ids():
        if ".Cfn" in identity and (each := library.get(identity)) is not None and each.kind == "construct":
            record = {"k": "C", "t": each.deployed_type, "n": each.physical_name, "cn": each.cfn_name}
            found[OUTSIDE + identity] = {key: value for key, value in record.items() if value is not None}
    return found


def _without_override(text: str) -> str:
    """A class without its own `applyRemovalPolicy`: what the caller gives there is no default."""
    found = OVERRIDE.search(text)
    if found is None:
        return text
    return text[: found.start()] + text[found.end() + len(_argument(text, found.end())) :]


def _argument(text: str, start: int, limit: int = 6000) -> str:
    """The rest of a call's arguments, up to the bracket that closes the call."""
    depth = 1
    for index in range(start, min(len(text), start + limit)):
        if text[index] in "([{":
            depth += 1
        elif text[index] in ")]}":
            depth -= 1
            if depth == 0:
                return text[start:index]
    return text[start : start + limit]


def class_code(package: Package, locations: dict[str, str]) -> dict[str, str]:
    """The JavaScript of each class. `locations` maps class ids to the TypeScript file that declares them."""
    by_file: dict[str, dict[str, str]] = defaultdict(dict)
    for identity, source in locations.items():
        by_file[source.removesuffix(".ts") + ".js"][identity.rpartition(".")[2]] = identity
    found: dict[str, str] = {}
    for path, content in package.files(lambda path: path in by_file and not path.endswith(".generated.js")):
        classes = _classes(_minified(content.decode()), by_file[path])
        exported = {name: _named(by_file[path], name) for name in classes}
        for name, exported_as in exported.items():
            if exported_as is not None:
                found[exported_as] = _with_private_bases(name, classes, exported)
    return found


def _minified(text: str) -> str:
    """Code without its source map and the blanks that a minifier takes out; newer aws-cdk-lib's is minified already, the
    oldest and the alpha packages' is not."""
    text = text.partition("//# sourceMappingURL=")[0]
    return re.sub(r"\s*([^\w\s$])\s*", r"\1", text) if text.count("\n") > 50 else text


def _classes(text: str, exported: dict[str, str]) -> dict[str, tuple[str, str]]:
    """Class name -> (name of the class it extends, code). A class inside a function (`class Import` in `fromArn`) that
    nothing extends counts as part of the class around it."""
    bases = set(BASE.findall(text))
    named = [(m, m.group(1) or m.group(2)) for m in CLASS.finditer(text)]
    marks = [mark for mark, name in named if name in bases or name[:-1] in bases or _named(exported, name)]
    ends = [m.start() for m in marks[1:]] + [len(text)]
    found = {}
    for mark, end in zip(marks, ends, strict=False):
        base = BASE.match(text, mark.end())
        name = base.group(1) if base else ""
        if name == "_classSuper":  # how a decorated class keeps its base
            kept = SUPER.search(text, text.rindex("_classSuper=", 0, mark.start()))
            name = kept.group(1) if kept else ""
        found[mark.group(1) or mark.group(2)] = (name, text[mark.start() : end])
    return found


def _with_private_bases(name: str, classes: dict[str, tuple[str, str]], exported: dict[str, str | None]) -> str:
    """The code of a class and of the bases that its module keeps to itself, which the assembly leaves out."""
    code = ""
    while name in classes:
        base, own = classes[name]
        code += own
        name = next((n for n in (base, base + "2") if n in classes and exported[n] is None), "")
    return code


def _named(names: dict[str, str], name: str) -> str | None:
    """The minifier adds one digit to a name that is taken: `Bucket2` is Bucket, `TableV22` is TableV2."""
    return names.get(name) or (names.get(name[:-1]) if name[-1:].isdigit() else None)
