"""Attention layers."""

import keras
from keras import layers, ops
from registry import keras3


@keras3
def multi_head_self_attention():
    x = keras.Input((10, 16))
    return keras.Model(
        x,
        [
            layers.MultiHeadAttention(2, 8)(x, x),
            layers.MultiHeadAttention(4, 8, value_dim=3)(x, x),
            layers.MultiHeadAttention(2, 8, use_bias=False)(x, x),
            layers.MultiHeadAttention(2, 8, output_shape=5)(x, x),
            layers.MultiHeadAttention(2, 8, output_shape=(3, 4))(x, x),
            layers.MultiHeadAttention(2, 8, dropout=0.1)(x, x, use_causal_mask=True),
        ],
    )


@keras3
def multi_head_cross_attention():
    query, value, key = keras.Input((10, 16)), keras.Input((7, 12)), keras.Input((7, 20))
    return keras.Model(
        [query, value, key],
        [
            layers.MultiHeadAttention(2, 8)(query, value),
            layers.MultiHeadAttention(2, 8)(query, value, key),
            layers.MultiHeadAttention(2, 8, value_dim=4, output_shape=9)(query=query, value=value, key=key),
        ],
    )


@keras3
def multi_head_attention_scores():
    query, value = keras.Input((10, 16)), keras.Input((7, 12))
    return keras.Model([query, value], layers.MultiHeadAttention(3, 8)(query, value, return_attention_scores=True))


@keras3
def multi_head_attention_mask():
    x, mask = keras.Input((10, 16)), keras.Input((10, 10), dtype="bool")
    return keras.Model(
        [x, mask],
        [
            layers.MultiHeadAttention(2, 8)(x, x, attention_mask=mask),
            layers.MultiHeadAttention(2, 8)(x, x, attention_mask=mask, return_attention_scores=True, training=False),
        ],
    )


@keras3
def multi_head_attention_unknown_time():
    x = keras.Input((None, 16))
    y = layers.MultiHeadAttention(2, 8)(x, x)
    return keras.Model(x, layers.LayerNormalization()(layers.Add()([x, y])))


@keras3
def multi_head_attention_axes():
    x = keras.Input((4, 5, 6, 16))
    return keras.Model(
        x,
        [
            layers.MultiHeadAttention(2, 8, attention_axes=(2, 3))(x, x),
            layers.MultiHeadAttention(2, 8, attention_axes=(1,))(x, x),
        ],
    )


@keras3
def multi_head_attention_masked_embedding():
    tokens = keras.Input((None,), dtype="int32")
    x = layers.Embedding(50, 16, mask_zero=True)(tokens)
    x = layers.MultiHeadAttention(2, 8)(x, x)
    return keras.Model(tokens, layers.GlobalAveragePooling1D()(x))


@keras3
def multi_head_attention_shared():
    x, y = keras.Input((10, 16)), keras.Input((7, 16))
    attend = layers.MultiHeadAttention(2, 8)
    return keras.Model([x, y], [attend(x, x), attend(x, y), attend(y, x)])


@keras3
def multi_head_attention_gate():
    x = keras.Input((10, 16))
    return keras.Model(x, layers.MultiHeadAttention(2, 8, use_gate=True)(x, x))


@keras3
def attention_sliding_window():
    x = keras.Input((10, 16))
    return keras.Model(
        x,
        [
            layers.MultiHeadAttention(2, 8, sliding_window=3)(x, x),
            layers.GroupQueryAttention(8, 4, 2, sliding_window=3, use_gate=True)(x, x),
        ],
    )


@keras3
def group_query_attention():
    x, y = keras.Input((10, 16)), keras.Input((7, 16))
    return keras.Model(
        [x, y],
        [
            layers.GroupQueryAttention(8, 4, 2)(x, x),
            layers.GroupQueryAttention(8, 4, 1, use_bias=False)(x, y),
            layers.GroupQueryAttention(head_dim=4, num_query_heads=6, num_key_value_heads=6)(x, y, y),
            layers.GroupQueryAttention(8, 4, 2)(x, x, return_attention_scores=True),
            layers.GroupQueryAttention(8, 4, 2, dropout=0.1)(x, x, use_causal_mask=True),
        ],
    )


@keras3
def attention():
    query, value, key = keras.Input((10, 16)), keras.Input((7, 12)), keras.Input((7, 16))
    same = keras.Input((7, 16))
    return keras.Model(
        [query, value, key, same],
        [
            layers.Attention()([query, same]),
            layers.Attention()([query, value, key]),
            layers.Attention(use_scale=True)([query, same]),
            layers.Attention(score_mode="concat")([query, same]),
            layers.Attention(use_scale=True, score_mode="concat", dropout=0.1)([query, same]),
            layers.Attention()([query, same], return_attention_scores=True),
            layers.Attention()([query, same], use_causal_mask=True),
        ],
    )


@keras3
def attention_mask():
    query, value = keras.Input((None, 16)), keras.Input((None, 16))
    query_mask, value_mask = keras.Input((None,), dtype="bool"), keras.Input((None,), dtype="bool")
    return keras.Model(
        [query, value, query_mask, value_mask],
        layers.Attention()([query, value], mask=[query_mask, value_mask]),
    )


@keras3
def additive_attention():
    query, value, key = keras.Input((10, 16)), keras.Input((7, 12)), keras.Input((7, 16))
    same = keras.Input((7, 16))
    return keras.Model(
        [query, value, key, same],
        [
            layers.AdditiveAttention()([query, same]),
            layers.AdditiveAttention()([query, value, key]),
            layers.AdditiveAttention(use_scale=False)([query, same]),
            layers.AdditiveAttention(dropout=0.2)([query, same], return_attention_scores=True),
        ],
    )


@keras3
def transformer_block():
    x = keras.Input((None, 32), name="x")
    attended = layers.MultiHeadAttention(4, 8, name="attention")(x, x)
    x1 = layers.LayerNormalization(name="norm1")(x + attended)
    hidden = layers.Dense(64, activation="gelu", name="expand")(x1)
    hidden = layers.Dense(32, name="project")(hidden)
    return keras.Model(x, layers.LayerNormalization(name="norm2")(x1 + hidden), name="block")


@keras3
def attention_by_ops():
    x = keras.Input((None, 32))
    q, k, v = [layers.Dense(32, use_bias=False, name=name)(x) for name in ("query", "key", "value")]

    q, k, v = [layers.Reshape((-1, 4, 8))(t) for t in (q, k, v)]
    scores = ops.einsum("bqhd,bkhd->bhqk", q, k) / 8**0.5
    mixed = ops.einsum("bhqk,bkhd->bqhd", ops.softmax(scores), v)
    return keras.Model(x, layers.Dense(32)(layers.Reshape((-1, 32))(mixed)))


@keras3
def dot_product_attention_op():
    q, k, v = keras.Input((10, 4, 8)), keras.Input((7, 4, 8)), keras.Input((7, 4, 8))
    mask = keras.Input((4, 10, 7), dtype="bool")
    return keras.Model(
        [q, k, v, mask],
        [ops.dot_product_attention(q, k, v), ops.dot_product_attention(q, k, v, mask=mask, scale=0.5)],
    )


@keras3
def bert_base_encoder():
    """As large as the encoder of BERT base, with 128 tokens."""
    tokens, positions = keras.Input((128,), dtype="int32"), keras.Input((128,), dtype="int32")
    x = layers.Embedding(30522, 768)(tokens) + layers.Embedding(512, 768)(positions)
    x = layers.LayerNormalization()(x)
    for _ in range(12):
        x = layers.LayerNormalization()(x + layers.MultiHeadAttention(12, 64)(x, x))
        y = layers.Dense(768)(layers.Dense(3072, activation="gelu")(x))
        x = layers.LayerNormalization()(x + y)
    pooled = layers.Dense(768, activation="tanh")(x[:, 0])
    return keras.Model([tokens, positions], [x, pooled])
