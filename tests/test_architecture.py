"""The table of layers, held against the code: imports point downward only."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import ROOT

HEAVY = {"rasa", "rasa_sdk", "aiohttp", "spacy", "tensorflow", "sklearn", "onnxruntime"}
SHARED = {"bot.contract", "bot.settings", "bot.wording", "bot.questions"}
PURE = {
    "bot/contract.py": set(),
    "bot/settings.py": set(),
    "bot/wording.py": {"bot.contract"},
    "bot/questions.py": set(),
    "bot/language": {"bot.language", "bot.contract"},
    "bot/directory": {"bot.directory", *SHARED},
    "bot/privacy": {"bot.privacy"},
    "bot/content": {"bot.content", "bot.language", "bot.directory", *SHARED},
}
LAYERS = {
    **PURE,
    "bot/nlu": {"bot.nlu", "bot.language", *SHARED},
    "bot/dialogue": {"bot.dialogue", "bot.privacy", *SHARED},
    "actions": {"actions", "bot.directory", "bot.language", *SHARED},
    "bot/gateway": {"bot.gateway", *SHARED},
}
MAY_IMPORT = {
    "bot/content": {"sklearn"},
    "bot/nlu": {"rasa", "spacy", "sklearn", "onnxruntime"},
    "bot/dialogue": {"rasa", "rasa_sdk"},
    "actions": {"rasa_sdk"},
    "bot/gateway": {"aiohttp"},
}


def files(part: str) -> list[Path]:
    path = ROOT / part
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def ours(name: str) -> bool:
    return name.split(".")[0] in ("bot", "actions", "tests")


def covered(name: str, allowed: set[str]) -> bool:
    return name == "bot" or any(
        name == a or name.startswith(a + ".") or a.startswith(name + ".") for a in allowed
    )


@pytest.mark.parametrize("part", LAYERS)
def test_layer_imports_only_what_lies_below(part: str) -> None:
    assert files(part), part
    for file in files(part):
        wrong = {n for n in imports(file) if ours(n) and not covered(n, LAYERS[part])}
        assert not wrong, f"{file.relative_to(ROOT)} imports {sorted(wrong)}"


@pytest.mark.parametrize("part", LAYERS)
def test_layer_uses_only_its_own_heavy_libraries(part: str) -> None:
    allowed = MAY_IMPORT.get(part, set())
    for file in files(part):
        wrong = {n.split(".")[0] for n in imports(file)} & HEAVY - allowed
        assert not wrong, f"{file.relative_to(ROOT)} imports {sorted(wrong)}"


def test_only_the_composition_root_knows_the_actions() -> None:
    for file in sorted((ROOT / "bot").rglob("*.py")):
        names = {n.split(".")[0] for n in imports(file)}
        assert "actions" not in names, file.relative_to(ROOT)


@pytest.mark.parametrize(
    "module",
    [
        "bot.gateway.app",
        "bot.directory.directory",
        "bot.language.reading",
        "bot.language.redact",
        "bot.content.checks",
    ],
)
def test_import_leaves_tensorflow_and_rasa_out(module: str) -> None:
    code = f"import sys, {module}; print({{'tensorflow', 'rasa'}} & set(sys.modules) or '')"
    done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_product_never_reads_what_lies_outside_the_project() -> None:
    outside = "../" + "shared"
    tracked = [
        f for part in ("bot", "actions", "scripts", "data") for f in (ROOT / part).rglob("*")
    ]
    for file in tracked:
        if file.suffix in (".py", ".sh", ".yml", ".html", ".js"):
            assert outside not in file.read_text(encoding="utf-8"), file
