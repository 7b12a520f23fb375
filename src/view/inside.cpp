// A call is drawn in the order in which it ran: each op takes tensors that a node before it made.
//
// Not drawn are copies, by which a definition declares shapes, and casts of weights to the dtype of
// the computation. An op without inputs (zeros) is drawn once something takes it: as the beginning
// of a state it needs no node.
//
// Of a wrapper whose ops are not shown only the layers are drawn that it holds. Its own ops (to
// take a step, to join two directions) are passed through: what they make comes from the layers
// that made what they take.
#include "view/inside.h"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <utility>

#include "modelviz/op.h"
#include "view/attributes.h"
#include "view/op_label.h"

namespace modelviz {

InsideMaker::InsideMaker(View& view, const Run& run, const Failures& failures, const Opened& opened)
    : view_(view), run_(run), trace_(*run.trace), failures_(failures), opened_(opened) {
  inner_calls_.resize(trace_.calls().size());
  for (int i = 0; const LayerCall& call : trace_.calls()) {
    if (call.parent >= 0) inner_calls_[static_cast<std::size_t>(call.parent)].push_back(i);
    ++i;
  }
}

// ---- what there is to draw ----------------------------------------------------------------------

const LayerCall& InsideMaker::call_at(int call) const {
  return trace_.calls()[static_cast<std::size_t>(call)];
}

const TraceTensor& InsideMaker::tensor_at(int tensor) const {
  return trace_.tensors()[static_cast<std::size_t>(tensor)];
}

bool InsideMaker::is_folded(const TraceOp& op) const { return modelviz::is_folded(op, trace_); }

std::vector<int> InsideMaker::shown_ops_of(int call) const {
  std::vector<int> shown;
  for (int i = call_at(call).first_op; i < call_at(call).end_op; ++i) {
    if (!is_folded(trace_.ops()[static_cast<std::size_t>(i)])) shown.push_back(i);
  }
  return shown;
}

bool InsideMaker::is_frame(int call) const {
  const LayerCall& made = call_at(call);
  const Layer& layer = *made.layer;
  if (made.shapes_from != ShapesFrom::kInferred || failures_.contains(&layer)) return false;
  if (!shows_ops(call)) {
    bool holds_any = layer.graph || !inner_calls_[static_cast<std::size_t>(call)].empty();
    return opened_.shows_layers(layer) && holds_any;
  }
  std::size_t ops = shown_ops_of(call).size();
  return ops > 1 || (ops == 1 && !run_.weights_of(layer).empty());
}

bool InsideMaker::shows_ops(int call) const {
  const Layer& layer = *call_at(call).layer;
  return !layer.graph && opened_.shows_ops(layer);
}

namespace {

// Whether the class of a layer says what its op is: expand_dims and ExpandDims.
bool is_class(std::string_view op, std::string_view class_name) {
  std::string letters;
  for (char c : op) {
    if (c != '_') letters += c;
  }
  return std::equal(
      letters.begin(), letters.end(), class_name.begin(), class_name.end(),
      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

}  // namespace

std::string InsideMaker::only_op(int call) const {
  std::vector<int> shown = shown_ops_of(call);
  if (shown.size() != 1) return {};
  const TraceOp& op = trace_.ops()[static_cast<std::size_t>(shown[0])];
  std::string name = op_name(op), constants = constants_of(op, known_tensors(call));
  if (constants.empty()) return is_class(name, call_at(call).layer->class_name) ? "" : name;
  return name + " " + constants;
}

// The tensors that a call is given, and those that the ops in it make.
std::set<int> InsideMaker::known_tensors(int call) const {
  const std::vector<int>& inputs = call_at(call).inputs;
  std::set<int> known(inputs.begin(), inputs.end());
  for (int i = call_at(call).first_op; i < call_at(call).end_op; ++i) {
    const std::vector<int>& outputs = trace_.ops()[static_cast<std::size_t>(i)].outputs;
    known.insert(outputs.begin(), outputs.end());
  }
  return known;
}

// With the tensors that are neither known nor weights: the mean in the config of a Normalization.
// Where shapes are shown, that of a reshape says what it is given.
std::string InsideMaker::constants_of(const TraceOp& op, const std::set<int>& known) const {
  std::string constants = op_constants(op);
  if (view_.options.show_shapes && op.outputs.size() == 1 &&
      constants == shape_text(run_, op.outputs[0])) {
    constants.clear();
  }
  for (int input : op.inputs) {
    const TraceTensor& tensor = tensor_at(input);
    if (known.contains(input) || tensor.weight >= 0 || tensor.in_function) continue;
    constants += (constants.empty() ? "" : ", ") + ("constant " + shape_text(run_, input));
  }
  return constants;
}

bool InsideMaker::is_same(int call, int other) const {
  std::vector<int> ops = shown_ops_of(call), others = shown_ops_of(other);
  auto op_at = [this](int index) -> const TraceOp& {
    return trace_.ops()[static_cast<std::size_t>(index)];
  };
  return call_at(call).inputs.size() == call_at(other).inputs.size() &&
         std::equal(ops.begin(), ops.end(), others.begin(), others.end(),
                    [&](int a, int b) { return op_at(a).op == op_at(b).op; });
}

// ---- frames -------------------------------------------------------------------------------------

Ports InsideMaker::draw(int call, int cluster) {
  makers_.clear();
  aliases_.clear();
  origins_.clear();
  constants_.clear();
  takers_.clear();
  loop_frames_.clear();
  loops_with_states_.clear();
  uses_.clear();
  known_ = known_tensors(call);
  count_uses(call);
  Ports ports{.cluster = -1, .first_node = static_cast<int>(view_.nodes.size())};
  ports.cluster = draw_frame(call, cluster);
  for (int tensor : call_at(call).inputs) ports.takers.push_back(takers_[resolve(tensor)]);
  for (int tensor : call_at(call).outputs) {
    ports.outputs.push_back(sources_of(tensor, call, ports.cluster));
  }
  for (int loop : loops_with_states_) add_new_states(loop, loop_frames_.at(loop));
  return ports;
}

std::vector<Ports::Source> InsideMaker::sources_of(int tensor, int call, int frame) {
  const std::vector<int>& inputs = call_at(call).inputs;
  std::vector<Ports::Source> sources;
  for (int origin : origins_of(tensor)) {
    Ports::Source source{.node = maker_of(origin, frame)};
    auto input =
        std::find_if(inputs.begin(), inputs.end(), [&](int id) { return resolve(id) == origin; });
    if (source.node < 0 && input != inputs.end()) {
      source.input = static_cast<int>(input - inputs.begin());
    }
    sources.push_back(source);
  }
  return sources;
}

int InsideMaker::draw_frame(int call, int cluster) {
  const Layer& layer = *call_at(call).layer;
  int frame = add_cluster(view_, {.name = layer.name,
                                  .class_name = class_text(layer),
                                  .parent = cluster,
                                  .role = layer.graph ? FrameRole::kModel : FrameRole::kLayer,
                                  .kind = kind_of(layer),
                                  .trainable = trainable_of(layer, run_)});
  frames_[&layer] = frame;
  draw_content(call, frame);
  if (shows_ops(call)) add_idle_weights(layer, frame);
  return frame;
}

void InsideMaker::draw_content(int call, int frame) {
  const LayerCall& outer = call_at(call);
  const std::vector<int>& inner_calls = inner_calls_[static_cast<std::size_t>(call)];
  auto inner = inner_calls.begin();
  for (int next = outer.first_op;;) {
    if (inner != inner_calls.end() && call_at(*inner).first_op <= next) {
      draw_inner_call(*inner, cluster_for(call_at(*inner).loop, call, frame));
      next = call_at(*inner++).end_op;
    } else if (next < outer.end_op) {
      const TraceOp& op = trace_.ops()[static_cast<std::size_t>(next++)];
      if (shows_ops(call))
        draw_op(op, cluster_for(op.loop, call, frame));
      else
        pass_through(op);
    } else {
      return;
    }
  }
}

void InsideMaker::draw_inner_call(int call, int cluster) {
  const LayerCall& made = call_at(call);
  const Layer* outer = made.parent < 0 ? nullptr : call_at(made.parent).layer;
  // As in plot_model, a Sequential within a model has no box for its input.
  bool hidden = outer && outer->graph && outer->graph->sequential &&
                made.layer->class_name == "InputLayer" && outer->graph->layers.size() > 1;
  if (hidden) return;
  if (is_frame(call)) {
    draw_frame(call, cluster);
  } else {
    draw_box(call, cluster);
  }
}

void InsideMaker::draw_box(int call, int cluster) {
  const LayerCall& made = call_at(call);
  ViewNode box = make_node(*made.layer, run_, failures_, call);
  box.attributes = attributes_text(*made.layer, view_.options);
  if (opened_.shows_ops(*made.layer) && !made.layer->graph) box.detail = only_op(call);
  box.cluster = cluster;
  int node = add_node(view_, std::move(box));
  bool is_input = made.layer->class_name == "InputLayer";
  for (int tensor : is_input ? made.outputs : made.inputs) take(tensor, node);
  for (int tensor : made.outputs) {
    makers_[resolve(tensor)] = node;
    origins_.erase(resolve(tensor));  // what an InputLayer hands on comes from it from now on
  }
  if (view_.options.show_weights) add_weights_beside(view_, node);
}

// The frame for what runs in a loop, within that of the call that runs the loop.
int InsideMaker::cluster_for(int loop, int call, int frame) {
  if (loop == call_at(call).loop || loop < 0) return frame;
  if (auto found = loop_frames_.find(loop); found != loop_frames_.end()) return found->second;
  const TraceLoop& region = trace_.loops()[static_cast<std::size_t>(loop)];
  int outer = cluster_for(region.parent, call, frame);
  auto steps = region.steps.constant();
  std::string count = steps ? std::to_string(*steps) : region.steps.text();
  int inner = add_cluster(
      view_, {.name = "× " + count, .class_name = "", .parent = outer, .role = FrameRole::kLoop});
  loop_frames_[loop] = inner;
  if (shows_ops(call)) {
    loops_with_states_.insert(loop);
    add_states(loop, inner);
  }
  return inner;
}

namespace {

std::string state_name(const std::vector<int>& states, std::size_t index) {
  return states.size() == 1 ? "state" : "state " + std::to_string(index + 1);
}

}  // namespace

void InsideMaker::add_states(int loop, int frame) {
  const std::vector<int>& states = trace_.loops()[static_cast<std::size_t>(loop)].states;
  for (std::size_t i = 0; i < states.size(); ++i) {
    int tensor = resolve(states[i]);
    auto constant = constants_.find(tensor);
    bool is_constant = constant != constants_.end() && !makers_.contains(tensor);
    std::string detail = is_constant ? op_name(*constant->second) + " at first" : "";
    int node = add_state({.name = state_name(states, i), .detail = detail}, tensor, frame);
    if (!is_constant) take(tensor, node);
    makers_[tensor] = node;
  }
}

// What a step makes of the states, for the next one.
void InsideMaker::add_new_states(int loop, int frame) {
  const TraceLoop& region = trace_.loops()[static_cast<std::size_t>(loop)];
  for (std::size_t i = 0; i < region.new_states.size(); ++i) {
    int tensor = resolve(region.new_states[i]);
    take(tensor, add_state({.name = "next " + state_name(region.states, i)}, tensor, frame));
  }
}

int InsideMaker::add_state(ViewNode node, int tensor, int frame) {
  node.role = NodeRole::kState;
  node.output_shapes = {shape_text(run_, tensor)};
  node.dtypes = {std::string(text(tensor_at(tensor).type.dtype))};
  node.cluster = frame;
  return add_node(view_, std::move(node));
}

// ---- ops and weights ----------------------------------------------------------------------------

void InsideMaker::draw_op(const TraceOp& op, int cluster) {
  if (is_folded(op) && !op.inputs.empty()) {
    aliases_[op.outputs.at(0)] = resolve(op.inputs[0]);
  } else if (op.inputs.empty()) {
    for (int output : op.outputs) constants_[output] = &op;
  } else {
    add_op(op, cluster);
  }
}

// What is made of constants and weights alone comes from nowhere.
void InsideMaker::pass_through(const TraceOp& op) {
  std::vector<int> origins;
  for (int input : op.inputs) {
    for (int origin : origins_of(input)) {
      bool is_new = std::find(origins.begin(), origins.end(), origin) == origins.end();
      if (is_new && tensor_at(origin).weight < 0) origins.push_back(origin);
    }
  }
  for (int output : op.outputs) origins_[output] = origins;
}

int InsideMaker::add_op(const TraceOp& op, int cluster) {
  ViewNode node{.name = op_name(op), .role = NodeRole::kOp, .kind = LayerKind::kOp};
  node.detail = constants_of(op, known_);
  for (int input : op.inputs) node.input_shapes.push_back(shape_text(run_, input));
  for (int output : op.outputs) {
    node.output_shapes.push_back(shape_text(run_, output));
    node.dtypes.emplace_back(text(tensor_at(output).type.dtype));
  }
  node.cluster = cluster;
  group_weights(op, cluster);
  int index = add_node(view_, std::move(node));
  for (int input : op.inputs) take(input, index);
  for (int output : op.outputs) makers_[output] = index;
  return index;
}

// How many ops of a call take each weight, be it cast.
void InsideMaker::count_uses(int call) {
  std::map<int, int> uncast;
  for (int i = call_at(call).first_op; i < call_at(call).end_op; ++i) {
    const TraceOp& op = trace_.ops()[static_cast<std::size_t>(i)];
    for (int input : op.inputs) {
      auto cast = uncast.find(input);
      int tensor = cast == uncast.end() ? input : cast->second;
      if (is_folded(op)) uncast[op.outputs.at(0)] = tensor;
      if (int weight = tensor_at(tensor).weight; weight >= 0 && !is_folded(op)) ++uses_[weight];
    }
  }
}

// Weights in one box, in the frame of the layer that owns them.
int InsideMaker::add_weights(const std::vector<int>& weights, int cluster) {
  ViewNode node{.role = NodeRole::kWeights};
  node.cluster = cluster;
  auto index = static_cast<int>(view_.nodes.size());
  for (int weight : weights) {
    const TraceWeight& made = trace_.weights()[static_cast<std::size_t>(weight)];
    node.weights.push_back(make_weight(made, *made.owner));
    if (auto frame = frames_.find(made.owner); frame != frames_.end()) node.cluster = frame->second;
    weight_nodes_[weight] = index;
  }
  return add_node(view_, std::move(node));
}

// What only this op takes stands in one box: gamma, beta, moving_mean, moving_variance.
void InsideMaker::group_weights(const TraceOp& op, int cluster) {
  std::vector<int> group;
  for (int input : op.inputs) {
    int weight = tensor_at(resolve(input)).weight;
    if (weight >= 0 && !weight_nodes_.contains(weight) && uses_[weight] == 1)
      group.push_back(weight);
  }
  std::sort(group.begin(), group.end());  // as Keras lists them
  if (!group.empty()) add_weights(group, cluster);
}

// Weights that no op takes: what training keeps of the values that it has seen.
void InsideMaker::add_idle_weights(const Layer& layer, int frame) {
  std::vector<int> idle;
  for (int weight : trace_.weights_of(layer)) {
    bool is_own = trace_.weights()[static_cast<std::size_t>(weight)].owner == &layer;
    if (is_own && !weight_nodes_.contains(weight)) idle.push_back(weight);
  }
  if (!idle.empty()) add_weights(idle, frame);
}

// ---- tensors ------------------------------------------------------------------------------------

int InsideMaker::resolve(int tensor) const {
  auto alias = aliases_.find(tensor);
  return alias == aliases_.end() ? tensor : alias->second;
}

// The tensors of which one is made by ops that are not drawn; mostly itself.
std::vector<int> InsideMaker::origins_of(int tensor) const {
  auto origins = origins_.find(resolve(tensor));
  return origins == origins_.end() ? std::vector<int>{resolve(tensor)} : origins->second;
}

// The node that makes a tensor, for one that takes it in this frame; -1 if it comes from outside.
int InsideMaker::maker_of(int tensor, int cluster) {
  tensor = resolve(tensor);
  if (int weight = tensor_at(tensor).weight; weight >= 0) {
    auto node = weight_nodes_.find(weight);
    return node == weight_nodes_.end() ? add_weights({weight}, cluster) : node->second;
  }
  if (auto maker = makers_.find(tensor); maker != makers_.end()) return maker->second;
  auto constant = constants_.find(tensor);
  return constant == constants_.end() ? -1 : add_op(*constant->second, cluster);
}

void InsideMaker::take(int tensor, int node) {
  for (int origin : origins_of(tensor)) take_origin(origin, node);
}

void InsideMaker::take_origin(int tensor, int node) {
  int maker = maker_of(tensor, view_.nodes[static_cast<std::size_t>(node)].cluster);
  if (maker < 0) {
    takers_[resolve(tensor)].push_back(node);
    return;
  }
  bool is_weight = tensor_at(resolve(tensor)).weight >= 0;  // those of one box share one arrow
  if (drawn_.emplace(maker, node, is_weight ? -1 : resolve(tensor)).second) {
    view_.edges.push_back({.from = maker,
                           .to = node,
                           .shape = is_weight ? "" : shape_text(run_, tensor),
                           .dtype = is_weight ? "" : dtype_text(run_, tensor)});
  }
}

}  // namespace modelviz
