#include "output/image.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace modelviz {
namespace {

struct FormatRow {
  ImageFormat format;
  std::string_view name, other_name;
  std::string_view start, end;  ///< of a file; empty where it varies
};

constexpr std::array kFormats{
    FormatRow{ImageFormat::kPng, "png", "", "\x89PNG\r\n\x1a\n", "IEND\xAE\x42\x60\x82"},
    FormatRow{ImageFormat::kJpg, "jpg", "jpeg", "\xFF\xD8\xFF", "\xFF\xD9"},
    FormatRow{ImageFormat::kPdf, "pdf", "", "%PDF-", "%%EOF\n"},
    FormatRow{ImageFormat::kSvg, "svg", "", "<?xml", "</svg>\n"},
    FormatRow{ImageFormat::kDot, "dot", "gv", "digraph", "}\n"},
    FormatRow{ImageFormat::kMmd, "mmd", "mermaid", "flowchart", "\n"},
    FormatRow{ImageFormat::kTxt, "txt", "", "", "\n"},
};

const FormatRow& row_of(ImageFormat format) {
  return *std::find_if(kFormats.begin(), kFormats.end(),
                       [&](const FormatRow& row) { return row.format == format; });
}

}  // namespace

std::string_view text(ImageFormat format) { return row_of(format).name; }

bool is_bitmap(ImageFormat format) {
  return format == ImageFormat::kPng || format == ImageFormat::kJpg;
}

bool needs_cairo(ImageFormat format) { return is_bitmap(format) || format == ImageFormat::kPdf; }

bool is_text(ImageFormat format) {
  return format == ImageFormat::kDot || format == ImageFormat::kMmd || format == ImageFormat::kTxt;
}

bool looks_whole(ImageFormat format, std::string_view bytes) {
  const FormatRow& row = row_of(format);
  return bytes.starts_with(row.start) && bytes.ends_with(row.end);
}

std::string without_date(std::string pdf) {
  constexpr std::string_view kKey = "/CreationDate (D:", kDate = "20000101000000";
  std::size_t at = pdf.find(kKey);
  if (at == std::string::npos) return pdf;
  // In place: a PDF says at which byte each of its objects begins.
  at += kKey.size();
  for (std::size_t i = 0; i < kDate.size() && at + i < pdf.size(); ++i) {
    if (std::isdigit(static_cast<unsigned char>(pdf[at + i])) == 0) break;
    pdf[at + i] = kDate[i];
  }
  return pdf;
}

ImageFormat parse_format(std::string_view name) {
  std::string lower(name.starts_with('.') ? name.substr(1) : name);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const FormatRow& row : kFormats) {
    if (lower == row.name || (!lower.empty() && lower == row.other_name)) return row.format;
  }
  throw Error(Fault::kUsage, "no format is called \"" + std::string(name) + "\"",
              "use png, svg, pdf, jpg, dot, mmd or txt");
}

}  // namespace modelviz
