#include "fuzz/json_mutation.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <random>
#include <vector>

#include "modelviz/layer.h"
#include "modelviz/op.h"

namespace modelviz::fuzz {
namespace {

using Json = nlohmann::ordered_json;

class Mutator {
 public:
  explicit Mutator(unsigned seed) : random_(seed) {}

  void mutate(Json& root) {
    std::vector<Json*> nodes;
    collect(root, nodes);
    Json& node = *pick(nodes);
    switch (below(8)) {
      case 0:
        node = unexpected();
        break;
      case 1:
        node = Json(*pick(nodes));  // what stands elsewhere
        break;
      case 2:
        change_number(*pick(nodes));
        break;
      case 3:
        change_class(nodes);
        break;
      case 4:
        remove(*pick_container(nodes));
        break;
      case 5:
        repeat(*pick_container(nodes));
        break;
      case 6:
        swap_leaves(*pick_leaf(nodes), *pick_leaf(nodes));
        break;
      default:
        add_member(*pick_container(nodes), nodes);
    }
  }

  void cross(Json& root, Json& other) {
    std::vector<Json*> nodes, others;
    collect(root, nodes);
    collect(other, others);
    *pick(nodes) = *pick(others);
  }

 private:
  std::size_t below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
  }
  Json* pick(const std::vector<Json*>& nodes) { return nodes[below(nodes.size())]; }

  static void collect(Json& node, std::vector<Json*>& nodes) {
    nodes.push_back(&node);
    if (!node.is_structured()) return;
    for (Json& child : node) collect(child, nodes);
  }

  // One of a kind, if a few tries find it.
  Json* pick_container(const std::vector<Json*>& nodes) {
    Json* node = pick(nodes);
    for (int i = 0; i < 8 && (!node->is_structured() || node->empty()); ++i) node = pick(nodes);
    return node;
  }
  Json* pick_leaf(const std::vector<Json*>& nodes) {
    Json* node = pick(nodes);
    for (int i = 0; i < 8 && node->is_structured(); ++i) node = pick(nodes);
    return node->is_structured() ? nodes.front() : node;
  }

  // Where there are no leaves it is the root, which would then hold itself.
  static void swap_leaves(Json& one, Json& other) {
    if (!one.is_structured() && !other.is_structured()) std::swap(one, other);
  }

  Json unexpected() {
    static const std::vector<Json> kValues{nullptr,
                                           true,
                                           false,
                                           0,
                                           1,
                                           -1,
                                           2,
                                           3,
                                           7,
                                           64,
                                           1.5,
                                           -0.0,
                                           1e308,
                                           1e18,
                                           1e19,
                                           std::numeric_limits<std::int64_t>::max(),
                                           std::numeric_limits<std::int64_t>::min(),
                                           std::int64_t{1} << 31,
                                           std::int64_t{1} << 62,
                                           1000000,
                                           "",
                                           "x",
                                           "same",
                                           "valid",
                                           "causal",
                                           "channels_first",
                                           "channels_last",
                                           "float16",
                                           "int32",
                                           "bool",
                                           "string",
                                           "mixed_bfloat16",
                                           "None",
                                           "\x1b[31m",
                                           "\xC2\x9B",
                                           "&<>\"\\N",
                                           Json::array(),
                                           Json::object(),
                                           Json::array({nullptr, 8}),
                                           Json::array({1, 1}),
                                           Json::array({0, 0}),
                                           Json::array({-1}),
                                           Json::array({{1, 2}, {3, 4}}),
                                           Json::array({nullptr, nullptr, 8}),
                                           "ab,bc->ac",
                                           "...ab,bc->...ac",
                                           "relu",
                                           "glu",
                                           "softmax"};
    return kValues[below(kValues.size())];
  }

  void change_number(Json& node) {
    if (!node.is_number_integer()) {
      node = static_cast<std::int64_t>(below(20)) - 4;
      return;
    }
    auto number = node.get<std::uint64_t>();
    switch (below(4)) {
      case 0:
        ++number;
        break;
      case 1:
        --number;
        break;
      case 2:
        number *= 2;
        break;
      default:
        number = 0 - number;
    }
    node = static_cast<std::int64_t>(number);
  }

  void change_class(const std::vector<Json*>& nodes) {
    for (int i = 0; i < 32; ++i) {
      Json& node = *pick(nodes);
      if (!node.is_object() || !node.contains("class_name")) continue;
      bool to_op = node.contains("module") && below(4) == 0;
      if (to_op) {
        const OpDef& op = *all_ops()[below(all_ops().size())];
        node["class_name"] = op.keras_class;
        node["module"] = "keras.src.ops." + std::string(op.module);
      } else {
        node["class_name"] = all_layers()[below(all_layers().size())]->name;
      }
      return;
    }
  }

  void remove(Json& node) {
    if (!node.is_structured() || node.empty()) return;
    node.erase(std::next(node.begin(), static_cast<std::ptrdiff_t>(below(node.size()))));
  }

  void repeat(Json& node) {
    if (!node.is_array() || node.empty()) return;
    Json item = node[below(node.size())];
    for (std::size_t i = below(3) + 1; i-- > 0;) {
      node.insert(std::next(node.begin(), static_cast<std::ptrdiff_t>(below(node.size() + 1))),
                  item);
    }
  }

  void add_member(Json& node, const std::vector<Json*>& nodes) {
    if (!node.is_object()) return;
    Json& other = *pick_container(nodes);
    if (!other.is_object() || other.empty()) return;
    auto member = std::next(other.begin(), static_cast<std::ptrdiff_t>(below(other.size())));
    std::string key = member.key();
    Json value = below(2) == 0 ? Json(member.value()) : unexpected();
    node[key] = std::move(value);
  }

  std::mt19937 random_;
};

constexpr int kDeepest = 150;

// What is nested too deeply is left to the mutations of bytes: a tree of it is walked recursively.
Json parse(std::string_view text) {
  int deepest = 0;
  auto measure = [&](int depth, Json::parse_event_t, Json&) {
    deepest = std::max(deepest, depth);
    return deepest < kDeepest;
  };
  Json json = Json::parse(text, measure, false);
  return deepest < kDeepest ? json : Json(Json::value_t::discarded);
}

std::string written(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::ignore);
}

}  // namespace

std::string mutate_json(std::string_view text, unsigned seed) {
  Json root = parse(text);
  if (root.is_discarded()) return "";
  Mutator mutator(seed);
  for (unsigned i = 0; i <= seed % 4; ++i) mutator.mutate(root);
  return written(root);
}

std::string cross_json(std::string_view text, std::string_view other, unsigned seed) {
  Json root = parse(text), source = parse(other);
  if (root.is_discarded() || source.is_discarded()) return "";
  Mutator(seed).cross(root, source);
  return written(root);
}

}  // namespace modelviz::fuzz
