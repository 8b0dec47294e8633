"""One LSTM in ONNX's file format, as bytes: what ONNX Runtime reads, written without a package for it.

The format is Protocol Buffers: a message is its fields one after the other, each with its number, those of more than an
integer with their length. The numbers are those of `onnx.proto`.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

_FLOAT, _INT32 = 1, 6
_INTEGER_ATTRIBUTE, _STRING_ATTRIBUTE = 2, 3
_IR, _OPSET = 9, 18


def lstm_model(inputs: NDArray[Any], recurrent: NDArray[Any], biases: NDArray[Any]) -> bytes:
    """An LSTM of both directions: `x` (steps x sequences x width) and their `lengths` → `y`.

    `y` is (steps x directions x sequences x hidden). Weights are ONNX's: (directions x 4 hidden x …), gates i, o, f, c.
    """
    weights = {"w": inputs, "r": recurrent, "b": biases}
    node = _message(
        *((1, name) for name in ("x", *weights, "lengths")),
        (2, "y"),
        (4, "LSTM"),
        (5, _message((1, "hidden_size"), (3, recurrent.shape[2]), (20, _INTEGER_ATTRIBUTE))),
        (5, _message((1, "direction"), (4, "bidirectional"), (20, _STRING_ATTRIBUTE))),
    )
    graph = _message(
        (1, node),
        (2, "lstm"),
        *((5, _tensor(name, values)) for name, values in weights.items()),
        (11, _value("x", _FLOAT, 3)),
        (11, _value("lengths", _INT32, 1)),
        (12, _value("y", _FLOAT, 4)),
    )
    return _message((1, _IR), (7, graph), (8, _message((1, ""), (2, _OPSET))))


def _tensor(name: str, values: NDArray[Any]) -> bytes:
    shape = [(1, size) for size in values.shape]
    return _message(*shape, (2, _FLOAT), (8, name), (9, values.astype("<f4").tobytes()))


def _value(name: str, kind: int, dimensions: int) -> bytes:
    """An input or output with so many dimensions of any size."""
    shape = _message(*((1, _message((2, f"{name}.{number}"))) for number in range(dimensions)))
    return _message((1, name), (2, _message((1, _message((1, kind), (2, shape))))))


def _message(*fields: tuple[int, int | str | bytes]) -> bytes:
    return b"".join(_field(number, value) for number, value in fields)


def _field(number: int, value: int | str | bytes) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the eighth says that more follow."""
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*found, number])
