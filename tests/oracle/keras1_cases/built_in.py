"""Every layer of Keras 1 whose config had other names."""

import keras
from keras import layers
from keras1_cases.writer import called, chain, entry, input_entry, keras1, model, rename

KERNEL = {"init": "glorot_uniform", "W_regularizer": None, "b_regularizer": None, "activity_regularizer": None, "W_constraint": None, "b_constraint": None, "bias": True}
RECURRENT = {
    "return_sequences": False,
    "go_backwards": False,
    "stateful": False,
    "unroll": False,
    "consume_less": "cpu",
    "init": "glorot_uniform",
    "inner_init": "orthogonal",
    "activation": "tanh",
    "W_regularizer": None,
    "U_regularizer": None,
    "b_regularizer": None,
    "dropout_W": 0.0,
    "dropout_U": 0.0,
    "input_dim": 5,
    "input_length": None,
}


def dense(name, units, **more):
    return entry("Dense", name, output_dim=units, **{**KERNEL, "activation": "linear", "input_dim": None, **more})


def conv1d(name, filters, length, **more):
    keys = {"subsample_length": 1, "border_mode": "valid", "activation": "linear", "input_dim": None, "input_length": None}
    return entry("Convolution1D", name, nb_filter=filters, filter_length=length, **{**KERNEL, **keys, **more})


def conv2d(name, filters, rows, columns, class_name="Convolution2D", **more):
    keys = {"subsample": [1, 1], "border_mode": "valid", "dim_ordering": "tf", "activation": "linear"}
    return entry(class_name, name, nb_filter=filters, nb_row=rows, nb_col=columns, **{**KERNEL, **keys, **more})


def conv3d(name, filters, sizes, **more):
    a, b, c = sizes
    keys = {"subsample": [1, 1, 1], "border_mode": "valid", "dim_ordering": "tf", "activation": "linear"}
    return entry("Convolution3D", name, nb_filter=filters, kernel_dim1=a, kernel_dim2=b, kernel_dim3=c, **{**KERNEL, **keys, **more})


def pool(class_name, name, size, strides, ordering="tf", border_mode="valid"):
    return entry(class_name, name, pool_size=list(size), strides=list(strides), border_mode=border_mode, dim_ordering=ordering)


def recurrent(class_name, name, units, **more):
    return entry(class_name, name, output_dim=units, **{**RECURRENT, **more})


def lstm(name, units, **more):
    return recurrent("LSTM", name, units, **{"inner_activation": "hard_sigmoid", "forget_bias_init": "one", **more})


def gru(name, units, **more):
    return recurrent("GRU", name, units, **{"inner_activation": "hard_sigmoid", **more})


@keras1
def dense_network():
    normal = {"axis": -1, "epsilon": 1e-3, "mode": 0, "momentum": 0.99, "gamma_init": "one", "beta_init": "zero", "gamma_regularizer": None, "beta_regularizer": None}
    return chain(
        (20,),
        [
            (dense("dense_1", 8, input_dim=20), layers.Dense(8)),
            (entry("BatchNormalization", "batchnormalization_1", **normal), layers.BatchNormalization()),
            (entry("Activation", "activation_1", activation="relu"), layers.Activation("relu")),
            (entry("Dropout", "dropout_1", p=0.5), layers.Dropout(0.5)),
            (dense("dense_2", 6, bias=False, activation="tanh"), layers.Dense(6, use_bias=False, activation="tanh")),
            (entry("ActivityRegularization", "activityregularization_1", l1=0.0, l2=0.1), layers.ActivityRegularization(l2=0.1)),
            (dense("dense_3", 3, activation="softmax"), layers.Dense(3, activation="softmax")),
        ],
    )


@keras1
def activations():
    return chain(
        (7, 6),
        [
            (entry("LeakyReLU", "leakyrelu_1", alpha=0.1), layers.LeakyReLU(0.1)),
            (entry("PReLU", "prelu_1", init="zero", weights=None), layers.PReLU()),
            (entry("PReLU", "prelu_2", init="zero", shared_axes=[1]), layers.PReLU(shared_axes=[1])),
            (entry("ELU", "elu_1", alpha=1.0), layers.ELU()),
            (entry("GaussianNoise", "gaussiannoise_1", sigma=0.2), layers.GaussianNoise(0.2)),
            (entry("GaussianDropout", "gaussiandropout_1", p=0.2), layers.GaussianDropout(0.2)),
            (entry("SpatialDropout1D", "spatialdropout1d_1", p=0.2), layers.SpatialDropout1D(0.2)),
        ],
    )


@keras1
def input_only_as_dimension():
    """Only the parts of the input's shape, as a config that somebody wrote by hand may have them."""
    text, equivalent = chain((12, 5), [(lstm("lstm_1", 4, input_length=12), layers.LSTM(4, name="lstm_1"))])
    for key in ("batch_input_shape", "input_dtype"):
        del text["config"][0]["config"][key]
    return text, equivalent


@keras1
def convolution1d():
    return chain(
        (30, 4),
        [
            (entry("ZeroPadding1D", "zeropadding1d_1", padding=2), layers.ZeroPadding1D(2)),
            (conv1d("convolution1d_1", 6, 3, input_dim=4, input_length=30), layers.Conv1D(6, 3)),
            (conv1d("convolution1d_2", 6, 4, border_mode="same", subsample_length=2), layers.Conv1D(6, 4, padding="same", strides=2)),
            (entry("UpSampling1D", "upsampling1d_1", length=3), layers.UpSampling1D(3)),
            (entry("MaxPooling1D", "maxpooling1d_1", pool_length=3, stride=2, border_mode="same"), layers.MaxPooling1D(3, 2, padding="same")),
            (entry("AveragePooling1D", "averagepooling1d_1", pool_length=2, stride=2, border_mode="valid"), layers.AveragePooling1D(2)),
            (entry("Cropping1D", "cropping1d_1", cropping=[1, 2]), layers.Cropping1D((1, 2))),
            (entry("GlobalMaxPooling1D", "globalmaxpooling1d_1"), layers.GlobalMaxPooling1D()),
        ],
    )


def full1d(filters, size, dilation=1, strides=1):
    """Keras 3 has no border_mode "full": zeros on both sides, then "valid"."""
    return layers.ZeroPadding1D((size - 1) * dilation), layers.Conv1D(filters, size, strides=strides, dilation_rate=dilation)


def same_but_padded(source, pairs, name, version="1.2.2"):
    """A Model of entries, each of which stands for several layers; the last one has its name."""
    old, new = [input_entry("input_1", source)], []
    y = x = keras.Input(source, name="input_1")
    last = "input_1"
    for first, equivalents in pairs:
        old.append(called(first, [last]))
        last = first["config"]["name"]
        rename(equivalents[-1], last)
        for layer in equivalents:
            y = layer(y)
    return model(old, ["input_1"], [last], name, version), keras.Model(x, y, name=name)


@keras1
def border_mode_full():
    return same_but_padded(
        (10, 3),
        [
            (conv1d("convolution1d_1", 4, 3, border_mode="full"), full1d(4, 3)),
            (conv1d("convolution1d_2", 4, 4, border_mode="full", subsample_length=2), full1d(4, 4, strides=2)),
            ({**conv1d("atrousconvolution1d_1", 4, 3, border_mode="full", atrous_rate=2), "class_name": "AtrousConvolution1D"}, full1d(4, 3, 2)),
        ],
        "model_1",
    )


@keras1
def border_mode_full_pictures():
    return same_but_padded(
        (3, 10, 9),
        [
            (
                conv2d("convolution2d_1", 4, 3, 2, border_mode="full", dim_ordering="th"),
                (layers.ZeroPadding2D((2, 1), data_format="channels_first"), layers.Conv2D(4, (3, 2), data_format="channels_first")),
            )
        ],
        "model_1",
    )


@keras1
def pictures_channels_first():
    """ZeroPadding2D and SpatialDropout2D do not say how the channels are ordered."""
    return chain(
        (3, 32, 30),
        [
            (entry("ZeroPadding2D", "zeropadding2d_1", padding=[1, 1]), layers.ZeroPadding2D(1, data_format="channels_first")),
            (conv2d("convolution2d_1", 8, 3, 5, dim_ordering="th", activation="relu"), layers.Conv2D(8, (3, 5), data_format="channels_first")),
            (entry("SpatialDropout2D", "spatialdropout2d_1", p=0.3), layers.SpatialDropout2D(0.3, data_format="channels_first")),
            (
                conv2d("convolution2d_2", 8, 3, 3, dim_ordering="th", border_mode="same", subsample=[2, 2]),
                layers.Conv2D(8, 3, strides=2, padding="same", data_format="channels_first"),
            ),
            (pool("MaxPooling2D", "maxpooling2d_1", (2, 2), (2, 2), "th"), layers.MaxPooling2D(data_format="channels_first")),
            (entry("Flatten", "flatten_1"), layers.Flatten()),
            (dense("dense_1", 10), layers.Dense(10)),
        ],
        version="1.0.8",
    )


@keras1
def pictures_channels_last():
    return chain(
        (32, 30, 3),
        [
            (conv2d("convolution2d_1", 8, 3, 3, border_mode="same"), layers.Conv2D(8, 3, padding="same")),
            (pool("AveragePooling2D", "averagepooling2d_1", (3, 3), (2, 2), border_mode="same"), layers.AveragePooling2D(3, 2, padding="same")),
            (entry("ZeroPadding2D", "zeropadding2d_1", padding=[1, 2, 3, 4]), layers.ZeroPadding2D(((1, 2), (3, 4)))),
            (
                entry("ZeroPadding2D", "zeropadding2d_2", padding={"top_pad": 1, "bottom_pad": 0, "left_pad": 2, "right_pad": 0}),
                layers.ZeroPadding2D(((1, 0), (2, 0))),
            ),
            (entry("Cropping2D", "cropping2d_1", cropping=[[1, 0], [0, 2]], dim_ordering="tf"), layers.Cropping2D(((1, 0), (0, 2)))),
            (entry("UpSampling2D", "upsampling2d_1", size=[2, 3], dim_ordering="tf"), layers.UpSampling2D((2, 3))),
            (entry("GlobalAveragePooling2D", "globalaveragepooling2d_1", dim_ordering="tf"), layers.GlobalAveragePooling2D()),
        ],
    )


@keras1
def no_version():
    """An HDF5 file of Keras 1 says no version: the keys tell."""
    return chain(
        (1, 28, 28),
        [
            (conv2d("convolution2d_1", 4, 3, 3, dim_ordering="th"), layers.Conv2D(4, 3, data_format="channels_first")),
            (entry("Flatten", "flatten_1"), layers.Flatten()),
        ],
        version=None,
    )


@keras1
def volumes():
    return chain(
        (2, 8, 9, 10),
        [
            (entry("ZeroPadding3D", "zeropadding3d_1", padding=[1, 1, 2]), layers.ZeroPadding3D((1, 1, 2), data_format="channels_first")),
            (conv3d("convolution3d_1", 4, (2, 3, 4), dim_ordering="th"), layers.Conv3D(4, (2, 3, 4), data_format="channels_first")),
            (entry("UpSampling3D", "upsampling3d_1", size=[2, 2, 2]), layers.UpSampling3D(2, data_format="channels_first")),
            (pool("MaxPooling3D", "maxpooling3d_1", (2, 3, 2), (2, 3, 2), "th"), layers.MaxPooling3D((2, 3, 2), data_format="channels_first")),
            (entry("SpatialDropout3D", "spatialdropout3d_1", p=0.5), layers.SpatialDropout3D(0.5, data_format="channels_first")),
        ],
    )


@keras1
def atrous():
    return chain(
        (20, 20, 3),
        [
            (
                conv2d("atrousconvolution2d_1", 4, 3, 3, "AtrousConvolution2D", atrous_rate=[2, 2]),
                layers.Conv2D(4, 3, dilation_rate=2),
            ),
            (
                conv2d("atrousconvolution2d_2", 4, 3, 3, "AtrousConvolution2D", atrous_rate=[1, 3], border_mode="same"),
                layers.Conv2D(4, 3, dilation_rate=(1, 3), padding="same"),
            ),
        ],
    )


@keras1
def deconvolution():
    """The sizes are those that the config says, where strides leave a choice."""
    return chain(
        (7, 7, 3),
        [
            (
                conv2d("deconvolution2d_1", 4, 3, 3, "Deconvolution2D", output_shape=[None, 15, 16, 4], subsample=[2, 2]),
                layers.Conv2DTranspose(4, 3, strides=2, output_padding=(0, 1)),
            ),
            (
                conv2d("deconvolution2d_2", 2, 3, 3, "Deconvolution2D", output_shape=[None, 30, 32, 2], subsample=[2, 2], border_mode="same", bias=False),
                layers.Conv2DTranspose(2, 3, strides=2, padding="same", use_bias=False),
            ),
        ],
    )


@keras1
def separable():
    keys = {"depth_multiplier": 2, "depthwise_regularizer": None, "pointwise_regularizer": None, "depthwise_constraint": None, "pointwise_constraint": None}
    old = conv2d("separableconvolution2d_1", 6, 3, 3, "SeparableConvolution2D", subsample=[2, 2], **keys)
    return chain((12, 12, 3), [(old, layers.SeparableConv2D(6, 3, strides=2, depth_multiplier=2))])


@keras1
def recurrent_stack():
    return chain(
        (None, 5),
        [
            (entry("Masking", "masking_1", mask_value=0.0), layers.Masking()),
            (lstm("lstm_1", 4, return_sequences=True, consume_less="gpu"), layers.LSTM(4, return_sequences=True)),
            (gru("gru_1", 3, return_sequences=True, consume_less="mem", dropout_W=0.2, dropout_U=0.1), layers.GRU(3, return_sequences=True, reset_after=False)),
            (recurrent("SimpleRNN", "simplernn_1", 6, go_backwards=True), layers.SimpleRNN(6, go_backwards=True)),
            (entry("RepeatVector", "repeatvector_1", n=4), layers.RepeatVector(4)),
            (entry("Permute", "permute_1", dims=[2, 1]), layers.Permute((2, 1))),
            (entry("Reshape", "reshape_1", target_shape=[12, 2]), layers.Reshape((12, 2))),
        ],
    )


@keras1
def wrapped():
    inner = layers.LSTM(4, return_sequences=True, name="lstm_1")
    return chain(
        (9, 5),
        [
            (
                entry("Bidirectional", "bidirectional_1", merge_mode="sum", layer=lstm("lstm_1", 4, return_sequences=True)),
                layers.Bidirectional(inner, merge_mode="sum"),
            ),
            (entry("TimeDistributed", "timedistributed_1", layer=dense("dense_1", 7)), layers.TimeDistributed(layers.Dense(7, name="dense_1"))),
            (
                entry("Bidirectional", "bidirectional_2", merge_mode="concat", layer=gru("gru_1", 3)),
                layers.Bidirectional(layers.GRU(3, reset_after=False, name="gru_1")),
            ),
        ],
    )


@keras1
def conv_lstm():
    keys = {"nb_filter": 4, "nb_row": 3, "nb_col": 2, "dim_ordering": "th", "border_mode": "same", "subsample": [1, 1], "inner_activation": "hard_sigmoid"}
    old = entry("ConvLSTM2D", "convlstm2d_1", **{**RECURRENT, **keys, "return_sequences": True})
    return chain((5, 3, 12, 10), [(old, layers.ConvLSTM2D(4, (3, 2), padding="same", data_format="channels_first", return_sequences=True))])


@keras1
def embedding():
    keys = {"init": "uniform", "mask_zero": True, "W_regularizer": None, "activity_regularizer": None, "W_constraint": None, "dropout": 0.0}
    old = entry("Embedding", "embedding_1", input_dim=100, output_dim=8, input_length=12, **keys)
    pairs = [(old, layers.Embedding(100, 8)), (lstm("lstm_1", 4), layers.LSTM(4)), (dense("dense_1", 1), layers.Dense(1))]
    return chain((12,), pairs, "int32")


@keras1
def functional_with_embedding():
    """In a Model the input's shape that Embedding carries says nothing."""
    config = {"batch_input_shape": [None, None], "input_dtype": "int32", "input_dim": 50, "output_dim": 6, "input_length": None, "init": "uniform", "mask_zero": False}
    old = [
        input_entry("input_1", (9,), "int32"),
        called(entry("Embedding", "embedding_1", **config), ["input_1"]),
        called(entry("Flatten", "flatten_1"), ["embedding_1"]),
        called(dense("dense_1", 2), ["flatten_1"]),
        called(dense("dense_2", 3), ["flatten_1"]),
    ]
    x = keras.Input((9,), dtype="int32", name="input_1")
    flat = layers.Flatten(name="flatten_1")(layers.Embedding(50, 6, name="embedding_1")(x))
    outputs = [layers.Dense(2, name="dense_1")(flat), layers.Dense(3, name="dense_2")(flat)]
    return model(old, ["input_1"], ["dense_1", "dense_2"]), keras.Model(x, outputs, name="model_1")


@keras1
def frozen():
    """What is not to be trained counts as that."""
    old = [dense("dense_1", 8), dense("dense_2", 2)]
    old[0]["config"]["trainable"] = False
    first = layers.Dense(8)
    first.trainable = False
    return chain((4,), [(old[0], first), (old[1], layers.Dense(2))])
