"""What the random expressions of expressions.py are made of, and the statements that are written by hand.

A rule takes a term and makes the text of a larger one; `{t}` stands for the term. Rules look at the term's shape, so that
most of what they make is accepted; `wild` ones do not, and most of what those make is refused.
"""

import keras

# Each line is one set of inputs.
INPUTS = """
x=float32[None,10,5] y=float32[None,5,8]
x=float32[None,10,5] y=float32[5]
x=float32[None,10,5] y=int32[None,10,5]
x=float32[None,4] y=float32[None,4] z=bool[None,4]
x=float32[None,4] y=float32[None,6]
x=float32[None,1,5] y=float32[7,1]
x=float32[None,None,16] y=float32[None,None,16]
x=float32[None,None,16] y=int32[None,None] z=bool[None,None]
x=float32[None,8,8,3]
x=float16[None,8,8,3] y=float32[3]
x=float32[None,None,None,3] y=float32[1,1,3]
x=int32[None,12] y=float32[None,12]
x=int8[None,12] y=uint8[None,1]
x=int32[None] y=int32[None]
x=float32[None] y=float32[]
x=bfloat16[None,6,4] y=float16[None,6,1]
x=float32[None,2,6,8] y=float32[None,2,6,8] z=bool[None,1,6,6]
x=float32[None,7,2] y=float32[None,7,3] z=float32[None,7,4]
x=bool[None,5] y=bool[5]
x=float64[None,3] y=float32[3]
x=float32[2,None,6] y=float32[1,6]
x=float32[3,4] y=float32[4,5]
x=float32[3,4] y=float32[3,4] z=int32[4]
x=float32[32,10,5] y=float32[32,5,8]
x=int32[6] y=float32[6]
x=float32[2,3,4] y=float32[3,1]
x=float32[5] y=float32[5] z=float32[]
x=int32[2,8] y=int64[8]
x=uint8[4,6,6,3]
x=float32[4,4] y=float32[4]
x=complex64[3,2] y=float32[2]
x=bool[3,4] y=int32[4]
""".split("\n")[1:-1]

# Fits every term, also one that is refused.
ALWAYS = """ops.relu({t}) | ops.exp({t}) | ops.abs({t}) | ops.tanh({t}) | ops.square({t}) | ops.sign({t})
    | ops.sigmoid({t}) | ops.floor({t}) | ops.sum({t}) | ops.mean({t}) | ops.max({t}) | ops.logical_not({t})
    | ops.zeros_like({t}) | ops.isnan({t}) | ops.reshape({t}, (-1,)) | ops.cast({t}, 'float32') | ops.cast({t}, 'int32')
    | ops.expand_dims({t}, 0) | ops.expand_dims({t}, -1) | ops.stack([{t}, {t}]) | ops.clip({t}, 0, 1)
    | ops.transpose({t}) | ops.ravel({t}) | ops.nan_to_num({t}) | ops.stop_gradient({t}) | ops.where({t} > 0, {t}, 0)
    | ops.stack([{t}, {t}], axis=-1) | {t} + 1 | {t} * 0.5 | 2 * {t} | 1 - {t} | {t} / 2 | {t} // 2 | {t} % 3 | {t} ** 2
    | -{t} | {t} > 0 | {t} <= 1.5 | {t} == 0 | {t} != 2 | abs({t}) | {t} - {t} | {t} + True | keras.activations.gelu({t})
    | keras.activations.relu({t}, max_value=6) | ops.multiply({t}, 2) | ops.add(1.5, {t}) | ops.any({t})
    | ops.all({t} > 0) | ops.power({t}, 2) | ops.log1p({t}) | ops.round({t}, decimals=1) | ops.full_like({t}, 3)
    | ops.ones_like({t}, dtype='int8') | ops.copy({t}) | ops.std({t}) | ops.count_nonzero({t})"""

# At least one axis.
AXIS = """ops.sum({t}, axis={a}) | ops.mean({t}, axis={a}, keepdims=True) | ops.max({t}, axis={a})
    | ops.min({t}, axis={a}, keepdims=True) | ops.argmax({t}, axis={a}) | ops.softmax({t}, axis={a})
    | ops.cumsum({t}, axis={a}) | ops.flip({t}, axis={a}) | ops.sort({t}, axis={a})
    | ops.concatenate([{t}, {t}], axis={a}) | ops.stack([{t}, {t}], axis={a}) | ops.expand_dims({t}, axis={a})
    | ops.repeat({t}, 2, axis={a}) | ops.std({t}, axis={a}) | ops.var({t}, axis={a}, keepdims=True)
    | ops.logsumexp({t}, axis={a}) | ops.prod({t}, axis={a}) | ops.roll({t}, 1, axis={a})
    | ops.take({t}, [0, 1], axis={a}) | ops.take({t}, 0, axis={a}) | ops.take({t}, [[0], [1]], axis={a})
    | ops.any({t} > 0, axis={a}) | ops.norm({t}, axis={a}) | ops.argsort({t}, axis={a})
    | ops.concatenate([{t}, {t} * 2, {t}], axis={a}) | ops.diff({t}, axis={a}) | ops.log_softmax({t}, axis={a})
    | ops.moveaxis({t}, {a}, 0) | ops.moveaxis({t}, 0, {a}) | ops.median({t}, axis={a}) | ops.squeeze({t}[None], axis=0)
    | ops.split({t}, 1, axis={a})[0] | ops.moments({t}, axes=[{a}])[0] | {t} / ops.sum({t}, axis={a}, keepdims=True)
    | {t} - ops.mean({t}, axis={a}, keepdims=True) | {t} * ops.max({t}, axis={a}) | ops.swapaxes({t}, {a}, -1)
    | ops.sum({t}, axis={t}.ndim - 1) | ops.arange({t}.shape[{a}]) | ops.unstack({t}, axis={a})[0]
    | ops.split({t}, 2, axis={a})[1] | ops.quantile({t}, 0.5, axis={a}) | ops.average({t}, axis={a})
    | ops.count_nonzero({t}, axis={a}) | ops.nonzero({t})[0] | ops.one_hot(ops.argmax({t}, axis={a}), 3)"""

# At least one axis; `{last}` is the size of the last one, `{known}` a product of the known sizes.
SIZE = """ops.reshape({t}, (-1, {last})) | ops.reshape({t}, ({t}.shape[0], -1))
    | ops.reshape({t}, (ops.shape({t})[0], -1)) | ops.reshape({t}, (-1, {last}, 1))
    | ops.reshape({t}, (-1, {t}.shape[-1])) | ops.reshape({t}, ops.shape({t})) | ops.reshape({t}, (-1, {known}))
    | ops.top_k({t}, 2)[0] | ops.top_k({t}, 1) | {t} * ops.ones(({last},)) | {t} + ops.arange({last})
    | {t} @ ops.ones(({last}, 4)) | ops.matmul({t}, ops.zeros(({last}, 3))) | ops.dot({t}, ops.ones(({last},)))
    | ops.tensordot({t}, ops.ones(({last}, 2)), axes=1) | ops.tensordot({t}, ops.ones(({last}, 2, 5)), axes=[[-1], [0]])
    | ops.layer_normalization({t}) | ops.einsum('...i,ij->...j', {t}, ops.ones(({last}, 6)))
    | ops.einsum('...i->...', {t}) | ops.einsum('...i,...i->...', {t}, {t}) | ops.tile({t}, 2)
    | ops.concatenate([{t}, ops.zeros_like({t})], axis=-1) | ops.pad({t}, 1) | ops.broadcast_to({t}, (2,) + {t}.shape)
    | ops.digitize({t}, [0.0, 1.0]) | ops.batch_normalization({t}, ops.zeros(({last},)), ops.ones(({last},)), axis=-1)
    | ops.searchsorted(ops.arange(4), {t}) | ops.ones(ops.shape({t})) | ops.zeros({t}.shape, dtype={t}.dtype)
    | ops.where({t} > 0, {t}, ops.zeros(({last},))) | ops.maximum({t}, ops.full(({last},), 0.5)) | ops.unique({t})[0]
    | ops.clip({t}, 0, ops.ones(({last},))) | ops.inner({t}, ops.ones((2, {last}))) | ops.outer({t}, [1.0, 2.0])
    | ops.map(lambda s: ops.sum(s), {t}) | ops.vectorized_map(lambda s: s * 2, {t}) | ops.cast({t}, {t}.dtype)
    | ops.cond(ops.sum({t}) > 0, lambda: {t}, lambda: {t} * 2) | ops.rms_normalization({t})"""

# At least two axes.
MATRIX = """ops.swapaxes({t}, -1, -2) | ops.matmul({t}, ops.swapaxes({t}, -1, -2)) | {t} @ ops.swapaxes({t}, -2, -1)
    | ops.einsum('...ij->...ji', {t}) | ops.einsum('...ij,...kj->...ik', {t}, {t}) | ops.sum({t}, axis=(-1, -2))
    | ops.mean({t}, axis=(0, 1), keepdims=True) | ops.diagonal({t}) | ops.trace({t}) | ops.tril({t}) | ops.triu({t}, k=1)
    | {t}.shape[1] * {t} | ops.reshape({t}, (-1, {known})) | ops.flip({t}, axis=(0, 1)) | ops.squeeze({t}[:, :1], axis=1)
    | ops.hstack([{t}, {t}]) | ops.vstack([{t}, {t}]) | ops.tile({t}, (1, 2)) | ops.logsumexp({t}, axis=(0, -1))
    | ops.cross({t}[..., :3], {t}[..., :3]) | ops.segment_sum({t}, ops.zeros((4,), dtype='int32'), num_segments=2)
    | ops.rot90({t}) | ops.einsum('ab...->ba...', {t}) | ops.fliplr({t})"""

# The rank given.
OF_RANK = {
    1: """ops.outer({t}, {t}) | ops.dot({t}, {t}) | ops.diag({t}) | ops.einsum('i,j->ij', {t}, {t})
    | ops.meshgrid({t}, {t}) | ops.einsum('i,i->', {t}, {t}) | ops.kron({t}, {t}) | {t}[:, None] * {t}[None, :]
    | ops.bincount({t})""",
    2: """ops.einsum('ij->ji', {t}) | ops.einsum('ij,kj->ik', {t}, {t}) | ops.diag({t}) | ops.einsum('ij->', {t})
    | ops.dot({t}, ops.transpose({t})) | {t} @ ops.transpose({t}) | ops.einsum('ij,ij->i', {t}, {t})
    | ops.take_along_axis({t}, ops.argsort({t}, axis=1), axis=1) | ops.corrcoef({t})""",
    3: """ops.einsum('bij,bkj->bik', {t}, {t}) | ops.transpose({t}, (0, 2, 1)) | ops.einsum('bij->bj', {t})
    | ops.max_pool({t}, 2) | ops.average_pool({t}, 2, padding='same')
    | ops.conv({t}, ops.ones((3, {last}, 4)), padding='same') | ops.einsum('bij,jk->bik', {t}, ops.ones(({last}, 7)))
    | ops.pad({t}, ((0, 0), (1, 1), (0, 0))) | ops.transpose({t}, (2, 0, 1))
    | ops.conv({t}, ops.ones((2, {last}, 3)), strides=2)""",
    4: """ops.conv({t}, ops.ones((3, 3, {last}, 4)), padding='same')
    | ops.conv({t}, ops.ones((2, 2, {last}, 6)), strides=2) | ops.max_pool({t}, 2)
    | ops.average_pool({t}, (2, 1), padding='same') | ops.image.resize({t}, (4, 5)) | ops.mean({t}, axis=(1, 2))
    | ops.transpose({t}, (0, 3, 1, 2)) | ops.depthwise_conv({t}, ops.ones((2, 2, {last}, 1)))
    | ops.conv_transpose({t}, ops.ones((2, 2, 5, {last})), strides=2) | ops.einsum('bhqd,bhkd->bhqk', {t}, {t})
    | ops.pad({t}, ((0, 0), (1, 1), (1, 1), (0, 0)), mode='reflect') | ops.image.pad_images({t}, 1, 1, 1, 1)
    | ops.space_to_depth({t}, 2) | ops.moments({t}, axes=(0, 1, 2))""",
}

# Two terms, `{t}` and `{u}`, whose shapes broadcast.
BROADCASTING = """{t} + {u} | {t} - {u} | {t} * {u} | {t} / {u} | {t} // {u} | ops.maximum({t}, {u})
    | ops.minimum({t}, {u}) | {t} > {u} | {t} == {u} | {t} >= {u} | ops.where({t} > {u}, {t}, {u})
    | ops.where({t} > 0, {t}, {u}) | ({t} > 0) & ({u} > 0) | ({t} > 0) | ({u} < 1) | ops.logical_and({t}, {u})
    | ops.add({t}, {u}) | ops.power({t}, {u}) | {t} % {u} | ({t} != 0) ^ ({u} != 0) | ops.logaddexp({t}, {u}) | {t} < {u}
    | ops.clip({t}, -1, {u}) | ops.isclose({t}, {u}) | {t} ** {u} | ops.mean({t} * {u}, axis=-1) | ops.sum({t} - {u})
    | ops.arctan2({t}, {u}) | ops.subtract({t}, {u}) | ops.cast({t}, {u}.dtype) | ops.full_like({t}, 2, dtype={u}.dtype)"""
SAME_SHAPE = """ops.stack([{t}, {u}]) | ops.stack([{t}, {u}], axis=-1) | ops.concatenate([{t}, {u}], axis=-1)
    | ops.concatenate([{t}, {u}], axis=0) | ops.select([{t} > 0, {u} > 0], [{t}, {u}])
    | ops.einsum('...i,...i->...', {t}, {u}) | ops.append({t}, {u}) | ops.hstack([{t}, {u}])
    | ops.cond(ops.sum({t}) > 0, lambda: {t}, lambda: {u}) | ops.stack([{t}, {u}, {t}], axis=0)"""
JOINING = """ops.concatenate([{t}, {u}], axis={a}) | ops.concatenate([{u}, {t}, {u}], axis={a})"""
PRODUCT = """{t} @ {u} | ops.matmul({t}, {u}) | ops.dot({t}, {u}) | ops.tensordot({t}, {u}, axes=1)
    | ops.einsum('...ij,...jk->...ik', {t}, {u}) | ops.softmax({t} @ {u})"""

# Bool and integer terms.
BITS = """~{t} | {t} & {t} | {t} | 1 | {t} ^ 3 | {t} & True | ops.bitwise_not({t}) | {t} << 1 | {t} >> 1
    | ops.bitwise_and({t}, {t}) | ops.one_hot({t}, 4) | ops.bitwise_or({t}, 2) | ops.take([1.0, 2.0, 3.0], {t})
    | ops.take(ops.ones((5, 2)), {t}, axis=0) | {t} | {t}"""

# Not looking at shapes: `{a}` is an axis of -4 to 4, `{n}` a number of 0 to 9, `{u}` any term.
WILD = """ops.sum({t}, axis={a}) | ops.concatenate([{t}, {u}], axis={a}) | ops.stack([{t}, {u}], axis={a}) | {t} + {u}
    | {t} * {u} | {t} @ {u} | ops.matmul({t}, {u}) | ops.dot({t}, {u}) | {t}[{n}] | {t}[{u}] | {t}[:, {u}] | {t}[:, {n}]
    | {t}[..., {n}] | {t}[:, :, :, {n}] | ops.reshape({t}, ({n}, {n})) | ops.reshape({t}, (-1, {n}))
    | ops.reshape({t}, (2, {n}, -1)) | ops.transpose({t}, (0, 2, 1)) | ops.transpose({t}, (1, 0))
    | ops.squeeze({t}, axis={a}) | ops.expand_dims({t}, {n}) | ops.broadcast_to({t}, ({n}, 2))
    | ops.einsum('ij,jk->ik', {t}, {u}) | ops.einsum('bij,bjk->bik', {t}, {u}) | ops.einsum('ii->i', {t})
    | ops.where({t} > 0, {u}, {t}) | ops.tensordot({t}, {u}, axes={n}) | ops.split({t}, {n}, axis={a})[0]
    | ops.take({t}, [0], axis={a}) | ops.max_pool({t}, {n}) | ops.conv({t}, ops.ones((3, {n}, 4)))
    | ops.pad({t}, ((1, 1), (0, 0))) | ops.swapaxes({t}, {a}, 1) | ops.moveaxis({t}, 0, {a}) | ops.diag({t})
    | ops.image.resize({t}, (4, 5)) | ops.top_k({t}, {n})[0] | ops.cholesky({t}) | ops.solve({t}, {u})
    | ops.tile({t}, ({n}, 2)) | {t}[0, {n}, 1] | ops.unstack({t}, axis={a})[0] | ops.inner({t}, {u}) | ops.cross({t}, {u})
    | ops.maximum({t}, ops.ones(({n},))) | {t} + ops.zeros(({n}, {n})) | ops.softmax({t}, axis={a})
    | ops.argmax({t}, axis={a}) | ops.reshape({t}, (ops.shape({t})[0] * 2, {n})) | ops.cast({t}, 'float31')
    | ops.concatenate([{t}, [1.0]], axis={a}) | ops.norm({t}, axis={a}) | ops.repeat({t}, {n}, axis={a})
    | ops.layer_normalization({t}, axis={a}) | ops.vstack([{t}, {u}]) | ops.image.rgb_to_grayscale({t})
    | ops.segment_sum({t}, {u}, num_segments=3)"""


def split(rules):
    """The rules of a table; `|` between blanks separates them, except where it is the operator."""
    found = []
    for part in " ".join(rules.split()).split(" | "):
        if found and (part in ("1", "{t}") or part.startswith("({u} < 1)")):
            found[-1] += " | " + part
        else:
            found.append(part.strip())
    return found


def one_term(tensor):
    """The rules that fit a term with the shape and dtype of this tensor."""
    rank = len(tensor.shape)
    rules = split(ALWAYS)[:]
    if rank > 0:
        rules += split(AXIS) + split(SIZE)
    if rank > 1:
        rules += split(MATRIX)
    rules += split(OF_RANK.get(rank, "ops.relu6({t})")) * 2
    if tensor.dtype == "bool" or "int" in tensor.dtype:
        rules += split(BITS)
    return rules


def two_terms(left, right):
    """The rules that fit two terms."""
    a, b = left.shape, right.shape
    rules = []
    if broadcast(a, b):
        rules += split(BROADCASTING)
    if a == b and a:
        rules += split(SAME_SHAPE)
    if a and len(a) == len(b) and sum(m != n for m, n in zip(a, b)) == 1:
        rules += split(JOINING) * 6
    if len(a) > 1 and len(b) > 1 and a[-1] == b[-2] and broadcast(a[:-2], b[:-2]):
        rules += split(PRODUCT) * 4
    return rules


def broadcast(a, b):
    return all(m == n or 1 in (m, n) for m, n in zip(reversed(a), reversed(b)))


def key(generator, shape):
    """A key that fits the shape: whole numbers, slices, new axes and an ellipsis."""
    parts = []
    used = generator.randint(1, max(1, len(shape)))
    for size in shape[:used]:
        choices = [":", ":", "1:", ":-1", "::2", "::-1", ":2", "-2:", "None, :"]
        choices += [str(generator.randrange(size)), str(-generator.randint(1, size)), f"{size // 2}:"] if size else ["0"]
        parts.append(generator.choice(choices))
    if used < len(shape) and generator.random() < 0.4:
        parts.append("...")
        if generator.random() < 0.5:
            parts.append("None")
    if generator.random() < 0.2:
        parts.insert(generator.randint(0, len(parts)), "None")
    if not shape:
        parts = ["None", "..."]
    return ", ".join(parts) if len(parts) > 1 or parts[0].lstrip("-").isdigit() else parts[0] + ", ..."


def symbolic(result):
    """If a larger expression can be made from it."""
    return isinstance(result, keras.KerasTensor)


# Written by hand.
STATEMENTS = [
    ("ops.dot(x, y)", "x=float32[32,10,5] y=float32[32,5,8]"),
    ("ops.matmul(x, y)", "x=float32[32,10,5] y=float32[32,5,8]"),
    ("x @ y", "x=float32[32,10,5] y=float32[32,5,8]"),
    ("ops.dot(x, y)", "x=float32[None,10,5] y=float32[None,5,8]"),
    ("ops.matmul(x, y)", "x=float32[None,10,5] y=float32[None,5,8]"),
    ("ops.matmul(x, y)", "x=float32[32,10,5] y=float32[16,5,8]"),
    ("ops.matmul(x, y)", "x=float32[32,10,5] y=float32[32,6,8]"),
    ("ops.dot(x, y)", "x=float32[32,10,5] y=float32[32,6,8]"),
    ("ops.einsum('ii', x)", "x=float32[4,4]"),
    ("ops.einsum('ii', x)", "x=float32[None,None]"),
    ("ops.einsum('ii', x)", "x=float32[3,4]"),
    ("ops.einsum('ii->i', x)", "x=float32[4,4]"),
    ("ops.einsum('ij,jk', x, y)", "x=float32[3,4] y=float32[4,5]"),
    ("ops.einsum('ij,jk', x, y)", "x=float32[None,4] y=float32[4,5]"),
    ("ops.einsum('ij,jk', x, y)", "x=float32[3,4] y=float32[6,5]"),
    ("ops.einsum('ba', x)", "x=float32[3,4]"),
    ("ops.einsum('bij,bjk->bik', x, y)", "x=float32[32,10,5] y=float32[32,5,8]"),
    ("ops.einsum('bij,bjk->bik', x, y)", "x=float32[None,10,5] y=float32[None,5,8]"),
    ("ops.einsum('bij,bjk->bik', x, y)", "x=float32[None,10,5] y=float32[32,5,8]"),
    ("ops.einsum('bij,bjk->bik', x, y)", "x=float32[32,10,5] y=float32[16,5,8]"),
    ("ops.einsum('...ij,...jk->...ik', x, y)", "x=float32[2,32,10,5] y=float32[32,5,8]"),
    ("ops.einsum('...ij,...jk->...ik', x, y)", "x=float32[None,10,5] y=float32[5,8]"),
    ("ops.einsum('...ij,...jk->...ik', x, y)", "x=float32[None,1,10,5] y=float32[7,5,8]"),
    ("ops.einsum('bhqd,bhkd->bhqk', x, y)", "x=float32[None,8,16,64] y=float32[None,8,20,64]"),
    ("ops.einsum('bhqd,bhkd->bhqk', x, y)", "x=float32[2,8,None,64] y=float32[2,8,None,64]"),
    ("ops.softmax(ops.einsum('bhqd,bhkd->bhqk', x, y) / 8.0)", "x=float32[None,8,16,64] y=float32[None,8,20,64]"),
    ("ops.stack([x, y])", "x=float32[2,3] y=float32[2,3]"),
    ("ops.concatenate([x, y])", "x=float32[2,3] y=float32[2,3]"),
    ("ops.stack([x, y], axis=-1)", "x=float32[None,3] y=float32[None,3]"),
    ("ops.concatenate([x, y], axis=-1)", "x=float32[None,3] y=float32[None,3]"),
    ("ops.stack([x, y], axis=1)", "x=float32[None,3] y=float32[None,4]"),
    ("ops.concatenate([x, y], axis=1)", "x=float32[None,3] y=float32[None,4]"),
    ("ops.concatenate([x, y], axis=0)", "x=float32[None,3] y=float32[None,4]"),
    ("(ops.stack([x, y]), ops.concatenate([x, y]))", "x=float32[None,3] y=float32[None,3]"),
    ("x[:, None, ..., 0]", "x=float32[None,10,5]"),
    ("x[:, None, ..., 0]", "x=float32[2,3,4,5]"),
    ("x[:, None, ..., 0]", "x=float32[6]"),
    ("x[:, None, ..., 0]", "x=float32[None,2]"),
    ("x[:, ::-1, 1:]", "x=float32[None,10,5]"),
    ("x[..., None]", "x=float32[None,10,5]"),
    ("x[1:]", "x=float32[None,10,5]"),
    ("x[:, 10]", "x=float32[None,10,5]"),
    ("ops.reshape(x, (-1,))", "x=float32[None,7,7,64]"),
    ("ops.reshape(x, (-1, 3136))", "x=float32[None,7,7,64]"),
    ("ops.reshape(x, (x.shape[0], -1))", "x=float32[None,7,7,64]"),
    ("ops.reshape(x, (ops.shape(x)[0], -1))", "x=float32[None,7,7,64]"),
    ("ops.reshape(x, (ops.shape(x)[0], -1))", "x=float32[8,7,7,64]"),
    ("ops.reshape(x, (-1, x.shape[1] * x.shape[2] * x.shape[3]))", "x=float32[None,7,7,64]"),
    ("ops.reshape(x, (-1, 3136))", "x=float32[None,None,7,64]"),
    ("ops.reshape(x, (ops.shape(x)[0], 3135))", "x=float32[8,7,7,64]"),
    ("ops.reshape(x, (2, -1))", "x=float32[None,7,7,64]"),
    ("x + y", "x=float32[None,1,5] y=float32[7,1]"),
    ("x + y", "x=float32[None,1,5] y=float32[7,2]"),
    ("x + y", "x=float32[None,1,5] y=float32[7,5]"),
    ("x + y", "x=float32[None,3] y=float32[None,3]"),
    ("x + y", "x=float32[None] y=float32[4]"),
    ("x * 2", "x=int32[None,3]"),
    ("x * 2.0", "x=int32[None,3]"),
    ("x / 2", "x=int32[None,3]"),
    ("x + y", "x=int8[3] y=uint8[3]"),
    ("x + y", "x=float16[3] y=bfloat16[3]"),
    ("x > 0", "x=float32[None,3]"),
    ("(ops.sum(x), ops.mean(x, axis=-1), ops.argmax(x, axis=1))", "x=float32[None,3]"),
    ("ops.qr(x)", "x=float32[None,5,3]"),
    ("ops.svd(x, full_matrices=False)", "x=float32[None,5,3]"),
    ("ops.top_k(x, 2)", "x=float32[None,10]"),
    ("ops.unique(x)", "x=int32[None]"),
    ("ops.nonzero(x)", "x=bool[None,4]"),
    ("ops.shape(x)", "x=float32[None,4]"),
    ("ops.shape(x)[0]", "x=float32[None,4]"),
    ("x.ndim", "x=float32[None,4]"),
    ("x.dtype", "x=bfloat16[None,4]"),
    ("ops.scan(lambda c, t: (c + t, c * t), y, x)", "x=float32[10,3] y=float32[3]"),
    ("ops.cond(p, lambda: x, lambda: x * 2)", "p=bool[] x=float32[None,3]"),
    ("ops.while_loop(lambda i, t: i < 5, lambda i, t: (i + 1, t * 2), (i, x))", "i=int32[] x=float32[None,3]"),
    ("ops.map(lambda t: ops.sum(t), x)", "x=float32[None,10,5]"),
    ("ops.softmax(x @ ops.transpose(y, (0, 2, 1)) / 4.0) @ y", "x=float32[None,10,16] y=float32[None,12,16]"),
    ("ops.mean(ops.square(x - ops.mean(x, axis=0, keepdims=True)), axis=0)", "x=float32[None,10,5]"),
    ("ops.conv(x, ops.ones((3, 3, 3, 16)), strides=2, padding='same')", "x=float32[None,224,224,3]"),
    ("ops.conv(x, ops.ones((3, 3, 4, 16)))", "x=float32[None,224,224,3]"),
    ("ops.image.resize(x, (4, 5), data_format='channels_first')", "x=float32[None,3,20,30]"),
]
