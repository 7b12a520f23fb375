// The only file, with graphviz_*.cpp, that knows Graphviz: its headers define MIN, TRUE, ROUND and
// two thousand more macros.
//
// Nearly nothing is freed here: the process ends when the pictures are drawn. Graphviz signals
// trouble in four ways (a return code, a count of errors, a message through a hook, a line on
// standard error), and a broken label only by the second and third; so all four are watched.
#include "output/graphviz.h"

#include <gvc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <set>
#include <sstream>
#include <utility>

#include "output/bitmap_size.h"
#include "output/fonts.h"
#include "output/graphviz_bitmap.h"
#include "output/graphviz_context.h"
#include "output/graphviz_layout.h"
#include "output/graphviz_svg.h"
#include "output/image.h"
#include "support/text.h"

namespace modelviz {
namespace {

// What Graphviz says comes in pieces, through one hook for the whole process.
std::string& messages() {
  static std::string text;
  return text;
}

// Called from C, so it must not throw.
extern "C" int modelviz_keep_message(char* piece) {
  try {
    messages() += piece;
  } catch (...) {
    return 1;
  }
  return 0;
}

// The first lines that are messages of this kind, without the prefix ("Error: ").
std::vector<std::string> messages_of(std::string_view prefix) {
  constexpr std::size_t kMost = 3;
  std::vector<std::string> result;
  for (std::string_view line : split(messages(), '\n')) {
    if (!line.starts_with(prefix) || result.size() == kMost) continue;
    std::string message = sanitize(trim(line.substr(prefix.size())));
    if (std::find(result.begin(), result.end(), message) == result.end()) result.push_back(message);
  }
  return result;
}

[[noreturn]] void fail(const std::string& what) {
  std::string said = join(messages_of("Error: "), "; ");
  throw Error(Fault::kOutput, "Graphviz cannot " + what + (said.empty() ? "" : ": " + said));
}

// Graphviz 2 to 12 count the bytes as unsigned, 13 as size_t.
template <class Length>
int render_data(int (*function)(GVC_t*, graph_t*, const char*, char**, Length*), GVC_t* context,
                graph_t* graph, const char* format, std::string& bytes) {
  char* data = nullptr;
  Length size = 0;
  int status = function(context, graph, format, &data, &size);
  if (status == 0 && data != nullptr) {
    bytes.assign(data, size);
    gvFreeRenderData(data);  // as large as the picture
  }
  return status;
}

std::set<std::string> plugins(GVC_t* context, const char* kind) {
  int count = 0;
  char** names = gvPluginList(context, kind, &count, nullptr);
  std::set<std::string> result;
  for (int i = 0; i < count; ++i) result.insert(names[i]);
  return result;
}

void check_plugins(GVC_t* context, const std::vector<ImageFormat>& formats) {
  if (!plugins(context, "layout").contains("dot")) {
    throw Error(Fault::kOutput, "Graphviz is installed without its layout plugins",
                "install the package libgvc6 anew, or run `dot -c` as root; -T dot works without");
  }
  std::set<std::string> devices = plugins(context, "device");
  for (ImageFormat format : formats) {
    std::string name(text(format));
    if (!devices.contains(name)) {
      throw Error(
          Fault::kOutput, "this Graphviz cannot write " + name + ": a plugin is missing",
          "install the package libgvc6 anew, or run `dot -c` as root; -T dot works without");
    }
  }
}

// Of the letters, in points. Quotation marks in the names of layers are written otherwise.
double smallest_text(graph_t* graph, std::string_view dot) {
  static char name[] = "fontsize";  // Graphviz 2 takes no const
  constexpr double kUsual = 14;     // of Graphviz
  constexpr std::string_view kSize = "POINT-SIZE=\"";
  Agsym_t* of_nodes = agattr(graph, AGNODE, name, nullptr);
  double smallest = of_nodes == nullptr ? kUsual : std::strtod(of_nodes->defval, nullptr);
  for (std::size_t at = 0; (at = dot.find(kSize, at)) != std::string_view::npos;) {
    at += kSize.size();
    smallest = std::min(smallest, std::strtod(dot.data() + at, nullptr));
  }
  return smallest;
}

// In points, with what is left free around it.
DrawnSize drawn_size(graph_t* graph, std::string_view dot) {
  static char name[] = "pad";
  constexpr double kUsual = 4;  // of cairo's renderer
  const char* pad = agget(graph, name);
  double around = pad == nullptr || *pad == '\0' ? kUsual : std::strtod(pad, nullptr) * 72;
  const boxf& box = GD_bb(graph);
  return {box.UR.x - box.LL.x + 2 * around, box.UR.y - box.LL.y + 2 * around,
          smallest_text(graph, dot)};
}

// By how much a drawing becomes smaller on paper; 1 where it is not for paper. See kSheetAttribute.
double paper_scale(graph_t* graph, int sheets) {
  static std::string name = kSheetAttribute;
  const char* text = agget(graph, name.data());
  std::istringstream sheet(text == nullptr ? "" : text);
  double width = 0, height = 0, least = 0;
  if (!(sheet >> width >> height >> least) || least <= 0) return 1;
  const boxf& box = GD_bb(graph);
  return std::min(width * sheets / (box.UR.x - box.LL.x), height / (box.UR.y - box.LL.y));
}

class Session {
 public:
  explicit Session(const DrawRequest& request) : request_(request) {
    agseterrf(modelviz_keep_message);
    agseterr(AGWARN);
    with_cairo_ = std::any_of(request.formats.begin(), request.formats.end(), needs_cairo);
    context_ = start_graphviz(with_cairo_);
    check_plugins(context_, request.formats);
    if (with_cairo_) load_fonts();
  }

  void lay_out(std::string dot) {
    text_ = std::move(dot);
    graph_ = agmemread(text_.c_str());
    if (graph_ == nullptr) fail("read the graph");
    if (!request_.keep_ortho) {
      static char name[] = "splines", value[] = "spline";  // Graphviz 2 takes no const
      agattr(graph_, AGRAPH, name, value);
      agset(graph_, name, value);
    }
    agreseterrors();
    is_fast_ = own_layout_engine() != nullptr && text_.starts_with(kFastMark);
    if (!with_cairo_) std::string().swap(text_);  // else its fonts are asked for
    if (gvLayout(context_, graph_, is_fast_ ? kOwnEngine : "dot") != 0 || agreseterrors() > 0)
      fail("lay out the graph");
  }

  Rendering draw() {
    Rendering result;
    const char* sheets = agget(graph_, sheets_name_.data());
    if (sheets != nullptr && *sheets != '\0') result.sheets = std::atoi(sheets);
    std::string warning = with_cairo_ ? font_warning(text_) : std::string();
    if (!warning.empty()) {
      result.warnings.push_back(std::move(warning));
    }
    for (ImageFormat format : request_.formats) {
      GD_drawing(graph_)->dpi =
          is_bitmap(format) ? dpi_of(format, result.sheets, result.warnings) : 72;
      result.images.push_back(draw(format));
    }
    for (std::string& said : messages_of("Warning: "))
      result.warnings.push_back("Graphviz: " + said);
    return result;
  }

 private:
  // They are loaded by the first label, whatever it says.
  void load_fonts() {
    graph_t* graph = agmemread("digraph { node [fontname=\"Helvetica,Arial,sans-serif\"] x }");
    gvLayout(context_, graph, "dot");
    gvFreeLayout(context_, graph);
    agclose(graph);
    messages().clear();
  }

  // On paper the inches are those of the paper.
  double dpi_of(ImageFormat format, int sheets, std::vector<std::string>& warnings) {
    DrawnSize size = drawn_size(graph_, text_);
    double scale = paper_scale(graph_, sheets);
    for (double* length : {&size.width, &size.height, &size.smallest_text}) *length *= scale;
    Resolution chosen = choose_resolution(size, format, request_.options);
    if (!chosen.warning.empty()) warnings.push_back(std::move(chosen.warning));
    return chosen.dpi * scale;
  }

  [[nodiscard]] bool is_transparent() const {
    const char* color = agget(graph_, background_);
    return color != nullptr && std::string_view(color) == "transparent";
  }

  std::string draw(ImageFormat format) {
    if (format == ImageFormat::kPng) return draw_png();
    std::string name(text(format)), bytes;
    // A jpg has no transparency: what is drawn on nothing would be drawn on black.
    bool is_on_black = format == ImageFormat::kJpg && is_transparent();
    static char white[] = "white", transparent[] = "transparent";
    if (is_on_black) agset(graph_, background_, white);
    // Beside a pdf it says where cairo's boxes are, as libgvc writes it.
    bool is_own = is_fast_ && format == ImageFormat::kSvg && !with_cairo_;
    const char* device = is_own ? kOwnSvg : name.c_str();
    int status = render_data(gvRenderData, context_, graph_, device, bytes);
    if (is_own) bytes = take_own_svg();
    if (is_on_black) agset(graph_, background_, transparent);
    if (status != 0 || agreseterrors() > 0) fail("draw a " + name);
    return bytes;
  }

  std::string draw_png() {
    Recording drawn(context_, graph_);
    if (agreseterrors() > 0) fail("draw a png");
    auto paint = [&](std::size_t top, std::size_t rows, Pixel* pixels) {
      drawn.paint(top, rows, pixels);
    };
    return write_png(drawn.width(), drawn.height(), paint);
  }

  const DrawRequest& request_;
  GVC_t* context_ = nullptr;
  graph_t* graph_ = nullptr;
  std::string text_;                             // in the DOT language
  static inline char background_[] = "bgcolor";  // Graphviz 2 takes no const
  std::string sheets_name_{kSheetsAttribute};
  bool with_cairo_ = false, is_fast_ = false;
};

}  // namespace

Rendering draw(const DrawRequest& request, const TakeInput& take_dot) {
  // Newer versions take the date of a pdf from here; see without_date for the others.
  setenv("SOURCE_DATE_EPOCH", "946684800", 0);
  Session session(request);
  session.lay_out(take_dot());
  return session.draw();
}

}  // namespace modelviz
