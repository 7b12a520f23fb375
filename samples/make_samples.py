"""Makes the sample models of this folder. `python make_samples.py [NAME...]` writes all of them, or those named.

Needs what tests/oracle/requirements.txt lists. No weights are stored: a sample is the text of `model.to_json()`.
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import json
import sys
from pathlib import Path

import keras
import tf_keras
from keras import layers, ops

FOLDER = Path(__file__).resolve().parent


def resnet50():
    """The ImageNet classifier of keras.applications."""
    return keras.applications.ResNet50(weights=None)


def conv_pair(x, filters, name):
    """The two convolutions of one U-Net level."""
    for i in (1, 2):
        x = layers.Conv2D(filters, 3, padding="same", use_bias=False, name=f"{name}_conv{i}")(x)
        x = layers.BatchNormalization(name=f"{name}_bn{i}")(x)
        x = layers.ReLU(name=f"{name}_relu{i}")(x)
    return x


def make_unet(inputs, filters, classes, name):
    """A U-Net with one level for each entry of `filters`; the last is the bottleneck."""
    x = inputs
    skips = []
    for level, width in enumerate(filters[:-1], start=1):
        x = conv_pair(x, width, f"encoder{level}")
        skips.append(x)
        x = layers.MaxPooling2D(2, name=f"encoder{level}_pool")(x)
    x = conv_pair(x, filters[-1], "bottleneck")
    x = layers.Dropout(0.3, name="bottleneck_dropout")(x)
    for level in range(len(skips), 0, -1):
        width = filters[level - 1]
        x = layers.Conv2DTranspose(width, 2, strides=2, padding="same", name=f"decoder{level}_up")(x)
        x = layers.Concatenate(name=f"decoder{level}_skip")([x, skips[level - 1]])
        x = conv_pair(x, width, f"decoder{level}")
    mask = layers.Conv2D(classes, 1, activation="sigmoid", name="mask")(x)
    return keras.Model(inputs, mask, name=name)


def unet():
    """Segmentation of 128x128 pictures: four levels down, four up, skips between them."""
    return make_unet(keras.Input((128, 128, 3), name="image"), [32, 64, 128, 256, 512], 1, "unet")


def broken_skip():
    """A U-Net for pictures of any size, then fixed to 100x100 in the file: 100, 50, 25, 12 comes up as 24, not 25."""
    model = make_unet(keras.Input((None, None, 3), name="image"), [16, 32, 64, 128], 1, "unet_100")
    entry = json.loads(model.to_json())
    entry["config"]["layers"][0]["config"]["batch_shape"] = [None, 100, 100, 3]
    for layer in entry["config"]["layers"]:
        layer.pop("build_config", None)  # with it Keras loads the file and fails only on data
    return json.dumps(entry)


def lstm_text_classifier():
    """Topic of a text from its tokens: embedding, two bidirectional LSTMs, a dense head."""
    return keras.Sequential(
        [
            keras.Input((200,), dtype="int32", name="tokens"),
            layers.Embedding(20000, 128, name="token_embedding"),
            layers.SpatialDropout1D(0.2, name="embedding_dropout"),
            layers.Bidirectional(layers.LSTM(64, return_sequences=True, name="lstm_1"), name="bi_lstm_1"),
            layers.Bidirectional(layers.LSTM(32, name="lstm_2"), name="bi_lstm_2"),
            layers.Dense(64, activation="relu", name="hidden"),
            layers.Dropout(0.5, name="hidden_dropout"),
            layers.Dense(20, activation="softmax", name="topic"),
        ],
        name="lstm_text_classifier",
    )


def encoder_block(index, width, heads, feed_forward):
    """One transformer block as a model of its own: self-attention and a feed-forward part, normalised first."""
    x = keras.Input((None, width), name=f"block{index}_in")
    mask = keras.Input((1, None), dtype="bool", name=f"block{index}_mask")
    normed = layers.LayerNormalization(epsilon=1e-6, name="attention_norm")(x)
    attended = layers.MultiHeadAttention(heads, width // heads, dropout=0.1, name="self_attention")(
        normed, normed, attention_mask=mask
    )
    residual = layers.Add(name="attention_residual")([x, attended])
    normed = layers.LayerNormalization(epsilon=1e-6, name="feed_forward_norm")(residual)
    hidden = layers.Dense(feed_forward, activation="gelu", name="feed_forward_expand")(normed)
    hidden = layers.Dense(width, name="feed_forward_project")(hidden)
    hidden = layers.Dropout(0.1, name="feed_forward_dropout")(hidden)
    out = layers.Add(name="feed_forward_residual")([residual, hidden])
    return keras.Model([x, mask], out, name=f"encoder_block_{index}")


def transformer_encoder():
    """A small text encoder: token and position embeddings, two nested blocks, the mean over the real tokens."""
    width = 128
    tokens = keras.Input((None,), dtype="int32", name="tokens")
    real = ops.not_equal(tokens, 0)
    positions = ops.cumsum(ops.ones_like(tokens), axis=1) - 1
    x = layers.Embedding(8000, width, name="token_embedding")(tokens)
    x = x + layers.Embedding(512, width, name="position_embedding")(positions)
    x = layers.Dropout(0.1, name="embedding_dropout")(x)
    mask = ops.expand_dims(real, 1)
    for index in (1, 2):
        x = encoder_block(index, width, heads=4, feed_forward=512)([x, mask])
    x = layers.LayerNormalization(epsilon=1e-6, name="final_norm")(x)
    weight = ops.expand_dims(ops.cast(real, "float32"), -1)
    pooled = ops.sum(x * weight, axis=1) / ops.maximum(ops.sum(weight, axis=1), 1.0)
    label = layers.Dense(6, activation="softmax", name="emotion")(pooled)
    return keras.Model(tokens, label, name="transformer_encoder")


def multi_input_output():
    """Price and category of an offer from its picture, its text and a few numbers."""
    image = keras.Input((96, 96, 3), name="image")
    x = layers.Rescaling(1 / 255, name="image_rescale")(image)
    for i, filters in enumerate((32, 64, 128), start=1):
        x = layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu", name=f"image_conv{i}")(x)
    image_features = layers.GlobalAveragePooling2D(name="image_features")(x)

    text = keras.Input((60,), dtype="int32", name="title")
    x = layers.Embedding(10000, 64, mask_zero=True, name="title_embedding")(text)
    text_features = layers.GRU(64, name="title_features")(x)

    metadata = keras.Input((12,), name="metadata")
    x = layers.BatchNormalization(name="metadata_norm")(metadata)
    metadata_features = layers.Dense(32, activation="relu", name="metadata_features")(x)

    x = layers.Concatenate(name="all_features")([image_features, text_features, metadata_features])
    x = layers.Dense(128, activation="relu", name="shared_hidden")(x)
    x = layers.Dropout(0.3, name="shared_dropout")(x)
    price = layers.Dense(1, name="price")(x)
    category = layers.Dense(40, activation="softmax", name="category")(x)
    return keras.Model(
        {"image": image, "title": text, "metadata": metadata},
        {"price": price, "category": category},
        name="multi_input_output",
    )


def siamese():
    """Are two signatures by one hand? One nested encoder, called on both pictures."""
    x = inputs = keras.Input((105, 105, 1), name="picture")
    for i, (filters, size) in enumerate(((64, 10), (128, 7), (128, 4)), start=1):
        x = layers.Conv2D(filters, size, activation="relu", name=f"conv{i}")(x)
        x = layers.MaxPooling2D(name=f"pool{i}")(x)
    x = layers.Flatten(name="flatten")(x)
    x = layers.Dense(256, name="embedding")(x)
    encoder = keras.Model(inputs, layers.UnitNormalization(name="unit_norm")(x), name="encoder")

    left = keras.Input((105, 105, 1), name="left")
    right = keras.Input((105, 105, 1), name="right")
    distance = ops.abs(encoder(left) - encoder(right))
    same = layers.Dense(1, activation="sigmoid", name="same_hand")(distance)
    return keras.Model([left, right], same, name="siamese")


@keras.saving.register_keras_serializable("vision")
class Patches(layers.Layer):
    """Cuts a picture into patches and makes a vector of each."""

    def __init__(self, size, width, **kwargs):
        super().__init__(**kwargs)
        self.size, self.width = size, width
        self.project = layers.Conv2D(width, size, strides=size)

    def build(self, shape):
        self.project.build(shape)

    def call(self, pictures):
        x = self.project(pictures)
        return ops.reshape(x, (-1, x.shape[1] * x.shape[2], self.width))

    def get_config(self):
        return {**super().get_config(), "size": self.size, "width": self.width}


@keras.saving.register_keras_serializable("vision")
class ClassToken(layers.Layer):
    """Puts a learned vector before the patches, and adds positions."""

    def build(self, shape):
        self.token = self.add_weight(shape=(1, 1, shape[-1]), name="token")
        self.positions = self.add_weight(shape=(1, shape[1] + 1, shape[-1]), name="positions")

    def call(self, x):
        token = ops.broadcast_to(self.token, (ops.shape(x)[0], 1, x.shape[-1]))
        return ops.concatenate([token, x], axis=1) + self.positions


@keras.saving.register_keras_serializable("vision")
class Gain(layers.Layer):
    """Scales each channel by a learned factor."""

    def build(self, shape):
        self.factors = self.add_weight(shape=(shape[-1],), initializer="ones", name="factors")

    def call(self, x):
        return x * self.factors


def custom_layers():
    """A small vision transformer with layers of its own, of which a file holds no code."""
    width = 192
    pictures = keras.Input((224, 224, 3), name="pictures")
    x = Patches(16, width, name="patches")(pictures)
    x = ClassToken(name="class_token")(x)
    for block in (1, 2, 3):
        y = layers.LayerNormalization(epsilon=1e-6, name=f"block{block}_norm1")(x)
        y = layers.MultiHeadAttention(3, 64, name=f"block{block}_attention")(y, y)
        x = layers.Add(name=f"block{block}_add1")([x, Gain(name=f"block{block}_gain1")(y)])
        y = layers.LayerNormalization(epsilon=1e-6, name=f"block{block}_norm2")(x)
        y = layers.Dense(4 * width, activation="gelu", name=f"block{block}_expand")(y)
        y = layers.Dense(width, name=f"block{block}_project")(y)
        x = layers.Add(name=f"block{block}_add2")([x, Gain(name=f"block{block}_gain2")(y)])
    x = layers.LayerNormalization(epsilon=1e-6, name="final_norm")(x)
    scores = layers.Dense(1000, name="scores")(x[:, 0])
    return keras.Model(pictures, scores, name="custom_layers")


def keras2_mobilenet():
    """MobileNet in a Keras 2 file."""
    return tf_keras.applications.MobileNet(weights=None)


SAMPLES = [
    resnet50,
    unet,
    lstm_text_classifier,
    transformer_encoder,
    multi_input_output,
    siamese,
    custom_layers,
    keras2_mobilenet,
    broken_skip,
]


def main(wanted):
    for make in SAMPLES:
        if wanted and make.__name__ not in wanted:
            continue
        keras.utils.clear_session()
        tf_keras.backend.clear_session()
        keras.utils.set_random_seed(0)
        model = make()
        text = model if isinstance(model, str) else model.to_json()
        (FOLDER / f"{make.__name__}.json").write_bytes((text + "\n").encode("utf-8"))
        print(make.__name__)


if __name__ == "__main__":
    main(sys.argv[1:])
