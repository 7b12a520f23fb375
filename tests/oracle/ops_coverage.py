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
ERROR_SHARE = 40  # per cent of the accepted cases of a function
FEWEST_ERRORS = 3

ARITY = re.compile(r"unexpected keyword|positional argument|multiple values")  # refused by Python, whatever the tensors are

# Functions whose symbolic side refuses no tensor and no value of an argument, with the reason.
CANNOT_FAIL = {
    "keeps the shape of its operand, whatever that is": """exponential leaky_relu linear relu relu6 tanh threshold
        | abs absolute angle arccos arccosh arcsin arcsinh arctan arctanh cbrt ceil copy cos cosh deg2rad exp exp2 expm1
        floor i0 imag isfinite isinf isnan isneginf isposinf isreal leaky_relu log log10 log1p log2 logical_not nan_to_num
        rad2deg relu6 signbit sinc sinh sqrt square stop_gradient tan tanh tril triu trunc""",
    "any value is a question to it": "| is_tensor",
    "keeps the shape, does not look at the axis or at other operands": """| argpartition clip isin layer_normalization
        rms_normalization slice_update""",
    "takes tensors of every rank": "| diagflat nonzero ravel",
    "adds an axis, also to a real tensor": "| view_as_real",
    "takes the shape that it is told": "| image.scale_and_translate",
}


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


def cannot_fail():
    """The reasons of CANNOT_FAIL by function."""
    found = {}
    for reason, names in CANNOT_FAIL.items():
        activations, ops = names.split("|")
        found |= {f"keras.activations.{name}": reason for name in activations.split()}
        found |= {f"ops.{name}": reason for name in ops.split()}
    return found


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

    Kept are, for each function, the first case of each message (numbers aside), and of the others as many as its share
    allows.
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
                errors[name] += "errors" in kinds and not ARITY.search(result)
    for name, counts in per_file.items():
        print(f"{name:14} {counts['cases']:6} cases {counts['None']:6} with None {counts['errors']:6} errors")
    print(f"{total['cases']} cases, {share(total['None'], total['cases'])} with None, "
          f"{share(total['errors'], total['cases'])} errors")
    canonical = sorted(set(FUNCTIONS.values()))
    print(f"{len(canonical)} functions under {len(FUNCTIONS)} names")
    print("names without a case:", *sorted(set(FUNCTIONS) - names_used))
    print(f"fewer than {ENOUGH} cases:", *(f"{n}={cases[n]}" for n in canonical if cases[n] < ENOUGH))
    reasons = cannot_fail()
    print("no error, unexplained:", *(n for n in canonical if not errors[n] and n not in reasons))
    print("an error in spite of the reason against it:", *(n for n in reasons if errors[n]))
    for reason in CANNOT_FAIL:
        print(f"cannot fail, {reason}:", *(n for n, why in reasons.items() if why == reason))


def share(part, whole):
    return f"{100 * part / max(whole, 1):.0f}%"
