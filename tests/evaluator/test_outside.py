"""What comes from outside the program: variables, files, clocks, random numbers, JSON."""

from __future__ import annotations

from iaclint.evaluator.texts import concrete
from iaclint.values import DEPLOY_TIME, ENVIRONMENT, EXTERNAL, NONDETERMINISTIC, REGION
from tests.evaluator.evaluation import Both, Either, evaluate_text


def test_what_an_emulator_of_the_cloud_sets_is_not_set(both: Both) -> None:
    found = both.evaluate(
        """
        import os
        host = os.environ.get("LOCALSTACK_HOSTNAME")
        a = "emulator" if host is not None else "cloud"
        b = "emulator" if os.getenv("AWS_ENDPOINT_URL") else "cloud"
        c = "emulator" if "4566" in (os.getenv("AWS_ENDPOINT_URL_S3") or "") else "cloud"
        d = os.getenv("AWS_ENDPOINT_URL", "http://localhost:4566")
        """,
        """
        const host = process.env.LOCALSTACK_HOSTNAME;
        const a = host !== undefined ? "emulator" : "cloud";
        const b = process.env.AWS_ENDPOINT_URL ? "emulator" : "cloud";
        const c = process.env.AWS_ENDPOINT_URL_S3?.includes("4566") ? "emulator" : "cloud";
        const d = process.env.AWS_ENDPOINT_URL || "http://localhost:4566";
        """,
    )
    for evaluation in found.values():
        assert [concrete(evaluation.value(name)) for name in "abcd"] == [*["cloud"] * 3, "http://localhost:4566"]


def test_environment_variables_print_as_holes_and_decide_conditions(both: Both) -> None:
    """The suffix is assumed to be ``pr1234``; others take their literal default."""
    found = both.evaluate(
        """
        import os
        suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
        required = os.environ["ENVIRONMENT_SUFFIX"]
        region = os.getenv("AWS_REGION", "us-east-1")
        size = os.getenv("SIZE", "small")
        none = os.getenv("NOTHING")
        empty = os.getenv("EMPTY", "") or "fallback"
        is_small = size == "small"
        is_set = "yes" if none == "x" else "no"
        count = int(os.getenv("COUNT", "2"))
        """,
        """
        const suffix = process.env.ENVIRONMENT_SUFFIX || "dev";
        const required = process.env["ENVIRONMENT_SUFFIX"]!;
        const region = process.env.AWS_REGION ?? "us-east-1";
        const size = process.env.SIZE || "small";
        const none = process.env.NOTHING;
        const empty = process.env.EMPTY || "fallback";
        const is_small = size === "small";
        const is_set = none === "x" ? "yes" : "no";
        const count = parseInt(process.env.COUNT ?? "2", 10);
        """,
    )
    for language, evaluation in found.items():
        assumed = {
            name: concrete(evaluation.value(name))
            for name in ("suffix", "required", "region", "size", "empty", "is_small", "is_set", "count")
        }
        assert assumed == {
            "suffix": "pr1234", "required": "pr1234", "region": "us-east-1", "size": "small", "empty": "fallback",
            "is_small": True, "is_set": "no", "count": 2,
        }, language  # fmt: skip
        printed = [evaluation[name] for name in ("suffix", "required", "region", "size", "none", "empty", "count")]
        assert printed == [
            "${ENVIRONMENT_SUFFIX}", "${ENVIRONMENT_SUFFIX}", "${AWS_REGION}", "${SIZE}", "${NOTHING}", "${EMPTY}", "${COUNT}",
        ], language  # fmt: skip
        assert evaluation.value("suffix").labels & ENVIRONMENT
        assert evaluation.value("region").labels & REGION
        assert evaluation.value("size").labels & EXTERNAL
        assert not evaluation.value("size").labels & ENVIRONMENT


def test_a_false_default_stays_false(both: Both) -> None:
    both(
        """
        import os
        debug = os.getenv("DEBUG", "false").lower() == "true"
        kind = "loud" if debug else "quiet"
        """,
        """
        const debug = (process.env.DEBUG || "false").toLowerCase() === "true";
        const kind = debug ? "loud" : "quiet";
        """,
        debug=False,
        kind="quiet",
    )


def test_a_flag_that_nobody_gave_is_what_the_program_says_it_is_then(both: Both) -> None:
    found = both.evaluate(
        """
        import pulumi
        flag = pulumi.Config().get_bool("withRecorder") or False
        size = "small" if not flag else "large"
        """,
        """
        import * as pulumi from "@pulumi/pulumi";
        const flag = new pulumi.Config().getBoolean("withRecorder") || false;
        const size = !flag ? "small" : "large";
        """,
    )
    for language, evaluation in found.items():
        assert evaluation["flag"] == "${withRecorder}", language
        assert concrete(evaluation.value("size")) == "small", language


def test_what_is_looked_for_in_a_variable_is_looked_for_in_its_default(both: Both) -> None:
    both(
        """
        import os
        endpoint = os.environ.get("SERVICE_URL", "")
        kind = "local" if endpoint.find("localhost") != -1 else "real"
        """,
        """
        const endpoint = process.env.SERVICE_URL ?? "";
        const kind = endpoint.indexOf("localhost") !== -1 ? "local" : "real";
        """,
        endpoint="${SERVICE_URL}",
        kind="real",
    )


def test_variables_under_names_that_the_program_computes(both: Both) -> None:
    both(
        """
        import os
        def setting(name, default):
            return os.environ.get(f"APP_{name}", default)
        size = setting("SIZE", "small") == "small"
        """,
        """
        function setting(name: string, fallback: string) { return process.env[`APP_${name}`] ?? fallback; }
        const size = setting("SIZE", "small") === "small";
        """,
        size=True,
    )


def test_clocks_and_random_numbers_are_labelled(both: Both) -> None:
    found = both.evaluate(
        """
        import datetime, random, time, uuid
        from datetime import datetime as dt
        a = f"x-{int(time.time())}"
        b = dt.now().strftime("%Y%m%d")
        c = random.randint(1, 5) + 1
        d = str(uuid.uuid4())[:8]
        e = datetime.datetime.utcnow().isoformat()
        """,
        """
        import { v4 as uuidv4 } from "uuid";
        const a = `x-${Date.now()}`;
        const b = new Date().toISOString().slice(0, 10);
        const c = Math.floor(Math.random() * 5) + 1;
        const d = uuidv4().substring(0, 8);
        const e = new Date().getTime().toString(36);
        """,
    )
    for language, evaluation in found.items():
        for name in "abcde":
            assert evaluation.value(name).labels & NONDETERMINISTIC, f"{language} {name}"


def test_json_text_stays_readable(both: Both) -> None:
    both(
        """
        import json
        policy = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]})
        back = json.loads(policy)["Statement"][0]["Effect"]
        parsed = json.loads('{"a": [1, true, null]}')
        """,
        """
        const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow" }] });
        const back = JSON.parse(policy).Statement[0].Effect;
        const parsed = JSON.parse('{"a": [1, true, null]}');
        """,
        policy=("json", {"Version": "2012-10-17", "Statement": [{"Effect": "Allow"}]}),
        back="Allow",
        parsed={"a": [1, True, None]},
    )


def test_json_text_with_holes(both: Both) -> None:
    both(
        """
        import json, os
        e = os.environ["ENVIRONMENT_SUFFIX"]
        parsed = json.loads(f'{{"name": "tap-{e}", "size": 1}}')
        """,
        """
        const e = process.env.ENVIRONMENT_SUFFIX;
        const parsed = JSON.parse(`{"name": "tap-${e}", "size": 1}`);
        """,
        parsed={"name": "tap-${ENVIRONMENT_SUFFIX}", "size": 1},
    )


def test_data_files_inside_the_boundary(both: Both) -> None:
    files = {
        "config/settings.json": '{"name": "from json", "sizes": [1, 2]}',
        "config/settings.yaml": "name: from yaml\nsizes: [1, 2]\n",
        "config/note.txt": "hello\n",
    }
    both(
        {
            **files,
            "app.py": """
            import json, os, yaml
            from pathlib import Path
            HERE = os.path.dirname(os.path.abspath(__file__))
            with open(os.path.join(HERE, "config", "settings.json")) as f:
                a = json.load(f)
            b = yaml.safe_load(open("config/settings.yaml"))["name"]
            c = (Path(__file__).parent / "config" / "note.txt").read_text().strip()
            d = json.loads(Path("config/settings.json").read_text())["sizes"]
            """,
        },
        {
            **files,
            "app.ts": """
            import * as fs from "fs";
            import * as path from "path";
            import { readFileSync } from "node:fs";
            import * as yaml from "js-yaml";
            const a = JSON.parse(fs.readFileSync(path.join(__dirname, "config", "settings.json"), "utf8"));
            const b = (yaml.load(readFileSync("config/settings.yaml", "utf-8")) as any).name;
            const c = fs.readFileSync(path.resolve(__dirname, "./config/note.txt")).toString().trim();
            import settings from "./config/settings.json";
            const d = settings.sizes;
            """,
        },
        a={"name": "from json", "sizes": [1, 2]},
        b="from yaml",
        c="hello",
        d=[1, 2],
    )


def test_files_outside_the_boundary_are_not_read(both: Both) -> None:
    for evaluation in both.evaluate(
        "text = open('/etc/passwd').read()\nup = open('../../../../../../etc/passwd').read()",
        "import * as fs from 'fs';\nconst text = fs.readFileSync('/etc/passwd', 'utf8');\n"
        "const up = fs.readFileSync('../../../../../../etc/passwd', 'utf8');",
    ).values():
        assert evaluation["text"] == "${passwd}"
        assert evaluation["up"] == "${passwd}"


def test_reasons_are_for_people(both: Both) -> None:
    for evaluation in both.evaluate(
        "import somewhere\nvalue = somewhere.load()\nfor z in somewhere.zones():\n    names = [z]\n",
        "import * as somewhere from 'somewhere';\nconst value = somewhere.load();\n"
        "for (const z of somewhere.zones()) { const names = [z]; }",
    ).values():
        assert evaluation.reasons == ["value returned by somewhere.load", "value returned by somewhere.zones"]


def test_secrets_and_deploy_time_values_keep_their_labels_in_text(both: Both) -> None:
    found = both.evaluate(
        "import pulumi_aws as aws\nb = aws.s3.Bucket('b')\narn = b.arn\nname = b.arn.apply(lambda a: f'{a}/*')",
        "import * as aws from '@pulumi/aws';\nconst b = new aws.s3.Bucket('b'); const arn = b.arn;\n"
        "const name = b.arn.apply(a => `${a}/*`);",
    )
    for evaluation in found.values():
        assert evaluation.value("arn").labels & DEPLOY_TIME
        assert evaluation.value("name").labels & DEPLOY_TIME


def test_lists_from_outside_are_their_default_when_nobody_gives_them(both: Both) -> None:
    """A loop meets the default's items, and nothing else."""
    both.conditions(
        """
        import os, aws_cdk as cdk
        from aws_cdk import aws_sqs as sqs
        stack = cdk.Stack(cdk.App(), "S")
        for name in os.environ.get("NAMES") or ["a", "b"]:
            sqs.Queue(stack, name)
        """,
        """
        import * as cdk from "aws-cdk-lib";
        import { aws_sqs as sqs } from "aws-cdk-lib";
        const stack = new cdk.Stack(new cdk.App(), "S");
        ((process.env.NAMES as any) || ["a", "b"]).forEach((name: string) => new sqs.Queue(stack, name));
        """,
        a="not (NAMES is given)",
        b="not (NAMES is given)",
    )


def test_what_may_be_skipped_is_not_there_when_nothing_is_given() -> None:
    """TypeScript's ``?.`` only: Python would fail."""
    found = evaluate_text(
        """
        const given: string | undefined = process.env.NAMES;
        const props: { names?: string[] } = {};
        const names = given?.split(",") || ["a", "b"];
        const later = props.names || given?.split(",") || ["a", "b"];
        const other = given?.split(",") ?? ["a", "b"];
        const certain = given!.split(",") || ["a", "b"];
        const known = "x,y"?.split(",") || ["a", "b"];
        """,
        "typescript",
    )
    for name in ("names", "later", "other"):
        assert list(found[name].options.values())[1] == ["a", "b"]
    assert found["certain"] == [...]
    assert found["known"] == ["x", "y"]


def test_a_text_in_place_of_what_nobody_gives_is_readable(both: Both) -> None:
    found = both.evaluate(
        """
        import os
        suffix = os.environ.get("ENVIRONMENT_SUFFIX", "dev")
        name = os.environ.get("TABLE") or f"orders-{suffix}"
        """,
        """
        const suffix = process.env.ENVIRONMENT_SUFFIX || "dev";
        const name = process.env.TABLE || `orders-${suffix}`;
        """,
    )
    for evaluation in found.values():
        assert evaluation["name"] == "orders-${ENVIRONMENT_SUFFIX}"
        assert evaluation.value("name").labels & EXTERNAL


def test_an_empty_default_does_not_say_that_nothing_is_computed(both: Both) -> None:
    """It does say so of what comes from outside."""
    both(
        """
        import os, somewhere
        computed = somewhere.look() or ""
        given = os.environ.get("NAME") or ""
        a = "yes" if computed else "no"
        b = "yes" if given else "no"
        """,
        """
        import * as somewhere from "somewhere";
        const computed = somewhere.look() || "";
        const given = process.env.NAME || "";
        const a = computed ? "yes" : "no";
        const b = given ? "yes" : "no";
        """,
        a=Either.of({"computed": "yes", "not (computed)": "no"}),
        b="no",
    )
