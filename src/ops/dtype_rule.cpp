// How the dtype of an op's result follows from those of its inputs. Source: compute_output_spec of
// the classes in keras/src/ops (3.15).
#include <vector>

#include "modelviz/op.h"

namespace modelviz {
namespace {

DType promote_with(std::span<const DType> dtypes, DType extra) {
  std::vector<DType> all(dtypes.begin(), dtypes.end());
  all.push_back(extra);
  return result_type(all);
}

std::vector<DType> without_python_numbers(std::span<const DType> dtypes) {
  std::vector<DType> strong(dtypes.begin(), dtypes.end());
  for (DType& dtype : strong) {
    if (dtype == DType::kPythonInt) dtype = DType::kInt64;
    if (dtype == DType::kPythonFloat) dtype = DType::kFloat32;
  }
  return strong;
}

bool is_small_integer(DType dtype) {
  return is_integer(dtype) && dtype != DType::kInt64 && dtype != DType::kUint64;
}

DType wide_float(DType dtype) {
  if (dtype == DType::kInt64) return DType::kFloat64;
  return is_small_integer(dtype) ? DType::kFloat32 : dtype;
}

DType angle(DType dtype) {
  switch (dtype) {
    case DType::kInt64:
    case DType::kFloat64:
      return DType::kFloat64;
    case DType::kFloat16:
    case DType::kBfloat16:
      return dtype;
    default:
      return DType::kFloat32;
  }
}

DType floating(DType dtype) {
  return is_integer(dtype) || dtype == DType::kBool ? DType::kFloat32 : dtype;
}

DType product(std::span<const DType> dtypes) {
  for (DType dtype : dtypes) {
    if (dtype != DType::kInt8) return result_type(without_python_numbers(dtypes));
  }
  return DType::kInt32;
}

DType widened(DType dtype) {
  switch (dtype) {
    case DType::kBool:
    case DType::kInt8:
    case DType::kInt16:
      return DType::kInt32;
    case DType::kUint8:
    case DType::kUint16:
      return DType::kUint32;
    default:
      return dtype;
  }
}

}  // namespace

DType result_dtype(DTypeRule rule, std::span<const DType> dtypes) {
  DType first = dtypes.empty() ? DType::kFloat32 : dtypes.front();
  // result_type() of one dtype is not always itself, so ops on one tensor do not ask for it.
  auto promoted = [&] { return dtypes.size() == 1 ? first : result_type(dtypes); };
  switch (rule) {
    case DTypeRule::kBool:
      return DType::kBool;
    case DTypeRule::kInt32:
      return DType::kInt32;
    case DTypeRule::kFloat32:
      return DType::kFloat32;
    case DTypeRule::kSame:
      return first;
    case DTypeRule::kPromote:
      return result_type(dtypes);
    case DTypeRule::kToFloat:
      return promote_with(dtypes, DType::kPythonFloat);
    case DTypeRule::kNotBool:
      return promoted() == DType::kBool ? DType::kInt32 : promoted();
    case DTypeRule::kWiden:
      return widened(first);
    case DTypeRule::kSum:
      return widened(result_type(dtypes));
    case DTypeRule::kFloating:
      return floating(first);
    case DTypeRule::kWideFloat:
      return wide_float(promoted());
    case DTypeRule::kWideFloatNotBool:
      return first == DType::kBool ? DType::kFloat32 : wide_float(first);
    case DTypeRule::kAngle:
      return angle(first);
    case DTypeRule::kProduct:
      return product(dtypes);
    case DTypeRule::kStrong:
      return result_type(without_python_numbers(dtypes));
    case DTypeRule::kStrongFloat:
      return promote_with(without_python_numbers(dtypes), DType::kPythonFloat);
  }
  return DType::kUnknown;
}

}  // namespace modelviz
