"""The encoder and its heads in PyTorch: the first layers of e5, mean over pieces, linear heads."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from bot.nlu.encoder.read_weights import Weights


class Layer(nn.Module):
    """One BERT layer (attention, then two linear maps; the norm comes after each)."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, eps=epsilon) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """`x` (texts, pieces, width) and `mask` (texts, 1, 1, pieces), true where a piece is."""
        rate = self.dropout if self.training else 0.0
        q, k, v = (self._split(part(x)) for part in (self.q, self.k, self.v))
        met = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        met = self.ao(met.transpose(1, 2).flatten(2))
        x = self.aln(x + functional.dropout(met, rate))
        return self.oln(x + functional.dropout(self.fo(functional.gelu(self.fi(x))), rate))

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (self.heads, -1)).transpose(1, 2)


class Encoder(nn.Module):
    """Piece numbers to logits of all heads side by side."""

    def __init__(self, weights: Weights, layers: int, outputs: int, dropout: float = 0.1) -> None:
        super().__init__()
        tensors = {name: torch.from_numpy(value) for name, value in weights.tensors.items()}
        self.word = nn.Embedding.from_pretrained(tensors["emb.word"], freeze=True)
        places = tensors["emb.pos"].view(-1, weights.width) + tensors["emb.type"][: weights.width]
        self.place = nn.Parameter(places)
        self.norm = _norm(tensors, "emb.ln", weights.epsilon)
        shape = (weights.width, weights.heads, weights.inner, weights.epsilon, dropout)
        self.layers = nn.ModuleList(Layer(*shape) for _ in range(layers))
        for number, layer in enumerate(self.layers):
            _fill(layer, tensors, f"l{number}.")
        self.mean = nn.Parameter(torch.zeros(weights.width), requires_grad=False)
        self.scale = nn.Parameter(torch.ones(weights.width), requires_grad=False)
        self.head = nn.Linear(weights.width, outputs)
        self.dropout = dropout

    def vectors(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """The mean over the pieces, (texts, width); `mask` (texts, pieces) is true at pieces."""
        x = self.norm(self.word(pieces) + self.place[: pieces.shape[1]])
        x = functional.dropout(x, self.dropout if self.training else 0.0)
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        kept = mask[:, :, None].to(x.dtype)
        return (x * kept).sum(1) / kept.sum(1)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        """Logits (texts, outputs)."""
        return self.answers(self.vectors(pieces, mask))

    def answers(self, vectors: Tensor) -> Tensor:
        """Logits (texts, outputs) over standardised vectors."""
        x = (vectors - self.mean) / self.scale
        logits: Tensor = self.head(functional.dropout(x, self.dropout if self.training else 0.0))
        return logits


def _norm(tensors: dict[str, Tensor], name: str, epsilon: float) -> nn.LayerNorm:
    norm = nn.LayerNorm(tensors[f"{name}.w"].shape[0], eps=epsilon)
    norm.load_state_dict({"weight": tensors[f"{name}.w"], "bias": tensors[f"{name}.b"]})
    return norm


def _fill(layer: nn.Module, tensors: dict[str, Tensor], prefix: str) -> None:
    state: dict[str, Any] = {}
    for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
        state[f"{name}.weight"] = tensors[f"{prefix}{name}.w"]
        state[f"{name}.bias"] = tensors[f"{prefix}{name}.b"]
    layer.load_state_dict(state)
