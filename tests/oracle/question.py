"""Asks Keras one question: what comes out of an expression over symbolic tensors?

The expression is what eval() of Python takes, with `ops`, `keras` and the inputs as names. README.md describes the answers.
"""

import golden  # first: it sets the environment

import re
import warnings

import keras
import numpy as np
import tensorflow as tf

MESSAGE_LIMIT = 200
NO_INPUTS = "-"

# Failures that say nothing about the question: the symbolic path of Keras meets something that it did not expect.
CRASHES = (
    r"^AttributeError",
    r"^NotImplementedError",
    r"^RecursionError",
    r"^UnboundLocalError",
    r"^NameError",
    r"^AssertionError",
    r"KerasTensor cannot be",
    r"A KerasTensor is symbolic",
    r"to (a )?NumPy",
    r"KerasTensor' object",
    r"(?<!<class )'KerasTensor'",
    r"Attempt to convert a value",
    r"SymbolicTensor",
    r"symbolic `tf.Tensor`",
    r"Could not automatically infer the output shape",
    r"out of scope",
    r"object is not callable",
    # A kernel that the backend does not have for a dtype: found by computing constants, never by shapes.
    r"^(InvalidArgumentError|NotFoundError): (Value for attr|Could not find device)",
)
CRASH = re.compile("|".join(CRASHES))

SET = re.compile(r"\{('[^{}:]*')\}")
COLOURS = re.compile(r"\x1b\[\d*m")

# What differs from run to run in a message.
UNSTABLE = (
    (re.compile(r"0x[0-9a-f]{6,}"), "0x"),
    (re.compile(r"(/[\w.+-]+){2,}\.py\w*"), "<file>"),
    (re.compile(r"keras_tensor(_\d+)?"), "keras_tensor"),
    (re.compile(r", KernelDef: .*"), ""),
    (re.compile(r"\{\{\w+ [^}]*\}\} ?"), ""),
    (re.compile(r"\{('[\w ]+'(, )?){9,}\}"), "{...}"),
    (re.compile(r"<class '[\w.]*KerasTensor'>"), "<class 'KerasTensor'>"),
)


def answer(expression, inputs):
    """The answer's text; it starts with `(`, `value ` or `error `."""
    fresh_start()
    names = {"ops": keras.ops, "keras": keras} | parsed(inputs)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return text_of(eval(expression, names))
    except Exception as error:
        return "error " + message_of(error)


def fresh_start():
    """Restarts automatic names and random seeds, so that an answer does not depend on the questions before it."""
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(0)


def is_error(result):
    return result.startswith("error ")


def is_crash(expression, result):
    """If the answer is an error that says more about Keras than about the question."""
    if not is_error(result):
        return False
    about_none = "NoneType" in result and "None" not in expression  # not asked for: it is an unknown size
    return about_none or CRASH.search(result.removeprefix("error ")) is not None


def parsed(inputs):
    """`x=float32[None,3] y=int32[]` as KerasTensors by name."""
    tensors = {}
    for one in [] if inputs == NO_INPUTS else inputs.split(" "):
        name, dtype, dimensions = re.fullmatch(r"(\w+)=(\w+)\[([^\]]*)\]", one).groups()
        shape = tuple(None if d == "None" else int(d) for d in dimensions.split(",") if d)
        tensors[name] = keras.KerasTensor(shape, dtype, name=name)
    return tensors


def text_of(result):
    """Tensors as `(None, 3) float32`, joined by ` ; `; what is not a tensor as `value <repr>`."""
    leaves = keras.tree.flatten(result)
    if not any(is_tensor(leaf) for leaf in leaves):
        return f"value {plain(result)!r}"
    return " ; ".join(tensor_text(leaf) if is_tensor(leaf) else f"value {plain(leaf)!r}" for leaf in leaves)


def is_tensor(value):
    return isinstance(value, (keras.KerasTensor, keras.Variable, np.ndarray)) or tf.is_tensor(value)


def tensor_text(tensor):
    shape = tensor.shape
    if isinstance(shape, tf.TensorShape):
        shape = None if shape.rank is None else shape.as_list()
    return f"{golden.shape_text(shape)} {keras.backend.standardize_dtype(tensor.dtype)}"


class AnyFunction:
    def __repr__(self):
        return "<function>"


def plain(value):
    """NumPy numbers and shapes of TensorFlow as Python ones, functions without their names."""
    if isinstance(value, tf.TensorShape):
        return tuple(value.as_list())
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, (tuple, list)):
        return type(value)(plain(v) for v in value)
    if value is None or isinstance(value, (bool, int, float, complex, str)):
        return value
    return AnyFunction() if callable(value) else type(value)


def message_of(error):
    """`ValueError: first line`"""
    lines = [line for line in COLOURS.sub("", str(error)).splitlines() if line.strip()] or [""]
    if len(lines) > 1 and lines[0].startswith("Exception encountered when calling"):
        del lines[0]  # Keras puts it in front of what its own function said
    message = lines[0].replace("\t", " ").strip()
    for pattern, replacement in UNSTABLE:
        message = pattern.sub(replacement, message)
    message = SET.sub(lambda found: "{" + ", ".join(sorted(found[1].split(", "))) + "}", message)
    return f"{type(error).__name__}: {message[:MESSAGE_LIMIT]}".strip()
