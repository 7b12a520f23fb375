"""Which functions the cases call, under which of their names, and whether each has enough of them."""

import inspect
import re
import zlib
from collections import Counter, defaultdict

import keras

ENOUGH = 8
NAMESPACES = ("numpy", "nn", "linalg")
CALL = re.compile(r"\b((?:ops|keras\.activations)(?:\.\w+)+)")
RENAMED_SHARE = 10  # per cent of all cases
ERROR_SHARE = 30  # per cent of the accepted cases of a function
FEWEST_ERRORS = 3

# Functions of which no call with a sensible number of arguments is refused, with the reason.
CANNOT_FAIL = {}


def functions():
    """All names under which there is a function, each with the canonical one."""
    found = {}
    for space in ("", "image.", *(n + "." for n in NAMESPACES)):
        module = getattr(keras.ops, space.rstrip(".")) if space else keras.ops
        for name, value in vars(module).items():
            if inspect.isfunction(value):
                alias = space != "image." and space != "" and hasattr(keras.ops, name)
                found[f"ops.{space}{name}"] = f"ops.{name}" if alias else f"ops.{space}{name}"
    for name, value in vars(keras.activations).items():
        if inspect.isfunction(value):
            found[f"keras.activations.{name}"] = f"keras.activations.{name}"
    return found


FUNCTIONS = functions()


def called(expression):
    """The canonical names of the functions in the expression."""
    return [FUNCTIONS[name] for name in CALL.findall(expression) if name in FUNCTIONS]


def with_namespaces(rows):
    """The same cases; some of them call `ops.nn.softmax` instead of `ops.softmax`, at least one under each name."""
    done = set()
    for expression, inputs in rows:
        name = next(iter(called(expression)), None)
        others = [a for a, c in FUNCTIONS.items() if c == name and a != name]
        chance = zlib.crc32(f"{expression} {inputs}".encode())
        fresh = [a for a in others if a not in done]
        if others and (fresh or chance % 100 < RENAMED_SHARE):
            other = (fresh or others)[0 if fresh else chance % len(others)]
            done.add(other)
            expression = re.sub(re.escape(name) + r"\b", other, expression)
        yield expression, inputs


def without_monotony(rows):
    """The rows without most of the errors of functions that are refused more often than not.

    Kept are, for each function, the first case of each message (numbers aside), and of the others as many as its share allows.
    """
    accepted = Counter(function_of(e) for e, _, result in rows if not result.startswith("error "))
    kept, messages = Counter(), set()
    for row in rows:
        expression, _, result = row
        if result.startswith("error "):
            name = function_of(expression)
            message = name, re.sub(r"[\d\W]+|None", "", result)
            if message in messages and kept[name] >= max(FEWEST_ERRORS, ERROR_SHARE * accepted[name] // 100):
                continue
            messages.add(message)
            kept[name] += 1
        yield row


def function_of(expression):
    """The outermost function of `keras.ops`, or the expression's first characters."""
    return next(iter(called(expression)), expression[:2])


def print_statistics(folder):
    total = Counter()
    cases, errors = Counter(), Counter()
    names_used = set()
    per_file = defaultdict(Counter)
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("# "):
                continue
            expression, inputs, result = line.split("\t")
            kinds = ["cases"]
            kinds += ["with inputs"] if inputs != "-" else []
            kinds += ["None"] if "None" in inputs else []
            kinds += ["errors"] if result.startswith("error ") else []
            total.update(kinds)
            per_file[file.stem].update(kinds)
            names_used.update(CALL.findall(expression))
            for name in set(called(expression)):
                cases[name] += 1
                errors[name] += "errors" in kinds
    for name, counts in per_file.items():
        print(f"{name:14} {counts['cases']:6} cases {counts['None']:6} with None {counts['errors']:6} errors")
    print(f"{total['cases']} cases, {share(total['None'], total['cases'])} with None, "
          f"{share(total['errors'], total['cases'])} errors")
    canonical = sorted(set(FUNCTIONS.values()))
    print(f"{len(canonical)} functions under {len(FUNCTIONS)} names")
    print("names without a case:", *sorted(set(FUNCTIONS) - names_used))
    print(f"fewer than {ENOUGH} cases:", *(f"{n}={cases[n]}" for n in canonical if cases[n] < ENOUGH))
    print("no error, unexplained:", *(n for n in canonical if not errors[n] and n not in CANNOT_FAIL))
    for name, reason in CANNOT_FAIL.items():
        print(f"no error: {name}: {reason}" + (" (but there is one)" if errors[name] else ""))


def share(part, whole):
    return f"{100 * part / max(whole, 1):.0f}%"
