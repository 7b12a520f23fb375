// The frames around what is within a nested model, a layer or a loop, and their titles.
#include <string_view>

#include "output/label_text.h"
#include "output/node_label.h"
#include "support/text.h"

namespace modelviz {
namespace {

std::string one_line(std::string_view text) { return join(wrap(text, 48, 2), " "); }

// A line of a title. Where the arrow into a frame would cross it, it is widened by as much as it is
// wide: the frame grows, and the arrow passes behind the words.
std::string title_line(const std::string& text, bool is_widened) {
  std::string line = html(text);
  for (std::size_t i = 0; is_widened && i < 3 * text.size(); ++i) line += "&#160;";
  return line;
}

// As on their boxes, the names of layers are shown or not; a nested model always has its own.
bool shows_name(const ViewCluster& cluster, const ViewOptions& options) {
  return options.show_layer_names || cluster.role != FrameRole::kLayer;
}

}  // namespace

std::string keras_frame_attributes(const ViewCluster& cluster, const ViewOptions& options) {
  std::string title = one_line(cluster.name), class_name = one_line(cluster.class_name);
  if (!shows_name(cluster, options)) {
    title = class_name;
  } else if (cluster.role == FrameRole::kLayer) {
    title += " (" + class_name + ")";
  }
  return "style=dashed, label=" + dot_string(title);
}

std::string frame_attributes(const ViewCluster& cluster, const ViewOptions& options,
                             const Theme& theme, std::size_t depth, bool is_widened) {
  const Colors& colors = theme.at(depth % 2 == 1 ? "frames.outer" : "frames.inner");
  bool is_loop = cluster.role == FrameRole::kLoop, is_model = cluster.role == FrameRole::kModel;
  std::string result = is_loop ? "style=\"rounded,filled,dashed\"" : "style=\"rounded,filled\"";
  result += ", color=\"" + (is_loop ? theme.at("frames.loop") : colors).border + "\"";
  result += ", margin=" + std::string(is_model ? "12" : "9") + ", fillcolor=\"";
  result.append(colors.fill).append("\", label=<");
  constexpr std::string_view kEndOfLine = "<BR ALIGN=\"LEFT\"/>";
  std::string name = one_line(cluster.name), class_name = one_line(cluster.class_name);
  if (!shows_name(cluster, options)) name.clear();
  if (!name.empty()) {
    result.append("<B>").append(title_line(name, is_widened)).append("</B>").append(kEndOfLine);
  }
  if (cluster.calls > 1) class_name += " · " + calls_text(cluster.call, cluster.calls);
  if (options.show_trainable && cluster.trainable) {
    class_name += *cluster.trainable ? " · trainable" : " · non-trainable";
  }
  if (!class_name.empty()) {
    std::string_view ink =
        is_model || options.color_by != ColorBy::kKind ? colors.text : theme.of(cluster.kind).text;
    result.append("<FONT POINT-SIZE=\"10\" COLOR=\"").append(ink).append("\">");
    result.append(title_line(class_name, is_widened)).append("</FONT>").append(kEndOfLine);
  } else if (name.empty()) {
    result.append(kEndOfLine);
  }
  return result + ">";
}

}  // namespace modelviz
