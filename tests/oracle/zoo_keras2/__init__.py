"""Builders of Keras 2 models; `load()` imports every module of this folder, which registers them."""

import importlib
import pkgutil


def load():
    for module in sorted(m.name for m in pkgutil.iter_modules(__path__)):
        importlib.import_module(f"{__name__}.{module}")
