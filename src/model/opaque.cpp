#include "model/opaque.h"

#include <algorithm>
#include <functional>
#include <map>

#include "model/reader.h"
#include "modelviz/layer.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Keras has the layers of a model that are not its attributes in these groups. What is in a list is
// named after its class, what is an attribute after that.
bool holds_layers(const StoredGroup& group) {
  return group.name == "layers" || group.name == "_layer_checkpoint_dependencies";
}

// The states of random generators are no parameters.
bool is_seed(const StoredGroup& group) { return group.name.starts_with("seed_generator"); }

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// conv2d_transpose of the second layer that has this name.
std::string_view without_number(std::string_view name) {
  std::size_t last = name.rfind('_');
  bool has_number = last != std::string_view::npos && is_number(name.substr(last + 1));
  return has_number ? name.substr(0, last) : name;
}

// The class of Keras whose layers get this name where the user gives none; empty if there is none.
std::string known_class(std::string_view name) {
  static const auto classes = [] {
    std::map<std::string, std::string_view, std::less<>> classes{{"sequential", "Sequential"}};
    for (const LayerDef* layer : all_layers()) {
      classes.emplace(automatic_name(layer->name), layer->name);
    }
    return classes;
  }();
  auto found = classes.find(without_number(name));
  return found == classes.end() ? "" : std::string(found->second);
}

// The class after which Keras names what is in a list; one of the user's as far as its name tells.
std::string class_of(std::string_view name) {
  if (std::string known = known_class(name); !known.empty()) return known;
  constexpr std::string_view kAcronyms[] = {"lstm", "gru", "rnn", "rms", "stft", "elu"};
  std::string result;
  auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  for (std::string_view part : split(without_number(name), '_')) {
    std::string word(part);
    bool acronym =
        std::find(std::begin(kAcronyms), std::end(kAcronyms), part) != std::end(kAcronyms);
    bool is_rank = word.size() > 2 && word.back() == 'd' && word[word.size() - 2] >= '1' &&
                   word[word.size() - 2] <= '3';
    if (acronym) {
      for (char& c : word) c = upper(c);
    } else if (!word.empty()) {
      word.front() = upper(word.front());
      if (is_rank) word.back() = 'D';
    }
    result += word;
  }
  return result;
}

// The layer that a constructor was given for an attribute, where the argument has the same name;
// nullptr where there is none.
const Value* constructor_argument(const Value& config, std::string_view attribute) {
  attribute.remove_prefix(std::min(attribute.find_first_not_of('_'), attribute.size()));
  const Value* argument = config.find(attribute);
  bool is_layer = argument && (*argument)["class_name"].is_string() && argument->find("config");
  return is_layer ? argument : nullptr;
}

class TreeMaker {
 public:
  explicit TreeMaker(const Layer& root) : json_path_(root.json_path) {}

  /// `config` is what the layer's constructor was given, None where that is not known.
  void fill(Layer& layer, StoredGroup& group, const Value& config) {
    layer.is_opaque = true;
    layer.stored_weights = std::move(group.weights);
    Graph graph;
    add_layers(graph, group, config);
    for (std::size_t i = 0; i < graph.layers.size(); ++i) {
      // A call without inputs: who gives them is not known.
      graph.layers[i].calls.emplace_back().args.emplace_back(List{});
      graph.steps.push_back({static_cast<int>(i), 0});
    }
    if (!graph.layers.empty()) layer.graph = std::make_unique<const Graph>(std::move(graph));
  }

 private:
  void add_layers(Graph& graph, StoredGroup& group, const Value& config) {
    for (StoredGroup& inner : group.groups) {
      if (is_seed(inner)) continue;
      if (holds_layers(inner)) {
        add_layers(graph, inner, {});
      } else {
        graph.layers.push_back(make_layer(inner, group.layer.empty(), config));
      }
    }
  }

  Layer make_layer(StoredGroup& group, bool is_in_list, const Value& config) {
    Layer layer;
    // Keras 2.12 wrote the whole path: _layer_checkpoint_dependencies\dense.
    std::string name = group.name.substr(group.name.rfind('\\') + 1);
    bool is_list = group.layer.empty();
    layer.name = is_list ? name : group.layer;
    const Value* argument = is_in_list ? nullptr : constructor_argument(config, name);
    layer.class_name = is_list      ? "list"
                       : argument   ? string_of((*argument)["class_name"])
                       : is_in_list ? class_of(name)
                                    : known_class(layer.name);
    if (layer.class_name.empty()) layer.class_name = "Layer";  // only the Python code says it
    layer.config = std::make_shared<const Value>(Dict{{"name", layer.name}});
    layer.json_path = json_path_;
    fill(layer, group, argument ? (*argument)["config"] : Value());
    return layer;
  }

  std::string json_path_;
};

bool has_weights(const StoredGroup& group) {
  return !group.weights.empty() ||
         std::any_of(group.groups.begin(), group.groups.end(), has_weights);
}

}  // namespace

bool open_weights(Model& model) {
  if (!model.document.read_weights) return false;
  StoredGroup weights = model.document.read_weights();
  if (!has_weights(weights)) return false;
  TreeMaker(model.root).fill(model.root, weights, *model.root.config);
  if (!model.root.graph) model.root.graph = std::make_unique<const Graph>();
  Diagnostic warning{.severity = Severity::kWarning, .file = model.file};
  warning.message = "the file holds the weights of this " + sanitize(model.root.class_name) +
                    ", but not its graph: which layers call which is only in its Python code";
  warning.hint =
      "Shown are the layers that have weights of their own, by the names of their groups; a class "
      "is what the name tells of it. Which of the weights are trained is not in the file.";
  model.warnings.push_back(std::move(warning));
  return true;
}

}  // namespace modelviz
