// Nodes of TensorFlow's graphs: what Keras of TensorFlow 1.13 to 2.3 wrote in place of functions. A
// TensorFlowOpLayer has the node as JSON, or as the bytes of its protocol buffer, and beside it
// those inputs that are constants.
#include <algorithm>
#include <charconv>
#include <unordered_map>

#include "ops/tensorflow.h"
#include "ops/tensorflow_proto.h"
#include "ops/tensorflow_table.h"
#include "support/base64.h"
#include "support/text.h"

namespace modelviz {
namespace {

/// An op of TensorFlow's graphs and the function that makes it.
struct NodeOp {
  std::string_view op, function;
  /// The function's parameter for each input, in their order; "*values" takes as many as there
  /// are. Empty where the order is that of the function.
  std::string_view inputs = {};
  /// The attributes that are parameters: "attribute=parameter", or one word for both.
  std::string_view attributes = {};
};

constexpr std::string_view kReduce = "keep_dims=keepdims";
constexpr std::string_view kConv = "strides, padding, data_format, dilations, explicit_paddings";
constexpr std::string_view kPool = "ksize, strides, padding, data_format, explicit_paddings";
constexpr std::string_view kResize = "align_corners, half_pixel_centers";
constexpr std::string_view kTransposed = "output_shape, filters, input";
constexpr std::string_view kTypeOfIndex = "output_type";

constexpr NodeOp kNodeOps[] = {
    {"Abs", "math.abs"},
    {"Acos", "math.acos"},
    {"Acosh", "math.acosh"},
    {"Add", "math.add"},
    {"AddN", "math.add_n", "*inputs"},
    {"AddV2", "math.add"},
    {"AdjustContrastv2", "image.adjust_contrast"},
    {"AdjustHue", "image.adjust_hue"},
    {"AdjustSaturation", "image.adjust_saturation"},
    {"All", "math.reduce_all", {}, kReduce},
    {"Angle", "math.angle"},
    {"Any", "math.reduce_any", {}, kReduce},
    {"ArgMax", "math.argmax", {}, kTypeOfIndex},
    {"ArgMin", "math.argmin", {}, kTypeOfIndex},
    {"Asin", "math.asin"},
    {"Asinh", "math.asinh"},
    {"Atan", "math.atan"},
    {"Atan2", "math.atan2"},
    {"Atanh", "math.atanh"},
    {"AvgPool", "nn.avg_pool", "input", kPool},
    {"AvgPool3D", "nn.avg_pool3d", "input", kPool},
    {"BatchMatMul", "linalg.matmul", {}, "adj_x=transpose_a, adj_y=transpose_b"},
    {"BatchMatMulV2", "linalg.matmul", {}, "adj_x=transpose_a, adj_y=transpose_b"},
    {"BatchMatMulV3", "linalg.matmul", {}, "adj_x=transpose_a, adj_y=transpose_b"},
    {"BatchToSpaceND", "batch_to_space"},
    {"Betainc", "math.betainc"},
    {"BiasAdd", "nn.bias_add", {}, "data_format"},
    {"Bitcast", "bitcast", {}, "type"},
    {"BitwiseAnd", "bitwise.bitwise_and"},
    {"BitwiseOr", "bitwise.bitwise_or"},
    {"BitwiseXor", "bitwise.bitwise_xor"},
    {"BroadcastTo", "broadcast_to"},
    {"Cast", "cast", {}, "DstT=dtype"},
    {"Ceil", "math.ceil"},
    {"CheckNumerics", "debugging.check_numerics"},
    {"Cholesky", "linalg.cholesky"},
    {"ClipByValue", "clip_by_value"},
    {"CombinedNonMaxSuppression", "image.combined_non_max_suppression", {}, "pad_per_class"},
    {"Complex", "dtypes.complex"},
    {"ComplexAbs", "math.abs"},
    {"Concat", "concat", "axis, *values"},
    {"ConcatV2", "concat", "*values, axis"},
    {"Conj", "math.conj"},
    {"Conv2D", "nn.conv2d", {}, kConv},
    {"Conv2DBackpropInput", "nn.conv2d_transpose", kTransposed, "strides, data_format"},
    {"Conv3D", "nn.conv3d", {}, kConv},
    {"Conv3DBackpropInputV2", "nn.conv3d_transpose", kTransposed, "strides, data_format"},
    {"Cos", "math.cos"},
    {"Cosh", "math.cosh"},
    {"CropAndResize", "image.crop_and_resize"},
    {"Cross", "linalg.cross"},
    {"Cumprod", "math.cumprod"},
    {"Cumsum", "math.cumsum"},
    {"DepthToSpace", "nn.depth_to_space", {}, "block_size, data_format"},
    {"DepthwiseConv2dNative", "nn.depthwise_conv2d", {}, kConv},
    {"Digamma", "math.digamma"},
    {"Div", "compat.v1.div"},
    {"DivNoNan", "math.divide_no_nan"},
    {"DynamicPartition", "dynamic_partition", {}, "num_partitions"},
    {"Einsum", "einsum", "*inputs", "equation"},
    {"Elu", "nn.elu"},
    {"EnsureShape", "ensure_shape", {}, "shape"},
    {"Equal", "math.equal"},
    {"Erf", "math.erf"},
    {"Erfc", "math.erfc"},
    {"EuclideanNorm", "math.reduce_euclidean_norm", {}, kReduce},
    {"Exp", "math.exp"},
    {"ExpandDims", "expand_dims"},
    {"Expm1", "math.expm1"},
    {"ExtractImagePatches", "image.extract_patches", {}, "ksizes=sizes, strides, rates, padding"},
    {"FFT", "signal.fft"},
    {"FFT2D", "signal.fft2d"},
    {"FFT3D", "signal.fft3d"},
    {"FakeQuantWithMinMaxArgs", "quantization.fake_quant_with_min_max_args"},
    {"FakeQuantWithMinMaxVars", "quantization.fake_quant_with_min_max_vars"},
    {"Fill", "fill"},
    {"Floor", "math.floor"},
    {"FloorDiv", "math.floordiv"},
    {"FloorMod", "math.floormod"},
    {"Gather", "gather", "params, indices"},
    {"GatherNd", "gather_nd"},
    {"GatherV2", "gather", "params, indices, axis", "batch_dims"},
    {"Greater", "math.greater"},
    {"GreaterEqual", "math.greater_equal"},
    {"HSVToRGB", "image.hsv_to_rgb"},
    {"IFFT", "signal.ifft"},
    {"IFFT2D", "signal.ifft2d"},
    {"IFFT3D", "signal.ifft3d"},
    {"IRFFT", "signal.irfft"},
    {"IRFFT2D", "signal.irfft2d"},
    {"Identity", "identity"},
    {"IdentityN", "identity_n", "*input"},
    {"Igamma", "math.igamma"},
    {"Igammac", "math.igammac"},
    {"Imag", "math.imag"},
    {"InTopKV2", "compat.v1.math.in_top_k"},
    {"Inv", "math.reciprocal"},
    {"Invert", "bitwise.invert"},
    {"InvertPermutation", "math.invert_permutation"},
    {"IsFinite", "math.is_finite"},
    {"IsInf", "math.is_inf"},
    {"IsNan", "math.is_nan"},
    {"L2Loss", "nn.l2_loss"},
    {"LRN", "nn.local_response_normalization"},
    {"LeakyRelu", "nn.leaky_relu", {}, "alpha"},
    {"LeftShift", "bitwise.left_shift"},
    {"Less", "math.less"},
    {"LessEqual", "math.less_equal"},
    {"Lgamma", "math.lgamma"},
    {"LinSpace", "linspace"},
    {"Log", "math.log"},
    {"Log1p", "math.log1p"},
    {"LogSoftmax", "nn.log_softmax"},
    {"LogicalAnd", "math.logical_and"},
    {"LogicalNot", "math.logical_not"},
    {"LogicalOr", "math.logical_or"},
    {"MatMul", "linalg.matmul", {}, "transpose_a, transpose_b"},
    {"MatrixBandPart", "linalg.band_part"},
    {"MatrixDeterminant", "linalg.det"},
    {"MatrixDiag", "linalg.diag"},
    {"MatrixDiagPart", "linalg.diag_part"},
    {"MatrixDiagPartV2", "linalg.diag_part"},
    {"MatrixDiagPartV3", "linalg.diag_part"},
    {"MatrixDiagV2", "linalg.diag"},
    {"MatrixDiagV3", "linalg.diag"},
    {"MatrixInverse", "linalg.inv"},
    {"MatrixSetDiag", "linalg.set_diag"},
    {"MatrixSetDiagV3", "linalg.set_diag"},
    {"MatrixSolve", "linalg.solve"},
    {"MatrixTriangularSolve", "linalg.triangular_solve"},
    {"Max", "math.reduce_max", {}, kReduce},
    {"MaxPool", "nn.max_pool", "input", kPool},
    {"MaxPool3D", "nn.max_pool3d", "input", kPool},
    {"MaxPoolWithArgmax",
     "nn.max_pool_with_argmax",
     {},
     "ksize, strides, padding, Targmax=output_dtype"},
    {"Maximum", "math.maximum"},
    {"Mean", "math.reduce_mean", {}, kReduce},
    {"Min", "math.reduce_min", {}, kReduce},
    {"Minimum", "math.minimum"},
    {"MirrorPad", "pad"},
    {"Mod", "truncatemod"},
    {"Mul", "math.multiply"},
    {"MulNoNan", "math.multiply_no_nan"},
    {"Multinomial", "random.categorical", {}, "output_dtype=dtype"},
    {"Neg", "math.negative"},
    {"NextAfter", "math.nextafter"},
    {"NonMaxSuppressionV3", "image.non_max_suppression"},
    {"NotEqual", "math.not_equal"},
    {"OneHot", "one_hot", "indices, depth, on_value, off_value", "axis, T=dtype"},
    {"OnesLike", "ones_like"},
    {"Pack", "stack", "*values", "axis"},
    {"Pad", "pad"},
    {"PadV2", "pad", "tensor, paddings, constant_values"},
    {"Polygamma", "math.polygamma"},
    {"Pow", "math.pow"},
    {"PreventGradient", "identity"},
    {"Prod", "math.reduce_prod", {}, kReduce},
    {"Qr", "linalg.qr", {}, "full_matrices"},
    {"RFFT", "signal.rfft"},
    {"RFFT2D", "signal.rfft2d"},
    {"RGBToHSV", "image.rgb_to_hsv"},
    {"RandomShuffle", "random.shuffle"},
    {"RandomStandardNormal", "random.normal", {}, "dtype"},
    {"RandomUniform", "random.uniform", {}, "dtype"},
    {"Range", "range"},
    {"Rank", "rank"},
    {"Real", "math.real"},
    {"RealDiv", "math.truediv"},
    {"Reciprocal", "math.reciprocal"},
    {"Relu", "nn.relu"},
    {"Relu6", "nn.relu6"},
    {"Reshape", "reshape"},
    {"ResizeArea", "image.resize_area", {}, kResize},
    {"ResizeBicubic", "image.resize_bicubic", {}, kResize},
    {"ResizeBilinear", "image.resize_bilinear", {}, kResize},
    {"ResizeNearestNeighbor", "image.resize_nearest_neighbor", {}, kResize},
    {"ReverseSequence", "reverse_sequence", {}, "seq_dim"},
    {"ReverseV2", "reverse"},
    {"RightShift", "bitwise.right_shift"},
    {"Rint", "math.rint"},
    {"Roll", "roll"},
    {"Round", "math.round"},
    {"Rsqrt", "math.rsqrt"},
    {"ScatterNd", "scatter_nd"},
    {"SegmentMax", "math.segment_max"},
    {"SegmentMean", "math.segment_mean"},
    {"SegmentMin", "math.segment_min"},
    {"SegmentProd", "math.segment_prod"},
    {"SegmentSum", "math.segment_sum"},
    {"Select", "where"},
    {"SelectV2", "where"},
    {"SelfAdjointEigV2", "linalg.eigh"},
    {"Selu", "nn.selu"},
    {"Shape", "shape", {}, "out_type"},
    {"ShapeN", "shape_n", "*input", "out_type"},
    {"Sigmoid", "math.sigmoid"},
    {"Sign", "math.sign"},
    {"Sin", "math.sin"},
    {"Sinh", "math.sinh"},
    {"Size", "size", {}, "out_type"},
    {"Slice", "slice"},
    {"Snapshot", "identity"},
    {"Softmax", "nn.softmax"},
    {"Softplus", "math.softplus"},
    {"Softsign", "nn.softsign"},
    {"SpaceToBatchND", "space_to_batch"},
    {"SpaceToDepth", "nn.space_to_depth", {}, "block_size, data_format"},
    {"Split", "split", "axis, value", "num_split=num_or_size_splits"},
    {"SplitV", "split", "value, num_or_size_splits, axis"},
    {"Sqrt", "math.sqrt"},
    {"Square", "math.square"},
    {"SquaredDifference", "math.squared_difference"},
    {"Squeeze", "squeeze", {}, "squeeze_dims=axis"},
    {"StopGradient", "stop_gradient"},
    {"StridedSlice",
     "strided_slice",
     {},
     "begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask"},
    {"Sub", "math.subtract"},
    {"Sum", "math.reduce_sum", {}, kReduce},
    {"Svd", "linalg.svd", {}, "full_matrices, compute_uv"},
    {"Tan", "math.tan"},
    {"Tanh", "math.tanh"},
    {"TensorScatterAdd", "tensor_scatter_nd_add"},
    {"TensorScatterSub", "tensor_scatter_nd_sub"},
    {"TensorScatterUpdate", "tensor_scatter_nd_update"},
    {"Tile", "tile"},
    {"TopK", "math.top_k", {}, "k"},
    {"TopKV2", "math.top_k"},
    {"Transpose", "transpose"},
    {"TruncateDiv", "truncatediv"},
    {"TruncateMod", "truncatemod"},
    {"TruncatedNormal", "random.truncated_normal", {}, "dtype"},
    {"Unique", "unique", {}, "out_idx"},
    {"Unpack", "unstack", {}, "num, axis"},
    {"UnravelIndex", "unravel_index"},
    {"UnsortedSegmentMax", "math.unsorted_segment_max"},
    {"UnsortedSegmentMin", "math.unsorted_segment_min"},
    {"UnsortedSegmentProd", "math.unsorted_segment_prod"},
    {"UnsortedSegmentSum", "math.unsorted_segment_sum"},
    {"Where", "where"},
    {"Xdivy", "math.xdivy"},
    {"Xlogy", "math.xlogy"},
    {"ZerosLike", "zeros_like"},
    {"Zeta", "math.zeta"},
};

const NodeOp* find_node_op(std::string_view op) {
  auto found =
      std::lower_bound(std::begin(kNodeOps), std::end(kNodeOps), op,
                       [](const NodeOp& node, std::string_view name) { return node.op < name; });
  return found != std::end(kNodeOps) && found->op == op ? found : nullptr;
}

// ---- attributes

// DT_FLOAT is float32, as Keras calls it.
std::string dtype_name(std::string_view type) {
  if (type.starts_with("DT_")) type.remove_prefix(3);
  std::string name(type);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (name == "float") return "float32";
  if (name == "double") return "float64";
  if (name == "half") return "float16";
  return name;
}

// JSON has integers of 64 bits as strings, and bytes in base64.
Value integer(const Value& value) {
  const std::string* text = value.as_string();
  if (!text) return value;
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  bool all = error == std::errc() && end == text->data() + text->size();
  return all ? Value(number) : Value();
}

Value sizes_of(const Value& shape) {
  if (shape["unknownRank"] == Value(true)) return {};
  List sizes;
  const List* dims = shape["dim"].as_list();
  for (std::size_t i = 0; dims && i < dims->size(); ++i) {
    Value size = integer((*dims)[i]["size"]);
    sizes.push_back(size == Value(-1) ? Value() : size);
  }
  return sizes;
}

// The value in one kind of field of an AttrValue.
Value scalar(std::string_view kind, const Value& value) {
  if (kind == "i") return integer(value);
  if (kind == "shape") return sizes_of(value);
  const std::string* text = value.as_string();
  if (kind == "type") return text ? Value(dtype_name(*text)) : Value();
  if (kind == "s") return text ? Value(from_base64(*text)) : Value();
  return kind == "b" || kind == "f" ? value : Value();
}

Value read_attribute(const Value& attribute) {
  const Dict* fields = attribute.as_dict();
  if (!fields || fields->empty()) return {};
  const auto& [kind, value] = fields->front();
  if (kind != "list") return scalar(kind, value);
  const Dict* lists = value.as_dict();
  if (!lists || lists->empty()) return {};  // nothing was said
  List items;
  if (const List* list = lists->front().value.as_list()) {
    for (const Value& item : *list) items.push_back(scalar(lists->front().key, item));
  }
  return items;
}

struct Node {
  std::string op;
  Dict attributes;

  [[nodiscard]] const Value& operator[](std::string_view name) const {
    static const Value none;
    auto found = std::find_if(attributes.begin(), attributes.end(),
                              [&](const Member& member) { return member.key == name; });
    return found == attributes.end() ? none : found->value;
  }
};

Node read_node(const Value& node_def) {
  Value read;
  if (const std::string* bytes = node_def.as_string()) read = read_node_def(*bytes);
  const Value& json = node_def.is_string() ? read : node_def;
  Node node;
  if (const std::string* op = json["op"].as_string()) node.op = *op;
  if (const Dict* attributes = json["attr"].as_dict()) {
    for (const Member& member : *attributes) {
      node.attributes.push_back({member.key, read_attribute(member.value)});
    }
  }
  return node;
}

// ---- arguments

// A constant is a number or a list of them; from Keras 2.12 on it is wrapped, with its dtype.
const Value& constant_of(const Value& value) {
  return value["class_name"] == Value("__numpy__") ? value["config"]["value"] : value;
}

// The tensors, with the constants put in their places.
List inputs_of(const Value& constants, List args) {
  List inputs;
  for (Value& arg : args) {
    if (List* list = arg.as_list())
      inputs.insert(inputs.end(), list->begin(), list->end());
    else
      inputs.push_back(std::move(arg));
  }
  const Dict* members = constants.as_dict();
  if (!members) return inputs;
  std::vector<std::pair<std::int64_t, const Value*>> places;
  for (const Member& member : *members) {
    if (auto index = integer(Value(member.key)).as_int())
      places.emplace_back(*index, &member.value);
  }
  std::sort(places.begin(), places.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto [index, value] : places) {
    auto place = std::clamp<std::int64_t>(index, 0, std::ssize(inputs));
    inputs.insert(inputs.begin() + place, constant_of(*value));
  }
  return inputs;
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> result;
  if (text.empty()) return result;
  for (std::string_view word : split(text, ',')) result.push_back(trim(word));
  return result;
}

// The inputs by the names of the function's parameters.
Dict named_inputs(const NodeOp& op, const List& inputs) {
  Dict named;
  std::vector<std::string_view> names = words(op.inputs);
  std::size_t next = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t after = names.size() - i - 1;
    if (!names[i].starts_with('*')) {
      if (next < inputs.size()) named.push_back({std::string(names[i]), inputs[next++]});
      continue;
    }
    List items;
    for (; next + after < inputs.size(); ++next) items.push_back(inputs[next]);
    named.push_back({std::string(names[i].substr(1)), std::move(items)});
  }
  if (next < inputs.size()) throw UnknownShape{};
  return named;
}

void add_attributes(const NodeOp& op, const Node& node, Dict& named) {
  for (std::string_view word : words(op.attributes)) {
    std::size_t equals = word.find('=');
    std::string_view parameter = equals == std::string_view::npos ? word : word.substr(equals + 1);
    const Value& value = node[word.substr(0, equals)];
    if (!value.is_none() && word != "explicit_paddings") {
      named.push_back({std::string(parameter), value});
    }
  }
}

// Margins are a list of numbers beside the word that announces them.
void replace_explicit_padding(const Node& node, Dict& named) {
  const List* margins = node["explicit_paddings"].as_list();
  if (node["padding"] != Value("EXPLICIT") || !margins) return;
  List pairs;
  for (std::size_t i = 0; i + 1 < margins->size(); i += 2) {
    pairs.emplace_back(List{(*margins)[i], (*margins)[i + 1]});
  }
  for (Member& member : named) {
    if (member.key == "padding") member.value = pairs;
  }
}

const Value& node_def_of(const Value& config) { return config["node_def"]; }

}  // namespace

std::string tensorflow_callee(const Value& config) {
  if (const std::string* function = config["function"].as_string()) return *function;
  return config.find("node_def") ? read_node(node_def_of(config)).op : std::string();
}

bool knows_tensorflow(const Value& config) {
  std::string callee = tensorflow_callee(config);
  return config.find("node_def") ? find_node_op(callee) != nullptr
                                 : find_tensorflow_op(callee) != nullptr;
}

std::string_view nearest_tensorflow(const Value& config) {
  std::string callee = tensorflow_callee(config);
  if (!config.find("node_def")) return nearest_tensorflow_op(callee);
  std::vector<std::string_view> names;
  for (const NodeOp& op : kNodeOps) names.push_back(op.op);
  return nearest(callee, names);
}

Tensors call_tensorflow_node(Trace& trace, const Value& config, List args) {
  Node node = read_node(node_def_of(config));
  const NodeOp* op = find_node_op(node.op);
  const TensorFlowOp* function = op ? find_tensorflow_op(op->function) : nullptr;
  if (!function) throw UnknownShape{};
  List inputs = inputs_of(config["constants"], std::move(args));
  Dict named;
  if (!op->inputs.empty()) named = named_inputs(*op, std::exchange(inputs, {}));
  add_attributes(*op, node, named);
  replace_explicit_padding(node, named);
  return call_tensorflow(trace, *function, std::move(inputs), std::move(named));
}

}  // namespace modelviz
