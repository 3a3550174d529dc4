"""Rasa imports TensorFlow for components that Veiviser does not use; that costs 5 s at start
and 350 MB for good. Inside a process that only serves, the name `tensorflow` stands for an inert
package whose parts are plain classes. Call `install` before Rasa is imported."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

STOOD_IN_FOR = ("tensorflow", "keras", "tensorflow_hub", "tensorflow_text", "tensorflow_addons")


class Inert(types.ModuleType):
    """A module in which every capitalised name is an empty class and every other a module."""

    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        part: Any = type(name, (), {}) if name[0].isupper() else Inert(f"{self.__name__}.{name}")
        setattr(self, name, part)
        return part

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """As a decorator it changes nothing."""
        if len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]
        return _unchanged


def _unchanged(function: Callable[..., Any]) -> Callable[..., Any]:
    return function


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, name: str, path: Any, target: Any = None) -> ModuleSpec | None:
        if name.split(".")[0] not in STOOD_IN_FOR:
            return None
        return ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return Inert(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to run."""


def install() -> bool:
    """Puts the stand-in in place; False when TensorFlow is loaded already (tests do)."""
    if "tensorflow" in sys.modules:
        return isinstance(sys.modules["tensorflow"], Inert)
    sys.meta_path.insert(0, _Finder())
    import skops.io  # noqa: F401 - before Rasa it costs 1 s, after it 8 s

    return True
