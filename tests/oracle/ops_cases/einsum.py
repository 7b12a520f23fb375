"""Einstein summation."""

from .table import Family

family = Family("einsum")

D = ["float32", "float16", "int32", "int8", "bool"]

ONE = [
    "ii", "ii->i", "ij->ji", "ij->", "ij->i", "ij", "ji", "ijk->kj", "...i->...", "...ij->...ji", "i...->...i", "...", "ijk",
    "iij->ij", "i->ii", "ij->ik", "ij->iij", "i j -> j i", "iji", "...i", "ab...->ba...", "ij->ji,", "IJ->JI", "i,j->ij",
    "->", "ii->", "ijk->", "a...->a", "..->", "i->i->i",
]
family.cases(
    "ops.einsum('{s}', x)", "x:{d}[N,N] | x:{d}[3,3] | x:{d}[3,4] | x:{d}[N,3,4] | x:{d}[2,2,2] | x:{d}[5] | x:{d}[]", d=D,
    s=ONE, take=190,
)

TWO = [
    (
        "ij,jk",
        [
            "x:{d}[3,4] y:{e}[4,5]", "x:{d}[N,4] y:{e}[4,N]", "x:{d}[3,4] y:{e}[5,6]", "x:{d}[N,4] y:{e}[N,5]",
            "x:{d}[3] y:{e}[3,4]",
        ],
    ),
    ("ij,jk->ik", ["x:{d}[N,4] y:{e}[4,5]", "x:{d}[3,4] y:{e}[1,5]", "x:{d}[3,N] y:{e}[6,5]", "x:{d}[2,3,4] y:{e}[4,5]"]),
    ("ij,jk->ki", ["x:{d}[N,4] y:{e}[4,5]", "x:{d}[3,4] y:{e}[4,5]"]),
    (
        "bij,bjk->bik",
        [
            "x:{d}[N,10,5] y:{e}[N,5,8]", "x:{d}[32,10,5] y:{e}[32,5,8]", "x:{d}[2,10,5] y:{e}[3,5,8]",
            "x:{d}[1,10,5] y:{e}[3,5,8]", "x:{d}[N,10,5] y:{e}[7,5,8]", "x:{d}[N,10,5] y:{e}[5,8]",
        ],
    ),
    (
        "...ij,...jk->...ik",
        [
            "x:{d}[N,10,5] y:{e}[N,5,8]", "x:{d}[N,1,10,5] y:{e}[7,5,8]", "x:{d}[3,4] y:{e}[N,4,5]",
            "x:{d}[2,3,4] y:{e}[3,4,5]", "x:{d}[4] y:{e}[4,5]", "x:{d}[N,2,3,4] y:{e}[4,5]",
        ],
    ),
    (
        "bhqd,bhkd->bhqk",
        [
            "x:{d}[N,8,16,64] y:{e}[N,8,20,64]", "x:{d}[2,8,N,64] y:{e}[2,8,N,64]", "x:{d}[N,8,16,64] y:{e}[N,4,20,64]",
            "x:{d}[N,8,16,64] y:{e}[N,8,20,32]",
        ],
    ),
    ("bqhd,bkhd->bhqk", ["x:{d}[N,16,8,64] y:{e}[N,20,8,64]"]),
    ("abc,cd->abd", ["x:{d}[N,10,5] y:{e}[5,8]", "x:{d}[N,N,5] y:{e}[5,8]", "x:{d}[N,10,5] y:{e}[4,8]"]),
    ("abc,cde->abde", ["x:{d}[N,10,5] y:{e}[5,8,2]", "x:{d}[N,10,N] y:{e}[5,8,2]"]),
    ("abcd,cde->abe", ["x:{d}[N,10,8,2] y:{e}[8,2,5]"]),
    ("i,i->", ["x:{d}[3] y:{e}[3]", "x:{d}[N] y:{e}[N]", "x:{d}[3] y:{e}[4]"]),
    ("i,j->ij", ["x:{d}[3] y:{e}[4]", "x:{d}[N] y:{e}[N]"]),
    ("ij,ij->ij", ["x:{d}[N,4] y:{e}[N,4]", "x:{d}[N,4] y:{e}[3,4]", "x:{d}[1,4] y:{e}[3,4]"]),
    ("i...,i...->...", ["x:{d}[3,4,5] y:{e}[3,4,5]", "x:{d}[N,4,5] y:{e}[N,5]", "x:{d}[N,4] y:{e}[N,3]"]),
    ("...,...", ["x:{d}[N,4] y:{e}[4]", "x:{d}[2,3] y:{e}[3,2]", "x:{d}[2,1] y:{e}[N]"]),
    ("...x,xy->...y", ["x:{d}[N,10,5] y:{e}[5,8]", "x:{d}[N,2,3,5] y:{e}[5,8]", "x:{d}[5] y:{e}[5,8]"]),
    ("ij,kl", ["x:{d}[N,4] y:{e}[5,6]"]), ("ba,ca->cb", ["x:{d}[N,4] y:{e}[5,4]"]), ("ij,jk->il", ["x:{d}[N,4] y:{e}[4,5]"]),
    ("ij,jk,kl->il", ["x:{d}[N,4] y:{e}[4,5]"]), ("ij", ["x:{d}[N,4] y:{e}[4,5]"]), ("ij,jk->iik", ["x:{d}[N,4] y:{e}[4,5]"]),
    ("ij,jk->i$", ["x:{d}[N,4] y:{e}[4,5]"]), ("AB,BC->AC", ["x:{d}[N,4] y:{e}[4,5]"]),
    ("bLd,bMd->bLM", ["x:{d}[N,6,4] y:{e}[N,7,4]"]), (" ij , jk -> ik ", ["x:{d}[N,4] y:{e}[4,5]"]),
    ("...ij,jk->ik", ["x:{d}[N,3,4] y:{e}[4,5]"]), ("bi,bi->b", ["x:{d}[N,4] y:{e}[N,4]", "x:{d}[N,4] y:{e}[N,5]"]),
    ("bt,btd->bd", ["x:{d}[N,7] y:{e}[N,7,3]", "x:{d}[N,N] y:{e}[N,N,3]", "x:{d}[N,7] y:{e}[N,6,3]"]),
    ("nchw,nvhw->ncv", ["x:{d}[N,3,4,5] y:{e}[N,2,4,5]"]),
    ("ii,ij->j", ["x:{d}[3,3] y:{e}[3,4]", "x:{d}[N,N] y:{e}[N,4]", "x:{d}[3,4] y:{e}[3,4]"]),
]
for subscripts, inputs in TWO:
    family.cases(f"ops.einsum('{subscripts}', x, y)", inputs, d=D, e=D, take=10 if len(inputs) > 2 else 5)
family.cases(
    "ops.einsum('{s}', x, y, z)",
    "x[N,4] y[4,5] z[5,6] | x[2,4] y[4,5] z[5,N] | x[N,4] y[4,5] z[6,7] | x:int8[N,4] y:float16[4,5] z:int32[5,6]",
    s=["ij,jk,kl->il", "ij,jk,kl", "ij,jk,kl->", "ab,bc,cd->da", "ij,jk->ik", "ij,jk,kl->ijkl", "...j,jk,kl->...l"],
)
family.cases(
    "ops.einsum({a})", "x[N,4] y[4,5]",
    a=[
        "subscripts='ij,jk->ik'", "'ij,jk->ik', x, [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]",
        "'ij,jk->ik', x, y, optimize='greedy'", "'ij,->ij', x, 2.0", "'ij'", "x, 'ij'", "'ij->ji', [[1, 2]]",
        "'ij,jk->ik', [[1, 2]], [[1], [2]]", "'ij,jk->ik', y, x",
    ],
)
