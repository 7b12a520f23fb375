// The array functions of TensorFlow: shapes, slices, joins and indices.
#include <algorithm>

#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

// Keras 2 writes the equation only: the operands are lost on saving.
Tensors einsum(const TensorFlowCall& call) {
  const List* inputs = call.argument("inputs").as_list();
  return !inputs || inputs->empty() ? throw UnknownShape{} : call.call();
}

// Unlike Keras', it does not flatten where no axis is given.
Tensors gather(const TensorFlowCall& call) {
  std::int64_t kept = call.argument("batch_dims").as_int().value_or(0);
  Tensor x = call.required("params");
  if (kept < 0) kept += call.required("indices").rank();
  Value axis = call.argument("axis").is_none() ? Value(kept) : call.argument("axis");
  if (kept == 0) return call.call({{"axis", axis}});
  return {modelviz::call(call.trace(), "batch_take", {x, call.argument("indices"), axis, kept})};
}

Tensors batch_gather(const TensorFlowCall& call) {
  int kept = call.required("indices").rank() - 1;
  return {modelviz::call(call.trace(), "batch_take",
                         {call.argument("params"), call.argument("indices"), kept, kept})};
}

// TensorFlow removes an axis of unknown size, too: at run time it has to be 1.
Tensors squeeze(const TensorFlowCall& call) {
  auto x = call.tensor("input");
  const Value& axis = call.either({"axis", "squeeze_dims"});
  if (!x || axis.is_none()) return call.call();
  List axes = axis.as_list() ? *axis.as_list() : List{axis};
  List key(static_cast<std::size_t>(x->rank()), Value(Slice{}));
  bool unknown = false;
  for (const Value& value : axes) {
    std::int64_t position = value.as_int().value_or(0);
    if (position < 0) position += x->rank();
    if (position < 0 || position >= x->rank()) return call.call();
    key[static_cast<std::size_t>(position)] = 0;
    unknown = unknown || !(*x)[static_cast<int>(position)].is_constant();
  }
  return unknown ? Tensors{ops::getitem(*x, key)} : call.call();
}

// Takes sizes, of which one may be -1, where Keras takes indices.
Tensors split_sizes(const TensorFlowCall& call) {
  const List* sizes = call.argument("num_or_size_splits").as_list();
  auto x = call.tensor("value");
  if (!sizes) return call.call();
  auto axis = call.argument("axis").as_int();
  bool exists = x && axis && *axis >= -x->rank() && *axis < x->rank();
  if (!exists || sizes->empty()) throw UnknownShape{};
  Dim left = (*x)[static_cast<int>(*axis)];
  for (const Value& size : *sizes) {
    if (!size.as_dim()) throw UnknownShape{};
    if (*size.as_dim() != Dim(-1)) left = left - *size.as_dim();
  }
  List indices;
  Dim end;
  for (const Value& size : *sizes) {
    end = end + (*size.as_dim() == Dim(-1) ? left : *size.as_dim());
    indices.emplace_back(end);
  }
  indices.pop_back();
  return call.call({{"indices_or_sections", indices}});
}

// Numbers among the tensors have their dtype.
Tensors join(const TensorFlowCall& call) {
  const List* values = call.argument("values").as_list();
  if (!values) return call.call();
  auto tensor = std::find_if(values->begin(), values->end(),
                             [](const Value& value) { return value.as_tensor() != nullptr; });
  if (tensor == values->end()) return call.call();
  List operands;
  for (const Value& value : *values) {
    operands.push_back(as_operand(call.trace(), value, tensor->as_tensor()->dtype()));
  }
  return call.call({{std::string(call.mapping().at(0).second), operands}});
}

// A grid of one axis is that axis.
Tensors meshgrid(const TensorFlowCall& call) {
  const List* args = call.argument("args").as_list();
  if (!args || args->size() != 1 || !args->front().as_tensor()) return call.call();
  return {ops::reshape(*args->front().as_tensor(), {Dim(-1)})};
}

Tensors one_hot(const TensorFlowCall& call) {
  if (!call.argument("depth").as_int()) throw UnknownShape{};
  if (call.given("dtype")) return call.call();
  for (std::string_view parameter : {"on_value", "off_value"}) {  // else they say the dtype
    if (auto value = call.tensor(parameter)) return call.call({{"dtype", text(value->dtype())}});
    if (call.argument(parameter).is_int()) return call.call({{"dtype", "int32"}});
    if (call.argument(parameter).is_bool()) return call.call({{"dtype", "bool"}});
  }
  return call.call();
}

Tensors rank(const TensorFlowCall& call) {
  auto x = call.required("input");
  return {ops::full(call.trace(), {}, x.rank(), DType::kInt32)};
}

Tensors get_item(const TensorFlowCall& call) {
  const Value& key = call.argument("slice_spec");
  // Keras 3 takes these in a list only.
  bool bare = key.as_slice() || key.is_none() || key.is_ellipsis();
  return call.call({{"key", bare ? Value(List{key}) : key}});
}

bool bit(const TensorFlowCall& call, std::string_view mask, std::size_t i) {
  return i < 63 && (call.argument(mask).as_int().value_or(0) >> i & 1) != 0;
}

// begin, end and strides with a bit for each position that means something else, as x[...] does.
Tensors strided_slice(const TensorFlowCall& call) {
  const List *begin = call.argument("begin").as_list(), *end = call.argument("end").as_list();
  const List* strides = call.argument("strides").as_list();
  if (!begin || !end || (!strides && call.given("strides"))) throw UnknownShape{};
  List key;
  for (std::size_t i = 0; i < begin->size() && i < end->size(); ++i) {
    if (bit(call, "ellipsis_mask", i)) {
      key.emplace_back(Ellipsis{});
    } else if (bit(call, "new_axis_mask", i)) {
      key.emplace_back();
    } else if (bit(call, "shrink_axis_mask", i)) {
      key.push_back((*begin)[i]);
    } else {
      key.emplace_back(Slice{bit(call, "begin_mask", i) ? Value() : (*begin)[i],
                             bit(call, "end_mask", i) ? Value() : (*end)[i],
                             strides && i < strides->size() ? (*strides)[i] : Value()});
    }
  }
  return {ops::getitem(call.required("input_"), key)};
}

// The shape says which sizes are known, and what they are.
Tensors ensure_shape(const TensorFlowCall& call) {
  Tensor x = call.required("x");
  const List* sizes = call.argument("shape").as_list();
  if (!sizes || std::ssize(*sizes) != x.rank()) return call.call();
  Shape shape = x.shape();
  for (std::size_t i = 0; i < sizes->size(); ++i) {
    auto size = (*sizes)[i].as_dim();
    if (size && !shape[i].is_constant()) {
      call.trace().assume_equal(shape[i], *size);
      shape[i] = *size;
    }
  }
  return shape == x.shape() ? call.call() : Tensors{ops::reshape(x, shape)};
}

Tensors every(const TensorFlowCall& call) {
  const List* inputs = call.first().as_list();
  if (!inputs) return unchanged(call);
  Tensors outputs;
  for (const Value& input : *inputs) {
    const Tensor* tensor = input.as_tensor();
    outputs.push_back(tensor ? ops::identity(*tensor) : throw UnknownShape{});
  }
  return outputs;
}

Tensors shapes(const TensorFlowCall& call) {
  const List* inputs = call.argument("input").as_list();
  if (!inputs) throw UnknownShape{};
  Tensors outputs;
  for (const Value& input : *inputs) {
    outputs.push_back(modelviz::call(call.trace(), "shape", {input}));
    if (call.argument("out_type") == Value("int64")) {
      outputs.back() = ops::cast(outputs.back(), DType::kInt64);
    }
  }
  return outputs;
}

// The operands of where() have one dtype; the condition its own.
Tensors where(const TensorFlowCall& call) {
  const Value &x = call.argument("x"), &y = call.argument("y");
  if (x.is_none() && y.is_none()) {
    Tensor condition = call.required("condition");
    Shape shape{call.trace().unknown_dim(), Dim(condition.rank())};
    return {modelviz::call(call.trace(), "empty", {Value(shape)}, {{"dtype", "int64"}})};
  }
  const Tensor* tensor = x.as_tensor() ? x.as_tensor() : y.as_tensor();
  if (!tensor) return call.call();
  return call.call({{"x1", as_operand(call.trace(), x, tensor->dtype())},
                    {"x2", as_operand(call.trace(), y, tensor->dtype())}});
}

// ---- rules of our own

// Each block of a batch becomes one of the spatial axes: the first is divided, they grow.
TensorTypes batch_blocks(OpCall& call, bool to_space) {
  TensorType x = call.array("input");
  auto block = call.elements("block_shape");
  std::string_view name = to_space ? "crops" : "paddings";
  const List* margins = call.argument(name).as_list();
  if (!block || !margins || margins->size() != block->size()) throw UnknownShape{};
  require_rank(call, "input", *x.shape, block->size() + 1);
  Dim& batch = x.shape->front();
  for (std::size_t i = 0; i < block->size(); ++i) {
    auto margin = call.elements_of((*margins)[i]);
    if (!margin || margin->size() != 2) throw UnknownShape{};
    Dim& size = (*x.shape)[i + 1];
    const Dim& factor = (*block)[i];
    Dim both = (*margin)[0] + (*margin)[1];
    size = to_space ? size * factor - both : floor_div(size + both, factor);
    batch = to_space ? floor_div(batch, factor) : batch * factor;
  }
  return {x};
}
TensorTypes batch_to_space(OpCall& call) { return batch_blocks(call, true); }
TensorTypes space_to_batch(OpCall& call) { return batch_blocks(call, false); }

// compat.v1 has one size for both axes.
Tensors square_blocks(const TensorFlowCall& call) {
  if (!call.argument("block_size").as_int() || call.given("block_shape")) return call.call();
  const Value& size = call.argument("block_size");
  return call.call({{"block_shape", List{size, size}}});
}

TensorTypes complex_numbers(OpCall& call) {
  TensorType real = call.array("real"), imag = call.array("imag");
  bool wide = real.dtype == DType::kFloat64;
  return {
      {call.broadcast(*real.shape, *imag.shape), wide ? DType::kComplex128 : DType::kComplex64}};
}

// How many go into which part depends on the data.
TensorTypes dynamic_partition(OpCall& call) {
  TensorType data = call.array("data");
  std::size_t rank = call.shape("partitions").size();
  require_rank(call, "data", *data.shape, rank);
  constexpr std::int64_t kMostParts = 1000;
  if (call.integer("num_partitions") > kMostParts) throw UnknownShape{};
  TensorTypes parts;
  for (std::int64_t i = 0; i < call.integer("num_partitions"); ++i) {
    Shape shape{call.trace().unknown_dim()};
    shape.insert(shape.end(), data.shape->begin() + static_cast<std::ptrdiff_t>(rank),
                 data.shape->end());
    parts.push_back({shape, data.dtype});
  }
  return parts;
}

// One more than the largest index, where all are known.
Dim stitched_size(const OpCall& call) {
  Dim size;
  for (const Value& indices : *call.argument("indices").as_list()) {
    auto elements = call.elements_of(indices);
    if (!elements) return call.trace().unknown_dim();
    for (const Dim& element : *elements) {
      if (!element.is_constant()) return call.trace().unknown_dim();
      size = max(size, element + 1);
    }
  }
  return size;
}

TensorTypes dynamic_stitch(OpCall& call) {
  TensorTypes data = call.arrays("data"), indices = call.arrays("indices");
  bool lists = call.argument("indices").as_list() && call.argument("data").as_list();
  if (!lists || data.empty() || data.size() != indices.size()) throw UnknownShape{};
  std::size_t rank = indices[0].shape->size();
  require_rank(call, "data", *data[0].shape, rank);
  Shape shape{stitched_size(call)};
  shape.insert(shape.end(), data[0].shape->begin() + static_cast<std::ptrdiff_t>(rank),
               data[0].shape->end());
  return {{shape, data[0].dtype}};
}

// The last axis of the indices says a place in x.
TensorTypes gather_nd(OpCall& call) {
  TensorType x = call.array("params");
  Shape indices = call.shape("indices");
  require_rank(call, "indices", indices, 1);
  auto depth = indices.back().constant();
  if (!depth) throw UnknownShape{};
  std::int64_t kept = call.integer("batch_dims"), rank = std::ssize(*x.shape);
  std::int64_t taken = kept < 0 || kept > rank || *depth > rank ? rank + 1 : kept + *depth;
  if (taken > rank) {
    call.fail("the indices " + keras_text(indices) + " are too long for " + keras_text(*x.shape));
  }
  indices.pop_back();
  indices.insert(indices.end(), x.shape->begin() + taken, x.shape->end());
  return {{indices, x.dtype}};
}

TensorTypes searched(OpCall& call) {
  return {{call.shape("values"), call.dtype("out_type", DType::kInt32)}};
}

TensorTypes sequence_mask(OpCall& call) {
  Shape shape = call.shape("lengths");
  shape.push_back(call.given("maxlen") ? one_size(call, "maxlen") : call.trace().unknown_dim());
  return {{shape, call.dtype("dtype", DType::kBool)}};
}

// What there is of each, and where in it each element is; how often it occurs.
template <bool counts>
TensorTypes unique(OpCall& call) {
  TensorType x = call.array("x");
  DType index = call.dtype("out_idx", DType::kInt32);
  Shape shape{call.trace().unknown_dim()};
  TensorTypes outputs{{shape, x.dtype}, {x.shape, index}};
  if (counts) outputs.push_back({shape, index});
  return outputs;
}

TensorTypes set_difference(OpCall& call) {
  Shape shape{call.trace().unknown_dim()};
  return {{shape, call.array("x").dtype}, {shape, call.dtype("index_dtype", DType::kInt32)}};
}

TensorTypes unravel_index(OpCall& call) {
  TensorType indices = call.array("indices");
  auto dims = call.elements("dims");
  if (!dims && call.shape("dims").size() != 1) throw UnknownShape{};
  Dim rank = dims ? Dim(std::ssize(*dims)) : call.shape("dims").front();
  indices.shape->insert(indices.shape->begin(), rank);
  return {indices};
}

TensorTypes bitcast(OpCall& call) {
  TensorType x = call.array("input");
  DType type = call.dtype("type", x.dtype);
  int before = bits(x.dtype), after = bits(type);
  if (before == 0 || after == 0) throw UnknownShape{};
  if (after > before) {
    require_rank(call, "input", *x.shape, 1);
    x.shape->pop_back();
  }
  if (after < before) x.shape->push_back(before / after);
  return {{x.shape, type}};
}

constexpr std::string_view kScatter = "tensor, indices, updates, bad_indices_policy=''";
constexpr std::string_view kScatterUpdate = "inputs, indices, updates, -";
constexpr std::string_view kGather =
    "params, indices, validate_indices=None, axis=None, batch_dims=0";
constexpr std::string_view kReverse = "The first elements of each sequence, in reverse order.";
constexpr std::string_view kToSpace = "Parts of the batch as blocks of the spatial axes.";
constexpr std::string_view kToBatch = "Blocks of the spatial axes as parts of the batch.";

constexpr TensorFlowOp kOps[] = {
    {"__operators__.getitem", "tensor, slice_spec", "get_item", "x, key", get_item},
    own("batch_to_space", "input, block_shape, crops", kToSpace, batch_to_space),
    own("bitcast", "input, type", "The same bytes, seen as another dtype.", bitcast),
    {"boolean_mask", "tensor, mask, axis=None", "boolean_mask", "x, mask, axis"},
    {"broadcast_to", "input, shape", "broadcast_to", "x, shape"},
    {"compat.v1.batch_gather", "params, indices", "take", "x, indices", batch_gather},
    own("compat.v1.batch_to_space", "input, crops, block_size=None, block_shape=None", kToSpace,
        batch_to_space, square_blocks),
    own("compat.v1.batch_to_space_nd", "input, block_shape, crops", kToSpace, batch_to_space),
    own("compat.v1.nn.space_to_batch", "input, paddings, block_size=None, block_shape=None",
        kToBatch, space_to_batch, square_blocks),
    {"compat.v1.ones_like", "tensor, dtype=None, optimize=True", "ones_like", "x, dtype, -"},
    own("compat.v1.setdiff1d", "x, y, index_dtype='int32'", "What x has and y has not.",
        set_difference),
    {"compat.v1.zeros_like", "tensor, dtype=None, optimize=True", "zeros_like", "x, dtype, -"},
    {"concat", "values, axis", "concatenate", "xs, axis", join},
    {"convert_to_tensor", "value, dtype=None, preferred_dtype=None, dtype_hint=None",
     "convert_to_tensor", "x, dtype, -, -"},
    own("dtypes.complex", "real, imag", "Two tensors as the parts of complex numbers.",
        complex_numbers),
    own("dynamic_partition", "data, partitions, num_partitions", "The elements in several parts.",
        dynamic_partition),
    own("dynamic_stitch", "indices, data", "The elements of several parts, in one tensor.",
        dynamic_stitch),
    {"einsum", "equation, *inputs", "einsum", "subscripts, operands", einsum},
    {"ensure_shape", "x, shape", "copy", "x, -", ensure_shape},
    {"expand_dims", "input, axis=None, dim=None", "expand_dims", "x, axis, axis"},
    {"gather", kGather, "take", "x, indices, -, axis, -", gather},
    own("gather_nd", "params, indices, batch_dims=0, bad_indices_policy=''",
        "The elements, or parts, at places.", gather_nd),
    {"identity_n", "input", "copy", "x", every},
    {"meshgrid", "*args, indexing='xy'", "meshgrid", "x, indexing", meshgrid},
    {"one_hot", "indices, depth, on_value=None, off_value=None, axis=None, dtype=None", "one_hot",
     "x, num_classes, -, -, axis, dtype", one_hot},
    {"ones_like", "input, dtype=None, layout=None", "ones_like", "x, dtype, -"},
    {"pad", "tensor, paddings, mode='CONSTANT', constant_values=0", "pad", "x, pad_width, -, -"},
    {"parallel_stack", "values", "stack", "x", join},
    {"rank", "input", "ndim", "x", rank},
    {"repeat", "input, repeats, axis=None", "repeat", "x, repeats, axis"},
    {"reshape", "tensor, shape", "reshape", "x, newshape"},
    {"reverse", "tensor, axis", "flip", "x, axis"},
    own("reverse_sequence",
        "input, seq_lengths, seq_axis=None, batch_axis=None, seq_dim=None, batch_dim=None",
        kReverse, same_shape),
    {"roll", "input, shift, axis", "roll", "x, shift, axis"},
    {"scatter_nd", "indices, updates, shape, bad_indices_policy=''", "scatter",
     "indices, values, shape, -"},
    own("searchsorted", "sorted_sequence, values, side='left', out_type='int32'",
        "Where each value would have to be put in, in the row of its own.", searched),
    own("sequence_mask", "lengths, maxlen=None, dtype='bool'",
        "Whether each step is in the sequence.", sequence_mask),
    {"shape", "input, out_type='int32'", "shape", "x, -", out_type},
    {"shape_n", "input, out_type='int32'", "shape", "x, -", shapes},
    {"size", "input, out_type='int32'", "size", "x, -", out_type},
    {"slice", "input_, begin, size", "slice", "inputs, start_indices, shape"},
    own("space_to_batch", "input, block_shape, paddings", kToBatch, space_to_batch),
    own("space_to_batch_nd", "input, block_shape, paddings", kToBatch, space_to_batch),
    {"split", "value, num_or_size_splits, axis=0, num=None", "split",
     "x, indices_or_sections, axis, -", split_sizes},
    {"squeeze", "input, axis=None, squeeze_dims=None", "squeeze", "x, axis, axis", squeeze},
    {"stack", "values, axis=0", "stack", "x, axis", join},
    {"strided_slice",
     "input_, begin, end, strides=None, begin_mask=0, end_mask=0, ellipsis_mask=0, "
     "new_axis_mask=0, shrink_axis_mask=0, var=None",
     "get_item", "x, -, -, -, -, -, -, -, -, -", strided_slice},
    {"tensor_scatter_nd_add", kScatter, "scatter_update", kScatterUpdate},
    {"tensor_scatter_nd_max", kScatter, "scatter_update", kScatterUpdate},
    {"tensor_scatter_nd_min", kScatter, "scatter_update", kScatterUpdate},
    {"tensor_scatter_nd_sub", kScatter, "scatter_update", kScatterUpdate},
    {"tensor_scatter_nd_update", kScatter, "scatter_update", kScatterUpdate},
    {"tile", "input, multiples", "tile", "x, repeats"},
    {"transpose", "a, perm=None, conjugate=False", "transpose", "x, axes, -"},
    {"tuple", "tensors, control_inputs=None", "copy", "x, -", every},
    own("unique", "x, out_idx='int32'", "The different elements.", unique<false>),
    own("unique_with_counts", "x, out_idx='int32'",
        "The different elements, and how often they occur.", unique<true>),
    own("unravel_index", "indices, dims", "Flat indices as one index for each axis.",
        unravel_index),
    {"unstack", "value, num=None, axis=0", "unstack", "x, num, axis"},
    {"where", "condition, x=None, y=None", "where", "condition, x1, x2", where},
    {"zeros_like", "input, dtype=None, layout=None", "zeros_like", "x, dtype, -"},
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_arrays() { return kOps; }

}  // namespace modelviz
