#include "model/opaque.h"

#include <algorithm>

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

// Keras makes conv2d_transpose_1 of the second Conv2DTranspose; this is the way back.
std::string class_of(std::string_view group) {
  constexpr std::string_view kAcronyms[] = {"lstm", "gru", "rnn", "rms", "stft", "elu"};
  std::string name;
  std::vector<std::string_view> words = split(group, '_');
  bool numbered = words.size() > 1 && !words.back().empty() &&
                  words.back().find_first_not_of("0123456789") == std::string_view::npos;
  if (numbered) words.pop_back();
  auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string word(words[i]);
    bool acronym =
        std::find(std::begin(kAcronyms), std::end(kAcronyms), words[i]) != std::end(kAcronyms);
    bool is_relu = word == "lu" && i > 0 && words[i - 1] == "re";
    bool is_rank = word.size() > 2 && word.back() == 'd' && word[word.size() - 2] >= '1' &&
                   word[word.size() - 2] <= '3';
    if (acronym || is_relu) {
      for (char& c : word) c = upper(c);
    } else if (!word.empty()) {
      word.front() = upper(word.front());
      if (is_rank) word.back() = 'D';
    }
    name += word;
  }
  return name;
}

class TreeMaker {
 public:
  explicit TreeMaker(const Layer& root) : json_path_(root.json_path) {}

  void fill(Layer& layer, StoredGroup& group) {
    layer.is_opaque = true;
    layer.stored_weights = std::move(group.weights);
    Graph graph;
    add_layers(graph, group);
    for (std::size_t i = 0; i < graph.layers.size(); ++i) {
      // A call without inputs: who gives them is not known.
      graph.layers[i].calls.emplace_back().args.emplace_back(List{});
      graph.steps.push_back({static_cast<int>(i), 0});
    }
    if (!graph.layers.empty()) layer.graph = std::make_unique<const Graph>(std::move(graph));
  }

 private:
  void add_layers(Graph& graph, StoredGroup& group) {
    for (StoredGroup& inner : group.groups) {
      if (is_seed(inner)) continue;
      if (holds_layers(inner)) {
        add_layers(graph, inner);
      } else {
        graph.layers.push_back(make_layer(inner, group.layer.empty()));
      }
    }
  }

  Layer make_layer(StoredGroup& group, bool is_in_list) {
    Layer layer;
    // Keras 2.12 wrote the whole path: _layer_checkpoint_dependencies\dense.
    std::string name = group.name.substr(group.name.rfind('\\') + 1);
    bool is_list = group.layer.empty();
    layer.name = is_list ? name : group.layer;
    layer.class_name = is_list ? "list" : is_in_list ? class_of(name) : "Layer";
    layer.config = std::make_shared<const Value>(Dict{{"name", layer.name}});
    layer.json_path = json_path_;
    fill(layer, group);
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
  TreeMaker(model.root).fill(model.root, weights);
  if (!model.root.graph) model.root.graph = std::make_unique<const Graph>();
  Diagnostic warning{.severity = Severity::kWarning, .file = model.file};
  warning.message = "the file holds the weights of this " + sanitize(model.root.class_name) +
                    ", but not its graph: which layers call which is only in its Python code";
  warning.hint =
      "Shown are the layers that have weights of their own, by the names of their groups; which of "
      "the weights are trained is not in the file.";
  model.warnings.push_back(std::move(warning));
  return true;
}

}  // namespace modelviz
