// Python signatures: "x, axis=None, keepdims=False". One text per op and layer says its parameters,
// their order and their defaults.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modelviz/value.h"

namespace modelviz {

struct Parameter {
  SharedText name;
  Value value;  ///< the default
  bool required = true;
  bool variadic = false;    ///< *operands: takes all further positional arguments, as a list
  bool keywords = false;    ///< **axes_lengths: takes all further named arguments, as a dict
  bool named_only = false;  ///< stands after a bare *
};

using Signature = std::vector<Parameter>;

/// The signature written in a text that lives as long as the program. Parsed once.
const Signature& signature(std::string_view text);

const Parameter* find_parameter(const Signature& signature, std::string_view name);

/// A Python literal: None, True, -1, 1e-7, 'same', (1, 1), [0, None], ….
/// Throws Error (Fault::kInternal): only our own texts are parsed.
Value parse_literal(std::string_view text);

/// What each parameter gets: a dict in the order of the signature with what was passed. Positional
/// arguments skip parameters that are also named: an op node of a config names those of its
/// constructor. Throws Error (Fault::kModel) as Python would, with `callee` in the message.
Value bind_arguments(const Signature& signature, List positional, Dict named,
                     std::string_view callee);

/// The argument that was passed, else the default.
const Value& argument(const Signature& signature, const Value& arguments, std::string_view name);

}  // namespace modelviz
