"""How the cases of a family of layers are written down.

    @family
    def pooling(pick):
        yield from cases("MaxPooling1D", grid(pool_size=[2, 3], padding=["valid", "same"]), ["N,10,4", "N,N,4"])
        yield from pick(40, cases(...))

A family is a generator function; its name is that of the golden file. `cases` stands for all combinations of the configs
and the calls, `pick` keeps so many of them, chosen by a generator that is seeded with the family's name.

A call is one argument, or call(...) with several. Tensors are short: `N,10,4` is float32[None,10,4], `int32:N,7` has a
dtype, `:` is a scalar. A list or dict of tensors is one argument. `several(call, call)` calls one layer twice.
"""

import itertools
import random
import re
from dataclasses import dataclass, field

FAMILIES = {}
FLOATS = ["float16", "bfloat16", "float32", "float64"]
POLICIES = ["mixed_float16", "mixed_bfloat16", "float16", "bfloat16", "float64"]
TENSOR = re.compile(r"(?:(\w+):)?((?:N|\d+)(?:,(?:N|\d+))*|:)")


@dataclass
class Layer:
    """A layer of keras.layers, by the arguments of its constructor."""

    class_name: str
    config: dict = field(default_factory=dict)


@dataclass
class Call:
    args: tuple
    kwargs: dict


@dataclass
class Case:
    layer: Layer
    calls: list


def family(function):
    def found():
        generator = random.Random(function.__name__)
        return function(lambda count, items: picked(generator, count, list(items)))

    FAMILIES[function.__name__] = found
    return function


def picked(generator, count, items):
    """So many of the items, in their order."""
    chosen = sorted(generator.sample(range(len(items)), min(count, len(items))))
    return [items[i] for i in chosen]


def layer(class_name, **config):
    return Layer(class_name, config)


def grid(**choices):
    """All combinations, as dicts."""
    return [dict(zip(choices, values)) for values in itertools.product(*choices.values())]


def cases(class_names, configs, calls):
    """All combinations. One config is taken for a list of one."""
    for class_name in [class_names] if isinstance(class_names, str) else class_names:
        for config in [configs] if isinstance(configs, dict) else configs:
            for one in calls:
                yield Case(Layer(class_name, config), one if isinstance(one, Several) else [called(one)])


class Several(list):
    """Calls of the same layer."""


def several(*calls):
    return Several(called(one) for one in calls)


def call(*args, **kwargs):
    return Call(tuple(long(a) for a in args), {name: long(value) for name, value in kwargs.items()})


def called(one):
    return one if isinstance(one, Call) else call(one)


def long(value):
    """Tensors in their long form: `N,3` as `float32[None,3]`."""
    if isinstance(value, (list, tuple)):
        return [long(v) for v in value]
    if isinstance(value, dict):
        return {k: long(v) for k, v in value.items()}
    match = TENSOR.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return value
    sizes = "" if match[2] == ":" else match[2].replace("N", "None")
    return f"{match[1] or 'float32'}[{sizes}]"
