"""The cases of ops.py, one module for each golden file. table.py explains how they are written."""

from . import (  # noqa: F401  (each registers its family)
    activations,
    contract,
    control,
    core,
    create,
    einsum,
    elementwise,
    image,
    index,
    join,
    linalg,
    math,
    nn,
    reduce,
    shape,
    window,
)
from .table import FAMILIES  # noqa: F401
