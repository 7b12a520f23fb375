"""golden/execution.tsv: where Keras, given numbers, computes something else than it inferred for symbolic tensors.

The questions are those of golden/ops and golden/expressions that Keras answers with known sizes only. A row has the
expression, the inputs, what Keras infers, and what comes out when it computes.
"""

import golden  # first: it sets the environment

import re
import warnings

import keras
import numpy as np

import keras3_side
import question

FOLDERS = ("ops", "expressions")
ABORTS = re.compile("ifft|fft2|fft_length=0|fft\\(.*fft")  # a transform of nothing ends the process
TARGET = golden.GOLDEN / "execution.tsv"


def main():
    rows, asked = [], 0
    for expression, inputs, inferred in questions():
        asked += 1
        computed = answer(expression, inputs)
        if not question.is_error(computed) and not fits(computed, inferred):
            rows.append((expression, inputs, inferred, computed))
    lines = [f"# {keras3_side.VERSION} (backend tensorflow), written by tests/oracle/execution.py: "
             "expression, inputs, inferred, computed"]
    lines += [golden.row(*row) for row in rows]
    golden.write_text(TARGET, "".join(line + "\n" for line in lines))
    print(f"{asked} computed, {len(rows)} differ")


def questions():
    for folder in FOLDERS:
        for file in sorted((golden.GOLDEN / folder).glob("*.tsv")):
            for line in file.read_text().splitlines():
                cells = line.split("\t")
                if line.startswith("# ") or len(cells) != 3:
                    continue
                is_known = "None" not in cells[1] and cells[1] != question.NO_INPUTS
                if is_known and cells[2].startswith("(") and not ABORTS.search(cells[0]):
                    yield cells


def answer(expression, inputs):
    """As question.answer(), with numbers in place of symbolic tensors."""
    question.fresh_start()
    names = {"ops": keras.ops, "keras": keras} | {k: numbers(v) for k, v in question.parsed(inputs).items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return question.text_of(eval(expression, names))
    except Exception as error:
        return "error " + question.message_of(error)


def numbers(tensor):
    """Ones: good for a size, an index and a divisor."""
    return keras.ops.cast(np.ones(tensor.shape), tensor.dtype)


def fits(computed, inferred):
    """Whether both are alike but for sizes that depend on the numbers."""
    return re.fullmatch(re.escape(inferred).replace("None", r"\d+"), computed) is not None


if __name__ == "__main__":
    main()
