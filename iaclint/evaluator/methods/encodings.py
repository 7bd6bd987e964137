"""Text as bytes and back: ``Buffer``, ``base64``. Bytes are the text that they encode."""

from __future__ import annotations

import binascii
from collections.abc import Callable

from iaclint import ir
from iaclint.evaluator.arguments import Arguments
from iaclint.evaluator.callables import MethodCode, NativeCode
from iaclint.evaluator.run import Run
from iaclint.evaluator.texts import concrete, hole_name
from iaclint.values import Known, Unknown, Value, over

Change = Callable[[bytes], bytes]


def base64(data: bytes) -> bytes:
    return binascii.b2a_base64(data, newline=False)


def url_safe(data: bytes) -> bytes:
    return base64(data).translate(bytes.maketrans(b"+/", b"-_"))


def from_base64(data: bytes) -> bytes:
    return binascii.a2b_base64(data.translate(bytes.maketrans(b"-_", b"+/")))


ENCODERS: dict[str, Change] = {"base64": base64, "base64url": url_safe, "hex": binascii.hexlify}
DECODERS: dict[str, Change] = {"base64": from_base64, "base64url": from_base64, "hex": binascii.unhexlify}


def changed(value: Value, change: Change, what: str, site: ir.Call) -> Value:
    """A text after a change of its bytes; of text with holes nothing is known but what it depends on."""

    def one(option: Value) -> Value:
        if isinstance(option, Known) and isinstance(option.data, str):
            try:
                return Known(change(option.data.encode()).decode(), site.span, option.labels, option)
            except (ValueError, UnicodeError):
                return Unknown("bytes that are not text", span=site.span, labels=option.labels)
        return Unknown(f"{what} of {hole_name(option)}", what, site.span, option.labels, origin=option)

    return over(value, one, site.span)


def converting(change: Change, what: str) -> NativeCode:
    def code(run: Run, arguments: Arguments, site: ir.Call) -> Value:
        return changed(arguments.at(0, "s", "data") or Known(None), change, what, site)

    return code


def buffer_from(run: Run, arguments: Arguments, site: ir.Call) -> Value:
    """``Buffer.from(text, encoding)``."""
    value = arguments.at(0) or Known(None)
    decoder = DECODERS.get(str(concrete(arguments.at(1) or Known(None))))
    return changed(value, decoder, "the bytes", site) if decoder is not None else value


def text_of(run: Run, receiver: Value, arguments: Arguments, site: ir.Call) -> Value:
    """``buffer.toString(encoding)``."""
    name = str(concrete(arguments.at(0) or Known(None)))
    encoder = ENCODERS.get(name)
    return changed(receiver, encoder, name, site) if encoder is not None else receiver


FUNCTIONS: dict[str, NativeCode] = {
    "js.Buffer.from": buffer_from, "buffer.Buffer.from": buffer_from,
    "js.btoa": converting(base64, "base64"), "js.atob": converting(from_base64, "text"),
    "base64.b64encode": converting(base64, "base64"), "base64.standard_b64encode": converting(base64, "base64"),
    "base64.urlsafe_b64encode": converting(url_safe, "base64"),
    "base64.b64decode": converting(from_base64, "text"), "base64.urlsafe_b64decode": converting(from_base64, "text"),
}  # fmt: skip

METHODS: dict[str, MethodCode] = {"toString": text_of}
