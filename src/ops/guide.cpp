#include "ops/guide.h"

#include <algorithm>

#include "ops/guide_tables.h"
#include "ops/rules.h"

namespace modelviz {
namespace {

// For all ops with this rule that have no guide of their own.
struct SharedGuide {
  TensorTypes (*rule)(OpCall&);
  OpGuide guide;
};

constexpr SharedGuide kShared[] = {
    {same_shape,
     {"", "The shape of x.", {"ops.{op}(x) | x=[None,10,5]", "ops.{op}(x) | x=int32[3]"}}},
    {broadcast,
     {"",
      "Both are lined up at their last axes. Sizes must be equal, or one of them 1 or missing: it "
      "is repeated. An unknown size takes that of the other, unless this is 1.",
      {"ops.{op}(x1, x2) | x1=[None,1,5] x2=[7,1]", "ops.{op}(x1, 2) | x1=int32[None,3]"}}},
};

const OpGuide* find_own(std::string_view name) {
  for (std::span<const OpGuide> guides : {elementwise_guides(), reduce_guides(), shape_guides(),
                                          index_guides(), nn_guides(), linalg_guides()}) {
    auto found = std::lower_bound(
        guides.begin(), guides.end(), name,
        [](const OpGuide& guide, std::string_view wanted) { return guide.op < wanted; });
    if (found != guides.end() && found->op == name) return &*found;
  }
  return nullptr;
}

}  // namespace

const OpGuide* find_guide(const OpDef& op) {
  if (!op.is_public()) return nullptr;
  if (const OpGuide* own = find_own(op.name)) return own;
  auto shared = std::find_if(std::begin(kShared), std::end(kShared),
                             [&](const SharedGuide& s) { return s.rule == op.rule; });
  return shared == std::end(kShared) ? nullptr : &shared->guide;
}

}  // namespace modelviz
