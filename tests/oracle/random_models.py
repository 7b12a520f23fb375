"""golden/random/: hundreds of random models with everything in them, and what Keras says of them.

<name>.jsonl has a model in each line, <name>.tsv their goldens one after the other; both are written as zoo.py does, but
without the keys of the configs that say nothing about shapes. random_steps.py has what the models grow by.

    random_models.py [NAME...]    keras3, keras2: asks Keras and writes both files of it
"""

import golden  # first: it sets the environment

import json
import random
import re
import sys
import warnings

import keras
import tensorflow as tf
import tf_keras

import keras2_side
import keras3_side
from random_steps import STEPS, flat

SCRIPT = "random_models.py"
FOLDER = golden.GOLDEN / "random"
MODELS = {"keras3": 300, "keras2": 120}
LAYERS = (5, 60)
SILENT = re.compile(r"(\w+_)?(initializer|regularizer|constraint)|seed|registered_name|shared_object_id")
OPERATIONS = {
    "keras3": {
        2: [
            lambda x: keras.ops.sin(x),
            lambda x: x * 2 + 1,
            lambda x: keras.ops.expand_dims(x, 1),
            lambda x: keras.ops.split(x, 2, axis=-1),
            lambda x: keras.ops.mean(x, axis=-1, keepdims=True),
            lambda x: keras.ops.concatenate([x, -x], axis=1),
            lambda x: x[:, 1:],
            lambda x: keras.ops.where(x > 0, x, 0.0),
            lambda x: keras.ops.matmul(x, keras.ops.transpose(keras.ops.ones((2, x.shape[-1])))),
            lambda x: keras.ops.pad(x, ((0, 0), (0, 2))),
            lambda x: keras.ops.softmax(x, axis=-1),
        ],
        3: [
            lambda x: x[:, -1],
            lambda x: x[:, 1:, :],
            lambda x: x[..., None],
            lambda x: keras.ops.matmul(x, keras.ops.transpose(x, (0, 2, 1))),
            lambda x: keras.ops.einsum("bij,bkj->bik", x, x),
            lambda x: keras.ops.sum(x, axis=1),
            lambda x: keras.ops.stack([x, x], axis=-1),
            lambda x: keras.ops.reshape(x, (-1, x.shape[-1])),
            lambda x: keras.ops.max(x, axis=2),
            lambda x: 1.0 - x,
            lambda x: keras.ops.repeat(x, 2, axis=1),
            lambda x: keras.ops.cumsum(x, axis=1),
        ],
        4: [
            lambda x: keras.ops.mean(x, axis=(1, 2)),
            lambda x: x[:, ::2, :, :],
            lambda x: keras.ops.squeeze(x[:, :1], axis=1),
            lambda x: keras.ops.transpose(x, (0, 2, 1, 3)),
            lambda x: keras.ops.relu(x) ** 2,
            lambda x: keras.ops.flip(x, axis=1),
            lambda x: keras.ops.image.resize(x, (4, 4)),
            lambda x: keras.ops.expand_dims(x, 1),
        ],
    },
    "keras2": {
        2: [
            lambda x: tf.sin(x),
            lambda x: x * 2.0 + 1.0,
            lambda x: tf.expand_dims(x, 1),
            lambda x: tf.split(x, [1, x.shape[-1] - 1], axis=-1),
            lambda x: tf.reduce_mean(x, axis=-1, keepdims=True),
            lambda x: tf.concat([x, -x], axis=1),
            lambda x: x[:, 1:],
            lambda x: tf.nn.softmax(x),
            lambda x: tf.pad(x, [[0, 0], [0, 2]]),
            lambda x: tf.clip_by_value(x, 0.0, 1.0),
        ],
        3: [
            lambda x: x[:, -1],
            lambda x: x[:, 1:, :],
            lambda x: x[..., tf.newaxis],
            lambda x: tf.matmul(x, x, transpose_b=True),
            lambda x: tf.reduce_sum(x, axis=1),
            lambda x: tf.stack([x, x], axis=-1),
            lambda x: tf.reshape(x, (-1, x.shape[-1])),
            lambda x: 1.0 - x,
            lambda x: tf.transpose(x, [0, 2, 1]),
            lambda x: tf.tile(x, [1, 2, 1]),
        ],
        4: [
            lambda x: tf.reduce_mean(x, axis=[1, 2]),
            lambda x: x[:, ::2, :, :],
            lambda x: tf.nn.relu(x),
            lambda x: tf.transpose(x, [0, 2, 1, 3]),
            lambda x: tf.image.resize(x, (4, 4)),
            lambda x: tf.expand_dims(x, 1),
        ],
    },
}
BINARIES = [lambda x, y: x + y, lambda x, y: x * y, lambda x, y: x - y, lambda x, y: x / (y * y + 1.0)]
HOLDERS = ["Bidirectional", "RNN", "TimeDistributed"]  # frozen, what they hold is frozen in Keras 2 without saying so
INPUTS = [(8,), (6,), (None, 5), (7, 4), (6, 6), (9, 8, 3), (None, None, 3), (6, 7, 2), (3, 5, 5, 2), "tokens", "masked"]


class Growing:
    """A model that is being made: its tensors, and what was called to make them."""

    def __init__(self, side, generator, depth=0):
        self.side = side
        self.kit = keras if side == "keras3" else tf_keras
        self.generator = generator
        self.depth = depth
        self.operations, self.binaries = OPERATIONS[side], BINARIES
        self.pool, self.inputs, self.called = [], [], []
        self.names = 0

    def pick(self, *choices):
        return self.generator.choice(choices)

    def choose(self, items):
        return self.generator.choice(list(items))

    def some(self, items, most):
        return self.generator.sample(items, min(len(items), self.generator.randint(1, most)))

    def name(self, stem):
        self.names += 1
        return f"{stem}_{self.depth}_{self.names}"

    def layer(self, class_name, *args, **kwargs):
        """The layer, noting what it is called on."""
        if self.pick(*[False] * 14, True) and class_name not in HOLDERS:
            kwargs["trainable"] = False
        if self.pick(*[False] * 24, True):
            kwargs["dtype"] = "mixed_float16"
        layer = getattr(self.kit.layers, class_name)(*args, **kwargs)

        def called(*inputs, **options):
            outputs = layer(*inputs, **options)
            if not options and len(inputs) == 1 and not isinstance(inputs[0], list):
                self.called.append((layer, tuple(inputs[0].shape)))
            return outputs

        return called

    def alike(self, x):
        return [t for t in self.pool if t is not x and t.shape == x.shape and t.dtype == x.dtype]

    def add_input(self, shape, batch=None):
        if shape in ("tokens", "masked"):
            x = self.kit.Input((self.pick(None, 6),), dtype="int32", name=self.name("words"), batch_size=batch)
            self.pool.append(self.kit.layers.Embedding(11, 4, mask_zero=shape == "masked")(x))
        else:
            x = self.kit.Input(shape, name=self.name("x"), batch_size=batch)
            self.pool.append(x)
        self.inputs.append(x)

    def inner(self, x):
        """A model that can be called on x."""
        inner = Growing(self.side, self.generator, self.depth + 1)
        inner.names = self.names = self.names + 100
        inner.add_input(tuple(x.shape[1:]), x.shape[0])
        inner.grow(self.generator.randint(2, 6))
        return inner.model(self.name("inner"))

    def grow(self, layers):
        """About so many layers, on tensors of which the latest are the likeliest."""
        for _ in range(layers):
            for _ in range(20):
                x = self.choose(self.pool[-4:]) if self.pick(True, True, False) else self.choose(self.pool)
                made = self.made_of(x)
                if made:
                    self.pool += made
                    break

    def made_of(self, x):
        steps = STEPS.get(len(x.shape))
        if not steps or x.dtype in ("int32", "bool") or width_unknown(x):
            return []
        try:
            made = [t for t in flat(self.choose(steps)(self, x)) if t is not None]
        except Exception:  # Keras refuses: another step may do
            return []
        sizes = [size for t in made for size in t.shape[1:] if size]
        return made if max(sizes, default=1) <= 200 else []

    def model(self, name):
        outputs = [self.pool[-1]]
        if self.pick(True, False):
            outputs += [t for t in self.some(self.pool[len(self.inputs):] or outputs, 2) if t is not outputs[0]]
        return self.kit.Model(
            self.inputs[0] if len(self.inputs) == 1 else self.inputs, outputs if len(outputs) > 1 else outputs[0], name=name
        )


def width_unknown(x):
    return x.shape[-1] is None


def random_model(side, seed):
    """A model all of whose inputs are needed for its outputs."""
    generator = random.Random(f"{side} {seed}")
    growing = Growing(side, generator)
    batch = generator.choice([None, None, None, None, 2])
    for _ in range(generator.choice([1, 1, 2, 3])):
        growing.add_input(generator.choice(INPUTS), batch)
    growing.grow(generator.randint(*LAYERS))
    return growing.model(f"random_{seed}")


def compact(value):
    """Without the keys that say nothing, and without the shapes that layers were built with if `build_config` is not kept."""
    if isinstance(value, dict):
        return {k: compact(v) for k, v in value.items() if not SILENT.fullmatch(k)}
    return [compact(v) for v in value] if isinstance(value, list) else value


def without_build_config(value):
    if isinstance(value, dict):
        return {k: without_build_config(v) for k, v in value.items() if k != "build_config"}
    return [without_build_config(v) for v in value] if isinstance(value, list) else value


def run_with_sizes(side, model):
    """Calls the model on inputs all of whose sizes are known; fails if unknown sizes were taken for equal that are not."""
    kit = keras if side == "keras3" else tf_keras
    inputs = [kit.Input(batch_shape=[size or 13 for size in x.shape], dtype=x.dtype) for x in model.inputs]
    model(inputs if len(inputs) > 1 else inputs[0])


def asked(side, seed):
    """The JSON text of a random model and the lines of its golden, or None if Keras cannot load or run what it has saved."""
    golden.fresh_start()
    module = keras3_side if side == "keras3" else keras2_side
    try:
        entry = compact(json.loads(random_model(side, seed).to_json()))
        if seed % 2:
            entry = without_build_config(entry)
        text = json.dumps(entry, separators=(",", ":"))
        golden.fresh_start()
        model = module.load(text)
        lines = list(golden.rows(module, model, entry))
        run_with_sizes(side, model)
    except Exception as error:
        print(f"{side} {seed}: {type(error).__name__}: {str(error)[:150]!r}", flush=True)
        return None
    count = sum(line.startswith("layer\t") for line in lines)
    return (text, lines) if LAYERS[0] <= count <= 2 * LAYERS[1] else None


def main():
    warnings.simplefilter("ignore")
    for side in sys.argv[1:] or MODELS:
        module = keras3_side if side == "keras3" else keras2_side
        found, seed = [], 0
        while len(found) < MODELS[side]:
            one = asked(side, seed)
            found += [one] if one else []
            seed += 1
        head = f"# {module.VERSION} (tensorflow {tf.__version__}), written by tests/oracle/{SCRIPT}\n"
        golden.write_text(FOLDER / f"{side}.jsonl", "".join(text + "\n" for text, _ in found))
        golden.write_text(FOLDER / f"{side}.tsv", head + "".join(line + "\n" for _, lines in found for line in lines))
        print(f"{side}: {len(found)} models of {seed}", flush=True)


if __name__ == "__main__":
    main()
