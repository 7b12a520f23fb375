// Writes what there is to see: pictures through Graphviz, tables and JSON without it.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "modelviz/infer.h"
#include "modelviz/view.h"

namespace modelviz {

enum class RankDir { kTB, kBT, kLR, kRL };
enum class Style { kModelviz, kKeras };

struct DotOptions {
  RankDir rankdir = RankDir::kTB;
  Style style = Style::kModelviz;
};

/// The graph in the DOT language. Everything that comes from the model is escaped.
std::string write_dot(const View& view, const DotOptions& options = {});

enum class ImageFormat { kPng, kJpg, kPdf, kSvg, kDot };
/// The format with this name or file extension; throws Error (Fault::kUsage) with the list of formats.
ImageFormat parse_format(std::string_view name);

struct RenderOptions {
  int dpi = 96;  ///< of bitmaps; vector formats have no dots
  std::chrono::seconds timeout{60};
};

struct Rendering {
  std::vector<std::string> images;    ///< the bytes, one per format asked for
  std::vector<std::string> warnings;  ///< a bitmap that had to be made with fewer dots
};

/// Lays the graph out once and draws it in each format, in a child process: Graphviz may crash or take
/// for ever. Throws Error (Fault::kOutput) where that happens, or where Graphviz reports an error.
Rendering render(const std::string& dot, const std::vector<ImageFormat>& formats,
                 const RenderOptions& options = {});

/// Writes a file whole or not at all; "-" is standard output. Throws Error (Fault::kOutput).
void write_file(const std::string& path, std::string_view bytes);

struct SummaryOptions {
  bool symbolic = false;     ///< print expressions where Keras prints None
  bool expand_nested = false;
  bool show_trainable = false;
  int width = 0;  ///< of the terminal in columns; 0: as wide as the content needs
};

/// The table of model.summary().
std::string write_summary_text(const Model& model, const Run& run, const SummaryOptions& options = {});
/// The schema modelviz.summary/1.
std::string write_summary_json(const Model& model, const Run& run, const SummaryOptions& options = {});

}  // namespace modelviz
