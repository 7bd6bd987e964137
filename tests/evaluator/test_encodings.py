"""Text as bytes and back."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from iaclint.evaluator.methods.encodings import base64 as encoded
from iaclint.evaluator.methods.encodings import from_base64, url_safe
from iaclint.values import ENVIRONMENT
from tests.evaluator.evaluation import Both


def test_known_text_is_encoded_and_decoded(both: Both) -> None:
    both(
        """
        import base64
        script = "#!/bin/bash\\necho hello"
        encoded = base64.b64encode(script.encode("utf-8")).decode("utf-8")
        decoded = base64.b64decode(encoded).decode()
        """,
        """
        const script = "#!/bin/bash\\necho hello";
        const encoded = Buffer.from(script).toString('base64');
        const decoded = Buffer.from(encoded, 'base64').toString('utf8');
        """,
        encoded="IyEvYmluL2Jhc2gKZWNobyBoZWxsbw==",
        decoded="#!/bin/bash\necho hello",
    )


def test_text_with_holes_is_not_guessed_but_keeps_what_it_depends_on(both: Both) -> None:
    found = both.evaluate(
        """
        import base64, os
        encoded = base64.b64encode(f"echo {os.environ['ENVIRONMENT_SUFFIX']}".encode()).decode()
        """,
        """
        const encoded = Buffer.from(`echo ${process.env.ENVIRONMENT_SUFFIX}`).toString("base64");
        """,
    )
    for evaluation in found.values():
        value = evaluation.value("encoded")
        assert evaluation["encoded"] == "${base64}"
        assert value.labels & ENVIRONMENT
        assert value.reason == "base64 of echo ENVIRONMENT_SUFFIX"  # type: ignore[attr-defined]


def test_bytes_that_are_no_text_are_unknown(both: Both) -> None:
    found = both.evaluate(
        'import base64\nvalue = base64.b64decode("/w==").decode()\n',
        "const value = Buffer.from('/w==', 'base64').toString();\n",
    )
    assert {evaluation["value"] for evaluation in found.values()} == {"${bytes that are not text}"}


@given(st.binary(max_size=200))
def test_as_the_standard_library_encodes(data: bytes) -> None:
    assert encoded(data) == base64.b64encode(data)
    assert url_safe(data) == base64.urlsafe_b64encode(data)
    assert from_base64(base64.urlsafe_b64encode(data)) == data
