"""The quality report: as text for the terminal and as a page with plots."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import Any

from bot.evaluation.figures import LOWER_IS_BETTER

Report = Mapping[str, Any]
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;
color:#1d2a33;background:#fbfaf7}table{border-collapse:collapse;margin:1rem 0}
th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #ddd}
th:first-child,td:first-child{text-align:left}
.better{color:#176b3a}.worse{color:#a12a1e}.cell{font-size:.7rem;text-align:center;padding:.15rem}
th.up{writing-mode:vertical-rl;font-weight:400;font-size:.75rem}"""


def as_text(report: Report) -> str:
    """The figures, what changed, and the situations from weakest to strongest."""
    lines = [f"Validation set: {report['messages']} messages", ""]
    for name, found in report["figures"].items():
        change = found.get("change")
        told = "" if change is None or abs(change) < 0.0005 else f"  {change:+.3f}"
        spread = f"[{found['low']:.3f}, {found['high']:.3f}]"
        lines.append(f"  {name:34}{found['value']:.3f}  {spread}{told}")
    lines += ["", f"  {'per situation':34}{'F1':>6}{'prec.':>8}{'recall':>8}{'n':>5}"]
    for name, found in _weakest_first(report["situations"]):
        lines.append(
            f"  {name:34}{found['F1']:6.2f}{found['precision']:8.2f}{found['recall']:8.2f}"
            f"{found['messages']:5.0f}"
        )
    for axis, groups in report["slices"].items():
        lines += ["", f"  by {axis:31}{'micro':>6}{'first':>8}{'n':>5}"]
        for name, found in groups.items():
            lines.append(
                f"  {name:34}{found['micro F1']:6.2f}{found['first right']:8.2f}"
                f"{found['messages']:5.0f}"
            )
    speed, across = report["milliseconds"], report["cross-validation"]
    lines += [
        "",
        "  fast model alone, cross-validated on the training examples: "
        f"micro F1 {across['micro F1']:.3f}, macro F1 {across['macro F1']:.3f}",
        f"  understanding one message: p50 {speed['p50']:.1f} ms, p95 {speed['p95']:.1f} ms",
    ]
    return "\n".join(lines)


def as_html(report: Report) -> str:
    """One page without script or anything from elsewhere; plots are drawn in SVG."""
    parts = [
        "<!doctype html><html lang='nb'><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width'>",
        f"<title>Veiviser: kvalitet</title><style>{STYLE}</style>",
        "<h1>Hvor godt Veiviser forstår</h1>",
        f"<p>{report['messages']} meldinger som treningen aldri ser. Tallene i hakeparentes er "
        "spredningen når meldingene trekkes på nytt (95 %).</p>",
        _figures(report["figures"]),
        "<h2>Hver situasjon</h2>",
        _bars(report["situations"]),
        "<h2>Hva forveksles med hva</h2><p>Rader: det meldingen handler om. Kolonner: det roboten "
        "nevnte først.</p>",
        _confusion(report["confusion"]),
        "<h2>Sier den fra når den er usikker?</h2><p>Punktene skal ligge på linjen: av alt den er "
        "70 % sikker på, skal 70 % være rett.</p>",
        _reliability(report["reliability"]),
        "<h2>Ulike slags meldinger</h2>",
        *[_slice(axis, groups) for axis, groups in report["slices"].items()],
        f"<p>Å forstå én melding: median {report['milliseconds']['p50']:.1f} ms, "
        f"95-persentil {report['milliseconds']['p95']:.1f} ms. Den raske modellen alene, "
        "kryssvalidert på treningseksemplene: mikro-F1 "
        f"{report['cross-validation']['micro F1']:.3f}, makro-F1 "
        f"{report['cross-validation']['macro F1']:.3f}.</p>",
        "</html>",
    ]
    return "\n".join(parts)


def _weakest_first(situations: Mapping[str, Any]) -> list[tuple[str, Any]]:
    return sorted(situations.items(), key=lambda item: item[1]["F1"])


def _figures(figures: Mapping[str, Any]) -> str:
    rows = []
    for name, found in figures.items():
        change = found.get("change")
        css, told = "", ""
        if change is not None and abs(change) >= 0.0005:
            css = "better" if (change > 0) != (name in LOWER_IS_BETTER) else "worse"
            told = f"{change:+.3f}"
        rows.append(
            f"<tr><td>{html.escape(name)}<td>{found['value']:.3f}"
            f"<td>[{found['low']:.3f}, {found['high']:.3f}]<td class='{css}'>{told}"
        )
    return "<table><tr><th>tall<th>verdi<th>spredning<th>endring" + "".join(rows) + "</table>"


def _bars(situations: Mapping[str, Any]) -> str:
    rows = []
    for i, (name, found) in enumerate(_weakest_first(situations)):
        y, width = 8 + i * 24, 400 * found["F1"]
        rows.append(
            f"<text x='0' y='{y + 12}' font-size='13'>{html.escape(name)}</text>"
            f"<rect x='220' y='{y}' width='{width:.0f}' height='16' fill='#2f6f8f'/>"
            f"<text x='{226 + width:.0f}' y='{y + 12}' font-size='12'>{found['F1']:.2f} "
            f"(presisjon {found['precision']:.2f}, funnet {found['recall']:.2f}, "
            f"{found['messages']:.0f} meldinger)</text>"
        )
    height = 16 + 24 * len(situations)
    label = "F1 for hver situasjon"
    return f"<svg viewBox='0 0 960 {height}' role='img' aria-label='{label}'>{''.join(rows)}</svg>"


def _confusion(confusion: Mapping[str, Any]) -> str:
    labels, matrix = confusion["labels"], confusion["matrix"]
    head = "".join(f"<th class='up'>{html.escape(label)}" for label in labels)
    rows = []
    for label, row in zip(labels, matrix):
        total = max(1, sum(row))
        cells = "".join(
            f"<td class='cell' style='background:{shade(value / total)}'>{value or ''}"
            for value in row
        )
        rows.append(f"<tr><th>{html.escape(label)}{cells}")
    return f"<table><tr><th>{head}{''.join(rows)}</table>"


def shade(share: float) -> str:
    """The colour of a cell: the accent, as strong as the share."""
    return f"rgba(47,111,143,{share:.2f})"


def _reliability(points: Sequence[tuple[float, float, int]]) -> str:
    dots = "".join(
        f"<circle cx='{20 + 300 * said:.0f}' cy='{320 - 300 * true:.0f}' r='5' fill='#2f6f8f'>"
        f"<title>sagt {said:.2f}, rett {true:.2f}, {number} gjetninger</title></circle>"
        for said, true, number in points
    )
    axes = (
        "<line x1='20' y1='320' x2='320' y2='20' stroke='#999' stroke-dasharray='4'/>"
        "<rect x='20' y='20' width='300' height='300' fill='none' stroke='#ccc'/>"
        "<text x='120' y='338' font-size='12'>så sikker sa den</text>"
        "<text x='330' y='170' font-size='12'>så ofte rett</text>"
    )
    head = "<svg viewBox='0 0 460 345' width='460' role='img' aria-label='Kalibrering'>"
    return f"{head}{axes}{dots}</svg>"


def _slice(axis: str, groups: Mapping[str, Any]) -> str:
    rows = "".join(
        f"<tr><td>{html.escape(name)}<td>{found['micro F1']:.2f}<td>{found['first right']:.2f}"
        f"<td>{found['messages']:.0f}"
        for name, found in groups.items()
    )
    return f"<table><tr><th>{html.escape(axis)}<th>F1<th>første rett<th>meldinger{rows}</table>"
