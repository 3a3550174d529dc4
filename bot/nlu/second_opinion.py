"""A second opinion on messages from a small fine-tuned encoder, where one has been built.

The files come from `veiviser build_encoder`. Without them, or without ONNX Runtime, there is no
second opinion, and the fast model answers alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.nlu.pieces import Pieces

MODEL, TOKENIZER, NAMES = "model.onnx", "tokenizer.json", "labels.json"


class SecondOpinion:
    """Probabilities per label; `names` says what the columns of each head are."""

    def __init__(self, session: Any, pieces: Pieces, names: dict[str, list[str]]) -> None:
        self._session, self.pieces, self.names = session, pieces, names

    @classmethod
    def load(cls, folder: Path, model: Path | None = None) -> SecondOpinion | None:
        """The encoder in `folder` (or another `model` with its names), on one thread.

        None when something of it is missing.
        """
        if not all((folder / name).exists() for name in (MODEL, TOKENIZER, NAMES)):
            return None
        try:
            import onnxruntime  # type: ignore[import-not-found,import-untyped,unused-ignore]
        except ImportError:
            return None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(model or folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        return cls(session, Pieces.load(folder / TOKENIZER), names)

    @property
    def labels(self) -> list[str]:
        """Situations and other intents, in the order of the columns of `predict`."""
        return self.names["labels"]

    def predict(self, texts: Sequence[str]) -> Any:
        """Probabilities (texts, labels), each label by itself."""
        return self.read(texts)[:, : len(self.labels)]

    def read(self, texts: Sequence[str]) -> Any:
        """All heads side by side, in the order of `names`; (texts, outputs)."""
        outputs = sum(map(len, self.names.values()))
        rows = [self._one(text) for text in texts]
        return np.concatenate(rows) if rows else np.zeros((0, outputs), np.float32)

    def _one(self, text: str) -> Any:
        numbers = np.array([self.pieces.encode(text)], np.int64)
        return self._session.run(["probabilities"], {"pieces": numbers})[0]
