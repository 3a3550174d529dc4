"""The second opinion is optional."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.second_opinion import MODEL, NAMES, TOKENIZER, SecondOpinion
from bot.settings import ROOT

BUILT = ROOT / "data" / "encoder"


@pytest.mark.parametrize("missing", [MODEL, TOKENIZER, NAMES])
def test_load_gives_none_when_a_file_is_missing(tmp_path: Path, missing: str) -> None:
    for name in {MODEL, TOKENIZER, NAMES} - {missing}:
        (tmp_path / name).write_bytes(b"")
    assert SecondOpinion.load(tmp_path) is None


def test_load_gives_none_when_the_folder_is_missing(tmp_path: Path) -> None:
    assert SecondOpinion.load(tmp_path / "encoder") is None


def test_predict_gives_the_same_alone_and_together() -> None:
    pytest.importorskip("onnxruntime")
    opinion = SecondOpinion.load(BUILT)
    if opinion is None:
        pytest.skip("no second opinion has been built")
    texts = ["hei", "de vil gifte meg bort i sommer", "x" * 5000, ""]
    together = opinion.predict(texts)
    assert together.shape == (4, len(opinion.labels))
    assert ((together >= 0) & (together <= 1)).all()
    assert np.allclose(together[1], opinion.predict(texts[1:2])[0])
    assert opinion.predict([]).shape == (0, len(opinion.labels))
