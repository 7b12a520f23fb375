"""Layers and inputs of which layer_execution.py asks whether Keras computes what it infers."""

PICTURE = "(None, 8, 8, 3)"
SEQUENCE = "(None, 6, 4)"
VECTOR = "(None, 6)"
BOXES = "(None, 4, 4, 4, 2)"

# Layers, and the shapes of their inputs: each is asked with numbers that no layer casts.
OF_ANY_DTYPE = [
    (SEQUENCE, "ZeroPadding1D(padding=1)"),
    (PICTURE, "ZeroPadding2D(padding=1)"),
    (BOXES, "ZeroPadding3D(padding=1)"),
    (SEQUENCE, "Cropping1D(cropping=1)"),
    (PICTURE, "Cropping2D(cropping=1)"),
    (BOXES, "Cropping3D(cropping=1)"),
    (SEQUENCE, "UpSampling1D(size=2)"),
    (PICTURE, "UpSampling2D(size=2)"),
    (PICTURE, "UpSampling2D(size=2, interpolation='bilinear')"),
    (BOXES, "UpSampling3D(size=2)"),
    (VECTOR, "RepeatVector(n=2)"),
    (SEQUENCE, "Flatten()"),
    (SEQUENCE, "Permute(dims=[2, 1])"),
    (SEQUENCE, "Reshape(target_shape=[24])"),
    (SEQUENCE, "Masking(mask_value=0.0)"),
    (VECTOR, "ReLU()"),
    (VECTOR, "LeakyReLU(negative_slope=0.3)"),
    (VECTOR, "Activation(activation='relu')"),
    (VECTOR, "Activation(activation='linear')"),
    (VECTOR, "Identity()"),
    (VECTOR, "Rescaling(scale=2.0)"),
    (VECTOR, "Normalization(mean=0.0, variance=1.0)"),
    (VECTOR, "Dropout(rate=0.5)"),
    (VECTOR, "AlphaDropout(rate=0.5)"),
    (VECTOR, "GaussianDropout(rate=0.5)"),
    (VECTOR, "GaussianNoise(stddev=0.5)"),
    (SEQUENCE, "SpatialDropout1D(rate=0.5)"),
    (VECTOR, "ActivityRegularization(l1=0.5)"),
    (SEQUENCE, "MaxPooling1D(pool_size=2)"),
    (PICTURE, "MaxPooling2D(pool_size=2)"),
    (PICTURE, "GlobalMaxPooling2D()"),
    (PICTURE, "GlobalAveragePooling2D()"),
    (SEQUENCE, "GlobalAveragePooling1D()"),
    (PICTURE, "AdaptiveMaxPooling2D(output_size=2)"),
    (VECTOR, "Dense(units=2)"),
    (VECTOR, "BatchNormalization()"),
    (VECTOR, "LayerNormalization()"),
    (VECTOR, "RMSNormalization()"),
    (SEQUENCE, "GroupNormalization(groups=2)"),
    (VECTOR, "Embedding(input_dim=10, output_dim=3)"),
    (SEQUENCE, "LSTM(units=3)"),
    (SEQUENCE, "GRU(units=3)"),
    (SEQUENCE, "SimpleRNN(units=3)"),
    (SEQUENCE, "TimeDistributed(layer=Dense(units=2))"),
    (SEQUENCE, "TimeDistributed(layer=Identity())"),
    (SEQUENCE, "TimeDistributed(layer=RepeatVector(n=2))"),
    (PICTURE, "CenterCrop(height=4, width=4)"),
    (PICTURE, "CenterCrop(height=12, width=12)"),
    (PICTURE, "Resizing(height=4, width=4)"),
    (PICTURE, "AugMix()"),
    (PICTURE, "AutoContrast()"),
    (PICTURE, "ContrastLimitedAdaptiveHistogramEqualization()"),
    (PICTURE, "CutMix()"),
    (PICTURE, "Equalization()"),
    (PICTURE, "MixUp()"),
    (PICTURE, "RandAugment()"),
    (PICTURE, "RandomBrightness(factor=0.1)"),
    (PICTURE, "RandomColorDegeneration(factor=0.1)"),
    (PICTURE, "RandomColorJitter()"),
    (PICTURE, "RandomElasticTransform()"),
    (PICTURE, "RandomErasing()"),
    (PICTURE, "RandomFlip()"),
    (PICTURE, "RandomGaussianBlur()"),
    (PICTURE, "RandomGrayscale()"),
    (PICTURE, "RandomHue(factor=0.1)"),
    (PICTURE, "RandomInvert()"),
    (PICTURE, "RandomPerspective()"),
    (PICTURE, "RandomPosterization(factor=4)"),
    (PICTURE, "RandomRotation(factor=0.1)"),
    (PICTURE, "RandomSharpness(factor=0.1)"),
    (PICTURE, "RandomShear(x_factor=0.1)"),
    (PICTURE, "RandomTranslation(height_factor=0.1, width_factor=0.1)"),
    (PICTURE, "RandomZoom(height_factor=0.1)"),
    (PICTURE, "Solarization()"),
]
DTYPES = ["int32", "uint8", "bool", "string"]

# Layers that compute in another dtype than their input's.
OF_ANY_POLICY = [
    (VECTOR, "Dense(units=2, dtype='{}')"),
    (VECTOR, "Dense(units=2, activation='softmax', dtype='{}')"),
    (VECTOR, "BatchNormalization(dtype='{}')"),
    (VECTOR, "LayerNormalization(dtype='{}')"),
    (VECTOR, "RMSNormalization(dtype='{}')"),
    (SEQUENCE, "GroupNormalization(groups=2, dtype='{}')"),
    (VECTOR, "UnitNormalization(dtype='{}')"),
    (VECTOR, "Normalization(mean=0.0, variance=1.0, dtype='{}')"),
    (VECTOR, "Rescaling(scale=2.0, dtype='{}')"),
    (VECTOR, "Softmax(dtype='{}')"),
    (VECTOR, "PReLU(dtype='{}')"),
    (VECTOR, "Dropout(rate=0.5, dtype='{}')"),
    (VECTOR, "Embedding(input_dim=10, output_dim=3, dtype='{}')"),
    (PICTURE, "Conv2D(filters=2, kernel_size=3, dtype='{}')"),
    (PICTURE, "SeparableConv2D(filters=2, kernel_size=3, dtype='{}')"),
    (PICTURE, "GlobalAveragePooling2D(dtype='{}')"),
    (PICTURE, "Resizing(height=4, width=4, dtype='{}')"),
    (PICTURE, "RandomFlip(dtype='{}')"),
    (PICTURE, "RandomBrightness(factor=0.1, dtype='{}')"),
    (SEQUENCE, "LSTM(units=3, dtype='{}')"),
    (SEQUENCE, "GRU(units=3, dtype='{}')"),
    (SEQUENCE, "SimpleRNN(units=3, dtype='{}')"),
]
POLICIES = ["float16", "mixed_bfloat16", "float64"]

MERGES = ["Add()", "Average()", "Concatenate()", "Maximum()", "Minimum()", "Multiply()", "Subtract()", "Dot(axes=1)"]

# Lookups and the like, with the dtype of what they look up and the modes that they have.
ENCODINGS = [
    ("CategoryEncoding(num_tokens=5, output_mode='{}')", "int32", ["one_hot", "multi_hot", "count"]),
    ("IntegerLookup(vocabulary=[1, 2], output_mode='{}')", "int64", ["int", "one_hot", "multi_hot", "count"]),
    ("StringLookup(vocabulary=['a', 'b'], output_mode='{}')", "string", ["int", "one_hot", "multi_hot", "count"]),
    ("StringLookup(vocabulary=['a', 'b'], idf_weights=[0.5, 0.5], output_mode='{}')", "string", ["tf_idf"]),
    ("Discretization(bin_boundaries=[0.0, 1.0], output_mode='{}')", "float32", ["int", "one_hot", "multi_hot", "count"]),
    ("Hashing(num_bins=5, output_mode='{}')", "string", ["int", "one_hot", "multi_hot", "count"]),
    ("Hashing(num_bins=5, output_mode='{}')", "int32", ["int", "one_hot", "multi_hot", "count"]),
    ("TextVectorization(vocabulary=['a', 'b'], output_mode='{}')", "string", ["int", "multi_hot", "count"]),
    ("TextVectorization(vocabulary=['a', 'b'], split=None, output_mode='{}')", "string", ["int", "multi_hot", "count"]),
    ("TextVectorization(vocabulary=['a', 'b'], output_sequence_length=7, output_mode='{}')", "string", ["int"]),
]
ENCODED_SHAPES = ["(None,)", "(None, 1)", "(None, 4)", "(None, 4, 3)"]

# Others: a layer, and its arguments.
OTHERS = [
    ("StringLookup(vocabulary=['a', 'b'], invert=True)", "(None, 3) int64"),
    ("IntegerLookup(vocabulary=[1, 2], invert=True)", "(None, 3) int64"),
    ("HashedCrossing(num_bins=5)", "[(None, 1) string, (None, 1) string]"),
    ("HashedCrossing(num_bins=5, output_mode='one_hot')", "[(None, 1) string, (None, 1) string]"),
    ("RandomCrop(height=4, width=4)", "(None, 8, 8, 3) float32, training=False"),
    ("RandomCrop(height=8, width=8)", "(None, 8, 8, 3) float32, training=False"),
    ("RandomCrop(height=12, width=12)", "(None, 8, 8, 3) float32, training=False"),
    ("RandomCrop(height=4, width=6)", "(None, 8, 8, 3) uint8, training=False"),
    ("MelSpectrogram()", "(None, 16000) float32"),
    ("MelSpectrogram()", "(None, 2, 16000) float32"),
    ("STFTSpectrogram(frame_length=64)", "(None, 1000, 2) float32"),
    ("STFTSpectrogram(frame_length=64, expand_dims=True)", "(None, 1000, 2) float32"),
    ("EinsumDense(equation='...x,xy->...y', output_shape=7)", "(None, 3, 4) float32"),
    ("EinsumDense(equation='...x,xy->...y', output_shape=7)", "(None, 3, 5, 4) float32"),
    ("EinsumDense(equation='...x,xy->...y', output_shape=7)", "(None, 5, 5, 4) float32"),
    ("EinsumDense(equation='...x,xy->...y', output_shape=7)", "(None, 3, 5, 6, 4) float32"),
    ("EinsumDense(equation='ab...,bc->ac...', output_shape=7)", "(None, 4, 3) float32"),
    ("EinsumDense(equation='ab...,bc->ac...', output_shape=7)", "(None, 4, 3, 5) float32"),
    ("EinsumDense(equation='abx,xy->aby', output_shape=[None, 7])", "(None, 3, 4) float32"),
    ("Bidirectional(layer=LSTM(units=3), backward_layer=LSTM(units=3, go_backwards=True))", "(None, 6, 4) float32"),
    ("Bidirectional(layer=LSTM(units=3), backward_layer=LSTM(units=5, go_backwards=True))", "(None, 6, 4) float32"),
    ("Bidirectional(layer=LSTM(units=3), backward_layer=LSTM(units=5, go_backwards=True), merge_mode=None)",
     "(None, 6, 4) float32"),
    ("Activation(activation='glu')", "(None, 6) float32"),
    ("Activation(activation='glu')", "(None, 5, 6) float32"),
    ("Activation(activation='softmax')", "(None, 6) float32"),
    ("Dense(units=6, activation='glu')", "(None, 6) float32"),
    ("Conv1D(filters=6, kernel_size=2, activation='glu')", "(None, 6, 4) float32"),
    ("Dense(units=6, activation='relu')", "(None, 6) float32"),
    ("Equalization()", "(None, 8, 8, 3) float32"),
    ("Equalization(dtype='uint8')", "(None, 8, 8, 3) uint8"),
    ("MultiHeadAttention(num_heads=2, key_dim=2, attention_axes=[1])",
     "(None, 3, 5, 4) float32, (None, 3, 5, 4) float32, return_attention_scores=True"),
    ("MultiHeadAttention(num_heads=2, key_dim=2, attention_axes=[2])",
     "(None, 3, 5, 4) float32, (None, 3, 5, 4) float32, return_attention_scores=True"),
    ("MultiHeadAttention(num_heads=2, key_dim=2)",
     "(None, 3, 5, 4) float32, (None, 3, 5, 4) float32, return_attention_scores=True"),
    ("MultiHeadAttention(num_heads=2, key_dim=2)",
     "(None, 3, 5, 4) float32, (None, 3, 5, 4) float32"),
    ("MultiHeadAttention(num_heads=2, key_dim=2)",
     "(None, 3, 4) float32, (None, 3, 4) float32, return_attention_scores=True"),
    ("MultiHeadAttention(num_heads=2, key_dim=2)",
     "(None, 3, 4) float32, (None, 5, 4) float32, return_attention_scores=True"),
    ("MultiHeadAttention(num_heads=2, key_dim=2, value_dim=7)", "(None, 3, 4) float32, (None, 5, 4) float32"),
    ("GroupQueryAttention(head_dim=2, num_query_heads=4, num_key_value_heads=2)",
     "(None, 3, 4) float32, (None, 5, 4) float32, return_attention_scores=True"),
    ("Attention()", "[(None, 3, 4) float32, (None, 5, 4) float32], return_attention_scores=True"),
    ("Add()", "[(None, 1, 4) float32, (None, 5, 4) float32]"),
    ("Add()", "[(None, 4) float32, (None, 5, 4) float32]"),
    ("Add()", "[(None, 6) int32, (None, 6) float32]"),
    ("Concatenate()", "[(None, 6) int32, (None, 6) float32]"),
    ("ReversibleEmbedding(input_dim=10, output_dim=4)", "(None, 5) int32"),
    ("SpectralNormalization(layer=Dense(units=2))", "(None, 5) float32"),
    ("Embedding(input_dim=10, output_dim=3)", "(None, 5) float32"),
    ("ZeroPadding2D(padding=1, dtype='float16')", "(None, 8, 8, 3) float32"),
    ("ZeroPadding2D(padding=1, dtype='float16')", "(None, 8, 8, 3) uint8"),
]


def cases():
    for shape, layer in OF_ANY_DTYPE:
        for dtype in DTYPES:
            yield layer, f"{shape} {dtype}"
    for shape, layer in OF_ANY_POLICY:
        for policy in POLICIES:
            yield layer.format(policy), f"{shape} float32"
    for layer in MERGES:
        for dtype in DTYPES:
            yield layer, f"[{VECTOR} {dtype}, {VECTOR} {dtype}]"
    for layer, dtype, modes in ENCODINGS:
        for mode in modes:
            for shape in ENCODED_SHAPES:
                yield layer.format(mode), f"{shape} {dtype}"
    yield from OTHERS
