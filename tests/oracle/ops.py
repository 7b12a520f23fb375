"""golden/ops/<family>.tsv: what `keras.ops` and `keras.activations` say about shapes and dtypes.

The tables of cases are in `ops_cases/`. keras_fails.tsv has the cases of all families in which Keras fails for a reason
that has nothing to do with the question.

    ops.py [FAMILY...]     asks Keras and writes the files of these families, or all and keras_fails.tsv
    ops.py --statistics    counts what is in the files
"""

import golden  # first: it sets the environment

import sys

import ops_coverage
import keras3_side
import question
from ops_cases import FAMILIES

SCRIPT = "ops.py"
FOLDER = golden.GOLDEN / "ops"
FAILS = "keras_fails"


def main():
    names = sys.argv[1:]
    if names == ["--statistics"]:
        ops_coverage.print_statistics(FOLDER)
        return
    fails = []
    for family in names or FAMILIES:
        asked = [(e, i, question.answer(e, i)) for e, i in ops_coverage.with_namespaces(FAMILIES[family])]
        rows = list(ops_coverage.without_monotony(asked))
        fails += [r for r in rows if question.is_crash(r[0], r[2])]
        write(family, [r for r in rows if not question.is_crash(r[0], r[2])])
        print(f"{family}: {len(asked)} asked, {len(rows)} kept", flush=True)
    if not names:
        write(FAILS, fails)
        for file in FOLDER.glob("*.tsv"):
            if file.stem not in FAMILIES and file.stem != FAILS:
                file.unlink()


def write(family, rows):
    lines = [f"# {keras3_side.VERSION} (backend tensorflow), written by tests/oracle/{SCRIPT}: expression, inputs, result"]
    lines += [golden.row(*row) for row in rows]
    golden.write_text(FOLDER / f"{family}.tsv", "".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main()
