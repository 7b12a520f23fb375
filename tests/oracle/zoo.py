"""Goldens of small hand-made models: golden/zoo/<name>.{json,tsv} by Keras 3, golden/zoo_keras2/ by Keras 2.

The builders are in zoo_keras3/ and zoo_keras2/, one module for each family of layers or ops.
"""

import golden  # first: it sets the environment

import sys

import registry
import zoo_keras2
import zoo_keras3

SCRIPT = "zoo.py"


def write_all(builders, folder, wanted):
    """Writes the wanted models (all if none is named); with all of them, files of removed builders go too."""
    if not wanted and folder.exists():
        for file in folder.iterdir():
            file.unlink()
    failed = 0
    for name, build in sorted(builders.items()):
        if wanted and name not in wanted:
            continue
        golden.fresh_start()
        try:
            golden.write(build(), folder, name, SCRIPT)
        except Exception as error:
            failed += 1
            print(f"FAILED {folder.name}/{name}: {type(error).__name__}: {error}", flush=True)
    print(f"{folder.name}: {len(builders)} builders, {failed} failed")
    return failed


def main(wanted):
    zoo_keras3.load()
    zoo_keras2.load()
    failed = write_all(registry.KERAS3, golden.GOLDEN / "zoo", wanted)
    failed += write_all(registry.KERAS2, golden.GOLDEN / "zoo_keras2", wanted)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
