"""How a table of cases is written down.

    reduce = Family("reduce")
    reduce.cases("ops.sum(x{a})", "x:{d}[N,3,4] | x[5]", a=["", ", axis=1"], d=FLOATS, take=20)

stands for all combinations of the alternatives: the expressions (a string or a list), the inputs (separated by ` | `) and
the fields. `take` keeps that many of them, chosen by a generator that is seeded with the expression; the choice first
covers every alternative of every field once. Combinations that are no Python (`f(a=1, 2)`) are left out, and some of those
whose sizes are all known get an unknown one.

Inputs are short: `x[N,3]` is `x=float32[None,3]`, `y:int32[]` is `y=int32[]`.
"""

import itertools
import random
import re
import zlib

FAMILIES = {}
MADE_UNKNOWN = 38  # per cent

FLOATS = ["float16", "bfloat16", "float32", "float64"]
SIGNED = ["int8", "int16", "int32", "int64"]
UNSIGNED = ["uint8", "uint16", "uint32"]
INTS = SIGNED + UNSIGNED
REAL = FLOATS + INTS + ["bool"]
ALL = REAL + ["complex64"]
FLOAT8 = ["float8_e4m3fn", "float8_e5m2"]


class Family:
    """The cases of one golden file, as (expression, inputs), in the order of the tables."""

    def __init__(self, name):
        assert name not in FAMILIES, f"two families are called {name}"
        self.rows = {}  # a dict keeps the order and drops what is there already
        FAMILIES[name] = self.rows

    def cases(self, expressions, inputs="-", take=None, **fields):
        if isinstance(expressions, str):
            expressions = [expressions]
        if isinstance(inputs, str):
            inputs = inputs.split(" | ")
        choices = [expressions, inputs, *fields.values()]
        combinations = list(itertools.product(*choices))
        if take is not None and take < len(combinations):
            combinations = chosen(combinations, take, expressions[0] + inputs[0])
        for expression, tensors, *values in combinations:
            for name, value in zip(fields, values):
                expression = expression.replace("{" + name + "}", value)
                tensors = tensors.replace("{" + name + "}", value)
            if is_python(expression):
                self.rows[expression, some_unknown(long(tensors), expression)] = None


def is_python(expression):
    try:
        compile(expression, "", "eval")
    except SyntaxError:
        return False
    return True


def some_unknown(inputs, expression):
    """The inputs; in some cases one size of the first input becomes unknown, and the same size of the others with it."""
    generator = random.Random(zlib.crc32(f"{expression} {inputs}".encode()))
    sizes = re.findall(r"\d+", re.search(r"\[(.*?)\]", inputs)[1]) if inputs != "-" else []
    if not sizes or "None" in inputs or generator.randrange(100) >= MADE_UNKNOWN:
        return inputs
    size = generator.choice(sizes[:2])
    return re.sub(rf"(?<=[\[,]){size}(?=[\],])", "None", inputs)


def chosen(combinations, count, seed):
    """`count` of them in their order, so that as many alternatives as possible occur."""
    shuffled = combinations[:]
    random.Random(zlib.crc32(seed.encode())).shuffle(shuffled)
    seen, first, rest = set(), [], []
    for combination in shuffled:
        alternatives = set(enumerate(combination))
        (rest if alternatives <= seen else first).append(combination)
        seen |= alternatives
    kept = set((first + rest)[:count])
    return [c for c in combinations if c in kept]


def long(inputs):
    """`x[N,3] y:int32[]` as `x=float32[None,3] y=int32[]`"""
    if inputs == "-":
        return inputs
    return " ".join(long_one(one) for one in inputs.split(" ") if one)


def long_one(text):
    name, dtype, dimensions = re.fullmatch(r"(\w+)(?::(\w+))?\[([\w,]*)\]", text).groups()
    return f"{name}={dtype or 'float32'}[{dimensions.replace('N', 'None')}]"
