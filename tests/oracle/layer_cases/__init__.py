"""The cases of layers.py, one family for each golden file. table.py explains how they are written."""

from . import (  # noqa: F401  (each registers its families)
    attention,
    convolution,
    core,
    normalization,
    pooling,
    preprocessing,
    recurrent,
    reshaping,
    sweeps,
    wrapping,
)
from .table import FAMILIES  # noqa: F401
