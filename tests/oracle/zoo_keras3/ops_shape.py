"""Ops that index, cut, join or rearrange."""

import keras
from keras import ops
from registry import keras3


@keras3
def get_item_integers():
    x = keras.Input((5, 6, 7))
    return keras.Model(x, [x[:, 0], x[:, -1], x[:, 2, 3], x[:, :, 0], x[:, :, :, -2], x[0], x[..., 0]])


@keras3
def get_item_slices():
    x = keras.Input((10, 6))
    return keras.Model(
        x,
        [
            x[:, 1:4],
            x[:, ::2],
            x[:, 1:9:3],
            x[:, -3:],
            x[:, :-2],
            x[:, ::-1],
            x[:, 8:2:-2],
            x[:, 5:100],
            x[:, 4:4],
            x[:, 1:, ::3],
            x[:, :, 1:-1],
            x[2:5, 0],
        ],
    )


@keras3
def get_item_ellipsis_and_new_axes():
    x = keras.Input((5, 6))
    return keras.Model(
        x, [x[..., -1], x[..., None], x[:, None], x[:, None, :, 0], x[0, ..., 1], x[..., 1:3], x[:, 1, None, ::2]]
    )


@keras3
def get_item_unknown_sizes():
    x = keras.Input((None, 6))
    return keras.Model(x, [x[:, 0], x[:, 1:], x[:, ::2], x[:, :5], x[:, -4:], x[:, ::-1], x[:, 1:-1], x[..., None]])


@keras3
def get_item_fixed_batch():
    x = keras.Input(batch_shape=(8, 5))
    return keras.Model(x, [x[0], x[1:4, 0], x[::2, :3], x[-1, 1:]])


@keras3
def ops_reshape():
    x = keras.Input((4, 6))
    return keras.Model(
        x, [ops.reshape(x, s) for s in ((-1, 24), (-1, 2, 12), (-1, 6), (-1,), (-1, 4, 3, 2), (-1, 4, 6, 1))]
    )


@keras3
def ops_reshape_fixed():
    x = keras.Input(batch_shape=(2, 4, 6))
    return keras.Model(x, [ops.reshape(x, s) for s in ((48,), (-1,), (8, -1), (2, -1, 2), (6, 8))])


@keras3
def ops_reshape_shape_of():
    x = keras.Input((None, 6))
    return keras.Model(x, [ops.reshape(x, (-1, 3)), ops.reshape(x, (-1, 2, 3)), ops.ravel(x)])


@keras3
def ops_transposing():
    x = keras.Input((4, 5, 6))
    return keras.Model(
        x,
        [
            ops.transpose(x),
            ops.transpose(x, (0, 2, 1, 3)),
            ops.transpose(x, (3, 0, 1, 2)),
            ops.swapaxes(x, 1, 2),
            ops.swapaxes(x, -1, 0),
            ops.moveaxis(x, 1, -1),
            ops.moveaxis(x, [1, 2], [-1, -2]),
            ops.moveaxis(x, -1, 1),
            ops.rot90(x, k=1, axes=(1, 2)),
        ],
    )


@keras3
def ops_dimensions():
    x = keras.Input((1, 6, 1))
    return keras.Model(
        x,
        [
            ops.expand_dims(x, 0),
            ops.expand_dims(x, 1),
            ops.expand_dims(x, -1),
            ops.expand_dims(x, (1, 3)),
            ops.squeeze(x),
            ops.squeeze(x, 1),
            ops.squeeze(x, -1),
            ops.squeeze(x, (1, 3)),
        ],
    )


@keras3
def ops_concatenate():
    x, y = keras.Input((4, 6)), keras.Input((4, 3))
    z = keras.Input((4, 6), dtype="int32")
    return keras.Model(
        [x, y, z],
        [
            ops.concatenate([x, y], axis=-1),
            ops.concatenate([x, y, x], axis=2),
            ops.concatenate([x, x], axis=1),
            ops.concatenate([x, x]),
            ops.concatenate([x, z], axis=1),
            ops.append(x, x, axis=1),
            ops.append(x, y),
        ],
    )


@keras3
def ops_concatenate_unknown():
    x, y = keras.Input((None, 6)), keras.Input((None, 6))
    z = keras.Input((5, 6))
    return keras.Model(
        [x, y, z],
        [ops.concatenate([x, y], axis=1), ops.concatenate([x, z], axis=1), ops.concatenate([x, y, z], axis=-1)],
    )


@keras3
def ops_stack():
    x, y = keras.Input((4, 6)), keras.Input((4, 6))
    return keras.Model(
        [x, y],
        [
            ops.stack([x, y]),
            ops.stack([x, y], axis=1),
            ops.stack([x, y, x], axis=-1),
            ops.vstack([x, y]),
            ops.hstack([x, y]),
            ops.dstack([x, y]),
        ],
    )


@keras3
def ops_split():
    x = keras.Input((4, 6))
    return keras.Model(
        x,
        [
            ops.split(x, 3, axis=-1),
            ops.split(x, [1, 4], axis=2),
            ops.split(x, [2], axis=1),
            ops.unstack(x, axis=1),
            ops.unstack(x, num=6, axis=-1),
            ops.array_split(x, 4, axis=2),
            ops.hsplit(x, 2),
            ops.dsplit(x, 3),
        ],
    )


@keras3
def ops_split_consumers():
    x = keras.Input((12,))
    a, b, c = ops.split(x, 3, axis=-1)
    return keras.Model(x, keras.layers.Concatenate()([ops.sigmoid(a) * b, ops.tanh(c)]))


@keras3
def ops_take():
    x = keras.Input((5, 6))
    i = keras.Input((3,), dtype="int32")
    j = keras.Input((2, 6), dtype="int32")
    return keras.Model(
        [x, i, j],
        [
            ops.take(x, 2, axis=1),
            ops.take(x, [0, 2], axis=1),
            ops.take(x, [[0, 1], [2, 3]], axis=2),
            ops.take(x, i, axis=1),
            ops.take(x, i, axis=-1),
            ops.take(x, i),
            ops.take_along_axis(x, j, axis=1),
        ],
    )


@keras3
def ops_pad():
    x = keras.Input((5, 6))
    y = keras.Input((None, 6))
    return keras.Model(
        [x, y],
        [
            ops.pad(x, ((0, 0), (1, 2), (3, 0))),
            ops.pad(x, ((0, 0), (1, 1), (0, 0)), constant_values=3.0),
            ops.pad(x, ((0, 0), (1, 1), (2, 2)), mode="reflect"),
            ops.pad(x, 1),
            ops.pad(y, ((0, 0), (2, 2), (1, 1))),
        ],
    )


@keras3
def ops_tile_and_repeat():
    x = keras.Input((4, 6))
    y = keras.Input((None, 6))
    return keras.Model(
        [x, y],
        [
            ops.tile(x, (1, 2, 3)),
            ops.tile(x, 2),
            ops.tile(x, (2, 1, 1, 1)),
            ops.tile(y, (1, 3, 1)),
            ops.repeat(x, 3, axis=1),
            ops.repeat(x, [1, 2, 3, 4], axis=1),
            ops.repeat(y, 2, axis=1),
            ops.repeat(x, 2),
        ],
    )


@keras3
def ops_roll_and_flip():
    x = keras.Input((4, 6))
    return keras.Model(
        x,
        [
            ops.roll(x, 1),
            ops.roll(x, 2, axis=1),
            ops.roll(x, (1, 2), axis=(1, 2)),
            ops.flip(x),
            ops.flip(x, axis=1),
            ops.flip(x, axis=(1, 2)),
            ops.fliplr(x),
            ops.flipud(x),
        ],
    )


@keras3
def ops_broadcast_to():
    x = keras.Input(batch_shape=(1, 1, 6))
    y = keras.Input((1, 6))
    return keras.Model([x, y], [ops.broadcast_to(x, (4, 5, 6)), ops.broadcast_to(y, (3, 4, 6))])


@keras3
def ops_triangles_and_diagonals():
    x = keras.Input((5, 6))
    y = keras.Input(batch_shape=(4, 6))
    return keras.Model(
        [x, y],
        [
            ops.tril(x),
            ops.triu(x, k=1),
            ops.diagonal(x, axis1=1, axis2=2),
            ops.diagonal(x, offset=2, axis1=1, axis2=2),
            ops.diagonal(y),
            ops.diag(y),
            ops.diag(y, k=1),
            ops.trace(x, axis1=1, axis2=2),
            ops.diagflat(y),
        ],
    )


@keras3
def ops_slice_and_scatter():
    x = keras.Input(batch_shape=(4, 5, 6))
    update = keras.Input(batch_shape=(2, 2, 2))
    return keras.Model(
        [x, update],
        [ops.slice(x, (0, 1, 2), (2, 3, 4)), ops.slice_update(x, (0, 1, 2), update)],
    )


@keras3
def ops_scatter():
    indices = keras.Input(batch_shape=(3, 1), dtype="int32")
    values = keras.Input(batch_shape=(3, 5))
    x = keras.Input(batch_shape=(8, 5))
    return keras.Model(
        [indices, values, x], [ops.scatter(indices, values, (8, 5)), ops.scatter_update(x, indices, values)]
    )


@keras3
def ops_rearrange():
    x = keras.Input(batch_shape=(2, 8, 6, 4))
    return keras.Model(
        x,
        [
            ops.rearrange(x, "b h w c -> b (h w) c"),
            ops.rearrange(x, "b h w c -> b c h w"),
            ops.rearrange(x, "b (h p) w c -> b h (p w) c", p=2),
        ],
    )


@keras3
def ops_meshgrid():
    a, b = keras.Input(batch_shape=(4,)), keras.Input(batch_shape=(5,))
    return keras.Model([a, b], [ops.meshgrid(a, b), ops.meshgrid(a, b, indexing="ij")])


@keras3
def patches_by_ops():
    x = keras.Input((32, 32, 3))
    p = ops.reshape(x, (-1, 4, 8, 4, 8, 3))
    p = ops.transpose(p, (0, 1, 3, 2, 4, 5))
    return keras.Model(x, keras.layers.Dense(16)(ops.reshape(p, (-1, 16, 192))))
