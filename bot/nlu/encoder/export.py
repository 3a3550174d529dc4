"""The trained encoder as one ONNX file: matrices int8, word embeddings in the wheel's own 4 bits.

Int8 has a scale for each 32 weights: with one for each row, answers moved four times as much.
The graph is written by hand (contrib operators of ONNX Runtime for matrices, attention, norms and
the 4-bit table), so that nothing but `onnx` is needed and every node is known. Input `pieces`
(texts, pieces) int64, padded with 1; output `probabilities` (texts, outputs).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.nlu.encoder.examples import HEADS, SIZES
from bot.nlu.encoder.read_weights import BLOCK, Weights
from bot.nlu.pieces import LIMIT, PADDING, UNKNOWN

CONTRIB = "com.microsoft"
ALONE = ("labels", "abroad")  # heads whose outputs do not exclude each other


class _Graph:
    """Collects nodes and constants; every method gives back the name of a value."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, name: str, value: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def whole(self, name: str, *values: int) -> str:
        return self.constant(name, np.array(values, np.int64))

    def node(self, kind: str, inputs: Sequence[str], output: str, **rest: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **rest))
        return output

    def linear(self, x: str, name: str, weight: Any, bias: Any) -> str:
        """`weight` is (out, in), as in PyTorch."""
        met = self._product(x, f"{name}.w", weight)
        return self.node("Add", [met, self.constant(f"{name}.b", bias)], f"{name}.out")

    def _product(self, x: str, name: str, weight: Any) -> str:
        if self.exact:
            return self.node("MatMul", [x, self.constant(name, weight.T)], f"{name}.met")
        whole, scales = eight_bits(weight)
        return self.node(
            "MatMulNBits",
            [x, self.constant(f"{name}.q", whole), self.constant(f"{name}.s", scales)],
            f"{name}.met",
            domain=CONTRIB,
            K=weight.shape[1],
            N=weight.shape[0],
            bits=8,
            block_size=BLOCK,
            accuracy_level=4,  # int8 answers of the layer before, too
        )


def eight_bits(weight: Any) -> tuple[Any, Any]:
    """A matrix (out, in) as uint8 around 128, (out, blocks, 32), and its scales, one a block."""
    blocks = weight.astype(np.float32).reshape(weight.shape[0], -1, BLOCK)
    scales = np.maximum(np.abs(blocks).max(2), 1e-12) / 127
    return (np.rint(blocks / scales[:, :, None]) + 128).astype(np.uint8), scales.reshape(-1)


def build(
    state: dict[str, Any], weights: Weights, keep: Sequence[int], layers: int, exact: bool
) -> Any:
    """The model over the kept pieces, matrices float32 when `exact`; `state` holds arrays."""
    graph = _Graph(exact)
    x = _embed(graph, state, weights, keep)
    pads = graph.node("Equal", ["pieces", graph.whole("padding", PADDING)], "pads")
    there = graph.node("Not", [pads], "there")
    mask = graph.node("Cast", [there], "mask", to=TensorProto.INT32)
    for number in range(layers):
        x = _layer(graph, state, f"layers.{number}.", x, mask, weights)
    _answer(graph, state, x, there)
    shape = ["texts", "length"]
    made = helper.make_graph(
        graph.nodes,
        "second_opinion",
        [helper.make_tensor_value_info("pieces", TensorProto.INT64, shape)],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["texts", "outputs"])],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=10)


def _embed(graph: _Graph, state: dict[str, Any], weights: Weights, keep: Sequence[int]) -> str:
    scales, halves = (part[list(keep)] for part in (weights.word_scales, weights.word_halves))
    packed = (halves[:, 0::2] & 0x0F | halves[:, 1::2] << 4).astype(np.uint8)
    rows, width = halves.shape
    graph.constants.append(
        helper.make_tensor("word", TensorProto.INT4, (rows, width), packed.tobytes(), raw=True)
    )
    word = graph.node(
        "GatherBlockQuantized",
        ["word", "pieces", graph.constant("word.scale", scales.astype(np.float32))],
        "word.out",
        domain=CONTRIB,
        block_size=BLOCK,
        quantize_axis=1,
        gather_axis=0,
    )
    length = graph.node("Shape", ["pieces"], "length", start=1, end=2)
    limits = [graph.whole("from", 0), length, graph.whole("axis", 0)]
    places = graph.constant("place", state["place"][:LIMIT])
    place = graph.node("Slice", [places, *limits], "place.out")
    summed = graph.node("Add", [word, place], "embedded")
    norm = [summed, *_norm(graph, state, "norm")]
    return graph.node("LayerNormalization", norm, "norm.out", axis=-1, epsilon=weights.epsilon)


def _norm(graph: _Graph, state: dict[str, Any], name: str) -> list[str]:
    return [
        graph.constant(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")
    ]


def _layer(
    graph: _Graph, state: dict[str, Any], at: str, x: str, mask: str, weights: Weights
) -> str:
    def linear(name: str, x: str) -> str:
        return graph.linear(x, at + name, state[f"{at}{name}.weight"], state[f"{at}{name}.bias"])

    def norm(name: str, x: str, skip: str) -> str:
        inputs = [x, skip, *_norm(graph, state, at + name)]
        made = f"{at}{name}.out"
        return graph.node(
            "SkipLayerNormalization", inputs, made, domain=CONTRIB, epsilon=weights.epsilon
        )

    q, k, v = (linear(name, x) for name in ("q", "k", "v"))
    met = graph.node(
        "MultiHeadAttention",
        [q, k, v, "", mask],
        f"{at}attention",
        domain=CONTRIB,
        num_heads=weights.heads,
    )
    x = norm("aln", linear("ao", met), x)
    inner = graph.node("Gelu", [linear("fi", x)], f"{at}gelu", domain=CONTRIB)
    return norm("oln", linear("fo", inner), x)


def _answer(graph: _Graph, state: dict[str, Any], x: str, there: str) -> None:
    """Mean over the pieces, heads (with the standardising folded in), sigmoid or softmax."""
    kept = graph.node("Cast", [there], "kept", to=TensorProto.FLOAT)
    kept = graph.node("Unsqueeze", [kept, graph.whole("last", -1)], "kept.column")
    middle = graph.whole("pieces.axis", 1)
    summed = graph.node(
        "ReduceSum", [graph.node("Mul", [x, kept], "kept.x"), middle], "sum", keepdims=0
    )
    count = graph.node("ReduceSum", [kept, middle], "count", keepdims=0)
    mean = graph.node("Div", [summed, count], "mean")
    weight = state["head.weight"] / state["scale"]
    bias = state["head.bias"] - weight @ state["mean"]
    head = [mean, graph.constant("head.w", weight.T), graph.constant("head.b", bias)]
    logits = graph.node("Gemm", head, "logits")
    split = [logits, graph.whole("sizes", *SIZES)]
    graph.nodes.append(helper.make_node("Split", split, list(HEADS), axis=1))
    parts = [
        graph.node("Sigmoid" if name in ALONE else "Softmax", [name], f"{name}.p") for name in HEADS
    ]
    graph.node("Concat", parts, "probabilities", axis=1)


def write(
    state: dict[str, Any], weights: Weights, keep: Sequence[int], layers: int, folder: Path
) -> Path:
    """Writes model.onnx (int8), tokenizer.json, labels.json; gives back the float model's file."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "float.onnx"
    onnx.save(build(state, weights, keep, layers, True), whole)
    onnx.save(build(state, weights, keep, layers, False), folder / "model.onnx")
    _write(folder / "tokenizer.json", tokenizer(weights, keep))
    _write(folder / "labels.json", HEADS)
    return whole


def tokenizer(weights: Weights, keep: Sequence[int]) -> dict[str, Any]:
    """The kept pieces in the format of the `tokenizers` library."""
    vocabulary = [[weights.pieces[n], round(weights.scores[n], 4)] for n in keep]
    spaces = {"type": "Replace", "pattern": {"Regex": r"\s+"}, "content": " "}
    strip = {"type": "Strip", "strip_left": True, "strip_right": True}
    metaspace = {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always"}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Sequence", "normalizers": [{"type": "NFKC"}, spaces, strip]},
        "pre_tokenizer": {**metaspace, "split": True},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": UNKNOWN,
            "vocab": vocabulary,
            "byte_fallback": False,
        },
    }


def _write(file: Path, data: Any) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    file.write_text(text + "\n", encoding="utf-8")
