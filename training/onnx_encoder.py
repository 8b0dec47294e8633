"""The encoder for ONNX Runtime: one window at a time, matrix products in 8-bit integers.

    python -m training.onnx_encoder --reader READER.pt --vocabulary DIR --out encoder.onnx [--float]

The graph takes the pieces of one window and the places of those whose vectors are wanted. Weights have 7 bits and a
scale for each column, so that no sum of two products leaves 16 bits, which CPUs without VNNI would cut off: the file
gives the same answers there. The scale of what a product reads is taken from the window; hence one window a call. Rows
of the embedding have 8 bits and a scale each. `--float` writes all weights as float32, to compare with.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training.encoder import WEIGHT_LEVELS

ROW_LEVELS = 127
Array = NDArray[Any]


class Graph:
    """Nodes and weights of a graph, in the order that they are added."""

    def __init__(self, integers: bool) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self._integers = integers

    def weight(self, name: str, values: Array) -> str:
        """A weight with its values."""
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, *inputs: str, name: str, domain: str = "", outputs: int = 1, **attributes: Any) -> str:
        """A node; what comes back is the name of its first output."""
        names = [name if number == 0 else f"{name}.{number}" for number in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, weights: dict[str, Array], name: str) -> str:
        """x · Wᵀ + b."""
        matrix = weights[f"{name}.weight"].T
        bias = self.weight(f"{name}.bias", weights[f"{name}.bias"])
        if not self._integers:
            product = self.node("MatMul", x, self.weight(f"{name}.weight", matrix), name=f"{name}.product")
            return self.node("Add", product, bias, name=name)
        scale = np.abs(matrix).max(0) / WEIGHT_LEVELS
        whole = np.clip(np.rint(matrix / scale), -WEIGHT_LEVELS, WEIGHT_LEVELS).astype(np.int8)
        inputs = (
            self.weight(f"{name}.weight", whole),
            self.weight(f"{name}.scale", scale.astype(np.float32)),
            self.weight(f"{name}.zero", np.zeros(len(scale), np.int8)),
        )
        return self.node("DynamicQuantizeMatMul", x, *inputs, bias, name=name, domain="com.microsoft")

    def norm(self, x: str, added: str, weights: dict[str, Array], name: str, eps: float) -> str:
        """LayerNorm(x + added)."""
        gain, bias = (self.weight(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        total = self.node("Add", x, added, name=f"{name}.sum")
        return self.node("LayerNormalization", total, gain, bias, name=name, epsilon=eps)

    def attention(self, parts: str, width: int, heads: int, name: str) -> str:
        """What each piece reads of the others, from query, key and value side by side.

        Made of plain operators: ONNX Runtime's fused ones, this and the norm's, take longer on a CPU.
        """
        by_head = self.weight(f"{name}.by_head", np.array([-1, 3, heads, width // heads], np.int64))
        apart = self.node("Reshape", parts, by_head, name=f"{name}.apart")
        turned = self.node("Transpose", apart, name=f"{name}.turned", perm=[1, 2, 0, 3])
        self.nodes.append(helper.make_node("Split", [turned], [f"{name}.{p}" for p in "qkv"], axis=0, num_outputs=3))
        keys = self.node("Transpose", f"{name}.k", name=f"{name}.keys", perm=[0, 1, 3, 2])
        scores = self.node("MatMul", f"{name}.q", keys, name=f"{name}.scores")
        scale = self.weight(f"{name}.scale", np.array((width // heads) ** -0.5, np.float32))
        shares = self.node(
            "Softmax", self.node("Mul", scores, scale, name=f"{name}.scaled"), name=f"{name}.shares", axis=-1
        )
        read = self.node("MatMul", shares, f"{name}.v", name=f"{name}.read")
        back = self.node("Transpose", read, name=f"{name}.back", perm=[0, 2, 1, 3])
        return self.node("Reshape", back, self.weight(f"{name}.joined", np.array([-1, width], np.int64)), name=name)

    def rows(self, table: Array, numbers: str, name: str) -> str:
        """The rows of a table."""
        if not self._integers:
            return self.node("Gather", self.weight(f"{name}.rows", table), numbers, name=name)
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-6) / ROW_LEVELS
        whole = np.rint(table / scale).astype(np.int8)
        taken = self.node("Gather", self.weight(f"{name}.rows", whole), numbers, name=f"{name}.taken")
        scales = self.node(
            "Gather", self.weight(f"{name}.scales", scale.astype(np.float32)), numbers, name=f"{name}.scale"
        )
        exact = self.node("Cast", taken, name=f"{name}.float", to=TensorProto.FLOAT)
        return self.node("Mul", exact, scales, name=name)


def build(weights: dict[str, Array], config: dict[str, Any], base: Array, shape: Array, integers: bool = True) -> Any:
    """The model: `ids` and `places` (both int64, one window) → `vectors` (places x width)."""
    graph = Graph(integers)
    eps = config["layer_norm_eps"]
    numbers = graph.node("Gather", graph.weight("base", base.astype(np.int32)), "ids", name="base_of")
    shapes = graph.node("Gather", graph.weight("shape", shape.astype(np.int32)), "ids", name="shape_of")
    pieces = graph.rows(weights["pieces.weight"], numbers, "pieces")
    shaped = graph.node("Gather", graph.weight("shapes", weights["shapes.weight"]), shapes, name="shaped")
    sum_of_both = graph.node("Add", pieces, shaped, name="piece")
    size = graph.node("Shape", "ids", name="size")
    zero = graph.weight("zero", np.array([0], np.int64))
    places = graph.node("Slice", graph.weight("positions", weights["positions.weight"]), zero, size, name="place")
    x = graph.norm(sum_of_both, places, weights, "norm", eps)
    width, heads = config["hidden_size"], config["num_attention_heads"]
    for number in range(config["num_hidden_layers"]):
        layer = f"layers.{number}"
        read = graph.attention(graph.linear(x, weights, f"{layer}.attention"), width, heads, f"{layer}.read")
        x = graph.norm(x, graph.linear(read, weights, f"{layer}.output"), weights, f"{layer}.attention_norm", eps)
        inner = graph.node(
            "Gelu", graph.linear(x, weights, f"{layer}.inner"), name=f"{layer}.gelu", domain="com.microsoft"
        )
        x = graph.norm(x, graph.linear(inner, weights, f"{layer}.outer"), weights, f"{layer}.norm", eps)
    graph.node("Gather", x, "places", name="vectors")
    inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, [name]) for name in ("ids", "places")]
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["places", config["hidden_size"]])
    made = helper.make_graph(graph.nodes, "encoder", inputs, [output], graph.weights)
    return helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)], ir_version=9
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true")
    args = parser.parse_args()
    trained = torch.load(args.reader, map_location="cpu", weights_only=True)
    weights = {
        name.removeprefix("encoder."): values.float().numpy()
        for name, values in trained["weights"].items()
        if name.startswith("encoder.")
    }
    variants = np.load(args.vocabulary / "variants.npz")
    model = build(weights, trained["config"], variants["base"], variants["shape"], not args.float)
    onnx.save(model, args.out)
    print(f"{args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
