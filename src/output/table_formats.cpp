// A table as the formats of documents and spreadsheets want it.
#include <array>

#include "output/table.h"
#include "support/text.h"

namespace modelviz {
namespace {

// RFC 4180.
std::string csv_cell(const std::string& cell) {
  if (cell.find_first_of(",\"\n\r") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::vector<std::string> quoted;
  quoted.reserve(cells.size());
  for (const std::string& cell : cells) quoted.push_back(csv_cell(cell));
  return join(quoted, ",") + "\n";
}

struct Escape {
  char character;
  std::string_view text;
};

template <std::size_t count>
std::string escaped(std::string_view text, const std::array<Escape, count>& escapes) {
  std::string result;
  for (char c : text) {
    std::string_view replacement(&c, 1);
    for (const Escape& escape : escapes) {
      if (escape.character == c) replacement = escape.text;
    }
    result += replacement;
  }
  return result;
}

// The lines of a cell, escaped.
std::string with_breaks(const std::string& cell, std::string (*escape)(std::string_view),
                        std::string_view line_break) {
  std::vector<std::string> lines;
  for (std::string_view line : split(cell, '\n')) lines.push_back(escape(line));
  return join(lines, line_break);
}

std::string_view align_text(Align align, std::string_view left, std::string_view right,
                            std::string_view center) {
  return align == Align::kRight ? right : align == Align::kCenter ? center : left;
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
  constexpr std::array<Escape, 11> kEscapes{{{'\\', "\\\\"},
                                             {'|', "\\|"},
                                             {'`', "\\`"},
                                             {'*', "\\*"},
                                             {'_', "\\_"},
                                             {'[', "\\["},
                                             {']', "\\]"},
                                             {'#', "\\#"},
                                             {'~', "\\~"},
                                             {'<', "&lt;"},
                                             {'&', "&amp;"}}};
  return escaped(text, kEscapes);
}

std::string html_escaped(std::string_view text) {
  constexpr std::array<Escape, 4> kEscapes{
      {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}}};
  return escaped(text, kEscapes);
}

std::string latex_escaped(std::string_view text) {
  constexpr std::array<Escape, 12> kEscapes{{{'\\', "\\textbackslash{}"},
                                             {'{', "\\{"},
                                             {'}', "\\}"},
                                             {'$', "\\$"},
                                             {'&', "\\&"},
                                             {'#', "\\#"},
                                             {'%', "\\%"},
                                             {'_', "\\_"},
                                             {'^', "\\textasciicircum{}"},
                                             {'~', "\\textasciitilde{}"},
                                             {'<', "\\textless{}"},
                                             {'>', "\\textgreater{}"}}};
  return escaped(text, kEscapes);
}

std::string Table::csv() const {
  std::vector<std::string> titles;
  for (const Column& column : columns) titles.push_back(column.title);
  std::string text = csv_row(titles);
  for (const auto& row : rows) text += csv_row(row);
  return text;
}

std::string Table::markdown() const {
  std::string head = "|", rule = "|";
  for (const Column& column : columns) {
    head += " " + markdown_escaped(column.title) + " |";
    rule += std::string(align_text(column.align, ":---|", "---:|", ":---:|"));
  }
  std::string text = head + "\n" + rule + "\n";
  for (const auto& row : rows) {
    text += "|";
    for (const std::string& cell : row) {
      text += " " + with_breaks(cell, markdown_escaped, "<br>") + " |";
    }
    text += "\n";
  }
  return text;
}

std::string Table::html(std::string_view caption) const {
  auto cells = [&](const char* tag, const std::vector<std::string>& row) {
    std::string text = "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string_view style = align_text(columns[i].align, "", " style=\"text-align:right\"",
                                          " style=\"text-align:center\"");
      text += "<" + std::string(tag) + std::string(style) + ">" +
              with_breaks(row[i], html_escaped, "<br>") + "</" + tag + ">";
    }
    return text + "</tr>\n";
  };
  std::vector<std::string> titles;
  for (const Column& column : columns) titles.push_back(column.title);
  std::string text = "<table>\n<caption>" + html_escaped(caption) + "</caption>\n<thead>\n" +
                     cells("th", titles) + "</thead>\n<tbody>\n";
  for (const auto& row : rows) text += cells("td", row);
  return text + "</tbody>\n</table>\n";
}

std::string Table::latex() const {
  std::string text = "% \\usepackage{longtable}\n\\begin{longtable}{";
  for (const Column& column : columns) text += align_text(column.align, "l", "r", "c");
  text += "}\n\\hline\n";
  auto add_row = [&](const std::vector<std::string>& cells) {
    std::vector<std::string> escaped;
    escaped.reserve(cells.size());
    for (const std::string& cell : cells) {
      escaped.push_back(with_breaks(cell, latex_escaped, " "));
    }
    text += join(escaped, " & ") + " \\\\\n";
  };
  std::vector<std::string> titles;
  for (const Column& column : columns) titles.push_back(column.title);
  add_row(titles);
  text += "\\hline\n\\endhead\n";
  for (const auto& row : rows) add_row(row);
  return text + "\\hline\n\\end{longtable}\n";
}

}  // namespace modelviz
