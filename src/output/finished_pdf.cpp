#include "output/finished_pdf.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

#include "output/paper.h"
#include "output/svg_places.h"
#include "output/svg_shapes.h"
#include "support/text.h"

namespace modelviz {
namespace {

// ---- reading ------------------------------------------------------------------------------------

std::optional<std::size_t> number_behind(std::string_view text, std::string_view key) {
  std::size_t at = text.rfind(key);
  if (at == std::string_view::npos) return std::nullopt;
  text.remove_prefix(at + key.size());
  text.remove_prefix(std::min(text.find_first_not_of(" \n["), text.size()));
  std::size_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? std::optional(number) : std::nullopt;
}

// A PDF with one table of objects, as cairo writes it.
class Pdf {
 public:
  explicit Pdf(std::string_view bytes) : bytes_(bytes) {
    auto table = number_behind(bytes, "startxref");
    if (!table || *table >= bytes.size()) return;
    std::string_view rest = bytes.substr(*table);
    std::size_t trailer = rest.find("trailer");
    if (!rest.starts_with("xref\n0 ") || trailer == std::string_view::npos) return;
    table_ = *table;
    trailer_ = rest.substr(trailer);
    std::size_t line = rest.find('\n', 5) + 1;
    entries_ = rest.substr(line, trailer - line);
  }

  [[nodiscard]] std::size_t table() const { return table_; }
  [[nodiscard]] std::optional<std::size_t> in_trailer(std::string_view key) const {
    return number_behind(trailer_, key);
  }
  /// The text of an object that is no stream; empty if there is none.
  [[nodiscard]] std::string_view object(std::optional<std::size_t> number) const {
    constexpr std::size_t kEntry = 20;
    if (!number || (*number + 1) * kEntry > entries_.size()) return {};
    std::size_t place = 0;
    std::string_view entry = entries_.substr(*number * kEntry, 10);
    std::from_chars(entry.data(), entry.data() + entry.size(), place);
    if (place == 0 || place >= bytes_.size()) return {};
    std::string_view text = bytes_.substr(place);
    return text.substr(0, text.find("endobj"));
  }

 private:
  std::string_view bytes_, trailer_, entries_;
  std::size_t table_ = 0;
};

// Without "5 0 obj" before it.
std::string_view text_of_object(std::string_view object) {
  std::size_t begin = object.find("<<");
  return begin == std::string_view::npos ? std::string_view() : trim(object.substr(begin));
}

// ---- the outline --------------------------------------------------------------------------------

struct Item {
  std::string title;
  SvgPlace place;
  std::vector<Item> inner;
};

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class OutlineMaker {
 public:
  OutlineMaker(const View& view, std::string_view svg) : view_(view), places_(svg_places(svg)) {
    nodes_.resize(view.clusters.size() + 1);
    clusters_.resize(view.clusters.size() + 1);
    for (int i = 0; const ViewNode& node : view.nodes) {
      if (node.role == NodeRole::kLayer) nodes_[at(node.cluster + 1)].push_back(i);
      ++i;
    }
    for (int i = 0; const ViewCluster& cluster : view.clusters) {
      clusters_[at(cluster.parent + 1)].push_back(i++);
    }
  }

  // From top to bottom.
  [[nodiscard]] std::vector<Item> items_in(int cluster) const {
    std::vector<Item> items;
    for (int node : nodes_[at(cluster + 1)]) {
      const ViewNode& layer = view_.nodes[at(node)];
      add(items, layer.id, {titled(layer.name, layer.class_name), {}, {}});
    }
    for (int inner : clusters_[at(cluster + 1)]) {
      const ViewCluster& frame = view_.clusters[at(inner)];
      add(items, "cluster_" + frame.id,
          {titled(frame.name, frame.class_name), {}, items_in(inner)});
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
      return std::pair(a.place.top, a.place.left) < std::pair(b.place.top, b.place.left);
    });
    return items;
  }

 private:
  static std::string titled(const std::string& name, const std::string& class_name) {
    std::string title = sanitize(name);
    if (!class_name.empty()) title += " (" + sanitize(class_name) + ")";
    return title;
  }

  void add(std::vector<Item>& items, const std::string& id, Item item) const {
    auto place = places_.find(id);
    if (place == places_.end()) return;
    item.place = place->second;
    items.push_back(std::move(item));
  }

  const View& view_;
  std::map<std::string, SvgPlace, std::less<>> places_;
  std::vector<std::vector<int>> nodes_, clusters_;  // by frame; the first is the whole picture
};

// ---- writing ------------------------------------------------------------------------------------

void add_utf16(std::string& digits, unsigned point) {
  if (point >= 0x10000) {
    add_utf16(digits, 0xD800 + ((point - 0x10000) >> 10));
    point = 0xDC00 + ((point - 0x10000) & 0x3FF);
  }
  char buffer[5];
  std::snprintf(buffer, sizeof buffer, "%04X", point);
  digits += buffer;
}

// ASCII as it is, other code points of valid UTF-8 as UTF-16 with its mark, in hexadecimal digits.
std::string text_string(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })) {
    std::string escaped = "(";
    for (char c : text) {
      if (c == '(' || c == ')' || c == '\\') escaped += '\\';
      escaped += c;
    }
    return escaped + ")";
  }
  std::string digits = "<FEFF";
  for (std::size_t i = 0; i < text.size();) {
    auto first = static_cast<unsigned char>(text[i]);
    std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    unsigned point = length == 1 ? first : first & (0x7FU >> length);
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = point << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    i += length;
    add_utf16(digits, point);
  }
  return digits + ">";
}

std::string reference(std::size_t object) { return std::to_string(object) + " 0 R"; }

class Update {
 public:
  Update(std::string pdf, std::size_t table, std::size_t size)
      : bytes_(std::move(pdf)), table_(table), size_(size) {}

  std::size_t next_number() { return size_++; }

  void add(std::size_t number, const std::string& content) {
    places_.emplace_back(number, bytes_.size());
    bytes_ += std::to_string(number) + " 0 obj\n" + content + "\nendobj\n";
  }

  std::string finish(std::size_t root, std::size_t info) && {
    std::size_t table = bytes_.size();
    std::sort(places_.begin(), places_.end());
    bytes_ += "xref\n";
    for (std::size_t i = 0; i < places_.size();) {
      std::size_t end = i;  // of the numbers that follow each other
      while (end < places_.size() && places_[end].first == places_[i].first + end - i) ++end;
      bytes_ += std::to_string(places_[i].first) + " " + std::to_string(end - i) + "\n";
      for (; i < end; ++i) {
        std::string place = std::to_string(places_[i].second);
        bytes_ += std::string(10 - place.size(), '0') + place + " 00000 n \n";
      }
    }
    bytes_ += "trailer\n<< /Size " + std::to_string(size_) + "\n   /Root " + reference(root) +
              "\n   /Info " + reference(info) + "\n   /Prev " + std::to_string(table_) +
              "\n>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  std::size_t table_, size_;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // number, byte
};

// Where places of the drawing are in the PDF.
struct Pages {
  std::vector<std::size_t> numbers;  // of the objects
  double height = 0;                 // of the drawing
  std::optional<Sheets> sheets;

  [[nodiscard]] std::string destination(const SvgPlace& place) const {
    int page = sheets ? sheets->sheet_at(place.left) : 0;
    double x = place.left, y = height - place.top;
    if (sheets) {
      x = sheets->left(page) + x * sheets->scale();
      y = sheets->paper().height - sheets->top() - place.top * sheets->scale();
    }
    return "[" + reference(numbers[at(page)]) + " /XYZ " + svg_number(x) + " " + svg_number(y) +
           " null]";
  }
};

class OutlineWriter {
 public:
  OutlineWriter(Update& update, const Pages& pages) : update_(update), pages_(pages) {}

  // The items below a parent, linked to each other. Returns the first and the last.
  std::pair<std::size_t, std::size_t> write(const std::vector<Item>& items, std::size_t parent) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < items.size(); ++i) numbers.push_back(update_.next_number());
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Item& item = items[i];
      std::string content =
          "<< /Title " + text_string(item.title) + " /Parent " + reference(parent);
      if (i > 0) content += " /Prev " + reference(numbers[i - 1]);
      if (i + 1 < items.size()) content += " /Next " + reference(numbers[i + 1]);
      if (!item.inner.empty()) {
        auto [first, last] = write(item.inner, numbers[i]);
        content += " /First " + reference(first) + " /Last " + reference(last);
        content += " /Count -" + std::to_string(item.inner.size());  // closed
      }
      content += " /Dest " + pages_.destination(item.place) + " >>";
      update_.add(numbers[i], content);
    }
    return {numbers.front(), numbers.back()};
  }

 private:
  Update& update_;
  const Pages& pages_;
};

// The size of a page: /MediaBox [ 0 0 370 12012 ].
std::optional<Paper> size_of(std::string_view page) {
  constexpr std::string_view kKey = "/MediaBox [ 0 0 ";
  std::size_t at = page.find(kKey);
  if (at == std::string_view::npos) return std::nullopt;
  std::string numbers(page.substr(at + kKey.size(), page.find(']', at) - at - kKey.size()));
  char* end = nullptr;
  Paper size{.width = std::strtod(numbers.c_str(), &end)};
  size.height = std::strtod(end, nullptr);
  return size.width > 0 && size.height > 0 ? std::optional(size) : std::nullopt;
}

// The entry of a dictionary, from its key to the end of its line, with another value.
bool replace_entry(std::string& dictionary, std::string_view key, const std::string& value) {
  std::size_t at = dictionary.find(key), end = dictionary.find('\n', at);
  if (at == std::string::npos || end == std::string::npos) return false;
  dictionary.replace(at, end - at, std::string(key) + " " + value);
  return true;
}

// Colours as a PDF has them, from #rrggbb.
std::string components(std::string_view color) {
  std::string result;
  for (std::size_t i = 1; i + 1 < color.size(); i += 2) {
    int value = 0;
    std::from_chars(color.data() + i, color.data() + i + 2, value, 16);
    result += svg_number(value / 255.0) + " ";
  }
  return result;
}

// Draws the content of the one page on sheets: each moves it to its own place, and all share it.
class SheetWriter {
 public:
  SheetWriter(Update& update, const Pages& pages, std::string_view background)
      : update_(update), pages_(pages), background_(background) {}

  // `page` and `parent` are what these objects say by now; false if they say it in another way.
  bool write(std::string page, std::string parent, std::size_t parent_number) {
    auto content = number_behind(page, "/Contents");
    const Sheets& sheets = *pages_.sheets;
    std::size_t end = update_.next_number();
    std::string kids;
    for (int sheet = 0; sheet < sheets.count(); ++sheet) {
      std::size_t begin = update_.next_number();
      bool is_known = content &&
                      replace_entry(page, "/MediaBox",
                                    "[ 0 0 " + svg_number(sheets.paper().width) + " " +
                                        svg_number(sheets.paper().height) + " ]") &&
                      replace_entry(page, "/Contents",
                                    "[ " + reference(begin) + " " + reference(*content) + " " +
                                        reference(end) + " ]");
      if (!is_known) return false;
      update_.add(begin, stream(move_to(sheet)));
      update_.add(pages_.numbers[at(sheet)], page);
      kids += reference(pages_.numbers[at(sheet)]) + " ";
    }
    update_.add(end, stream("\nQ\n"));
    bool is_known = replace_entry(parent, "/Kids", "[ " + kids + "]") &&
                    replace_entry(parent, "/Count", std::to_string(sheets.count()));
    if (is_known) update_.add(parent_number, parent);
    return is_known;
  }

 private:
  static std::string stream(const std::string& content) {
    return "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
           "\nendstream";
  }

  // The page in the colour of the background, and on it what stands between two heights of the
  // drawing.
  [[nodiscard]] std::string move_to(int sheet) const {
    const Sheets& sheets = *pages_.sheets;
    double width = sheets.paper().width, height = sheets.paper().height, scale = sheets.scale();
    std::string commands = "q ";
    if (background_.starts_with('#')) {
      commands += components(background_) + "rg 0 0 " + svg_number(width) + " " +
                  svg_number(height) + " re f Q q ";
    }
    if (sheets.count() > 1) {
      double left = sheets.left(sheet) + sheets.first_x(sheet) * scale;
      double right = sheet + 1 < sheets.count()
                         ? sheets.left(sheet) + sheets.first_x(sheet + 1) * scale
                         : width;
      commands += svg_number(left) + " 0 " + svg_number(right - left) + " " + svg_number(height) +
                  " re W n ";
    }
    std::string factor = std::to_string(scale);
    return commands + factor + " 0 0 " + factor + " " + svg_number(sheets.left(sheet)) + " " +
           svg_number(height - sheets.top() - pages_.height * scale) + " cm\n";
  }

  Update& update_;
  const Pages& pages_;
  std::string_view background_;
};

}  // namespace

std::string finished_pdf(std::string pdf, const View& view, std::string_view svg,
                         const std::optional<Paper>& paper, int sheets,
                         std::string_view background) {
  Pdf old(pdf);
  auto size = old.in_trailer("/Size"), root = old.in_trailer("/Root"),
       info = old.in_trailer("/Info");
  auto parent = number_behind(old.object(root), "/Pages");
  auto page = number_behind(old.object(parent), "/Kids");
  std::optional<Paper> drawing = size_of(old.object(page));
  if (!size || !root || !info || !parent || !page || !drawing) return pdf;

  std::string old_page(text_of_object(old.object(page))),
      old_parent(text_of_object(old.object(parent)));
  Update update(pdf, old.table(), *size);
  Pages pages{.numbers = {*page}, .height = drawing->height, .sheets = std::nullopt};
  if (paper) {
    pages.sheets.emplace(*paper, drawing->width, drawing->height, sheets);
    for (int sheet = 1; sheet < sheets; ++sheet) pages.numbers.push_back(update.next_number());
    if (!SheetWriter(update, pages, background).write(old_page, old_parent, *parent)) return pdf;
  }
  std::vector<Item> items = OutlineMaker(view, svg).items_in(-1);
  std::string catalog = "<< /Type /Catalog /Pages " + reference(*parent) +
                        " /ViewerPreferences << /DisplayDocTitle true >>";
  if (!items.empty()) {
    std::size_t outline = update.next_number();
    auto [first, last] = OutlineWriter(update, pages).write(items, outline);
    update.add(outline, "<< /Type /Outlines /First " + reference(first) + " /Last " +
                            reference(last) + " /Count " + std::to_string(items.size()) + " >>");
    catalog += " /Outlines " + reference(outline) + " /PageMode /UseOutlines";
  }
  update.add(*root, catalog + " >>");
  update.add(*info, "<< /Title " + text_string(sanitize(view.title)) + " /Subject " +
                        text_string(view.description) + " /Creator (modelviz) >>");
  return std::move(update).finish(*root, *info);
}

}  // namespace modelviz
