"""Model files as Keras saves them: golden/files/<keras version>-<model>.{keras,h5}, and in expected.tsv what is in them.

Written by the Keras that Python finds, whatever version of 3 that is, and by tf_keras if it is installed; the files of
other versions stay. For an older version beside the installed one:

    python -m pip install --no-deps --target k3.0 keras==3.0.5 && PYTHONPATH=k3.0 python tests/oracle/files.py

expected.tsv: file, format as modelviz calls it, version, class, names of the model's layers, parameters.
The files of TF.js are written from the config of a tf_keras model, in the forms that its converter and TF.js itself
have (reference: tfjs-converter and tfjs-layers); no other program writes them here.
"""

import environment  # noqa: F401  (first: TensorFlow reads its settings on import)

import gzip
import json
import re
import shutil
import sys
import zipfile
from pathlib import Path

import keras

FOLDER = Path(__file__).resolve().parent.parent / "golden" / "files"
EXPECTED = FOLDER / "expected.tsv"
DATE = "2026-01-01@00:00:00"


def fresh_start(keras):
    """Restarts automatic names and random seeds: the same script writes the same bytes."""
    (keras.utils if hasattr(keras.utils, "clear_session") else keras.backend).clear_session()
    keras.utils.set_random_seed(0)


def mixed(keras):
    """What old and new files write differently: a nested model, a shared layer, several inputs, batch normalization."""
    fresh_start(keras)
    inner_input = keras.Input((6, 6, 4), name="patch")
    inner = keras.Model(inner_input, keras.layers.Conv2D(3, 3, name="fold")(inner_input), name="inner")
    shared = keras.layers.Dense(5, name="shared")
    image, tags = keras.Input((8, 8, 3), name="image"), keras.Input((5,), name="tags")
    x = keras.layers.BatchNormalization(name="norm")(keras.layers.Conv2D(4, 3, activation="relu", name="stem")(image))
    x = keras.layers.GlobalAveragePooling2D(name="pool")(inner(x))
    x = keras.layers.Concatenate(name="both")([shared(shared(tags)), x])
    return keras.Model([image, tags], [keras.layers.Dense(2, name="out")(x)], name="mixed")


def ops(keras):
    fresh_start(keras)
    x = keras.Input((4, 3), name="x")
    y = keras.ops.concatenate([keras.ops.sin(x) + 1.0, x], axis=-1)
    return keras.Model(x, keras.layers.Dense(2, name="out")(y[:, 0]), name="ops")


def sequence(keras):
    fresh_start(keras)
    layers = keras.layers
    return keras.Sequential([
        keras.Input((7,), name="words"), layers.Embedding(11, 4, name="embedding"),
        layers.Bidirectional(layers.LSTM(3), name="both_ways"), layers.Dropout(0.5, name="drop"),
        layers.Dense(2, name="out")], name="sequence")


class Block(keras.layers.Layer):
    def __init__(self, units, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.norm = keras.layers.LayerNormalization()
        self.attention = keras.layers.MultiHeadAttention(2, units)
        self.scale = self.add_weight(shape=(units,), name="scale")

    def call(self, x):
        return self.norm(self.attention(x, x)) * self.scale

    def get_config(self):
        return {**super().get_config(), "units": self.units}


class Subclassed(keras.Model):
    def __init__(self, depth=2, **kwargs):
        super().__init__(**kwargs)
        self.depth = depth
        self.first = keras.layers.Conv1D(6, 3, padding="same")
        self.blocks = [Block(6, name=f"block_{i}") for i in range(depth)]
        self.head = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dropout(0.1),
                                      keras.layers.Dense(2)])

    def call(self, x):
        x = self.first(x)
        for block in self.blocks:
            x = block(x)
        return self.head(x)

    def get_config(self):
        return {**super().get_config(), "depth": self.depth}


def subclassed(keras):
    fresh_start(keras)
    model = Subclassed(name="subclassed")
    model(keras.ops.zeros((1, 5, 3)))
    return model


def custom(keras):
    """A class that no other program knows, in a graph."""
    fresh_start(keras)
    x = keras.Input((5, 6), name="x")
    y = Block(6, name="block")(keras.layers.Dense(6, name="first")(x))
    return keras.Model(x, keras.layers.Dense(2, name="out")(y), name="custom")


def same_bytes(path):
    """Keras writes the time into metadata.json and into the archive, and addresses in memory into config.json."""
    with zipfile.ZipFile(path) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members:
            if name == "metadata.json":
                data = json.dumps({**json.loads(data), "date_saved": DATE}).encode()
            if name == "config.json":
                ids = {}
                data = re.sub(rb'("shared_object_id": )(\d+)',
                              lambda m: m[1] + b"%d" % ids.setdefault(m[2], len(ids) + 1), data)
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)


class Writer:
    def __init__(self):
        FOLDER.mkdir(parents=True, exist_ok=True)
        lines = EXPECTED.read_text().splitlines() if EXPECTED.exists() else []
        self.rows = {line.split("\t")[0]: line for line in lines if line and not line.startswith("#")}

    def add(self, name, format, version, model, layers=None):
        if layers is None:
            layers = [layer.name for layer in getattr(model, "operations", model.layers)]
        cells = [name, format, version, type(model).__name__, " ".join(layers), str(model.count_params())]
        self.rows[name] = "\t".join(cells)

    def save(self, keras, model, name, major, **options):
        """Saves a model in both containers that its Keras has."""
        version = keras.__version__
        for extension, container in options.pop("containers", [("keras", "keras"), ("h5", "h5")]):
            file = f"{version}-{name}.{extension}"
            model.save(FOLDER / file, **options)
            if extension == "keras":
                same_bytes(FOLDER / file)
            self.add(file, f"keras{major}-{container}", version, model)

    def finish(self):
        head = "# Written by tests/oracle/files.py: file, format, version, class, layers, parameters.\n"
        EXPECTED.write_text(head + "".join(row + "\n" for _, row in sorted(self.rows.items())))


def current_version_only(writer):
    """One form of each kind: other versions differ in the config, not in the container."""
    version = keras.__version__
    writer.save(keras, ops(keras), "ops", 3)
    writer.save(keras, sequence(keras), "sequence", 3)
    writer.save(keras, custom(keras), "custom", 3)
    model = subclassed(keras)
    writer.save(keras, model, "subclassed", 3, containers=[("keras", "keras")])
    model = mixed(keras)
    model.save_weights(FOLDER / f"{version}-mixed.weights.h5")
    folder = FOLDER / f"{version}-mixed-folder"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    with zipfile.ZipFile(FOLDER / f"{version}-mixed.keras") as archive:
        archive.extractall(folder)
        with zipfile.ZipFile(FOLDER / f"{version}-mixed-deflated.keras", "w", zipfile.ZIP_DEFLATED) as other:
            for info in reversed(archive.infolist()):
                other.writestr(zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0)), archive.read(info),
                               zipfile.ZIP_DEFLATED)
    for kind in ["mixed-folder", "mixed-deflated.keras"]:
        writer.add(f"{version}-{kind}", "keras3-keras", version, model)
    packed = FOLDER / f"{version}-mixed.h5.gz"
    packed.write_bytes(gzip.compress((FOLDER / f"{version}-mixed.h5").read_bytes(), mtime=0))
    writer.add(packed.name, "keras3-h5", version, model)


def tfjs(writer, model, version):
    """model.json as the converter writes it (now, and at first with the config as text), and as TF.js does."""
    config = json.loads(model.to_json())
    plain = {"class_name": config["class_name"], "config": config["config"]}
    weights = [{"name": w.name.split(":")[0], "shape": list(w.shape), "dtype": "float32"} for w in model.weights]
    manifest = [{"paths": ["group1-shard1of1.bin"], "weights": weights}]
    topology = {"keras_version": version, "backend": "tensorflow", "model_config": plain}
    forms = {
        "converted": {"format": "layers-model", "generatedBy": f"keras v{version}",
                      "convertedBy": "TensorFlow.js Converter v3.18.0", "modelTopology": topology,
                      "weightsManifest": manifest},
        "converted-first": {"modelTopology": {**topology, "model_config": json.dumps(plain)},
                            "weightsManifest": manifest},
        "saved": {"modelTopology": {**plain, "class_name": "Model", "keras_version": "tfjs-layers 4.22.0",
                                    "backend": "tensor_flow.js"},
                  "format": "layers-model", "generatedBy": "TensorFlow.js tfjs-layers v4.22.0", "convertedBy": None,
                  "weightsManifest": manifest},
    }
    for name, form in forms.items():
        file = f"tfjs-{name}.json"
        (FOLDER / file).write_text(json.dumps(form))
        writer.add(file, "tfjs", "" if name == "saved" else version, model)
        if name == "saved":
            writer.rows[file] = writer.rows[file].replace("\tFunctional\t", "\tModel\t")


def keras2(writer):
    import tf_keras

    model = mixed(tf_keras)
    writer.save(tf_keras, model, "mixed", 2)
    writer.save(tf_keras, sequence(tf_keras), "sequence", 2, containers=[("h5", "h5")])
    model.save_weights(FOLDER / f"{tf_keras.__version__}-mixed-weights.h5")
    tfjs(writer, model, tf_keras.__version__)


def main():
    writer = Writer()
    writer.save(keras, mixed(keras), "mixed", 3)
    if keras.__version__ == "3.15.1":
        current_version_only(writer)
        keras2(writer)
    writer.finish()


if __name__ == "__main__":
    sys.exit(main())
