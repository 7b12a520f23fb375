"""golden/dtypes.tsv: the dtype of two operands together, for all ordered pairs that Keras knows.

`int` and `float` stand for Python numbers; `!` is a refusal.
"""

import golden  # first: it sets the environment

import keras
import keras3_side
from keras.src.backend.common.dtypes import ALLOWED_DTYPES


def result(left, right):
    """The name of the common dtype, or `!`."""
    try:
        return keras.backend.result_type(left, right)
    except ValueError:
        return "!"


def main():
    kinds = {name: name for name in ALLOWED_DTYPES} | {"int": int, "float": float}
    lines = [f"# {keras3_side.VERSION} (backend tensorflow, floatx float32), written by tests/oracle/dtypes.py"]
    for left, left_dtype in kinds.items():
        for right, right_dtype in kinds.items():
            lines.append(golden.row(left, right, result(left_dtype, right_dtype)))
    golden.write_text(golden.GOLDEN / "dtypes.tsv", "".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
