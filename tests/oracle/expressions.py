"""golden/expressions/: what Keras says about larger expressions.

depth2.tsv to depth5.tsv have random compositions of so many levels, statements.tsv those written by hand;
expressions_cases.py has what they are made of. The lines are those of golden/ops.

    expressions.py                 asks Keras and writes the files
    expressions.py --statistics    counts what is in the files
"""

import golden  # first: it sets the environment

import random
import sys
from dataclasses import dataclass

import expressions_cases as cases
import keras
import keras3_side
import question

SCRIPT = "expressions.py"
FOLDER = golden.GOLDEN / "expressions"
DEPTHS = range(2, 6)
CASES_PER_DEPTH = 1000
REFUSED = 25  # per cent
LONGEST = 260  # characters
TRIES = 30


@dataclass
class Term:
    """A part of an expression, and what Keras makes of it."""

    text: str
    tensor: object
    depth: int


def composed(generator, depth):
    """A random expression of that depth and its inputs, or None if it has become too long."""
    inputs = generator.choice(cases.INPUTS)
    pool = [Term(name, tensor, 0) for name, tensor in question.parsed(inputs).items()]
    refused_at = generator.randint(1, depth) if generator.randrange(100) < REFUSED else None
    term = generator.choice(pool)
    for level in range(1, depth + 1):
        if level == refused_at:
            text = refused(generator, term, pool)
            for _ in range(depth - level):
                text = generator.choice(cases.split(cases.ALWAYS)).replace("{t}", bracketed(text))
            return (text, inputs) if text and len(text) <= LONGEST else None
        term = accepted(generator, term, pool, last=level == depth)
        if term is None:
            return None
        pool.append(term)
    text = term.text
    if generator.random() < 0.1:
        text = f"({text}, {generator.choice(pool[:-1]).text})"
    return text, inputs


def accepted(generator, term, pool, last):
    """A larger term that Keras accepts."""
    for _ in range(TRIES):
        text = grown(generator, term, pool)
        if len(text) > LONGEST:
            continue
        result = evaluated(text, pool)
        if cases.symbolic(result) or (last and result is not None):
            return Term(text, result, term.depth + 1)
    return None


def grown(generator, term, pool):
    """The text of a larger term that fits the shape."""
    shape = term.tensor.shape
    kind = generator.random()
    if kind < 0.13:
        return f"{bracketed(term.text)}[{cases.key(generator, shape)}]"
    if kind < 0.45:
        other = generator.choice(pool)
        rules = cases.two_terms(term.tensor, other.tensor)
        if rules:
            first, second = (term, other) if generator.random() < 0.7 else (other, term)
            if first is other:
                rules = cases.two_terms(other.tensor, term.tensor) or rules
            axis = different_axis(shape, other.tensor.shape)
            return filled(generator.choice(rules), first.text, second.text, axis, 0, shape)
    axis = generator.randrange(-len(shape), len(shape)) if shape else 0
    return filled(generator.choice(cases.one_term(term.tensor)), term.text, "", axis, 0, shape)


def different_axis(a, b):
    """The axis on which two shapes of the same rank differ, or -1."""
    return next((i for i, (m, n) in enumerate(zip(a, b)) if m != n and len(a) == len(b)), -1)


def refused(generator, term, pool):
    """The text of a term that Keras refuses, or an empty one."""
    for _ in range(TRIES):
        other = generator.choice(pool)
        rule = generator.choice(cases.split(cases.WILD))
        text = filled(rule, term.text, other.text, generator.randint(-4, 4), generator.randint(0, 9), term.tensor.shape)
        if evaluated(text, pool) is None:
            return text
    return ""


def filled(rule, t, u, axis, number, shape):
    """The rule with everything in its place."""
    known = 1
    for size in shape:
        known *= size or 1
    last = shape[-1] if shape and shape[-1] else 3
    replacements = {"{t}": bracketed(t), "{u}": bracketed(u), "{a}": axis, "{n}": number, "{last}": last, "{known}": known}
    for name, value in replacements.items():
        rule = rule.replace(name, str(value))
    return rule


def bracketed(text):
    """The text, in brackets if it is an operation with an operator."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in " -~" and (character == " " or at == 0):
            return f"({text})"
    return text


def evaluated(text, pool):
    """What Keras makes of the text, or None if it refuses it."""
    names = {term.text: term.tensor for term in pool if term.depth == 0}
    try:
        return eval(text, {"ops": keras.ops, "keras": keras} | names)
    except Exception:
        return None


def rows(depth):
    """That many different cases of one depth."""
    generator = random.Random(depth)
    found = {}
    while len(found) < CASES_PER_DEPTH:
        question.fresh_start()
        case = composed(generator, depth)
        if case is None or case in found:
            continue
        result = question.answer(*case)
        if not question.is_crash(case[0], result):
            found[case] = result
    return [(*case, result) for case, result in found.items()]


def write(name, lines):
    head = f"# {keras3_side.VERSION} (backend tensorflow), written by tests/oracle/{SCRIPT}: expression, inputs, result"
    golden.write_text(FOLDER / f"{name}.tsv", "".join(line + "\n" for line in [head] + [golden.row(*r) for r in lines]))


def print_statistics():
    for file in sorted(FOLDER.glob("*.tsv")):
        found = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
        unknown = sum("None" in inputs for _, inputs, _ in found)
        errors = sum(question.is_error(result) for _, _, result in found)
        print(f"{file.stem}: {len(found)} cases, {unknown} with None, {errors} errors")


def main():
    if sys.argv[1:] == ["--statistics"]:
        print_statistics()
        return
    write("statements", [(e, i, question.answer(e, i)) for e, i in cases.STATEMENTS])
    for depth in DEPTHS:
        write(f"depth{depth}", rows(depth))
        print(f"depth {depth}", flush=True)


if __name__ == "__main__":
    main()
