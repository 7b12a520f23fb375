// What a picture shows: boxes, arrows and frames with their texts, before any format is decided.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modelviz/dim.h"
#include "modelviz/infer.h"
#include "modelviz/layer.h"

namespace modelviz {

/// What the colour of a box says.
enum class ColorBy { kKind, kParams, kMacs, kDtype, kTrainable, kNone };

/// The words of keras.utils.plot_model. The defaults give a picture that needs no second try.
struct ViewOptions {
  bool show_shapes = true;
  bool show_dtype = false;
  bool show_layer_names = true;
  bool show_class = true;
  bool show_layer_activations = false;
  bool show_trainable = false;
  /// The layers of nested models and within wrappers (Bidirectional, RNN), in a frame: of all, or
  /// of so many levels; 0 is none.
  bool expand_nested = false;
  std::optional<int> depth;
  /// What is opened or stays closed whatever the two say, by name or class, with * and ?. Of those
  /// that fit a layer the last counts. A closed layer shows no ops either. What holds a layer that
  /// is opened here is opened, too.
  struct Opening {
    std::string pattern;
    bool opens = true;
  };
  std::vector<Opening> openings;
  /// A layer that is called several times stands there once for each of its calls.
  bool unshare = false;
  /// Masks, and what is there for them alone.
  bool show_masks = true;
  /// Beside the class the settings that matter for it (3×3, stride 2), or these keys of its config.
  bool show_attributes = true;
  std::vector<std::string> attributes;
  /// For many layers on little room: shapes only where a layer changes them, narrow boxes.
  bool compact = false;
  /// Shapes and dtypes on the arrows, and not in the boxes.
  bool shapes_on_edges = false;
  /// The ops and weights within layers, in a frame for each layer: of all layers where the list is
  /// empty, else of those whose name or class (their own, or of a layer that they hold) fits one of
  /// these patterns with * and ?. A nested model is opened if a pattern fits it or a layer in it.
  std::optional<std::vector<std::string>> show_ops;
  /// The weights of each layer whose ops are not shown, beside it.
  bool show_weights = false;
  bool show_params = false;
  bool show_macs = false;
  /// The names and shapes of the weights of a layer, in its box.
  bool show_weight_shapes = false;
  /// What stands in the box of a layer instead, with fields in braces, and \n for a new line:
  /// "{name} ({class})\n{shape}". See label_fields().
  std::string label;
  /// Layers have numbers instead of names, and the names stand in the legend.
  bool number = false;
  ColorBy color_by = ColorBy::kKind;
  /// What the colours mean.
  bool legend = false;
  /// Only the layers from the first match of one name or regular expression to the last of the
  /// other, as in plot_model of Keras 2, and with the branches that run beside them.
  std::optional<std::pair<std::string, std::string>> layer_range;
  /// Parts of the picture by names or classes, with * and ?: what these lead to, and what leads to
  /// those; what is at most so many arrows away; all but some; and only some. Of what is hidden the
  /// arrows are joined.
  std::vector<std::string> from, to, around, hide, only;
  int hops = 1;
  /// Where a part is cut off: a box for each tensor that comes from outside or goes there.
  bool show_boundary = true;
  /// Blocks of layers that follow each other at least so often, with the same settings and
  /// connected alike, are drawn once; 0 draws them all.
  int fold = 0;
  /// Blocks are drawn once, too, whose layers differ in what follows the sizes of tensors and the
  /// depth alone: filters or units, how much is padded, cropped or dropped, the shape into which a
  /// tensor is brought.
  bool fold_similar = false;
  /// A layer shares its box with those in line with it that only prepare what it takes or treat
  /// what it returns (padding, normalization, activation, dropout). Where blocks are folded, such
  /// groups are, too: 2 × (relu → SeparableConv2D 5×5 → BatchNormalization).
  bool fuse = false;
};

enum class NodeState {
  kInferred,
  kRecorded,  ///< an unknown class whose shapes the file or the user tells
  kUnknown,
  kFailed,  ///< its shapes do not fit; `message` says why
};

enum class NodeRole {
  kLayer,
  kOp,        ///< one application of an op within a layer
  kWeights,   ///< what an op takes, or all those of a layer
  kBoundary,  ///< a layer outside of the part that is drawn, at the end of an arrow that is cut
  kState,  ///< what a recurrent layer hands from step to step: where a step takes it, or makes it
};

struct ViewWeight {
  std::string name;  ///< kernel; of a layer within the layer query/kernel
  std::string shape, dtype;
  bool trainable = true;
};

/// One of the layers that share a box.
struct FusedLayer {
  std::string name, text;  ///< stem_conv1, and Conv2D 3×3
};

struct ViewNode {
  std::string id;    ///< n0, n1, …: by position, so that the same model gives the same bytes
  std::string name;  ///< of the layer; of an op its name in keras.ops
  /// Conv2D; of a wrapper Bidirectional(LSTM); of layers that share a box those of all with what
  /// else there is to say of each: relu → Conv2D 3×3.
  std::string class_name;
  NodeRole role = NodeRole::kLayer;
  /// The constants of an op (axis=-1), what a state is at first (zeros), and with show_ops, of a
  /// layer that is a single op, that op (max_pool (2, 2)).
  std::string detail;
  /// Of kWeights, and of a layer all that it and the layers within it have.
  std::vector<ViewWeight> weights;
  LayerKind kind = LayerKind::kCustom;
  NodeState state = NodeState::kInferred;
  std::string message;
  /// Of the first call, as Keras shows it; several tensors are several entries. `?` for unknown.
  std::vector<std::string> input_shapes, output_shapes, dtypes;
  std::string activation, attributes;
  std::optional<bool> trainable;  ///< empty for layers without weights
  std::int64_t params = 0;
  /// Multiply-accumulates of one sample, in all calls or in the one that is shown.
  std::optional<Dim> macs;
  int number = 0;  ///< with ViewOptions::number, from 1
  /// The colours of the theme that it has, as kinds.core; empty for those of its kind and state.
  std::string color;
  int calls = 1;
  int call = 0;                    ///< which of them it stands for, from 1 on; 0 is all of them
  bool is_side = false;            ///< it is there for masks alone
  std::vector<std::string> twins;  ///< where blocks are drawn once: the names in each of them
  /// Of layers that share a box, in their order. The other members speak of the one among them that
  /// is no preparation or treatment, and of what goes in and comes out, and costs, in all.
  std::vector<FusedLayer> fused;
  int fused_groups = 1;  ///< of such layers that look alike, and share the box, too
  int cluster = -1;      ///< index into View::clusters
};

/// What the taker does with a tensor.
enum class EdgeRole {
  kTensor,
  kMask,   ///< it says which elements count: mask=…, attention_mask=…
  kState,  ///< a recurrent layer begins with it: initial_state=…, constants=…
};

struct ViewEdge {
  int from = 0, to = 0;      ///< indices into View::nodes
  std::string shape, dtype;  ///< of the tensor that goes along it
  /// The frame at whose edge it ends, where nothing within takes the tensor.
  int to_cluster = -1;
  EdgeRole role = EdgeRole::kTensor;
  /// Of a layer that is drawn once for several calls, those that make and take the tensor, from 1
  /// on.
  int from_call = 0;
  std::vector<int> to_calls = {};

  // Of blocks that are drawn once. Where blocks repeat within blocks, an arrow leaves the last one
  // and enters the first, but for what these say of the frame that both ends are in, or else of the
  // outermost that it leaves and that it enters:
  static constexpr int kEveryCopy = -1;  ///< and each of the blocks within
  /// From how many blocks before the tensor is taken: before the block that takes it, and outside
  /// of the frame before the last.
  int back = 0;
  /// The block that takes a tensor from outside of the frame; the others take it from blocks
  /// before.
  int copy = 0;
  /// Where both ends are in a frame, and the arrow leaves another one within it: how many blocks
  /// before the last of that.
  int before_last = 0;
  /// Whether it is about certain blocks, and not the last and the first.
  [[nodiscard]] bool is_carried() const { return back > 0 || copy > 0 || before_last > 0; }
};

/// What a frame is drawn around.
enum class FrameRole {
  kModel,   ///< the layers of a nested model
  kLayer,   ///< the ops, weights and layers within a layer
  kLoop,    ///< what a recurrent layer does in each step; its name is "× 7", or "× t"
  kRepeat,  ///< one of several equal blocks of layers; its name is "× 7"
};

struct ViewCluster {
  std::string id, name, class_name;
  int parent = -1;
  FrameRole role = FrameRole::kModel;
  LayerKind kind = LayerKind::kModel;
  int calls = 1;
  int call = 0;                        ///< as ViewNode::call
  std::optional<bool> trainable = {};  ///< empty for what has no weights
  int copies = 1;                      ///< of a kRepeat
};

/// What one colour means.
struct LegendRow {
  std::string color;  ///< as ViewNode::color
  std::string text;
  int boxes = 0;  ///< how many have it
};

struct View {
  std::string title;        ///< the name of the model
  std::string description;  ///< a sentence or two about the model: what it is, takes and costs
  std::vector<ViewNode> nodes;
  std::vector<ViewEdge> edges;  ///< each pair of tensor and consumer once
  std::vector<ViewCluster> clusters;
  std::vector<LegendRow> legend;  ///< with ViewOptions::legend
  std::string legend_title;
  ViewOptions options;
};

/// What can be said of a layer: a word for --show, and for a label in braces.
struct LabelField {
  std::string_view name;
  /// Whether it is shown without a template; nullptr for what only a template shows.
  bool ViewOptions::*shown;
  std::string_view doc;
};
std::span<const LabelField> label_fields();
/// Shows these fields and no others; with a + before the first, besides those that are shown.
/// Throws Error (Fault::kUsage) for a field that there is not.
void show_fields(ViewOptions& options, const std::vector<std::string>& fields);

/// Throws Error (Fault::kUsage) for a layer range or a pattern that fits nothing, and for a label
/// with a field that there is not.
View make_view(const Model& model, const Run& run, const ViewOptions& options = {});

/// The boxes, a line each, those of a frame indented below it, then the arrows.
std::string text(const View& view);

}  // namespace modelviz
