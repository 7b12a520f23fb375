// A renderer for libgvc. The elements, their classes and titles are those of libgvc's own SVG;
// rounded boxes are <rect>, straight pieces of arrows lines.
#include "output/graphviz_svg.h"

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace modelviz {
namespace {

// There is one picture at a time.
std::string& out() {
  static std::string text;
  return text;
}

// With at most two digits after the point.
void add(double value) {
  auto hundredths = static_cast<std::int64_t>(std::llround(value * 100));
  std::string& text = out();
  if (hundredths < 0) text += '-';
  std::uint64_t rest = hundredths < 0 ? static_cast<std::uint64_t>(-hundredths)
                                      : static_cast<std::uint64_t>(hundredths);
  text += std::to_string(rest / 100);
  rest %= 100;
  if (rest == 0) return;
  text += '.';
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
}

void add_escaped(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    switch (c) {
      case '\xC2':
        // A space that is not to be lost among others.
        if (i + 1 < text.size() && text[i + 1] == '\xA0') {
          out() += "&#160;";
          ++i;
        } else {
          out() += c;
        }
        break;
      case '&':
        out() += "&amp;";
        break;
      case '<':
        out() += "&lt;";
        break;
      case '>':
        out() += "&gt;";
        break;
      case '"':
        out() += "&quot;";
        break;
      default:
        out() += c;
    }
  }
}

void add_attribute(std::string_view name, std::string_view value) {
  out().append(" ").append(name).append("=\"");
  add_escaped(value);
  out() += '"';
}

void add_attribute(std::string_view name, double value) {
  out().append(" ").append(name).append("=\"");
  add(value);
  out() += '"';
}

void add_paint(std::string_view name, const gvcolor_t& color) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const unsigned char* rgba = color.u.rgba;
  out().append(" ").append(name).append("=\"");
  if (color.type != RGBA_BYTE || rgba[3] == 0) {
    out() += "none\"";
    return;
  }
  out() += '#';
  for (int i = 0; i < 3; ++i) {
    out() += kDigits[rgba[i] >> 4];
    out() += kDigits[rgba[i] & 15];
  }
  out() += '"';
  if (rgba[3] == 255) return;
  add_attribute(std::string(name) + "-opacity", rgba[3] / 255.0);
}

void add_style(GVJ_t* job, bool is_filled) {
  const obj_state_t& object = *job->obj;
  if (is_filled)
    add_paint("fill", object.fillcolor);
  else
    out() += " fill=\"none\"";
  if (object.pen == PEN_NONE) return;
  add_paint("stroke", object.pencolor);
  if (object.penwidth != 1) add_attribute("stroke-width", object.penwidth);
  if (object.pen == PEN_DASHED) out() += " stroke-dasharray=\"5,2\"";
  if (object.pen == PEN_DOTTED) out() += " stroke-dasharray=\"1,5\"";
}

void add_point(pointf point) {
  add(point.x);
  out() += ',';
  add(-point.y);  // SVG's y grows downwards
}

// Objects

void open(GVJ_t* job, std::string_view kind, std::string_view title) {
  out() += "<g";
  if (job->obj->id != nullptr) add_attribute("id", job->obj->id);
  add_attribute("class", kind);
  out() += ">\n<title>";
  add_escaped(title);
  out() += "</title>\n";
}

void close(GVJ_t*) { out() += "</g>\n"; }

void begin_job(GVJ_t*) { out() = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n"; }

void begin_graph(GVJ_t* job) {
  out() += "<svg width=\"" + std::to_string(job->width) + "pt\" height=\"" +
           std::to_string(job->height) + "pt\" viewBox=\"";
  for (double value : {job->canvasBox.LL.x, job->canvasBox.LL.y, job->canvasBox.UR.x}) {
    add(value);
    out() += ' ';
  }
  add(job->canvasBox.UR.y);
  out() +=
      "\" xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n";
}

void end_graph(GVJ_t*) { out() += "</svg>\n"; }

// What most texts have in common is said once, for the whole picture.
struct Font {
  std::string name;
  double size = 14;  // Graphviz' own
};

Font& usual_font() {
  static Font font;
  return font;
}

Font font_of_nodes(graph_t* graph) {
  static char name[] = "fontname", size[] = "fontsize";  // Graphviz 2 takes no const
  Font font;
  if (Agsym_t* given = agattr(graph, AGNODE, name, nullptr)) font.name = given->defval;
  if (Agsym_t* given = agattr(graph, AGNODE, size, nullptr))
    font.size = std::strtod(given->defval, nullptr);
  return font;
}

void begin_page(GVJ_t* job) {
  usual_font() = font_of_nodes(agroot(job->obj->u.g));
  out() += "<g";
  add_attribute("id", job->obj->id != nullptr ? job->obj->id : "graph0");
  out() += " class=\"graph\" transform=\"scale(";
  add(job->scale.x);
  out() += ' ';
  add(job->scale.y);
  out() += ") rotate(" + std::to_string(-job->rotation) + ") translate(";
  add(job->translation.x);
  out() += ' ';
  add(-job->translation.y);
  out() += ")\"";
  if (!usual_font().name.empty()) add_attribute("font-family", usual_font().name);
  add_attribute("font-size", usual_font().size);
  out() += ">\n<title>";
  add_escaped(agnameof(job->obj->u.g));
  out() += "</title>\n";
}

void begin_cluster(GVJ_t* job) { open(job, "cluster", agnameof(job->obj->u.sg)); }
void begin_node(GVJ_t* job) { open(job, "node", agnameof(job->obj->u.n)); }
void begin_edge(GVJ_t* job) {
  std::string title = agnameof(agtail(job->obj->u.e));
  open(job, "edge", title + "->" + agnameof(aghead(job->obj->u.e)));
}

// The type of the function is libgvc's.
// NOLINTNEXTLINE(readability-non-const-parameter)
void begin_anchor(GVJ_t*, char* href, char* tooltip, char* target, char* id) {
  out() += "<g";
  if (id != nullptr) add_attribute("id", std::string("a_") + id);
  out() += "><a";
  if (href != nullptr && *href != '\0') add_attribute("xlink:href", href);
  if (tooltip != nullptr && *tooltip != '\0') add_attribute("xlink:title", tooltip);
  if (target != nullptr && *target != '\0') add_attribute("target", target);
  out() += ">\n";
}

void end_anchor(GVJ_t*) { out() += "</a>\n</g>\n"; }

// What they consist of

void draw_text(GVJ_t* job, pointf point, textspan_t* span) {
  const textfont_t& font = *span->font;
  out() += "<text";
  if (span->just != 'l') add_attribute("text-anchor", span->just == 'r' ? "end" : "middle");
  add_attribute("x", point.x);
  add_attribute("y", -point.y - span->yoffset_centerline);
  std::string_view name = font.name == nullptr ? "" : font.name;
  if (!name.empty() && name != usual_font().name) add_attribute("font-family", name);
  if ((font.flags & HTML_BF) != 0) add_attribute("font-weight", "bold");
  if ((font.flags & HTML_IF) != 0) add_attribute("font-style", "italic");
  if ((font.flags & HTML_UL) != 0) add_attribute("text-decoration", "underline");
  if ((font.flags & HTML_S) != 0) add_attribute("text-decoration", "line-through");
  if (font.size != usual_font().size) add_attribute("font-size", font.size);
  add_paint("fill", job->obj->pencolor);
  out() += '>';
  add_escaped(span->str);
  out() += "</text>\n";
}

void draw_ellipse(GVJ_t* job, pointf* points, int is_filled) {
  out() += "<ellipse";
  add_style(job, is_filled != 0);
  add_attribute("cx", points[0].x);
  add_attribute("cy", -points[0].y);
  add_attribute("rx", points[1].x - points[0].x);
  add_attribute("ry", points[1].y - points[0].y);
  out() += "/>\n";
}

void draw_polygon(GVJ_t* job, pointf* points, int count, int is_filled) {
  out() += "<polygon";
  add_style(job, is_filled != 0);
  out() += " points=\"";
  for (int i = 0; i < count; ++i) {
    if (i > 0) out() += ' ';
    add_point(points[i]);
  }
  out() += "\"/>\n";
}

void draw_polyline(GVJ_t* job, pointf* points, int count) {
  out() += "<polyline";
  add_style(job, false);
  out() += " points=\"";
  for (int i = 0; i < count; ++i) {
    if (i > 0) out() += ' ';
    add_point(points[i]);
  }
  out() += "\"/>\n";
}

// Rounded corners come as a curve of 25 points: from side to side around the corners.
bool is_rounded_box(const pointf* p, int count) {
  if (count != 25) return false;
  auto upright = [&](int a, int b) { return std::abs(p[a].x - p[b].x) < 0.01; };
  auto level = [&](int a, int b) { return std::abs(p[a].y - p[b].y) < 0.01; };
  return level(0, 3) && upright(6, 9) && level(12, 15) && upright(18, 21) && level(0, 24) &&
         upright(0, 24);
}

bool is_line(const pointf* p) {
  double x = p[3].x - p[0].x, y = p[3].y - p[0].y, length = std::hypot(x, y);
  auto away = [&](pointf q) { return std::abs((q.x - p[0].x) * y - (q.y - p[0].y) * x); };
  return away(p[1]) < 0.02 * length && away(p[2]) < 0.02 * length;
}

void draw_curve(GVJ_t* job, pointf* p, int count, int, int, int is_filled) {
  if (is_rounded_box(p, count)) {
    double left = p[6].x, right = p[18].x, top = p[0].y, bottom = p[12].y;
    out() += "<rect";
    add_style(job, is_filled != 0);
    add_attribute("x", std::fmin(left, right));
    add_attribute("y", -std::fmax(top, bottom));
    add_attribute("width", std::abs(right - left));
    add_attribute("height", std::abs(top - bottom));
    add_attribute("rx", std::abs(p[3].x - p[6].x));
    out() += "/>\n";
    return;
  }
  out() += "<path";
  add_style(job, is_filled != 0);
  out() += " d=\"M";
  add_point(p[0]);
  char before = 'M';
  for (int i = 0; i + 3 < count; i += 3) {
    char kind = is_line(p + i) ? 'L' : 'C';
    out() += kind == before ? ' ' : kind;
    before = kind;
    for (int k = kind == 'L' ? 3 : 1; k <= 3; ++k) {
      add_point(p[i + k]);
      if (k < 3) out() += ' ';
    }
  }
  out() += "\"/>\n";
}

}  // namespace

std::string take_own_svg() { return std::exchange(out(), {}); }

std::array<gvplugin_installed_t, 2>& own_svg_renderer() {
  static gvrender_engine_s engine = [] {
    gvrender_engine_s functions{};
    functions.begin_job = begin_job;
    functions.begin_graph = begin_graph;
    functions.end_graph = end_graph;
    functions.begin_page = begin_page;
    functions.end_page = close;
    functions.begin_cluster = begin_cluster;
    functions.end_cluster = close;
    functions.begin_node = begin_node;
    functions.end_node = close;
    functions.begin_edge = begin_edge;
    functions.end_edge = close;
    functions.begin_anchor = begin_anchor;
    functions.end_anchor = end_anchor;
    functions.textspan = draw_text;
    functions.ellipse = draw_ellipse;
    functions.polygon = draw_polygon;
    functions.beziercurve = draw_curve;
    functions.polyline = draw_polyline;
    return functions;
  }();
  static gvrender_features_t features{GVRENDER_Y_GOES_DOWN | GVRENDER_DOES_TRANSFORM |
                                          GVRENDER_DOES_LABELS | GVRENDER_DOES_MAPS |
                                          GVRENDER_DOES_TARGETS | GVRENDER_DOES_TOOLTIPS,
                                      4, nullptr, 0, RGBA_BYTE};
  static std::array<gvplugin_installed_t, 2> list{
      {{0, "modelviz", 1, &engine, &features}, {0, nullptr, 0, nullptr, nullptr}}};
  return list;
}

std::array<gvplugin_installed_t, 2>& own_svg_device() {
  static gvdevice_features_t features{
      GVDEVICE_DOES_TRUECOLOR | GVDEVICE_DOES_LAYERS, {0, 0}, {0, 0}, {72, 72}};
  static std::array<gvplugin_installed_t, 2> list{
      {{0, kOwnSvg, 1, nullptr, &features}, {0, nullptr, 0, nullptr, nullptr}}};
  return list;
}

}  // namespace modelviz
