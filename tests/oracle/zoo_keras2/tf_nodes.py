"""TensorFlowOpLayer: before TensorFlow 2.4 Keras wrote the nodes of TensorFlow's graph into a model."""

import tensorflow as tf
import tf_keras
from google.protobuf.json_format import MessageToDict
from registry import keras2
from tf_keras.src.engine.base_layer import TensorFlowOpLayer


def nodes(function, *inputs):
    """What a function gives, as layers that hold the nodes of its graph."""
    with tf.Graph().as_default() as graph:
        placeholders = [tf.compat.v1.placeholder(x.dtype, x.shape) for x in inputs]
        results = tf.nest.flatten(function(*placeholders))
    known = {p.ref(): x for p, x in zip(placeholders, inputs)}
    for op in graph.get_operations():
        if any(x.ref() in known for x in op.inputs):
            known.update({old.ref(): new for old, new in zip(op.outputs, call_layer(op, known))})
    return [known[result.ref()] for result in results]


def call_layer(op, known):
    """Calls a layer that holds the op; inputs that do not come from the model are constants."""
    constants = {i: tf.get_static_value(x) for i, x in enumerate(op.inputs) if x.ref() not in known}
    tensors = [known[x.ref()] for x in op.inputs if x.ref() in known]
    layer = TensorFlowOpLayer(MessageToDict(op.node_def), op.name, constants=constants)
    return tf.nest.flatten(layer(tensors if len(tensors) > 1 else tensors[0]))


def model(function, *inputs):
    """The model of these nodes."""
    return tf_keras.Model(list(inputs), nodes(function, *inputs))


@keras2
def node_arithmetic():
    return model(
        lambda x, y: [
            x + y,
            x - 1.0,
            2.0 * x,
            x / y,
            x // y,
            x % 2.0,
            x**2.0,
            -x,
            tf.abs(x),
            tf.maximum(x, y),
            tf.minimum(x, 0.0),
            tf.math.squared_difference(x, y),
            tf.add_n([x, x]),
            tf.clip_by_value(x, 0.0, 1.0),
            tf.sqrt(x),
            tf.exp(x),
            tf.math.log1p(x),
            tf.math.rsqrt(x),
            tf.math.divide_no_nan(x, y),
        ],
        tf_keras.Input((4, 8)),
        tf_keras.Input((8,)),
    )


@keras2
def node_comparisons():
    return model(
        lambda x, y: [
            x > y,
            x <= 0.5,
            tf.equal(x, y),
            tf.not_equal(x, 0.0),
            tf.logical_and(x > y, x < 1.0),
            tf.logical_not(x > y),
            tf.where(x > y, x, y),
            tf.math.is_nan(x),
            tf.cast(x > y, tf.float32),
            tf.cast(x, tf.int64),
            tf.reduce_any(x > y, axis=1),
        ],
        tf_keras.Input((8,)),
        tf_keras.Input((8,)),
    )


@keras2
def node_slices():
    return model(
        lambda x: [
            x[:, 0],
            x[:, -1:],
            x[:, 1:4, ::2],
            x[..., 2],
            x[..., None],
            x[:, None, 2:, ::-1],
            x[0],
            x[:, ::2, None],
            tf.slice(x, [0, 1, 2], [-1, 3, -1]),
            tf.gather(x, [0, 2], axis=1),
            tf.gather_nd(x, [[0, 1], [1, 2]]),
        ],
        tf_keras.Input((10, 6)),
    )


@keras2
def node_shapes():
    return model(
        lambda x, y: [
            tf.reshape(x, (-1, 24)),
            tf.transpose(x, (0, 2, 1)),
            tf.expand_dims(x, 1),
            tf.squeeze(y, [1]),
            tf.squeeze(y, [1, 3]),
            tf.concat([x, x], axis=-1),
            tf.stack([x, x], axis=1),
            tf.unstack(x, axis=1),
            tf.split(x, 3, axis=2),
            tf.split(x, [1, 2, 3], axis=2),
            tf.tile(x, (1, 2, 3)),
            tf.pad(x, [[0, 0], [1, 2], [0, 3]]),
            tf.pad(x, [[0, 0], [1, 1], [0, 0]], mode="REFLECT"),
            tf.pad(x, [[0, 0], [1, 1], [0, 0]], constant_values=1.0),
            tf.reverse(x, [1]),
            tf.roll(x, 1, axis=1),
            tf.broadcast_to(y, (3, 1, 6, 1)),
            tf.identity(x),
            tf.stop_gradient(x),
        ],
        tf_keras.Input((4, 6)),
        tf_keras.Input((1, 6, 1)),
    )


@keras2
def node_computed_shapes():
    def heads(x):
        shape = tf.shape(x)
        split = tf.reshape(x, tf.stack([shape[0], shape[1], 4, 8]))
        return [
            tf.transpose(split, (0, 2, 1, 3)),
            tf.zeros_like(x),
            tf.fill(tf.stack([shape[0], 3]), 1.5),
            tf.size(x),
            tf.range(0, shape[1], 1),
            tf.reshape(x, [shape[0] * shape[1], 32]),
        ]

    return model(heads, tf_keras.Input((None, 32)))


@keras2
def node_reductions():
    return model(
        lambda x: [
            tf.reduce_mean(x, axis=[1, 2]),
            tf.reduce_mean(x, axis=1, keepdims=True),
            tf.reduce_sum(x, axis=-1),
            tf.reduce_sum(x),
            tf.reduce_max(x, axis=1),
            tf.reduce_min(x, axis=2),
            tf.reduce_prod(x, axis=1),
            tf.argmax(x, axis=-1),
            tf.argmin(x, axis=1, output_type=tf.int32),
            tf.cumsum(x, axis=1),
            tf.math.top_k(x, k=2),
            tf.math.reduce_euclidean_norm(x, axis=1),
            tf.math.l2_normalize(x, axis=-1),
            tf.one_hot(tf.argmax(x, axis=-1), 10),
        ],
        tf_keras.Input((4, 6)),
    )


@keras2
def node_products():
    return model(
        lambda a, b, x: [
            tf.matmul(a, b),
            tf.matmul(a, a, transpose_b=True),
            tf.matmul(x, tf.ones((8, 3))),
            tf.matmul(x, x, transpose_a=True),
            tf.einsum("bij,bjk->bik", a, b),
            tf.linalg.band_part(a, 1, 0),
            tf.linalg.diag(x),
            tf.linalg.qr(b),
        ],
        tf_keras.Input((4, 6)),
        tf_keras.Input((6, 5)),
        tf_keras.Input((8,)),
    )


@keras2
def node_pictures():
    return model(
        lambda x: [
            tf.image.resize(x, (32, 24)),
            tf.image.resize(x, (8, 8), method="nearest"),
            tf.image.resize(x, (8, 8), method="bicubic"),
            tf.nn.conv2d(x, tf.ones((3, 3, 4, 2)), 2, "SAME"),
            tf.nn.conv2d(x, tf.ones((3, 3, 4, 2)), 1, [[0, 0], [1, 1], [2, 2], [0, 0]]),
            tf.nn.depthwise_conv2d(x, tf.ones((3, 3, 4, 2)), [1, 1, 1, 1], "VALID"),
            tf.nn.max_pool2d(x, 2, 2, "VALID"),
            tf.nn.avg_pool2d(x, 3, 2, "SAME"),
            tf.nn.bias_add(x, [0.0] * 4),
            tf.nn.depth_to_space(x, 2),
            tf.nn.space_to_depth(x, 2),
            tf.image.crop_and_resize(x, [[0.0, 0.0, 1.0, 1.0]] * 5, [0] * 5, (4, 6)),
            tf.image.extract_patches(x, [1, 3, 3, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID"),
            tf.nn.local_response_normalization(x),
            tf.nn.conv2d_transpose(x, tf.ones((2, 2, 3, 4)), tf.stack([tf.shape(x)[0], 32, 32, 3]), 2),
        ],
        tf_keras.Input((16, 16, 4)),
    )


@keras2
def node_activations():
    return model(
        lambda x: [
            tf.nn.relu(x),
            tf.nn.relu6(x),
            tf.nn.elu(x),
            tf.nn.selu(x),
            tf.nn.leaky_relu(x),
            tf.nn.softmax(x),
            tf.nn.log_softmax(x),
            tf.nn.softplus(x),
            tf.nn.softsign(x),
            tf.sigmoid(x),
            tf.tanh(x),
            tf.math.erf(x),
        ],
        tf_keras.Input((6, 8)),
    )


@keras2
def node_residual():
    x = tf_keras.Input((8, 8, 3))
    y = tf_keras.layers.Conv2D(3, 3, padding="same")(x)
    (scaled,) = nodes(lambda a, b: [tf.nn.relu(a + b * 0.1)], x, y)
    return tf_keras.Model(x, tf_keras.layers.GlobalAveragePooling2D()(scaled))
