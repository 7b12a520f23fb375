// The table of model.summary(), as text and in the formats of documents. Source of the text:
// keras/src/utils/summary_utils.py (3.15).
#include "modelviz/output.h"
#include "output/summary_table.h"
#include "support/text.h"

namespace modelviz {
namespace {

// What stands below the table, a line each.
std::vector<std::string> lines_below(const SummaryTable& summary) {
  std::vector<std::string> lines;
  if (summary.left_out > 0) {
    lines.push_back("… and " + std::to_string(summary.left_out) + " more layers");
  }
  for (const SummaryTotal& total : summary.totals) lines.push_back(total.name + ": " + total.value);
  for (const std::string& assumption : summary.assumptions) {
    lines.push_back("assuming " + assumption);
  }
  return lines;
}

}  // namespace

std::string write_summary_text(const Model& model, const Run& run, const SummaryOptions& options) {
  SummaryTable summary = summary_table(model, run, options, false);
  std::string text = "Model: \"" + sanitize(model.root.name) + "\"\n";
  summary.table.add_to(text, options.width);
  for (const std::string& line : lines_below(summary)) text += " " + line + "\n";
  return text;
}

std::string write_summary_csv(const Model& model, const Run& run, const SummaryOptions& options) {
  return summary_table(model, run, options, true).table.csv();
}

std::string write_summary_markdown(const Model& model, const Run& run,
                                   const SummaryOptions& options) {
  SummaryTable summary = summary_table(model, run, options, false);
  std::string text = summary.table.markdown() + "\n";
  for (const std::string& line : lines_below(summary)) text += "- " + markdown_escaped(line) + "\n";
  return text;
}

std::string write_summary_html(const Model& model, const Run& run, const SummaryOptions& options) {
  SummaryTable summary = summary_table(model, run, options, false);
  std::string text = summary.table.html(sanitize(model.root.name));
  text += "<ul>\n";
  for (const std::string& line : lines_below(summary)) {
    text += "<li>" + html_escaped(line) + "</li>\n";
  }
  return text + "</ul>\n";
}

std::string write_summary_latex(const Model& model, const Run& run, const SummaryOptions& options) {
  SummaryTable summary = summary_table(model, run, options, false);
  std::string text = summary.table.latex();
  for (const std::string& line : lines_below(summary)) {
    text += "\n\\noindent " + latex_escaped(line) + "\\\\";
  }
  return text + "\n";
}

}  // namespace modelviz
