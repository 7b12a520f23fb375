"""Models that real Keras refuses to load because a shape does not fit.

Each case is a valid model with one setting changed in its JSON: golden/refused/<name>.json. expected.tsv says for each
file in which layer Keras fails and the first line of its message. A case that Keras loads, or refuses in another layer
than the table says, stops the script.
"""

import golden  # first: it sets the environment

import json
import re
import sys

import keras
import keras3_side
from refused_cases import CASES

SCRIPT = "refused.py"
MESSAGE_LIMIT = 300
FOLDER = golden.GOLDEN / "refused"


def changed_text(case):
    """The JSON text of the case's model with its change, with or without `build_config`."""
    golden.fresh_start()
    entry = json.loads(case.build().to_json())
    case.change(entry)
    return json.dumps(entry if case.build_config else without_build_config(entry)) + "\n"


def without_build_config(value):
    """The same JSON value, without the shapes that the layers were built with."""
    if isinstance(value, list):
        return [without_build_config(v) for v in value]
    if isinstance(value, dict):
        return {k: without_build_config(v) for k, v in value.items() if k not in ("build_config", "build_input_shape")}
    return value


def refusal(text):
    """(path of the failing layer, first line of the message), or None if Keras loads the model.

    An IndexError in a layer looks to Keras like an input that is not there yet; its message names the unresolved layer.
    """
    golden.fresh_start()
    keras.config.disable_traceback_filtering()
    try:
        keras3_side.load(text)
    except Exception as error:
        errors = chain_of(error)
        message = str(errors[-1]).strip().splitlines()[0]
        path = failing_path(json.loads(text), errors)
        unresolved = re.search(r"failed to be resolved: {<\w+ name=([^,>]+)", message)
        if unresolved:
            path = f"{path}/{unresolved[1]}" if path else unresolved[1]
        return path, message[:MESSAGE_LIMIT]
    return None


def chain_of(error):
    """The error and what it was raised from, down to the one that is about the shape.

    Keras wraps the error of each level into one that says "could not be deserialized properly".
    """
    errors = [error]
    while "could not be deserialized properly" in str(errors[-1]).splitlines()[0] and errors[-1].__context__:
        errors.append(errors[-1].__context__)
    return errors


def failing_path(entry, errors):
    """Follows the names of the operations on the stack as far as they are in the file."""
    path = []
    for name in names_on_stack(errors):
        inner = {e.get("name") or e["config"]["name"]: e for e in held_by(entry)}
        if name in inner:
            path.append(name)
            entry = inner[name]
    return "/".join(path)


def held_by(entry):
    """The entries of the layers of a model, or of what a wrapper holds."""
    config = entry["config"]
    return config.get("layers", []) + [config[key] for key in ("layer", "backward_layer", "cell") if config.get(key)]


def names_on_stack(errors):
    """Names of the layers and ops that were being made, built or called, outermost first."""
    for error in errors:
        trace = error.__traceback__
        while trace:
            frame = trace.tb_frame
            if frame.f_code.co_name == "process_layer":
                yield frame.f_locals["layer_data"]["name"]
            owner = frame.f_locals.get("self")
            if isinstance(owner, keras.Operation):
                yield owner.name
            trace = trace.tb_next


def main():
    for file in FOLDER.glob("*"):
        file.unlink()
    wrong = 0
    lines = [f"# {keras3_side.VERSION}, written by tests/oracle/{SCRIPT}: name, layer, first line of Keras' message"]
    for case in sorted(CASES, key=lambda c: c.name):
        text = changed_text(case)
        found = refusal(text)
        if found is None or found[0] != case.fails_in:
            wrong += 1
            print(f"{case.name}: expected a refusal in {case.fails_in}, got {found}", flush=True)
            continue
        golden.write_text(FOLDER / f"{case.name}.json", text)
        lines.append(golden.row(case.name, *found))
    golden.write_text(FOLDER / "expected.tsv", "".join(line + "\n" for line in lines))
    kept = sum(case.build_config for case in CASES)
    print(f"{len(CASES)} cases, {kept} with build_config, {wrong} wrong")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
