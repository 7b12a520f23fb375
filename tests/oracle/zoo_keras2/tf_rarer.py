"""TensorFlow functions that few models call: many classes, sparse tensors, files, and what came late to tf.linalg and tf.signal."""

import tensorflow as tf
import tf_keras
from registry import keras2
from zoo_keras2.tf_families import layer


def fixed(*shape, dtype=None, sparse=False):
    """An input whose shape has the batch in it, or none."""
    return tf_keras.Input(batch_shape=shape, dtype=dtype, sparse=sparse)


@keras2
def tf_candidate_samplers():
    classes, samples = fixed(None, 2, dtype="int64"), fixed(5, dtype="int64")
    random = tf.random
    return tf_keras.Model(
        [classes, samples],
        [
            layer(random.all_candidate_sampler, classes, 2, 5, True),
            random.fixed_unigram_candidate_sampler(classes, 2, 4, True, 5, unigrams=[0.1, 0.2, 0.3, 0.2, 0.2]),
            random.learned_unigram_candidate_sampler(classes, num_true=2, num_sampled=5, unique=True, range_max=20),
            random.log_uniform_candidate_sampler(classes, num_true=2, num_sampled=5, unique=False, range_max=20),
            random.uniform_candidate_sampler(classes, 2, 5, True, 20),
            tf.nn.compute_accidental_hits(classes, samples, num_true=2),
        ],
    )


@keras2
def tf_sampled_losses():
    weights, biases = fixed(20, 3), fixed(20)
    labels, x = fixed(None, 2, dtype="int64"), fixed(None, 3)
    few_labels, few = fixed(4, 1, dtype="int64"), fixed(4, 3)
    nn = tf.nn
    return tf_keras.Model(
        [weights, biases, labels, x, few_labels, few],
        [
            nn.nce_loss(weights, biases, labels, x, num_sampled=4, num_classes=20, num_true=2),
            layer(nn.nce_loss, weights, biases, labels, x, 4, 20, 2),
            layer(nn.nce_loss, weights, biases, few_labels, few, num_sampled=4, num_classes=20),
            nn.sampled_softmax_loss(weights, biases, labels, x, 4, 20, num_true=2),
            layer(nn.sampled_softmax_loss, weights, biases, few_labels, few, num_sampled=4, num_classes=20, seed=7),
        ],
    )


@keras2
def tf_sparse_embeddings():
    table, ids = fixed(10, 3), fixed(4, 7, dtype="int64", sparse=True)
    parts, many = fixed(10, 3, 5), fixed(None, 7, 2, dtype="int64", sparse=True)
    nn = tf.nn
    return tf_keras.Model(
        [table, ids, parts, many],
        [
            nn.embedding_lookup_sparse(table, ids, None, combiner="sum"),
            layer(nn.embedding_lookup_sparse, table, many, None, "mean"),
            nn.embedding_lookup_sparse([parts, parts], ids, None),
            nn.embedding_lookup_sparse(tf.ones((10, 3)), ids, None),
            nn.safe_embedding_lookup_sparse(table, ids),
            layer(nn.safe_embedding_lookup_sparse, table, many, combiner="sqrtn", default_id=0),
            nn.safe_embedding_lookup_sparse([table, table], many),
        ],
    )


@keras2
def tf_sequences_of_labels():
    x, lengths = fixed(10, None, 7), fixed(None, dtype="int32")
    few, few_lengths = fixed(10, None, 7, dtype="float64"), fixed(4, dtype="int32")
    labels, few_labels = fixed(None, 6, dtype="int32"), fixed(4, None, dtype="int32")
    nn = tf.nn
    return tf_keras.Model(
        [x, lengths, few, few_lengths, labels, few_labels],
        [
            nn.ctc_beam_search_decoder(x, lengths, beam_width=5),
            layer(nn.ctc_beam_search_decoder, x, lengths, 5, 3),
            tf.compat.v1.nn.ctc_beam_search_decoder(few, few_lengths, 5, top_paths=2, merge_repeated=False),
            nn.ctc_greedy_decoder(x, lengths),
            nn.ctc_greedy_decoder(few, few_lengths, blank_index=0),
            nn.ctc_unique_labels(labels),
            nn.ctc_unique_labels(few_labels),
        ],
    )


@keras2
def tf_statistics():
    x, few, shift = fixed(None, 3, 4), fixed(4, 3, dtype="float16"), fixed(3, dtype="float16")
    counts = fixed(4, 3, dtype="int32")
    nn = tf.nn
    return tf_keras.Model(
        [x, few, shift, counts],
        [
            nn.sufficient_statistics(x, [0, 2], shift=1.5),
            layer(nn.sufficient_statistics, x, [-1], 1.5, True),
            layer(nn.sufficient_statistics, few, [0], shift=shift),
            tf.compat.v1.nn.sufficient_statistics(x, [0, 1], 1.0, keep_dims=True),
            layer(nn.scale_regularization_loss, x),
            layer(nn.scale_regularization_loss, few),
            layer(nn.scale_regularization_loss, counts),
        ],
    )


@keras2
def tf_files():
    names = tf_keras.Input((3,), dtype="string")
    file = names[0, 0]
    io = tf.io
    return tf_keras.Model(
        names,
        [
            io.decode_jpeg(file),
            io.decode_jpeg(file, channels=3, ratio=2),
            io.decode_and_crop_jpeg(file, [1, 2, 30, 40], 3),
            io.decode_and_crop_jpeg(file, crop_window=[1, 2, 30, 40]),
            io.decode_png(file, 4, tf.uint16),
            io.decode_png(file),
            io.decode_bmp(file, channels=3),
            io.decode_gif(file),
            tf.image.decode_webp(file, channels=3),
            tf.image.decode_jxl(file, dtype=tf.uint8),
            io.decode_image(file),
            io.decode_image(file, channels=3, expand_animations=False),
            io.decode_image(file, dtype=tf.float32, expand_animations=False),
            io.extract_jpeg_shape(file),
            io.extract_jpeg_shape(file, tf.int64),
            layer(io.is_jpeg, file),
            layer(io.is_jpeg, names),
        ],
    )


@keras2
def tf_files_written():
    picture, pictures = fixed(None, None, 3, dtype="uint8"), fixed(None, 2, 8, 9, 1, dtype="uint8")
    io = tf.io
    return tf_keras.Model(
        [picture, pictures], [io.encode_jpeg(picture, quality=90), io.encode_png(picture), io.encode_png(pictures, 5)]
    )


@keras2
def tf_box_proposals():
    scores, deltas, info, anchors = fixed(None, 8, 9, 3), fixed(None, 8, 9, 12), fixed(None, 5), fixed(9, 3, 4)
    size, boxes = fixed(3, dtype="int32"), fixed(1, None, 4)
    image = tf.image
    return tf_keras.Model(
        [scores, deltas, info, anchors, size, boxes],
        [
            image.generate_bounding_box_proposals(scores, deltas, info, anchors),
            layer(image.generate_bounding_box_proposals, scores, deltas, info, anchors, post_nms_topn=50),
            image.sample_distorted_bounding_box(size, boxes),
            image.sample_distorted_bounding_box(tf.cast(size, tf.int64), boxes, 7, 0.5),
            image.stateless_sample_distorted_bounding_box(size, boxes, [1, 2], min_object_covered=0.5),
            tf.compat.v1.image.sample_distorted_bounding_box(size, boxes, min_object_covered=0.5),
        ],
    )


@keras2
def tf_banded_matrices():
    bands, rhs, one = fixed(None, 3, 5), fixed(None, 5, 2), fixed(3, None)
    alpha, beta = fixed(5), fixed(4)
    z, w = fixed(5, dtype="complex64"), fixed(None, dtype="complex64")
    matrix, other = fixed(None, 5, 5, dtype="complex64"), fixed(None, 5, dtype="complex128")
    linalg = tf.linalg
    return tf_keras.Model(
        [bands, rhs, one, alpha, beta, z, w, matrix, other],
        [
            layer(linalg.banded_triangular_solve, bands, rhs),
            layer(linalg.banded_triangular_solve, one, rhs, lower=False),
            layer(linalg.banded_triangular_solve, bands, rhs[0], adjoint=True),
            linalg.eigh_tridiagonal(alpha, beta),
            linalg.eigh_tridiagonal(alpha, beta, eigvals_only=False),
            linalg.eigh_tridiagonal(alpha, beta, False, select="i", select_range=(1, 3)),
            linalg.eigh_tridiagonal(alpha, beta, select="v", select_range=(0.0, 1.0)),
            linalg.eigh_tridiagonal(z, w, eigvals_only=False),
            layer(linalg.logm, matrix),
            layer(linalg.logm, other),
        ],
    )


@keras2
def tf_transforms_of_any_axes():
    x, few = fixed(None, 8, 6), fixed(4, 8, 6)
    z, few_z = tf.cast(x, tf.complex64), tf.cast(few, tf.complex128)
    wide = fixed(None, None, 6, dtype="complex64")
    signal = tf.signal
    return tf_keras.Model(
        [x, few, wide],
        [
            layer(signal.fftnd, z),
            layer(signal.fftnd, few_z),
            layer(signal.fftnd, few_z, axes=[1]),
            layer(signal.fftnd, z, fft_length=[4, 10], axes=[1, 2]),
            layer(signal.ifftnd, z, [10]),
            layer(signal.ifftnd, z, [4], [-2], "ortho"),
            layer(signal.ifftnd, wide, fft_length=[4, 10], axes=[1, 2]),
            layer(signal.rfftnd, x),
            layer(signal.rfftnd, few, [3, 10, 10]),
            layer(signal.rfftnd, x, fft_length=[10], axes=[1]),
            layer(signal.irfftnd, few_z),
            layer(signal.irfftnd, z, [4, 12]),
            layer(signal.irfftnd, wide, fft_length=[4, 10], axes=[1, 2]),
            tf.fftnd(z, [8, 6], [1, 2]),
            tf.rfftnd(x, [8, 6], [1, 2]),
            tf.irfftnd(few_z, [8, 6], [1, 2], Treal=tf.float64),
        ],
    )


@keras2
def tf_sobol_points():
    x = fixed(None, 5)
    shape = tf.shape(x)
    return tf_keras.Model(
        x, [tf.math.sobol_sample(2, shape[0], dtype=tf.float64), tf.math.sobol_sample(shape[1], 7, skip=3)]
    )
