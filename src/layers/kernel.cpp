#include "layers/kernel.h"

#include <charconv>

#include "ops/ops.h"
#include "support/text.h"

namespace modelviz {
namespace {

using namespace ops;

const Value& policy_value(const Call& c, std::string_view key) {
  return (*c.layer().config)["dtype"]["config"][key];
}

// "int4/128" is int4 in blocks of 128; without a number, or with -1, there are no blocks.
struct Quantization {
  std::string mode;
  std::int64_t block = -1;
};

Quantization read_quantization(const Call& c) {
  const std::string* mode = policy_value(c, "mode").as_string();
  if (!mode) return {};
  std::vector<std::string_view> parts = split(*mode, '/');
  Quantization result{.mode = std::string(parts[0])};
  if (parts.size() > 1) {
    std::from_chars(parts[1].data(), parts[1].data() + parts[1].size(), result.block);
  }
  return result;
}

Tensor make_int8(Call& c, const std::string& name, const Shape& shape, const Shape& scales) {
  Tensor kernel = c.weight(name, shape, {.trainable = false, .dtype = DType::kInt8});
  c.weight(name + "_scale", scales, {.trainable = false});
  return cast(kernel, c.compute_dtype());
}

Tensor make_int4(Call& c, const std::string& name, const Shape& shape,
                 const QuantizedLayout& layout, std::int64_t block) {
  Shape packed = layout.matrix, scales = layout.matrix;
  Dim& halved = packed[layout.packed_axis];
  halved = ceil_div(halved, 2);  // two numbers in a byte
  Dim grouped = layout.matrix[layout.grouped_axis];
  if (block > 0) {
    scales[layout.grouped_axis] = ceil_div(grouped, block);
  } else {
    scales.erase(scales.begin() + static_cast<std::ptrdiff_t>(layout.grouped_axis));
  }
  Tensor kernel = c.weight(name, packed, {.trainable = false, .dtype = DType::kInt8});
  c.weight(name + "_scale", scales, {.trainable = false});
  if (block > 0 && layout.reverses) {
    c.weight(name + "_zero", scales, {.trainable = false});
  } else if (block > 0) {
    c.weight(name + "_zero", scales, {.trainable = false, .dtype = DType::kInt8});
    c.weight("g_idx", {grouped}, {.trainable = false, .dtype = DType::kFloat32});
  }
  return c.declare(cast(kernel, c.compute_dtype()), shape);
}

// What training in float8 keeps of the values that it has seen.
void make_float8_statistics(Call& c) {
  std::int64_t length = policy_value(c, "amax_history_length").as_int().value_or(1024);
  for (std::string name : {"inputs", "kernel", "outputs_grad"}) {
    WeightOptions options{.dtype = DType::kFloat32, .autocast = false};
    c.weight(name + "_scale", {}, options);
    c.weight(name + "_amax_history", {length}, options);
  }
}

Tensor adapted(Call& c, const Tensor& kernel, const std::string& name) {
  Dim rank = c.count("lora_rank");
  Shape a_shape = kernel.shape();
  a_shape.back() = rank;
  WeightOptions options{.dtype = DType::kFloat32, .added_later = true};
  Tensor a = c.weight("lora_" + name + "_a", a_shape, options);
  Tensor b = c.weight("lora_" + name + "_b", {rank, kernel[-1]}, options);
  return kernel + matmul(a, b);
}

}  // namespace

Tensor make_kernel(Call& c, std::string_view name, const Shape& shape) {
  bool is_adapted = !c.value("lora_rank").is_none();
  Tensor kernel = c.weight(name, shape, {.rests = is_adapted});
  return is_adapted ? adapted(c, kernel, std::string(name)) : kernel;
}

Tensor make_kernel(Call& c, std::string_view name, const Shape& shape,
                   const QuantizedLayout& quantized) {
  Quantization quantization = read_quantization(c);
  if (quantization.mode == "float8") make_float8_statistics(c);
  std::optional<Tensor> kernel = make_quantized(c, name, shape, quantized);
  if (!kernel) return make_kernel(c, name, shape);
  return c.value("lora_rank").is_none() ? *kernel : adapted(c, *kernel, std::string(name));
}

std::optional<Tensor> make_quantized(Call& c, std::string_view name, const Shape& shape,
                                     const QuantizedLayout& layout) {
  Quantization quantization = read_quantization(c);
  std::string key(name);
  if (quantization.mode == "int8") return make_int8(c, key, shape, layout.int8_scales);
  if (quantization.mode == "int4") return make_int4(c, key, shape, layout, quantization.block);
  return std::nullopt;
}

}  // namespace modelviz
