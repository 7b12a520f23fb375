"""Attention."""

from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import grid
from .table import layer
from .table import several

PAIRS = [
    ["N,4,8", "N,6,8"],
    ["N,4,8", "N,6,8", "N,6,8"],
    ["N,4,8", "N,6,5", "N,6,8"],
    ["N,4,8", "N,6,5", "N,7,8"],
    ["N,4,8", "N,6,7"],
    ["N,N,8", "N,N,8"],
    ["N,N,8", "N,6,8", "N,6,8"],
    ["2,4,8", "2,6,8"],
    ["2,4,8", "3,6,8"],
    ["N,3,4,8", "N,3,6,8"],
    ["N,8", "N,8"],
    ["N,4,8", "N,8"],
    ["N,4,8"],
    ["float16:N,4,8", "N,6,8"],
]
SCORES = [{}, {"return_attention_scores": True}]


def selves(*tensors, **more):
    return [call(*tensors, **more, **scores) for scores in SCORES]


@family
def attention(pick):
    pairs = [call(p, **s) for p in PAIRS for s in SCORES]
    masked = [call(PAIRS[0], mask=[None, "bool:N,6"]), call(PAIRS[0], mask=["bool:N,4", "bool:N,6"]), call(PAIRS[0], use_causal_mask=True),
              call(PAIRS[1], mask=["bool:N,4", "bool:N,6"], return_attention_scores=True), call(PAIRS[0], mask=["bool:N,4"])]
    yield from cases("Attention", grid(use_scale=[False, True], score_mode=["dot", "concat"]), pairs + masked)
    yield from cases(
        "Attention", [{"score_mode": "cosine"}, {"dropout": 0.3}, {"use_scale": True, "trainable": False}], pairs[:2]
    )
    yield from cases("AdditiveAttention", grid(use_scale=[False, True], dropout=[0.0]), pairs + masked)
    for dtype in POLICIES:
        yield from cases(["Attention", "AdditiveAttention"], {"use_scale": True, "dtype": dtype}, pairs[:2])


QUERIES = [
    *selves("N,6,8", "N,6,8"),
    *selves("N,4,8", "N,6,8"),
    *selves("N,4,8", "N,6,5"),
    *selves("N,4,8", "N,6,5", "N,6,7"),
    *selves("N,4,8", "N,6,5", "N,7,5"),
    *selves("N,N,8", "N,N,8"),
    *selves("N,4,8", "N,N,8"),
    *selves("2,4,8", "2,6,8"),
    call("N,4,8", "N,6,8", attention_mask="bool:N,4,6"),
    call("N,4,8", "N,6,8", attention_mask="bool:N,1,6"),
    call("N,4,8", "N,6,8", attention_mask="bool:N,2,4,6"),
    call("N,4,8", "N,6,8", attention_mask="bool:N,4,6", return_attention_scores=True),
    call("N,4,8", "N,6,8", query_mask="bool:N,4", value_mask="bool:N,6"),
    call("N,4,8", "N,6,8", use_causal_mask=True),
    call("N,4,8", value="N,6,8", key="N,6,8"),
    call("float16:N,4,8", "float64:N,6,8"),
    call("int32:N,4,8", "int32:N,6,8"),
    several(call("N,4,8", "N,6,8"), call("N,N,8", "N,N,8")),
]


@family
def multi_head_attention(pick):
    base = {"num_heads": 2, "key_dim": 4}
    more = [{}, {"value_dim": 3}, {"value_dim": 3, "output_shape": 5}, {"output_shape": [2, 5]}, {"use_bias": False}, {"dropout": 0.2},
            {"use_gate": True}, {"use_gate": True, "use_bias": False, "value_dim": 3}, {"output_shape": 5, "use_gate": True}]
    deep = [*selves("N,3,4,8", "N,3,4,8"), *selves("N,3,4,8", "N,5,6,8"), *selves("N,N,N,8", "N,N,N,8")]
    yield from cases("MultiHeadAttention", [base | m for m in more[:2]], [*QUERIES, *deep])
    yield from cases("MultiHeadAttention", base, ["N,8", several(call("N,4,8", "N,6,8"), call("N,4,7", "N,6,8"))])
    yield from pick(110, cases("MultiHeadAttention", [base | m for m in more[2:]], QUERIES))
    yield from cases("MultiHeadAttention", [base | {"attention_axes": a} for a in (1, [1])], [QUERIES[0], QUERIES[2]])
    yield from cases(
        "MultiHeadAttention",
        [base | {"attention_axes": a} for a in (1, [1], [2], [1, 2], [-2], [-3])],
        selves("N,3,4,8", "N,3,4,8"),
    )
    yield from cases("MultiHeadAttention", [base | {"attention_axes": [1, 2]}], selves("N,3,4,8", "N,5,6,8"))
    yield from cases("MultiHeadAttention", [base | {"attention_axes": [2]}], QUERIES[:1])
    yield from cases(
        "MultiHeadAttention",
        [base | {"attention_axes": a} for a in ([2], [1, 3], [1, 2, 3])],
        selves("N,3,4,5,8", "N,3,4,5,8"),
    )
    yield from cases("MultiHeadAttention", [base | {"trainable": False}, base | {"flash_attention": False}, base | {"sliding_window": 3},
                                            base | {"num_heads": 0}, base | {"key_dim": 0}, base | {"num_heads": 1, "key_dim": 1}, base | {"value_dim": 0}], QUERIES[:2])
    yield from cases(
        "MultiHeadAttention",
        [base | {"dtype": p} for p in POLICIES],
        [*QUERIES[:2], call("float16:N,4,8", "float16:N,6,8")],
    )


@family
def grouped_query_attention(pick):
    base = {"head_dim": 4, "num_query_heads": 6, "num_key_value_heads": 2}
    more = [{}, {"use_bias": False}, {"dropout": 0.2}, {"use_gate": True}, {"use_gate": True, "use_bias": False}, {"num_key_value_heads": 6},
            {"num_key_value_heads": 1}, {"sliding_window": 3}]
    yield from cases("GroupQueryAttention", [base | more[0]], [*QUERIES, call("N,3,4,8", "N,3,4,8")])
    yield from pick(90, cases("GroupQueryAttention", [base | m for m in more[1:]], QUERIES))
    bad = [{"num_key_value_heads": 4}, {"head_dim": 0}, {"num_query_heads": 1}, {"trainable": False}]
    yield from cases("GroupQueryAttention", [base | b for b in bad] + [base | {"dtype": p} for p in POLICIES], QUERIES[:2])


@family
def projections(pick):
    """Attention inside of others."""
    heads = layer("MultiHeadAttention", num_heads=2, key_dim=4)
    yield from cases("TimeDistributed", grid(layer=[heads]), ["N,3,4,8"])
    yield from cases("SpectralNormalization", grid(layer=[heads]), ["N,4,8"])
