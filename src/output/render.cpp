// Gives Graphviz a process of its own, and makes the best of what can happen to it there.
#include "output/render.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "modelviz/error.h"
#include "output/color_scheme.h"
#include "output/finished_pdf.h"
#include "output/finished_svg.h"
#include "output/graphviz.h"
#include "output/image.h"
#include "support/isolation.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr std::string_view kAdvice =
    "draw a part of the model (--layer-range), or write the graph as text (-T dot)";

// The pictures, one per format, then the warnings.
std::vector<std::string> pack(Rendering rendering) {
  std::vector<std::string> values = std::move(rendering.images);
  std::move(rendering.warnings.begin(), rendering.warnings.end(), std::back_inserter(values));
  return values;
}

Rendering unpack(std::vector<std::string> values, std::size_t images) {
  auto first_warning = values.begin() + static_cast<std::ptrdiff_t>(images);
  Rendering rendering;
  rendering.images.assign(std::make_move_iterator(values.begin()),
                          std::make_move_iterator(first_warning));
  rendering.warnings.assign(std::make_move_iterator(first_warning),
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

Rendering IsolatedDrawing::finish(const std::string& dot) {
  // Graphviz' ortho routing, which Keras asks for, is known to crash and to take for ever on models
  // that it draws quickly with curves.
  bool ortho = dot.find("splines=ortho") != std::string::npos;
  IsolatedResult result = process_->finish(dot, ortho ? time_ / 2 : time_);
  bool fall_back = ortho && (result.end == IsolatedResult::End::kCrashed ||
                             result.end == IsolatedResult::End::kTimedOut);
  if (fall_back) {
    request_.keep_ortho = false;
    start();
    result = process_->finish(dot, time_ / 2);
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

// The images in the order in which they are asked for. Graphviz has drawn all but the texts.
Rendering sorted(const std::vector<ImageFormat>& formats, Rendering drawn, const std::string& dot) {
  Rendering rendering{.images = {}, .warnings = std::move(drawn.warnings)};
  for (std::size_t next = 0; ImageFormat format : formats) {
    if (!is_text(format))
      rendering.images.push_back(std::move(drawn.images[next++]));
    else
      rendering.images.push_back(format == ImageFormat::kDot ? dot : "");
  }
  return rendering;
}

// The SVG among what is drawn; if it is not asked for, it is the last.
std::string svg_of(const std::vector<ImageFormat>& formats, const Rendering& drawn) {
  for (std::size_t next = 0; ImageFormat format : formats) {
    if (format == ImageFormat::kSvg) return drawn.images[next];
    if (!is_text(format)) ++next;
  }
  return drawn.images.back();
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
  if (options.dpi <= 0) throw Error(Fault::kUsage, "a picture needs at least 1 dpi");
  DrawRequest request{.formats = {}, .dpi = options.dpi};
  for (ImageFormat format : formats_) {
    if (!is_text(format)) request.formats.push_back(format);
  }
  if (request.formats.empty()) return;
  // An SVG tells where the boxes are that the outline of a PDF leads to.
  if (has(formats_, ImageFormat::kPdf) && !has(formats_, ImageFormat::kSvg)) {
    request.formats.push_back(ImageFormat::kSvg);
  }
  drawing_ = std::make_unique<IsolatedDrawing>(std::move(request), options.timeout, draw);
}

Renderer::~Renderer() = default;

Rendering Renderer::render(const View& view, const DotOptions& options,
                           const std::function<View()>& fold) {
  DotOptions look = options;
  look.theme = with_own_colors(std::move(look.theme));
  std::string dot =
      drawing_ || has(formats_, ImageFormat::kDot) ? write_dot(view, look) : std::string();
  Rendering drawn = drawing_ ? drawing_->finish(dot) : Rendering{};
  std::string svg = has(formats_, ImageFormat::kPdf) ? svg_of(formats_, drawn) : "";
  Rendering rendering = sorted(formats_, std::move(drawn), dot);
  for (std::size_t i = 0; i < formats_.size(); ++i) {
    std::string& image = rendering.images[i];
    switch (formats_[i]) {
      case ImageFormat::kSvg:
        image = with_dark_colors(finished_svg(image, view), look.theme);
        break;
      case ImageFormat::kPdf:
        image = finished_pdf(std::move(image), view, svg);
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

Rendering Renderer::render(const std::string& dot) {
  return sorted(formats_, drawing_ ? drawing_->finish(dot) : Rendering{}, dot);
}

Rendering render(const std::string& dot, std::vector<ImageFormat> formats,
                 const RenderOptions& options) {
  return Renderer(std::move(formats), options).render(dot);
}

}  // namespace modelviz
