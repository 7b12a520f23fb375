// The example of a guide as a model: "Dense(units=64)(x) | x=[None,128]" becomes the config that
// Keras would write of it.
#include <algorithm>
#include <map>

#include "model/reader.h"
#include "modelviz/eval.h"
#include "modelviz/layer_guide.h"
#include "python/expression.h"
#include "support/text.h"

namespace modelviz {
namespace {

using python::Expression;
using Kind = python::Expression::Kind;

Value shape_value(const Shape& shape) {
  List sizes;
  for (const Dim& size : shape) {
    sizes.push_back(size.is_constant() ? Value(*size.constant()) : Value());
  }
  return sizes;
}

class ExampleReader {
 public:
  explicit ExampleReader(const std::vector<EvalInput>& inputs) : inputs_(inputs) {}

  // A layer with its name and arguments, as configs hold it.
  Value layer(const Expression& made) {
    const std::string& class_name = made.children.at(0).text;
    std::string name = automatic_name(class_name);
    int number = count_[name]++;
    if (number > 0) name += "_" + std::to_string(number);
    Dict config{{"name", name}};
    for (std::size_t i = 1; i < made.children.size(); ++i) {
      config.push_back({made.names.at(i), value(made.children[i])});
    }
    if (class_name == "Bidirectional") name_directions(config);
    bool is_model = class_name == "Sequential";
    return Dict{{"module", is_model ? "keras" : "keras.layers"},
                {"class_name", class_name},
                {"name", name},
                {"config", std::move(config)}};
  }

  // The arguments of the call, as inbound_nodes hold them.
  Value call(const Expression& called) {
    List args;
    Dict kwargs;
    for (std::size_t i = 1; i < called.children.size(); ++i) {
      const std::string& name = called.names.at(i);
      if (name.empty())
        args.push_back(value(called.children[i]));
      else
        kwargs.push_back({name, value(called.children[i])});
    }
    return Dict{{"args", std::move(args)}, {"kwargs", std::move(kwargs)}};
  }

 private:
  static void name_directions(Dict& config) {
    for (Member& member : config) {
      if (!member.value.is_dict()) continue;
      std::string direction = member.key == "layer" ? "forward_" : "backward_";
      const std::string* class_name = member.value["class_name"].as_string();
      member.value.set("name", direction + automatic_name(*class_name));
    }
  }

  Value value(const Expression& e) {
    switch (e.kind) {
      case Kind::kLiteral:
        return e.value;
      case Kind::kName:
        return tensor(e.text);
      case Kind::kCall:
        return layer(e);
      case Kind::kTuple:
      case Kind::kList:
        return items(e);
      case Kind::kDict:
        return members(e);
      case Kind::kUnary:
        return negative(value(e.children.at(0)));
      default:
        throw Error(Fault::kInternal, "an example says more than a config can");
    }
  }

  Value items(const Expression& e) {
    List list;
    for (const Expression& item : e.children) list.push_back(value(item));
    return list;
  }

  Value members(const Expression& e) {
    Dict dict;
    for (std::size_t i = 0; i < e.names.size(); ++i) {
      dict.push_back({e.names[i], value(e.children[i])});
    }
    return dict;
  }

  static Value negative(const Value& number) {
    if (auto integer = number.as_int()) return -*integer;
    return -number.as_float().value_or(0);
  }

  [[nodiscard]] Value tensor(const std::string& name) const {
    auto input = std::find_if(inputs_.begin(), inputs_.end(),
                              [&](const EvalInput& i) { return i.name == name; });
    if (input == inputs_.end()) throw Error(Fault::kInternal, "an example has no " + name);
    return Dict{{"class_name", "__keras_tensor__"},
                {"config", Dict{{"shape", shape_value(*input->type.shape)},
                                {"dtype", text(input->type.dtype)},
                                {"keras_history", List{name, 0, 0}}}}};
  }

  const std::vector<EvalInput>& inputs_;
  std::map<std::string, int> count_;
};

Value input_layer(const EvalInput& input) {
  return Dict{{"module", "keras.layers"},
              {"class_name", "InputLayer"},
              {"name", input.name},
              {"config", Dict{{"name", input.name},
                              {"batch_shape", shape_value(*input.type.shape)},
                              {"dtype", text(input.type.dtype)}}},
              {"inbound_nodes", List{}}};
}

// A Functional model of the inputs and the layer. An InputLayer is called on nothing, and is its
// own input.
Value model_config(const Expression& example, const std::vector<EvalInput>& inputs) {
  ExampleReader reader(inputs);
  bool is_called = example.children.at(0).kind == Kind::kCall;
  Value layer = reader.layer(is_called ? example.children[0] : example);
  Value ref = List{layer["name"], 0, 0};
  layer.set("inbound_nodes", is_called ? List{reader.call(example)} : List{});
  List layers, input_refs;
  for (const EvalInput& input : inputs) {
    layers.push_back(input_layer(input));
    input_refs.push_back(List{input.name, 0, 0});
  }
  if (!is_called) input_refs.push_back(ref);
  layers.push_back(std::move(layer));
  return Dict{{"module", "keras.src.models.functional"},
              {"class_name", "Functional"},
              {"config", Dict{{"name", "example"},
                              {"layers", std::move(layers)},
                              {"input_layers", std::move(input_refs)},
                              {"output_layers", List{std::move(ref)}}}}};
}

}  // namespace

LayerExample make_example(const LayerDef& layer) {
  LayerExample example;
  std::string_view text = layer.guide.example;
  std::size_t bar = text.rfind(" | ");
  example.expression = text.substr(0, bar);
  if (bar != std::string_view::npos) {
    for (std::string_view input : split(text.substr(bar + 3), ' ')) {
      example.inputs.emplace_back(input);
    }
  }
  Expression parsed = python::parse_expression(example.expression);
  Value config = model_config(parsed, parse_eval_inputs(example.inputs));
  example.model = build({.file = example.expression,
                         .root = std::make_shared<const Value>(std::move(config)),
                         .source = nullptr});
  return example;
}

}  // namespace modelviz
