// Tables of layers: a config and inputs go in; outputs and weights come out.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace modelviz::test {

struct LayerCase {
  std::string_view class_name;
  std::string_view config;   ///< "units=4, activation='relu'"
  std::string_view inputs;   ///< as support/cells.h reads arguments
  std::string_view outputs;  ///< "(None, 4) float32; …", or "error: " and a part of the message
  /// "kernel (8, 4), bias (4,)"; a dtype that is not float32 and "frozen" follow the shape.
  std::string_view weights = "";
};

/// Checks each case as a layer of Keras 3.
void expect_layers(std::span<const LayerCase> cases);
/// Checks each case as a layer of Keras 2.
void expect_keras2_layers(std::span<const LayerCase> cases);
/// Checks that each case is accepted with a warning that contains the text in place of the weights.
void expect_warnings(std::span<const LayerCase> cases);

/// The names of the ops that run in a case, in their order.
std::string ops_of(const LayerCase& test);
/// Its multiply-accumulates.
std::string macs_of(const LayerCase& test);

/// What a layer of Keras 3 gives, and what is noted of its own calls: a line each.
struct LayerOutcome {
  std::string outputs, notes;
};
LayerOutcome outcome_of(const LayerCase& test);

}  // namespace modelviz::test
