"""Segments, spectra and the rest of keras.ops.math."""

from .table import REAL, Family

family = Family("math")

D = ["float32", "float16", "int32", "float64", "bool"]
SEGMENTS = [
    "x:{d}[N] i:{e}[N]", "x:{d}[6] i:{e}[6]", "x:{d}[N,4] i:{e}[N]", "x:{d}[6,2,3] i:{e}[6]", "x:{d}[6] i:{e}[5]",
    "x:{d}[6] i:{e}[2,3]", "x:{d}[] i:{e}[]", "x:{d}[6,2] i:{e}[6,2]", "x:{d}[N,N] i:{e}[N]",
]
for f in ("segment_sum", "segment_max", "segment_min", "segment_prod"):
    family.cases(
        f"ops.{f}(x, i{{a}})", SEGMENTS, d=D, e=["int32", "int64", "float32"], take=56,
        a=[
            "", ", num_segments=3", ", 4, True", ", sorted=True", ", num_segments=None, sorted=False", ", num_segments=0",
            ", num_segments=-1", ", num_segments=2.5",
        ],
    )
    family.cases(
        f"ops.{f}({{v}})",
        v=[
            "[1.0, 2.0, 3.0], [0, 0, 1]", "[1, 2, 3], [0, 0, 1], num_segments=5", "[1, 2, 3], [0, 0], 2",
            "[[1, 2], [3, 4]], [0, 0], sorted=True",
        ],
    )
family.cases(
    "ops.top_k(x, {k}{a})", "x:{d}[N,10] | x:{d}[N,4,6] | x:{d}[6] | x:{d}[N] | x:{d}[] | x:{d}[N,N]", d=REAL,
    k=["1", "3", "k=5", "7", "0", "-1", "2.5"], a=["", ", sorted=False", ", True"], take=70,
)
family.cases("ops.top_k({v})", v=["[3, 1, 2], 2", "[3, 1, 2], 5", "[[3.0, 1.0]], k=1", "3, 1"])
family.cases(
    "ops.in_top_k(t, p, {k})",
    [
        "t:{e}[N] p:{d}[N,5]", "t:{e}[4] p:{d}[4,5]", "t:{e}[4] p:{d}[3,5]", "t:{e}[N,1] p:{d}[N,5]", "t:{e}[] p:{d}[5]",
        "t:{e}[4] p:{d}[5]", "t:{e}[N] p:{d}[N,N]",
    ],
    d=["float32", "float16"], e=["int32", "int64", "float32"], k=["1", "k=3", "9", "0", "-1"], take=44,
)
family.cases("ops.in_top_k({v})", v=["[1, 0], [[0.1, 0.9], [0.2, 0.8]], 1", "[1], [[0.1, 0.9], [0.2, 0.8]], 1"])

C = ["float32", "float64", "float16", "int32"]
for f in ("fft", "fft2", "ifft2"):
    family.cases(
        f"ops.{f}({{t}})",
        "x:{d}[N,10,8] y:{e}[N,10,8] | x:{d}[4,4] y:{e}[4,4] | x:{d}[N,N] y:{e}[N,N] | x:{d}[6] y:{e}[6] | "
        "x:{d}[] y:{e}[] | x:{d}[4,4] y:{e}[4,5] | x:{d}[N,3] y:{e}[3] | x:{d}[2,3,4,5] y:{e}[2,3,4,5]",
        d=C, e=["float32", "float64", "int32"], t=["(x, y)", "[x, y]", "x=(x, y)", "x", "(x, y, x)"], take=50,
    )
    family.cases(f"ops.{f}({{t}})", t=["([1.0, 2.0], [0.0, 0.0])", "([[1.0, 2.0]], [[0.0, 0.0]])", "[1.0, 2.0]"])
family.cases(
    "ops.rfft(x{a})", "x:{d}[N,10] | x:{d}[8] | x:{d}[N,N] | x:{d}[2,3,7] | x:{d}[] | x:{d}[N]", d=C,
    a=[
        "", ", fft_length=16", ", 5", ", fft_length=None", ", fft_length=0", ", fft_length=1", ", fft_length=-2",
        ", fft_length=2.5",
    ],
    take=50,
)
family.cases("ops.rfft({v})", v=["[1.0, 2.0, 3.0]", "[1, 2, 3], 8"])
family.cases(
    "ops.irfft(({t}){a})",
    "x:{d}[N,9] y:{d}[N,9] | x:{d}[5] y:{d}[5] | x:{d}[N,N] y:{d}[N,N] | x:{d}[2,3,7] y:{d}[2,3,7] | x:{d}[] y:{d}[] | "
    "x:{d}[5] y:{d}[4] | x:{d}[1] y:{d}[1]",
    d=C, t=["x, y", "x, y", "x,"], a=["", ", fft_length=16", ", 7", ", fft_length=0", ", fft_length=-2"], take=50,
)
family.cases("ops.irfft({v})", "x[N,5]", v=["x", "([1.0, 2.0], [0.0, 0.0])", "[1.0, 2.0, 3.0]"])
STFT = [
    "5, 2, 8", "4, 4, 4", "sequence_length=16, sequence_stride=4, fft_length=16", "5, 2, 8, window='hamming'",
    "5, 2, 8, window=None", "5, 2, 8, center=False", "5, 2, 8, 'hann', False", "9, 2, 8", "5, 0, 8", "5, 2, 8, window='odd'",
    "5, 2", "5, 2, 8, window=[1.0, 1.0, 1.0, 1.0, 1.0]", "5, 2, 8, window=[1.0, 1.0]",
]
family.cases(
    "ops.stft(x, {a})", "x:{d}[N,40] | x:{d}[30] | x:{d}[N,N] | x:{d}[2,3,20] | x:{d}[N] | x:{d}[]", d=C, a=STFT, take=70,
)
family.cases(
    "ops.istft(({t}), {a})",
    "x:{d}[N,9,5] y:{d}[N,9,5] | x:{d}[6,5] y:{d}[6,5] | x:{d}[N,N,5] y:{d}[N,N,5] | x:{d}[2,3,7,9] y:{d}[2,3,7,9] | "
    "x:{d}[5] y:{d}[5] | x:{d}[6,5] y:{d}[6,4]",
    d=C, t=["x, y", "x, y", "x,"], take=80,
    a=[
        "5, 2, 8", "4, 4, 8", "sequence_length=8, sequence_stride=4, fft_length=8", "5, 2, 8, length=20",
        "5, 2, 8, window='hamming'", "5, 2, 8, window=None", "5, 2, 8, center=False", "9, 2, 8", "5, 0, 8",
        "5, 2, 8, window='odd'", "5, 2, 16", "5, 2, 8, length=10, center=False",
    ],
)
family.cases(
    "ops.view_as_complex(x)", "x:{d}[N,4,2] | x:{d}[2] | x:{d}[N,3] | x:{d}[] | x:{d}[N,N] | x:{d}[3,2]",
    d=["float32", "float64", "int32", "complex64", "float16"], take=22,
)
family.cases(
    "ops.view_as_real(x)", "x:{d}[N,4,2] | x:{d}[2] | x:{d}[N] | x:{d}[]",
    d=["complex64", "complex128", "float32", "int32", "float64"], take=18,
)
family.cases("ops.view_as_real({v})", "x:complex64[N]", v=["", "x, 1"])
family.cases("ops.{f}({v})", f=["view_as_complex", "view_as_real"], v=["[[1.0, 2.0]]", "[1j]", "1.0"])
family.cases("ops.logsumexp({v})", v=["[1.0, 2.0], axis=0", "[[1, 2]], keepdims=True"])
for f in ("bartlett", "blackman", "hamming", "hanning"):
    family.cases(f"ops.{f}({{v}})", v=["5", "1", "0", "x=10", "2.5", "-1", "[3]", "'a'", "2", "64", "True", "5.0", "5, 1"])
    family.cases(f"ops.{f}(x)", "x:int32[] | x:int32[N] | x[] | x[3] | x:int64[]")
family.cases(
    "ops.kaiser({v})",
    v=[
        "5, 2.0", "1, 0", "0, 1.0", "x=10, beta=14", "5", "-1, 2.0", "64, 8.6", "2, beta=1", "7, -1.0", "5.0, 2", "[3], 1.0",
        "'a', 1",
    ],
)
family.cases("ops.kaiser(x, {v})", "x:int32[] | x:int32[N] | x[3]", v=["2.0", "beta=1"])
