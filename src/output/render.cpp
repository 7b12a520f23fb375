// Gives Graphviz a process of its own, and makes the best of what can happen to it there.
#include "output/render.h"

#include <algorithm>
#include <future>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modelviz/error.h"
#include "output/color_scheme.h"
#include "output/finished_pdf.h"
#include "output/finished_svg.h"
#include "output/graphviz.h"
#include "output/image.h"
#include "output/layout_plan.h"
#include "support/isolation.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::string_view kAdvice =
    "draw a part of the model (--layer-range), or write the graph as text (-T dot)";

// The pictures, one per format, the number of sheets, then the warnings.
std::vector<std::string> pack(Rendering rendering) {
  std::vector<std::string> values = std::move(rendering.images);
  values.push_back(std::to_string(rendering.sheets));
  std::move(rendering.warnings.begin(), rendering.warnings.end(), std::back_inserter(values));
  return values;
}

Rendering unpack(std::vector<std::string> values, std::size_t images) {
  auto sheets = values.begin() + static_cast<std::ptrdiff_t>(images);
  Rendering rendering;
  rendering.images.assign(std::make_move_iterator(values.begin()), std::make_move_iterator(sheets));
  rendering.sheets = std::stoi(*sheets);
  rendering.warnings.assign(std::make_move_iterator(sheets + 1),
                            std::make_move_iterator(values.end()));
  return rendering;
}

// What went wrong in the child, as a sentence.
Error error_of(const IsolatedResult& result, std::chrono::milliseconds time) {
  using End = IsolatedResult::End;
  if (result.end == End::kFailed) {
    return {Fault::kOutput, result.message, result.hint};
  }
  if (result.end == End::kTimedOut) {
    return {Fault::kOutput,
            "the picture is not ready after " + std::to_string(time.count() / 1000) + " s",
            std::string(kAdvice)};
  }
  std::string_view printed = trim(result.printed);
  std::string last_words = sanitize(printed.substr(printed.rfind('\n') + 1));
  return {Fault::kOutput,
          "the layout engine crashed (" + result.message + ")" +
              (last_words.empty() ? "" : ": " + last_words),
          std::string(kAdvice)};
}

void check(Rendering& rendering, const std::vector<ImageFormat>& formats) {
  for (std::size_t i = 0; i < formats.size(); ++i) {
    std::string& image = rendering.images[i];
    if (!looks_whole(formats[i], image)) {
      throw Error(Fault::kOutput,
                  "Graphviz made no " + std::string(text(formats[i])) + " that can be used");
    }
    if (formats[i] == ImageFormat::kPdf) image = without_date(std::move(image));
  }
}

}  // namespace

IsolatedDrawing::IsolatedDrawing(DrawRequest request, std::chrono::milliseconds time, Draw draw)
    : request_(std::move(request)), time_(time), draw_(std::move(draw)) {
  start();
}

void IsolatedDrawing::start() {
  process_ = std::make_unique<IsolatedProcess>(
      [this](const TakeInput& take_dot) { return pack(draw_(request_, take_dot)); });
}

Rendering IsolatedDrawing::finish(std::string dot, LayoutEngine engine) {
  if (engine == LayoutEngine::kFast) dot.insert(0, kFastMark);
  // Graphviz' ortho routing, which Keras asks for, is known to crash and to take for ever on models
  // that it draws quickly with curves.
  bool ortho = engine == LayoutEngine::kDot && dot.find("splines=ortho") != std::string::npos;
  std::string again = ortho ? dot : std::string();
  IsolatedResult result = process_->finish(std::move(dot), ortho ? time_ / 2 : time_);
  bool fall_back = ortho && (result.end == IsolatedResult::End::kCrashed ||
                             result.end == IsolatedResult::End::kTimedOut);
  if (fall_back) {
    request_.keep_ortho = false;
    start();
    result = process_->finish(std::move(again), time_ / 2);
  }
  if (result.end != IsolatedResult::End::kDone) throw error_of(result, time_);
  Rendering rendering = unpack(std::move(result.values), request_.formats.size());
  if (fall_back) {
    rendering.warnings.emplace_back(
        "Graphviz cannot route the arrows of this graph at right angles; they are drawn as curves");
  }
  check(rendering, request_.formats);
  return rendering;
}

namespace {

bool has(const std::vector<ImageFormat>& formats, ImageFormat format) {
  return std::find(formats.begin(), formats.end(), format) != formats.end();
}

using Drawings = std::vector<std::unique_ptr<IsolatedDrawing>>;

struct Drawn {
  std::map<ImageFormat, std::string> images;
  std::string places;  ///< an SVG that tells where the boxes of a PDF are
  std::map<ImageFormat, int> sheets;
  std::vector<std::string> warnings;
};

Drawn draw_all(const Drawings& drawings, std::string dot, LayoutEngine engine) {
  Drawn all;
  for (const auto& drawing : drawings) {
    bool is_last = drawing == drawings.back();
    Rendering drawn = drawing->finish(is_last ? std::exchange(dot, {}) : dot, engine);
    std::move(drawn.warnings.begin(), drawn.warnings.end(), std::back_inserter(all.warnings));
    for (std::size_t i = 0; ImageFormat format : drawing->formats()) {
      bool is_place = drawing->needs_cairo() && format == ImageFormat::kSvg;
      (is_place ? all.places : all.images[format]) = std::move(drawn.images[i++]);
      if (!is_place) all.sheets[format] = drawn.sheets;
    }
  }
  return all;
}

// The images in the order in which they are asked for. Graphviz has drawn all but the texts.
Rendering sorted(const std::vector<ImageFormat>& formats, Drawn drawn, const std::string& dot) {
  Rendering rendering{.images = {}, .warnings = std::move(drawn.warnings)};
  for (ImageFormat format : formats) {
    if (!is_text(format))
      rendering.images.push_back(drawn.images.at(format));
    else
      rendering.images.push_back(format == ImageFormat::kDot ? dot : "");
  }
  return rendering;
}

// Folded if it cannot hold all, and if nothing is said against that.
std::string flowchart(const View& view, const DotOptions& options,
                      const std::function<View()>& fold, std::vector<std::string>& warnings) {
  Mermaid mermaid = write_mermaid(view, options);
  constexpr std::string_view kLimits = "Mermaid draws at most 500 arrows and 50,000 characters: ";
  bool is_folded = mermaid.left_out > 0 && fold;
  if (is_folded) {
    mermaid = write_mermaid(fold(), options);
    warnings.push_back(std::string(kLimits) + "equal blocks are drawn once, as with --fold auto");
  }
  if (mermaid.left_out > 0) {
    warnings.push_back((is_folded ? "and still " : std::string(kLimits)) +
                       std::to_string(mermaid.left_out) +
                       " boxes are left out; --from, --to and --hide draw a part");
  }
  return std::move(mermaid.text);
}

}  // namespace

Renderer::Renderer(std::vector<ImageFormat> formats, const RenderOptions& options)
    : formats_(std::move(formats)) {
  if (options.dpi <= 0 || options.width < 0 || options.max_pixels == 0)
    throw Error(Fault::kUsage, "a picture needs at least 1 dpi and 1 pixel");
  // A vector picture is the same on every machine, and whatever else is drawn: one process measures
  // texts by a table, the other one with the fonts that cairo draws.
  for (bool with_cairo : {false, true}) {
    DrawRequest request{.formats = {}, .options = options};
    for (ImageFormat format : formats_) {
      bool is_new = !has(request.formats, format) && !is_text(format);
      if (is_new && needs_cairo(format) == with_cairo) request.formats.push_back(format);
    }
    if (request.formats.empty()) continue;
    // For the outline.
    if (has(request.formats, ImageFormat::kPdf)) request.formats.push_back(ImageFormat::kSvg);
    drawings_.push_back(
        std::make_unique<IsolatedDrawing>(std::move(request), options.timeout, draw));
  }
}

Renderer::~Renderer() = default;

Rendering Renderer::render(const View& view, const DotOptions& options,
                           const std::function<View()>& fold) {
  DotOptions look = options;
  look.theme = with_own_colors(std::move(look.theme));
  look.layout = choose_engine(options);
  // They take as long as Graphviz needs to draw.
  std::future<SvgNotes> notes;
  if (has(formats_, ImageFormat::kSvg))
    notes = std::async(std::launch::async, [&view] { return SvgNotes(view); });
  Drawn drawn;
  if (!drawings_.empty()) drawn = draw_all(drawings_, write_dot(view, look), look.layout);
  std::string places = std::move(drawn.places), dot;
  std::map<ImageFormat, int> sheets = drawn.sheets;
  if (has(formats_, ImageFormat::kDot)) {
    look.layout = LayoutEngine::kDot;  // it is for dot
    dot = write_dot(view, look);
  }
  Rendering rendering = sorted(formats_, std::move(drawn), dot);
  for (std::size_t i = 0; i < formats_.size(); ++i) {
    std::string& image = rendering.images[i];
    // Whatever is asked for twice is finished once.
    auto same = static_cast<std::size_t>(std::find(formats_.begin(), formats_.end(), formats_[i]) -
                                         formats_.begin());
    if (same < i) {
      image = rendering.images[same];
      continue;
    }
    switch (formats_[i]) {
      case ImageFormat::kSvg:
        image = with_dark_colors(
            finished_svg(image, notes.get(), options.paper, sheets[ImageFormat::kSvg]), look.theme);
        break;
      case ImageFormat::kPdf:
        image = finished_pdf(std::move(image), view, places, options.paper,
                             sheets[ImageFormat::kPdf], look.theme.background);
        break;
      case ImageFormat::kTxt:
        image = write_text_graph(view);
        break;
      case ImageFormat::kMmd:
        image = flowchart(view, options, fold, rendering.warnings);
        break;
      case ImageFormat::kPng:
      case ImageFormat::kJpg:
      case ImageFormat::kDot:
        break;
    }
  }
  return rendering;
}

Rendering Renderer::render(const std::string& dot, LayoutEngine engine) {
  return sorted(formats_, draw_all(drawings_, dot, engine), dot);
}

Rendering render(const std::string& dot, std::vector<ImageFormat> formats,
                 const RenderOptions& options) {
  return Renderer(std::move(formats), options).render(dot);
}

}  // namespace modelviz
