"""Several labels at once: one linear support vector machine per label, probabilities calibrated
and thresholds chosen on messages that each model had not seen (cross-validation)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.svm import LinearSVC

Floats = NDArray[np.float32]
SEED = 20_261_122


@dataclass(frozen=True)
class Calibration:
    """Per label: probability = sigmoid(slope · score + offset); `threshold` on that."""

    slope: Floats
    offset: Floats
    threshold: Floats


def _fit_one(rows: sparse.csr_matrix, target: NDArray[np.bool_], c: float) -> Floats:
    model = LinearSVC(C=c, class_weight={True: 2.0, False: 1.0}, random_state=SEED)
    model.fit(rows, target)
    return np.append(model.coef_[0], model.intercept_[0]).astype(np.float32)


def fit_linear(rows: sparse.csr_matrix, targets: NDArray[np.bool_], c: float, jobs: int) -> Floats:
    """Weights of shape (labels, terms + 1); the last column is the intercept."""
    fitted = Parallel(n_jobs=jobs)(
        delayed(_fit_one)(rows, targets[:, k], c) for k in range(targets.shape[1])
    )
    return np.stack(fitted)


def scores(rows: sparse.csr_matrix, weights: Floats) -> Floats:
    """Raw scores of shape (messages, labels)."""
    return np.asarray(rows @ weights[:, :-1].T + weights[:, -1], dtype=np.float32)


def probabilities(raw: Floats, calibration: Calibration) -> Floats:
    """Calibrated probabilities of shape (messages, labels)."""
    exponent = np.clip(raw * calibration.slope + calibration.offset, -30, 30)
    return np.asarray(1 / (1 + np.exp(-exponent)), dtype=np.float32)


def best_threshold(probability: Floats, target: NDArray[np.bool_]) -> float:
    """The threshold with the highest F1; between 0.15 and 0.85, smoothed by its neighbours."""
    grid = np.linspace(0.15, 0.85, 71)
    f1 = np.array([_f1(probability >= cut, target) for cut in grid])
    smooth = np.convolve(np.pad(f1, 5, mode="edge"), np.ones(11) / 11, mode="valid")
    return float(grid[int(np.argmax(smooth))])


def precise_threshold(probability: Floats, target: NDArray[np.bool_], wanted: float) -> float:
    """The lowest threshold from which on `wanted` of what is named is right; 1.01 if none is."""
    for cut in np.linspace(0.3, 0.99, 70):
        named = probability >= cut
        if named.any() and target[named].mean() >= wanted:
            return float(cut)
    return 1.01


def _f1(guess: NDArray[np.bool_], target: NDArray[np.bool_]) -> float:
    hit = float(np.sum(guess & target))
    return 2 * hit / max(1.0, float(np.sum(guess) + np.sum(target)))


def calibrate(
    raw: Floats, targets: NDArray[np.bool_], precision: Mapping[int, float] | None = None
) -> Calibration:
    """Platt's method per label on scores of unseen messages, then thresholds: the best F1, or
    for the columns in `precision` the precision asked for."""
    slope, offset, threshold = [], [], []
    for k in range(targets.shape[1]):
        platt = LogisticRegression(C=100.0).fit(raw[:, [k]], targets[:, k])
        slope.append(platt.coef_[0, 0])
        offset.append(platt.intercept_[0])
        probability = platt.predict_proba(raw[:, [k]])[:, 1]
        wanted = (precision or {}).get(k)
        threshold.append(
            best_threshold(probability, targets[:, k])
            if wanted is None
            else precise_threshold(probability, targets[:, k], wanted)
        )
    as_floats = [np.asarray(values, dtype=np.float32) for values in (slope, offset, threshold)]
    return Calibration(*as_floats)


def unseen_scores(
    rows: sparse.csr_matrix, targets: NDArray[np.bool_], c: float, folds: int, jobs: int
) -> Floats:
    """Scores of every message by a model that had not seen it."""
    raw = np.zeros(targets.shape, dtype=np.float32)
    for train, held in KFold(folds, shuffle=True, random_state=SEED).split(rows):
        raw[held] = scores(rows[held], fit_linear(rows[train], targets[train], c, jobs))
    return raw


Counts = Mapping[str, tuple[int, int, int]]


def counted(
    labels: Sequence[str], raw: Floats, targets: NDArray[np.bool_], calibration: Calibration
) -> Counts:
    """Right, wrongly named and missed of each label, from scores of unseen messages."""
    named = probabilities(raw, calibration) >= calibration.threshold
    sums = ((named & targets).sum(0), (named & ~targets).sum(0), (~named & targets).sum(0))
    return {label: (int(r), int(w), int(m)) for label, r, w, m in zip(labels, *sums)}


class MultiLabel:
    """Labels with weights and calibration; all that answering needs. `unseen`: how each label
    did on examples in cross-validation."""

    def __init__(
        self,
        labels: Sequence[str],
        weights: Floats,
        calibration: Calibration,
        unseen: Counts | None = None,
    ) -> None:
        self.labels = tuple(labels)
        self.weights = weights
        self.calibration = calibration
        self.unseen = unseen or {}
        self._by_term = np.ascontiguousarray(weights[:, :-1].T)

    @classmethod
    def fit(
        cls,
        labels: Sequence[str],
        rows: sparse.csr_matrix,
        targets: NDArray[np.bool_],
        c: float = 0.2,
        folds: int = 4,
        jobs: int = 2,
        precision: Mapping[str, float] | None = None,
    ) -> MultiLabel:
        """Learns from rows (messages, terms) and targets (messages, labels). `precision`: labels
        that are named only where at least that share is right."""
        wanted = {labels.index(k): v for k, v in (precision or {}).items() if k in labels}
        rows.sort_indices()  # the solver would, and cannot in what processes share
        raw = unseen_scores(rows, targets, c, folds, jobs)
        calibration = calibrate(raw, targets, wanted)
        unseen = counted(labels, raw, targets, calibration)
        return cls(labels, fit_linear(rows, targets, c, jobs), calibration, unseen)

    def predict(self, rows: sparse.csr_matrix) -> Floats:
        """Probabilities of shape (messages, labels)."""
        raw = np.asarray(rows @ self._by_term + self.weights[:, -1], dtype=np.float32)
        return probabilities(raw, self.calibration)

    def save(self, folder: Path) -> None:
        """Labels and counts as JSON, numbers as arrays."""
        (folder / "unseen.json").write_text(json.dumps(self.unseen), encoding="utf-8")
        (folder / "labels.json").write_text(json.dumps(self.labels), encoding="utf-8")
        np.savez(
            folder / "linear.npz",
            weights=self.weights,
            slope=self.calibration.slope,
            offset=self.calibration.offset,
            threshold=self.calibration.threshold,
        )

    @classmethod
    def load(cls, folder: Path) -> MultiLabel:
        """What `save` wrote."""
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        unseen = json.loads((folder / "unseen.json").read_text(encoding="utf-8"))
        with np.load(folder / "linear.npz", allow_pickle=False) as kept:
            calibration = Calibration(kept["slope"], kept["offset"], kept["threshold"])
            return cls(labels, kept["weights"], calibration, unseen)
