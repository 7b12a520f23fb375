"""Recurrent layers and their cells."""

from .table import POLICIES
from .table import call
from .table import cases
from .table import family
from .table import grid
from .table import layer
from .table import several

FLAGS = {"return_sequences": [False, True], "return_state": [False, True]}
SEQUENCES = ["N,7,5", "N,N,5", "2,7,5"]
STATES = {"SimpleRNN": 1, "GRU": 1, "LSTM": 2}


def cell(name, **config):
    return layer(name + "Cell", **config)


CELLS = [
    cell("SimpleRNN", units=4),
    cell("LSTM", units=4),
    cell("GRU", units=4),
    cell("GRU", units=4, reset_after=False, use_bias=False),
    layer("StackedRNNCells", cells=[cell("LSTM", units=4), cell("LSTM", units=3)]),
    layer("StackedRNNCells", cells=[cell("GRU", units=4), cell("LSTM", units=3), cell("SimpleRNN", units=2)]),
    [cell("LSTM", units=4), cell("GRU", units=6)],
    layer("StackedRNNCells", cells=[cell("LSTM", units=4)]),
]


def with_states(sequence, sizes, batch="N"):
    return call(sequence, initial_state=[f"{batch},{size}" for size in sizes])


@family
def recurrent(pick):
    for name, states in STATES.items():
        configs = grid(units=[4], use_bias=[True, False], go_backwards=[False, True], **FLAGS)
        yield from pick(40, cases(name, configs, SEQUENCES))
        yield from cases(name, grid(units=[4], unroll=[True], **FLAGS), ["N,7,5", "N,N,5", "N,1,5"])
        yield from cases(name, grid(units=[4], stateful=[True], **FLAGS), ["N,7,5", "2,7,5", "2,N,5"])
        yield from cases(name, [{"units": u} for u in (0, -1, 1, None)], ["N,7,5"])
        yield from cases(
            name,
            {"units": 4},
            ["N,7", "N,7,N", "N,7,5,3", "N", "int32:N,7,5", "float16:N,7,5", call("N,7,5", mask="bool:N,7")],
        )
        yield from cases(
            name, grid(units=[4], zero_output_for_mask=[True], return_sequences=[True]), [call("N,7,5", mask="bool:N,7")]
        )
        yield from cases(
            name, grid(units=[4], **FLAGS), [with_states("N,7,5", [4] * states), with_states("2,7,5", [4] * states, 2)]
        )
        yield from cases(name, {"units": 4}, [with_states("N,7,5", [3] * states), with_states("N,7,5", [4] * (states + 1))])
        yield from cases(
            name, [{"units": 4, "trainable": False}, {"units": 4, "dropout": 0.2, "recurrent_dropout": 0.1}], ["N,7,5"]
        )
        yield from cases(
            name, [{"units": 4, "dtype": p, "return_state": True} for p in POLICIES], ["N,7,5", "float16:N,7,5"]
        )
        yield from cases(name, grid(units=[4], **FLAGS), [several("N,7,5", "N,N,5")])
        yield from cases(name, {"units": 4}, [several("N,7,5", "N,7,6")])
        yield from cases(name, [{"units": 4, "activation": a} for a in ("relu", None, "softmax")], ["N,7,5"])
    yield from cases("GRU", grid(units=[4], reset_after=[True, False], use_bias=[True, False], **FLAGS), SEQUENCES)
    yield from cases("LSTM", grid(units=[4], unit_forget_bias=[False], use_cudnn=["auto", True]), ["N,7,5"])


@family
def cells(pick):
    for name, states in STATES.items():
        calls = [call("N,5", states=["N,4"] * states), call("2,5", states=["2,4"] * states), call("N,5", states=["N,3"] * states),
                 call("N,7,5", states=["N,4"] * states), call("N,N", states=["N,4"] * states), call("float16:N,5", states=["N,4"] * states)]
        yield from cases(name + "Cell", grid(units=[4], use_bias=[True, False]), calls)
        yield from cases(name + "Cell", [{"units": 4, "dtype": p} for p in POLICIES], calls[:1])
        yield from cases(
            name + "Cell", [{"units": 4, "trainable": False}, {"units": 0}, {"units": 4, "dropout": 0.3}], calls[:1]
        )
    yield from cases(
        "GRUCell", grid(units=[4], reset_after=[True, False], use_bias=[True, False]), [call("N,5", states=["N,4"])]
    )
    stacks = [c.config for c in CELLS if not isinstance(c, list) and c.class_name == "StackedRNNCells"]
    calls = [call("N,5", states=[["N,4", "N,4"], ["N,3", "N,3"]]), call("N,5", states=[["N,4"], ["N,3", "N,3"], ["N,2"]])]
    for stack, one in zip(stacks[:2], calls):
        yield from cases("StackedRNNCells", stack, [one])
    for one in CELLS:
        yield from cases("RNN", grid(cell=[one], go_backwards=[False, True], **FLAGS), SEQUENCES)
        yield from cases("RNN", grid(cell=[one], unroll=[True], return_sequences=[True]), ["N,3,5", "N,N,5"])
        yield from cases(
            "RNN", grid(cell=[one]), ["N,7", "N,7,N", call("N,7,5", mask="bool:N,7"), several("N,7,5", "N,3,5")]
        )
        yield from cases("RNN", grid(cell=[one], dtype=["mixed_float16"], return_state=[True]), ["N,7,5"])
        yield from cases("RNN", grid(cell=[one], stateful=[True]), ["N,7,5", "2,7,5"])
        yield from cases("RNN", grid(cell=[one], trainable=[False]), ["N,7,5"])
    for one, sizes in ((CELLS[0], [4]), (CELLS[1], [4, 4]), (CELLS[2], [4])):
        yield from cases(
            "RNN",
            grid(cell=[one], **FLAGS),
            [with_states("N,7,5", sizes), with_states("N,7,5", sizes[1:]), with_states("N,7,5", [s + 1 for s in sizes])],
        )
    half = layer("LSTMCell", units=4, dtype="mixed_float16")
    yield from cases("RNN", grid(cell=[half], **FLAGS), ["N,7,5"])


@family
def conv_lstm(pick):
    pictures = {1: ["N,4,9,3", "2,4,9,3", "N,N,9,3"], 2: ["N,4,9,8,3", "N,N,9,8,3"], 3: ["N,4,5,6,7,3"]}
    first = {1: "N,4,3,9", 2: "N,4,3,9,8", 3: "N,4,3,5,6,7"}
    odd = ["N,4,N,3", "N,4,N,8,3", "N,4,9,8,3", "N,4,9,3", "N,9,3"]
    for dims in (1, 2, 3):
        name = f"ConvLSTM{dims}D"
        common = {
            "filters": [6],
            "kernel_size": [2, 3],
            "strides": [1, 2],
            "padding": ["valid", "same"],
            "dilation_rate": [1, 2],
            "use_bias": [True, False],
        }
        yield from pick(45, cases(name, grid(**common, **FLAGS), pictures[dims]))
        yield from pick(25, cases(name, grid(**common, **FLAGS, data_format=["channels_first"]), [first[dims]]))
        yield from cases(name, grid(filters=[6], kernel_size=[3], **FLAGS), odd[: 3 if dims < 3 else 1])
        yield from cases(name, [{"filters": 6, "kernel_size": 3} | b for b in (
            {"kernel_size": 0}, {"strides": 0}, {"padding": "causal"}, {"kernel_size": 11}, {"trainable": False},
            {"dtype": "mixed_float16"}, {"go_backwards": True}, {"stateful": True}, {"strides": 2, "dilation_rate": 2}, {"unroll": True})], pictures[dims][:1])
