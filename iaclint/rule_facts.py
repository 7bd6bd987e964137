"""What rules may ask about libraries, back ends and clouds: the catalog's answers, in the versions that the project uses.

Only shapes: ``iaclint.facts`` gives the answers. Rules import these from ``iaclint.rule``.
"""

from __future__ import annotations

from typing import Any, Protocol

from iaclint.source import Language


class Deprecation:
    """``message`` as the ``library`` words it, ``since`` the first sampled version that says so (empty when all do)."""

    __slots__ = ("library", "message", "since")

    def __init__(self, library: str, message: str, since: str) -> None:
        self.library = library
        self.message = message
        self.since = since


class Form:
    """What a property takes. ``kind``: ``string number boolean date any``, ``list`` or ``map`` of ``inner``, ``union`` of ``options``, or the kind of the
    type ``symbol`` (``struct enum class construct interface …``); ``token``: a token is as good."""

    __slots__ = ("inner", "kind", "options", "symbol", "token")

    def __init__(
        self,
        kind: str,
        inner: Form | None = None,
        options: tuple[Form, ...] = (),
        symbol: str = "",
        token: bool = False,
    ) -> None:
        self.kind = kind
        self.inner = inner
        self.options = options
        self.symbol = symbol
        self.token = token

    def or_token(self) -> Form:
        return Form(self.kind, self.inner, self.options, self.symbol, True)


class Signature:
    """What a method takes, in order; ``required``: how many of these it cannot do without. ``endless``: it may take more than are listed. ``returns``: the
    class or interface of what it gives, empty for other types."""

    __slots__ = ("endless", "parameters", "required", "returns")

    def __init__(self, parameters: tuple[Form, ...], required: int, endless: bool, returns: str = "") -> None:
        self.parameters = parameters
        self.required = required
        self.endless = endless
        self.returns = returns

    @property
    def struct(self) -> Form | None:
        """The struct that Python's keyword arguments are the properties of."""
        last = self.parameters[-1] if self.parameters else None
        return last if last is not None and last.kind == "struct" and not last.token else None


class Declaration(Protocol):
    """The properties that a construct's arguments or a struct have, in the framework's spelling. What is said holds for the version that the project
    uses, or for every sampled version that it may use."""

    library: str
    parameters: frozenset[str]

    @property
    def version(self) -> str | None:
        """The version that the project uses, when that is known exactly."""

    def has(self, name: str) -> bool:
        """Whether any version that the project may use has the property."""

    def since(self, name: str) -> str | None:
        """The first sampled version with a property for which every version that the project may use is too old."""

    def until(self, name: str) -> str | None:
        """The last sampled version with a property that every version that the project may use has lost."""

    def required(self) -> list[str]:
        """The properties that must be given."""

    def names(self) -> list[str]:
        """The properties that there are."""

    def python_name(self, name: str) -> str: ...

    def by_python_name(self, name: str) -> str | None: ...

    def form(self, name: str) -> Form | None:
        """What a property takes."""


class Missing:
    """A name that the ``library`` does not have in ``version``. ``owner``: the class or module that was asked, as programs write it; ``closest``
    the one name that was probably meant; ``names`` what the owner has instead; ``since`` and ``until``: the first and last sampled versions that have the
    name, empty when none has it. All names in the spelling of the asking language."""

    __slots__ = ("closest", "library", "names", "owner", "since", "until", "version")

    def __init__(
        self,
        library: str,
        version: str,
        owner: str,
        closest: str | None,
        names: tuple[str, ...],
        since: str = "",
        until: str = "",
    ) -> None:
        self.library = library
        self.version = version
        self.owner = owner
        self.closest = closest
        self.names = names
        self.since = since
        self.until = until


class Constraint(Protocol):
    """What CloudFormation says a value must be: one of ``values`` (in ``any_case``), or what ``pattern`` is found in, with a ``length`` or in a ``range``
    (lowest and highest, ``None`` where it is open)."""

    values: list[Any] | None
    any_case: bool
    pattern: str | None
    length: tuple[int | None, int | None]
    range: tuple[float | None, float | None]

    def fault(self, value: str | int | float) -> str | None:
        """What is wrong with a value: ``value``, ``pattern``, ``length`` or ``range``; ``None`` when nothing is."""


class Limits(Protocol):
    """The constraints on the properties of a deployed type, or of a block in one, by name in any spelling."""

    def of(self, name: str) -> Constraint | None:
        """What a property, or each element of its list, must be; ``None`` when nothing is known for sure."""

    def within(self, name: str) -> Limits | None:
        """The properties of the block that a property, or each element of it, holds; ``None`` for others."""


class BackendKey(Protocol):
    """A key of a Terraform back end. Without ``certain`` no release of Terraform is known to have it, though CDKTF has."""

    certain: bool
    since: str | None
    removed: str | None
    replacement: str | None

    def available_in(self, version: str) -> bool:
        """Whether a Terraform version takes the key; true for what is no version."""


class Backend(Protocol):
    """A Terraform back end: its keys by path (``assume_role.role_arn``), and the key that was probably meant."""

    name: str

    def key(self, path: str) -> BackendKey | None: ...

    def closest(self, path: str) -> str | None: ...


class TerraformVersion:
    """What is said about the version of Terraform: ``text`` as written (``1.12.2``, ``~> 1.6``), by ``source``; ``lowest`` and ``highest`` that it allows,
    empty where it sets no bound."""

    __slots__ = ("highest", "lowest", "source", "text")

    def __init__(self, text: str, source: str, lowest: str, highest: str) -> None:
        self.text = text
        self.source = source
        self.lowest = lowest
        self.highest = highest

    def takes(self, key: BackendKey) -> bool | None:
        """Whether the versions that are allowed take a key: all of them, none, or (``None``) only some."""
        low, high = key.available_in(self.lowest), key.available_in(self.highest)
        return low if low == high else None


class Facts(Protocol):
    """What the catalog answers, in the names of the model."""

    def terraform_version(self, required: str | None = None) -> TerraformVersion | None:
        """The version of Terraform that the project uses, ``None`` when nothing says. ``required``: the constraint that the program states itself."""

    def backend(self, name: str) -> Backend | None:
        """The Terraform back end of a name (``s3``) or of a construct (``S3Backend``)."""

    def backend_names(self) -> tuple[str, ...]:
        """The names of all Terraform back ends."""

    def deprecated_property(self, construct: str, name: str) -> Deprecation | None:
        """The deprecation of a property of a construct's or struct's arguments, in the version that the project uses. ``name`` in either
        language's spelling."""

    def deprecated_type(self, symbol: str) -> Deprecation | None:
        """The deprecation of a class, enum, resource or function, in the version that the project uses."""

    def deprecated_member(self, symbol: str) -> Deprecation | None:
        """The deprecation of a constant, an enum's member or an attribute (``aws-cdk-lib.aws_lambda.Runtime.NODEJS_16_X``)."""

    def deprecated_method(self, symbol: str) -> Deprecation | None:
        """The deprecation of a method (``aws-cdk-lib.aws_ec2.Vpc.addS3Endpoint``)."""

    def missing_member(self, symbol: str, language: Language) -> Missing | None:
        """What is known of a member that its class or enum does not have; ``None`` when it has it, or when that cannot be told: the version is not known
        or outside the samples, the class or one of its bases is not in the catalog."""

    def python_name(self, symbol: str) -> str | None:
        """What Python calls a member of the frameworks' classes (``from_bucket_name`` for ``aws-cdk-lib.aws_s3.Bucket.fromBucketName``)."""

    def missing_class(self, symbol: str, language: Language) -> Missing | None:
        """The same for a class that its module does not have; ``owner`` is the module's namespace, and ``names``
        are those that have a class of that name."""

    def removed_in_v2(self, symbol: str) -> str | None:
        """CDK v1's deprecation message, maybe empty, of a class or member that v2 does not have; ``None`` for everything else."""

    def module_since_v2(self, symbol: str) -> str | None:
        """The module (``aws-cdk-lib.aws_s3``) that has taken the place of the CDK v1 package that a symbol is of; ``None`` for all others."""

    def struct_of(self, construct: str, name: str) -> str | None:
        """The canonical name of the struct that a property of a construct or struct holds, itself or in a list or map."""

    def declaration(self, symbol: str) -> Declaration | None:
        """What a construct or struct takes; ``None`` when the catalog cannot tell for sure: it is unknown, not known in full, or the project's
        version of the library lies outside the sampled ones."""

    def signature(self, symbol: str) -> Signature | None:
        """What a method of a class takes (``aws-cdk-lib.aws_s3.Bucket.addLifecycleRule``); ``None`` when that is not known for the project's
        version of the library."""

    def passes_for(self, symbol: str, wanted: str) -> bool:
        """Whether an object of a class may be given where another class or interface is asked for; false only when that is sure."""

    def lacks(self, wanted: str, names: frozenset[str]) -> bool:
        """Whether a plain object with just these entries surely cannot be given where a class or interface is asked for."""

    def name_constraint(self, type: str) -> Constraint | None:
        """What the physical name of a deployed type must be."""

    def limits(self, type: str) -> Limits | None:
        """What the properties of a deployed type must be, in every framework; ``None`` when nothing is known of it."""

    def unknown_part(self, type: str, path: str) -> tuple[int, list[str]] | None:
        """The position of the first part of a path (``VersioningConfiguration.Status``) that a CloudFormation type does not have, and the names that it has
        there; ``None`` when it has them all or is not known."""

    def iam_actions(self, pattern: str) -> list[str]:
        """The actions (``s3:GetObject``) that a pattern of a policy covers; none when it names none that is known."""

    def iam_access_level(self, action: str) -> str | None:
        """``Read``, ``Write``, ``List``, ``Permissions management`` or ``Tagging``; ``None`` for an unknown action."""

    def iam_resource_level(self, action: str) -> str | None:
        """Whether an action can be limited to resources: ``none``, ``required``, ``optional``; ``None`` when unknown."""

    def managed_policy_exists(self, name: str) -> bool:
        """Whether AWS has a managed policy of this name, path included (``service-role/AWS_ConfigRole``)."""

    def closest_managed_policy(self, name: str) -> str | None:
        """The managed policy that was probably meant."""

    def managed_policies_date(self) -> str:
        """The day that the list of managed policies is of."""

    def library_version(self, library: str) -> str | None:
        """The version that the project declares of a library (``aws-cdk-lib``); ``None`` when it does not."""
