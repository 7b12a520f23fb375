"""Convolutions, pooling and other sliding windows."""

from .table import Family

family = Family("window")

D = ["float32", "float16", "bfloat16", "int32"]
FORMAT = ["", ", data_format='channels_last'", ", data_format='channels_first'"]
PADDING = ["", ", padding='same'", ", padding='valid'"]

# Inputs, kernel sizes without channels, strides, dilations.
RANKS = {
    1: (["x:{d}[N,20,{c}]", "x:{d}[2,11,{c}]", "x:{d}[N,N,{c}]"], ["3", "4", "1"], ["1", "2", "(3,)"], ["1", "2", "(3,)"]),
    2: (
        ["x:{d}[N,20,15,{c}]", "x:{d}[2,9,8,{c}]", "x:{d}[N,N,N,{c}]", "x:{d}[N,N,12,{c}]"],
        ["3,3", "2,5", "1,1"], ["1", "2", "(2, 3)"], ["1", "2", "(2, 1)"],
    ),
    3: (
        ["x:{d}[N,10,12,11,{c}]", "x:{d}[2,7,8,9,{c}]", "x:{d}[N,N,9,N,{c}]"],
        ["3,3,3", "2,1,4"], ["1", "2", "(1, 2, 3)"], ["1", "2", "(1, 2, 1)"],
    ),
}
POOLS = {1: ["2", "(3,)"], 2: ["2", "(3, 2)", "(1, 4)"], 3: ["2", "(3, 2, 1)"]}
ADAPTIVE = {
    1: ["3", "(4,)", "output_size=2"],
    2: ["3", "(4, 2)", "output_size=(1, 1)"],
    3: ["2", "(3, 2, 1)", "output_size=1"],
}


def first(inputs):
    """The same inputs with the channels in front."""
    return [i.replace(",{c}]", "]").replace("[N,", "[N,{c},").replace("[2,", "[2,{c},") for i in inputs]


def layouts(inputs):
    """The data formats as arguments, each with the inputs for it."""
    return [("", inputs), (", data_format='channels_last'", inputs), (", data_format='channels_first'", first(inputs))]


def options(strides, dilations):
    """Arguments after the kernel."""
    stride_texts = [""] + [f", strides={s}" for s in strides]
    dilation_texts = [""] + [f", dilation_rate={d}" for d in dilations]
    return [s + p + d for s in stride_texts for p in PADDING for d in dilation_texts]


for rank, (inputs, kernels, strides, dilations) in RANKS.items():
    for layout, tensors in layouts(inputs):
        family.cases(
            f"ops.conv(x, k{{o}}{layout})", [f"{t} k:{{e}}[{k},{{i}},{{f}}]" for t in tensors for k in kernels],
            o=options(strides, dilations), c=["4", "6"], i=["4", "2", "3"], f=["8", "6"], d=D, e=["float32", "float16"],
            take=44,
        )
        family.cases(
            f"ops.conv(x, k{{o}}{layout})", [f"{t} k[{k},4,8]" for t in tensors for k in kernels],
            o=options(strides, dilations), c=["4"], d=["float32"], take=40,
        )
        family.cases(
            f"ops.conv_transpose(x, k{{o}}{layout})", [f"{t} k[{k},{{f}},4]" for t in tensors for k in kernels],
            o=options(strides, dilations) + [
                ", strides=3, output_padding=1", ", strides=2, padding='same', output_padding=0", ", output_padding=2",
            ],
            c=["4"], f=["8"], d=D, take=34,
        )
        family.cases(
            f"ops.conv_transpose(x, k{layout})", [f"{t} k[{k},8,{{i}}]" for t in tensors for k in kernels], c=["4"],
            i=["3", "2"], d=["float32"], take=5,
        )
        if rank < 3:
            family.cases(
                f"ops.depthwise_conv(x, k{{o}}{layout})", [f"{t} k[{k},{{i}},{{f}}]" for t in tensors for k in kernels],
                o=options(strides, dilations), c=["4"], i=["4"], f=["1", "3"], d=D, take=26,
            )
            family.cases(
                f"ops.depthwise_conv(x, k{layout})", [f"{t} k[{k},{{i}},2]" for t in tensors for k in kernels], c=["4"],
                i=["3", "2"], d=["float32"], take=5,
            )
            family.cases(
                f"ops.separable_conv(x, k, p{{o}}{layout})",
                [f"{t} k[{k},4,{{f}}] p[{'1,' * rank}{{m}},6]" for t in tensors for k in kernels],
                o=options(strides, dilations), c=["4"], f=["1", "2"], m=["4", "8"], d=D, take=26,
            )
    for f in ("max_pool", "average_pool"):
        pools = POOLS[rank]
        for layout, tensors in layouts(inputs)[::2]:
            family.cases(
                f"ops.{f}(x, {{p}}{{s}}{{q}}{layout})", tensors, p=pools + [f"pool_size={pools[0]}", "25"],
                s=[""] + [f", strides={s}" for s in strides], q=["", ", padding='same'", ", padding='valid'"], c=["4"], d=D,
                take=36,
            )
    for f in ("adaptive_average_pool", "adaptive_max_pool"):
        sizes = ADAPTIVE[rank]
        for layout, tensors in layouts(inputs):
            family.cases(
                f"ops.{f}(x, {{p}}{layout})", tensors, p=sizes + ["(1, 2, 3, 4)", "0"], c=["4"], d=["float32", "float16"],
                take=10,
            )

WRONG_CONV = [
    "strides=0", "strides=(1, 2, 3, 4)", "padding='wrong'", "padding='causal'", "dilation_rate=0",
    "strides=2, dilation_rate=2", "data_format='channels'", "strides=-1", "strides=1.5", "dilation_rate=(1, 2, 3, 4)",
    "strides=(1,)", "kernel=k",
]
for f, kernel in (("conv", "3,3,4,8"), ("conv_transpose", "3,3,8,4"), ("depthwise_conv", "3,3,4,2")):
    family.cases(f"ops.{f}(x, k, {{w}})", f"x[N,20,15,4] k[{kernel}] | x[2,9,8,4] k[{kernel}]", w=WRONG_CONV)
    family.cases(
        f"ops.{f}(x, k{{a}})",
        [
            f"x[N,20,4] k[{kernel}]", "x[N,20,15,4] k[3,4,8]", f"x[20,15] k[{kernel}]", f"x[N,2,2,4] k[{kernel}]",
            f"x[N,N,2,4] k[{kernel}]", f"x[N,0,5,4] k[{kernel}]", "x[N,20,15,4] k[3,3,4]", f"x[N,20,15,N] k[{kernel}]",
            f"x:int8[N,20,15,4] k:int8[{kernel}]", f"x:float64[N,20,15,4] k:float16[{kernel}]", "x[N,8,8,4] k[N,3,4,8]",
            "x[N,8,8,4,3,2,1] k[3,3,4,8]",
        ],
        a=["", ", padding='same'", ", strides=2"],
    )
    family.cases(f"ops.{f}({{a}})", "x[N,20,15,4]", a=["x", "x, 3", "inputs=x, kernel=x", "x, x"])
family.cases(
    "ops.separable_conv(x, k, p{a})",
    "x[N,20,15,4] k[3,3,4,2] p[1,1,8,6] | x[N,20,15,4] k[3,3,4,2] p[1,1,7,6] | x[N,20,15,4] k[3,3,3,2] p[1,1,6,6] | "
    "x[N,20,15,4] k[3,3,4,2] p[2,2,8,6] | x[N,2,2,4] k[3,3,4,2] p[1,1,8,6] | x[N,20,4] k[3,4,2] p[1,8,6] | "
    "x[N,20,4] k[3,3,4,2] p[1,1,8,6] | x[N,20,15,4] k[3,3,4,2] p[8,6]",
    a=[
        "", ", strides=2", ", 2, 'same'", ", padding='wrong'", ", strides=0", ", dilation_rate=2",
        ", strides=2, dilation_rate=2",
    ],
)
WRONG_POOL = [
    "0", "(2, 2, 2)", "2, strides=0", "2, padding='wrong'", "2, data_format='channels'", "-1", "2.5", "(2,)",
    "2, strides=(1, 2, 3)", "2, 2, 'same'", "(2, 2), (1, 1), 'valid', 'channels_last'", "None", "2, strides=-2",
]
for f in ("max_pool", "average_pool"):
    family.cases(f"ops.{f}(x, {{w}})", "x[N,20,15,4] | x[2,9,8,4] | x[N,N,N,4] | x[20,15]", w=WRONG_POOL)
    family.cases(
        f"ops.{f}(x, 2{{a}})", "x[N,1,8,4] | x[N,1,4] | x[N,4] | x[N] | x[] | x[N,8,8,8,8,3] | x[N,0,0,3]",
        a=["", ", padding='same'"],
    )
    family.cases(f"ops.{f}(x)", "x[N,8,8,3]")
for f in ("adaptive_average_pool", "adaptive_max_pool"):
    family.cases(
        f"ops.{f}(x, {{w}})", "x[N,20,15,4] | x[2,9,8,4]",
        w=["(2, 2, 2)", "-1", "2, data_format='channels'", "None", "2.5", "(None, 2)", "30"],
    )
    family.cases(f"ops.{f}(x, 2)", "x[N,4] | x[] | x[N,8,8,8,8,3]")
    family.cases(f"ops.{f}(x)", "x[N,8,8,3]")

family.cases(
    "ops.unfold(x, {k}{a})", "x:{d}[N,3,10,12] | x:{d}[2,4,9,8] | x:{d}[N,3,N,N] | x:{d}[N,N,8,8] | x:{d}[3,10,12]",
    d=["float32", "float16", "int32"], k=["2", "3", "(2, 4)", "kernel_size=1", "20", "(2,)"],
    a=[
        "", ", padding=1", ", stride=2", ", dilation=2", ", dilation=(1, 2), padding=(0, 1), stride=(2, 1)", ", stride=0",
        ", 1, 1, 2",
    ],
    take=60,
)
family.cases(
    "ops.fold(x, {o}, {k}{a})",
    "x:{d}[N,12,20] | x:{d}[2,12,12] | x:{d}[N,12,N] | x:{d}[N,13,20] | x:{d}[12,20] | x:{d}[N,27,16]",
    d=["float32", "float16"], o=["(5, 6)", "6", "(4, 5)", "output_size=8", "(10, 4)"], k=["2", "(2, 3)", "kernel_size=3"],
    a=["", ", padding=1", ", stride=2", ", dilation=2", ", 1, 0, 1"], take=60,
)
for f in ("space_to_depth", "depth_to_space"):
    family.cases(
        f"ops.{f}(x, {{b}}{{f}})",
        "x:{d}[N,8,12,16] | x:{d}[2,9,6,18] | x:{d}[N,N,N,8] | x:{d}[N,16,4,4] | x:{d}[N,8,8] | x:{d}[N,4,4,N]",
        d=["float32", "float16", "int8"], b=["2", "3", "block_size=4", "1", "0", "5", "(2, 2)"], f=FORMAT + [", 'channels'"],
        take=64,
    )
family.cases(
    "ops.extract_sequences(x, {a})", "x:{d}[N,20] | x:{d}[30] | x:{d}[N,N] | x:{d}[N] | x:{d}[2,3,16] | x:{d}[]",
    d=["float32", "int32", "float16"],
    a=["5, 2", "4, 4", "sequence_length=16, sequence_stride=1", "40, 2", "5, 0", "-1, 2", "5", "5, 2.5", "5, 30"], take=40,
)
