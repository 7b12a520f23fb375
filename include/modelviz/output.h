// Writes what there is to see: pictures through Graphviz, tables and JSON without it.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/check.h"
#include "modelviz/eval.h"
#include "modelviz/infer.h"
#include "modelviz/theme.h"
#include "modelviz/view.h"

namespace modelviz {

enum class RankDir { kTB, kBT, kLR, kRL };
/// Who says where boxes stand and how arrows run: Graphviz' dot, or modelviz itself, whose time is
/// nearly proportional to the size of the graph.
/// How arrows turn, in the words of Graphviz.
enum class Splines { kSpline, kPolyline, kOrtho };
enum class LayoutEngine { kAuto, kDot, kFast };

/// What experts want of Graphviz: an attribute of the graph, or of all nodes or edges that do not
/// have their own.
struct DotAttribute {
  std::string element, name, value;  ///< graph, ranksep, 1
};
/// Reads graph:ranksep=1. Throws Error (Fault::kUsage).
DotAttribute parse_dot_attribute(std::string_view text);

/// A sheet of paper, in points.
struct Paper {
  double width = 0, height = 0;
};
/// A4, letter, a3-landscape: by the names of ISO 216 and of the United States. Throws Error
/// (Fault::kUsage) with the list of them.
Paper parse_paper(std::string_view name);

struct DotOptions {
  RankDir rankdir = RankDir::kTB;
  Theme theme = find_theme("light");
  std::vector<DotAttribute> attributes;
  std::optional<Splines> splines = std::nullopt;  ///< without it as the theme has them
  LayoutEngine layout = LayoutEngine::kAuto;
  /// A long model in so many columns beside each other; 0: in one, as long as it is.
  int columns = 0;
  static constexpr int kFittingColumns = -1;  ///< as many as make a page
  /// The height of such a page by its width.
  double ratio = 1.41;
  /// The paper for which the drawing is made: in columns that fill it, on several sheets where one
  /// would make the texts too small. Only a PDF has several, in others they are side by side.
  std::optional<Paper> paper = std::nullopt;
  /// Models with nested skip connections, as U-Nets, are drawn as a U.
  bool bends = true;
};

/// Whether cards of the usual size would be hard to read on one sheet.
bool needs_compact_cards(const View& view, const Paper& paper);
/// Whether the names in a view have at least 3 points on one sheet of the paper, as far as can be
/// told from the room that its cards take. True where it is for no paper.
bool is_legible(const View& view, const DotOptions& options);

/// The graph in the DOT language, without the dark half of the theme. Everything that comes from
/// the model is escaped.
std::string write_dot(const View& view, const DotOptions& options = {});

/// A flowchart of Mermaid, which takes at most 500 arrows and 50,000 characters: what is too much
/// is left out.
struct Mermaid {
  std::string text;
  int left_out = 0;  ///< boxes
};
Mermaid write_mermaid(const View& view, const DotOptions& options = {});

/// The graph for a terminal, a line for each box, in the manner of `git log --graph`.
std::string write_text_graph(const View& view);

enum class ImageFormat { kPng, kJpg, kPdf, kSvg, kDot, kMmd, kTxt };
/// The format with this name or file extension; throws Error (Fault::kUsage) with the list of
/// formats.
ImageFormat parse_format(std::string_view name);

/// A line of ASCII that a picture carries with it and no reader shows: a comment, or a piece of
/// text besides the pixels. txt, which is for the eye, has no room: it stays as it is. The line
/// begins with "modelviz ".
std::string with_stamp(ImageFormat format, std::string picture, std::string_view stamp);
/// Takes it out again, and leaves the picture byte by byte as it was; empty where there is none.
std::string take_stamp(ImageFormat format, std::string& picture);

struct RenderOptions {
  int dpi = 96;   ///< of bitmaps; vector formats have no dots
  int width = 0;  ///< of bitmaps in pixels, instead of the dpi; 0: as the dpi gives it
  /// Of one bitmap, at most: a larger one is drawn with fewer dots, with a warning. The program
  /// that shows it takes four bytes for each.
  std::size_t max_pixels = 200'000'000;
  std::chrono::seconds timeout{60};
};

struct Rendering {
  std::vector<std::string> images;    ///< the bytes, one per format asked for
  std::vector<std::string> warnings;  ///< a bitmap with too few dots, a flowchart that is cut
  int sheets = 1;                     ///< of paper, that the layout takes
};

class IsolatedDrawing;

/// Lays a graph out once and draws it in each format, in a child process: Graphviz may crash or
/// take for ever. The child starts at once, and loads Graphviz and the fonts while the caller makes
/// the graph.
class Renderer {
 public:
  /// Throws Error: Fault::kUsage without dots, Fault::kOutput where no process can be started.
  explicit Renderer(std::vector<ImageFormat> formats, const RenderOptions& options = {});
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  /// To be called once. Throws Error (Fault::kOutput) where Graphviz crashes, exceeds the time or
  /// reports an error.
  /// `fold` makes a smaller view, for Mermaid where it cannot hold all of this one.
  Rendering render(const View& view, const DotOptions& options = {},
                   const std::function<View()>& fold = {});
  /// The same of a graph in the DOT language, for the formats that Graphviz draws.
  Rendering render(const std::string& dot, LayoutEngine engine = LayoutEngine::kDot);

 private:
  std::vector<ImageFormat> formats_;
  std::vector<std::unique_ptr<IsolatedDrawing>> drawings_;
};

/// The same in one go.
Rendering render(const std::string& dot, std::vector<ImageFormat> formats,
                 const RenderOptions& options = {});

/// Writes a file whole or not at all; "-" is standard output. Throws Error (Fault::kOutput).
void write_file(const std::string& path, std::string_view bytes);

struct SummaryOptions {
  bool symbolic = false;  ///< print expressions where Keras prints None
  bool expand_nested = false;
  bool show_trainable = false;
  /// Levels of nested models to show; without it all, where expand_nested is true.
  std::optional<int> depth;
  /// These columns, after the layer; with a + before the first, besides those that Keras shows.
  /// layer, name, class, shape, dtype, params, trainable_params, weights, macs, flops, memory,
  /// connected, trainable.
  std::vector<std::string> columns;
  std::string sort;  ///< name, or params, macs, flops, memory: the largest first
  int top = 0;       ///< show so many rows; 0: all
  /// Blocks of layers that follow each other at least so often are shown once; 0 shows them all.
  int fold = 0;
  /// Similar ones, too, as ViewOptions::fold_similar says.
  bool fold_similar = false;
  int width = 0;  ///< of the terminal in columns; 0: as wide as the content needs
};

/// The table of model.summary(). All throw Error (Fault::kUsage) for a column that there is not.
std::string write_summary_text(const Model& model, const Run& run,
                               const SummaryOptions& options = {});
/// The same for spreadsheets: plain numbers, and no totals.
std::string write_summary_csv(const Model& model, const Run& run,
                              const SummaryOptions& options = {});
std::string write_summary_markdown(const Model& model, const Run& run,
                                   const SummaryOptions& options = {});
/// A <table> and a list of totals, to be put into a page.
std::string write_summary_html(const Model& model, const Run& run,
                               const SummaryOptions& options = {});
/// A longtable, which breaks over pages.
std::string write_summary_latex(const Model& model, const Run& run,
                                const SummaryOptions& options = {});
/// The schema modelviz.summary/1.
std::string write_summary_json(const Model& model, const Run& run,
                               const SummaryOptions& options = {});

/// A line for each finding, as compilers write it (file: layer (Class): error: message), and one
/// for each model: resnet50.json: ok (177 layers). Why a file cannot be read is left to the log.
/// `least` leaves out what is less severe; above Severity::kNote the lines for the models, too.
std::string write_check_text(const CheckReport& report, Severity least = Severity::kNote);
/// The schema modelviz.check/1.
std::string write_check_json(const std::vector<CheckReport>& reports);
/// The annotations of GitHub Actions: ::error file=…,line=…,title=…::message
std::string write_check_github(const CheckReport& report, Severity least = Severity::kNote);

struct EvaluationOptions {
  bool symbolic = false;  ///< print expressions where Keras prints None, and what was assumed
  bool explain = false;   ///< each step with its shapes
};

/// A line for each result. Where the evaluation failed, what was done until then (explain).
std::string write_evaluation_text(const Evaluation& evaluation,
                                  const EvaluationOptions& options = {});
/// {"outputs": [{"shape": [...], "dtype": "..."}]} or {"error": {...}}.
std::string write_evaluation_json(const Evaluation& evaluation,
                                  const EvaluationOptions& options = {});

/// The public ops whose name fits a pattern with * and ?, by module and name.
std::vector<const OpDef*> find_ops(std::string_view pattern);
/// A line for each.
std::string write_op_list_text(const std::vector<const OpDef*>& ops);
/// The schema modelviz.ops/1.
std::string write_op_list_json(const std::vector<const OpDef*>& ops);
/// All there is to know of one: signature, shape and dtype rule, examples that are computed.
std::string write_op_text(const OpDef& op);

/// A line for each layer, by kind.
std::string write_layer_list_text(const std::vector<const LayerDef*>& layers);
/// The schema modelviz.layers/1.
std::string write_layer_list_json(const std::vector<const LayerDef*>& layers);
/// All there is to know of one: arguments, and of an example that is computed its weights and ops.
std::string write_layer_text(const LayerDef& layer);

}  // namespace modelviz
