#include "output/finished_svg.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <utility>
#include <vector>

#include "output/paper.h"
#include "output/svg_shapes.h"
#include "support/text.h"

namespace modelviz {
namespace {

struct Attribute {
  std::string_view name;
  std::string value;
};

struct Tag {
  std::string_view name;
  std::vector<Attribute> attributes;
  bool is_empty = false;  // <path/>

  [[nodiscard]] std::string_view get(std::string_view key) const {
    for (const Attribute& attribute : attributes) {
      if (attribute.name == key) return attribute.value;
    }
    return {};
  }
  void remove(std::string_view key) {
    std::erase_if(attributes, [&](const Attribute& attribute) { return attribute.name == key; });
  }
};

// name="value" …, as Graphviz writes them.
Tag read_tag(std::string_view text) {
  Tag tag;
  if (text.ends_with('/')) {
    tag.is_empty = true;
    text.remove_suffix(1);
  }
  std::size_t end = text.find_first_of(" \n");
  tag.name = text.substr(0, end);
  while (end != std::string_view::npos) {
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
    std::size_t equals = text.find("=\""), quote = text.find('"', equals + 2);
    if (equals == std::string_view::npos || quote == std::string_view::npos) break;
    tag.attributes.push_back(
        {text.substr(0, equals), std::string(text.substr(equals + 2, quote - equals - 2))});
    end = quote + 1;
  }
  return tag;
}

std::string text_of(const Tag& tag) {
  std::string text = "<" + std::string(tag.name);
  for (const Attribute& attribute : tag.attributes) {
    text.append(" ").append(attribute.name).append("=\"").append(attribute.value).append("\"");
  }
  return text + (tag.is_empty ? "/>" : ">");
}

class Finisher {
 public:
  Finisher(std::string_view svg, SvgNotes notes, const std::optional<Paper>& paper, int sheets)
      : rest_(svg), notes_(std::move(notes)), paper_(paper), sheets_(sheets) {
    is_ours_ = svg.substr(0, svg.find("<svg")).find("<!DOCTYPE") == std::string_view::npos;
    if (!is_ours_) {
      family_ = most_common("font-family");
      font_size_ = most_common("font-size");
    }
    uses_links_ = svg.find("xlink:href") != std::string_view::npos;
  }

  std::string finish() {
    result_.reserve(rest_.size());
    while (!rest_.empty()) {
      std::size_t begin = rest_.find('<');
      add_text(rest_.substr(0, begin));
      if (begin == std::string_view::npos) break;
      rest_.remove_prefix(begin);
      if (rest_.starts_with("<!--")) {
        skip("-->");
      } else if (rest_.starts_with("<!") || rest_.starts_with("<?") || rest_.starts_with("</")) {
        bool is_kept = !rest_.starts_with("<!");
        std::string_view tag = skip(">");
        if (is_kept) result_ += tag;
      } else {
        std::string_view tag = skip(">");
        if (is_ours_ && is_finished(tag))
          result_ += tag;
        else
          add(read_tag(tag.substr(1, tag.size() - 2)));
      }
    }
    return std::move(result_);
  }

 private:
  // What our own renderer has written has nothing to be taken away.
  static bool is_finished(std::string_view tag) {
    constexpr std::array<std::string_view, 6> kTags{"<path ",    "<rect ",     "<text ",
                                                    "<polygon ", "<polyline ", "<ellipse "};
    return std::any_of(kTags.begin(), kTags.end(),
                       [&](std::string_view kind) { return tag.starts_with(kind); });
  }

  // Takes what is left up to the end of this.
  std::string_view skip(std::string_view end) {
    std::size_t at = rest_.find(end);
    std::string_view taken = rest_.substr(0, at == std::string_view::npos ? at : at + end.size());
    rest_.remove_prefix(taken.size());
    return taken;
  }

  // Line breaks between elements, one where comments leave several; in an element its words.
  void add_text(std::string_view text) {
    constexpr std::string_view kNoBreakSpace = "&#160;", kBytes = "\xC2\xA0";
    bool is_break = trim(text).empty();
    if (is_break && (text.empty() || result_.ends_with('\n'))) return;
    if (is_break) {
      result_ += '\n';
      return;
    }
    // They make room for an arrow beside a title.
    for (bool is_more = true; is_more;) {
      is_more = false;
      for (std::string_view space : {kNoBreakSpace, kBytes}) {
        if (!text.ends_with(space)) continue;
        text.remove_suffix(space.size());
        is_more = true;
      }
    }
    std::string words(text);
    for (std::size_t at = 0; (at = words.find("&#45;", at)) != std::string::npos; ++at) {
      words.replace(at, 5, "-");
    }
    result_ += words;
  }

  void add(Tag tag) {
    if (tag.name == "svg") return add_root(std::move(tag));
    if (tag.name == "g") return add_group(std::move(tag));
    if (tag.name == "a") return add_link(std::move(tag));
    if (tag.name == "path") {
      if (auto box = rounded_box(tag.get("d"))) return add_box(tag, *box);
    }
    if (tag.name == "text") {
      if (tag.get("text-anchor") == "start") tag.remove("text-anchor");
      if (tag.get("font-family") == family_) tag.remove("font-family");
      if (tag.get("font-size") == font_size_) tag.remove("font-size");
    }
    for (Attribute& attribute : tag.attributes) {
      if (attribute.name == "stroke" && attribute.value == "transparent") attribute.value = "none";
      bool is_numeric = attribute.name != "font-family" && attribute.name != "fill" &&
                        attribute.name != "stroke" && attribute.name.find(':') == std::string::npos;
      if (is_numeric) attribute.value = without_zeros(attribute.value);
      if (attribute.name == "d") attribute.value = with_lines(attribute.value);
      bool is_polygon = tag.name == "polygon" && attribute.name == "points";
      if (is_polygon) attribute.value = without_end(attribute.value);
    }
    result_ += text_of(tag);
  }

  // Of an attribute of the user's (node:URL). Graphviz leaves its & as they are, and names it after
  // the label, of which the title of the group says more.
  void add_link(Tag tag) {
    tag.remove("xlink:title");
    for (Attribute& attribute : tag.attributes) {
      std::string& value = attribute.value;
      for (std::size_t at = 0; (at = value.find('&', at)) != std::string::npos; ++at) {
        std::size_t end = value.find_first_of(";&=", at + 1);
        bool is_entity = end != std::string::npos && value[end] == ';';
        if (!is_entity) value.insert(at + 1, "amp;");
      }
    }
    result_ += text_of(tag);
  }

  void add_root(Tag tag) {
    if (!uses_links_) tag.remove("xmlns:xlink");
    for (Attribute& attribute : tag.attributes) {
      bool is_size =
          attribute.name == "viewBox" || attribute.name == "width" || attribute.name == "height";
      if (is_size) attribute.value = without_zeros(attribute.value);
    }
    if (paper_) set_size(tag);
    tag.attributes.push_back({"role", "img"});
    tag.attributes.push_back({"aria-labelledby", notes_.label()});
    result_ += text_of(tag) + "\n" + notes_.head();
  }

  // As large as on the paper; the coordinates stay as they are.
  void set_size(Tag& tag) const {
    auto number = [&](std::string_view name) {
      return std::strtod(std::string(tag.get(name)).c_str(), nullptr);
    };
    double width = number("width"), height = number("height");
    double scale = Sheets(*paper_, width, height, sheets_).scale();
    for (Attribute& attribute : tag.attributes) {
      if (attribute.name == "width") attribute.value = svg_number(width * scale) + "pt";
      if (attribute.name == "height") attribute.value = svg_number(height * scale) + "pt";
    }
  }

  void add_group(Tag tag) {
    std::string_view kind = tag.get("class");
    if (kind.empty()) {  // around a link
      result_ += text_of(tag);
      return;
    }
    std::string title = take_title();
    if (kind == "graph") {
      std::string_view transform = tag.get("transform");
      std::size_t move = transform.find("translate(");
      std::string kept(without_zeros(transform.substr(move == std::string_view::npos ? 0 : move)));
      std::string family(is_ours_ ? tag.get("font-family") : family_);
      std::string size(is_ours_ ? tag.get("font-size") : font_size_);
      tag.attributes = {{"class", "graph"}, {"transform", kept}};
      if (!family.empty()) tag.attributes.push_back({"font-family", std::move(family)});
      if (!size.empty()) tag.attributes.push_back({"font-size", without_zeros(size)});
      result_ += text_of(tag);
      return;
    }
    auto [id, facts] = notes_.take(kind, title);
    if (kind == "cluster" && id.empty()) {  // it only holds two boxes together
      skip("</g>");
      return;
    }
    tag.attributes = {{"class", std::string(kind)}};
    if (!id.empty()) tag.attributes.insert(tag.attributes.begin(), {"id", id});
    result_ += text_of(tag);
    if (!facts.empty()) result_ += "\n<title>" + facts + "</title>";
  }

  // The title of a group is Graphviz' name of it.
  std::string take_title() {
    constexpr std::string_view kOpen = "<title>", kClose = "</title>";
    std::string_view after = trim(rest_);
    if (!after.starts_with(kOpen)) return {};
    skip(kOpen);
    std::string title(skip(kClose));
    title.resize(title.size() - kClose.size());
    for (auto [entity, sign] : {std::pair<std::string_view, char>("&#45;", '-'), {"&gt;", '>'}}) {
      for (std::size_t at; (at = title.find(entity)) != std::string::npos;) {
        title.replace(at, entity.size(), 1, sign);
      }
    }
    return title;
  }

  void add_box(const Tag& path, const RoundedBox& box) {
    Tag rectangle{.name = "rect", .attributes = {}, .is_empty = true};
    for (const Attribute& attribute : path.attributes) {
      if (attribute.name != "d") rectangle.attributes.push_back(attribute);
    }
    for (auto [name, value] : {std::pair<std::string_view, double>("x", box.x),
                               {"y", box.y},
                               {"width", box.width},
                               {"height", box.height},
                               {"rx", box.radius}}) {
      rectangle.attributes.push_back({name, svg_number(value)});
    }
    result_ += text_of(rectangle);
  }

  // What most texts have in common is said once.
  [[nodiscard]] std::string most_common(const std::string& attribute) const {
    const std::string key = attribute + "=\"";
    std::map<std::string_view, int> counts;
    for (std::size_t at = 0; (at = rest_.find(key, at)) != std::string_view::npos;) {
      at += key.size();
      ++counts[rest_.substr(at, rest_.find('"', at) - at)];
    }
    auto most = std::max_element(counts.begin(), counts.end(),
                                 [](auto& a, auto& b) { return a.second < b.second; });
    return most == counts.end() ? "" : std::string(most->first);
  }

  std::string_view rest_;
  SvgNotes notes_;
  const std::optional<Paper>& paper_;
  int sheets_;
  std::string family_, font_size_, result_;
  bool is_ours_ = false;  // written by graphviz_svg.cpp, and not by libgvc
  bool uses_links_ = false;
};

}  // namespace

std::string finished_svg(std::string_view svg, SvgNotes notes, const std::optional<Paper>& paper,
                         int sheets) {
  return Finisher(svg, std::move(notes), paper, sheets).finish();
}

}  // namespace modelviz
