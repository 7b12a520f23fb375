// Drawing pictures: which formats are meant, and what they become.
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "cli/cli.h"
#include "support/text.h"

namespace modelviz::cli {
namespace {

bool is_bytes(ImageFormat format) {
  return format == ImageFormat::kPng || format == ImageFormat::kJpg || format == ImageFormat::kPdf;
}

ImageFormat format_of(const std::string& output, const std::string& given) {
  if (!given.empty()) return parse_format(given);
  std::string extension = std::filesystem::path(output).extension().string();
  if (!extension.empty()) return parse_format(extension.substr(1));
  throw Error(
      Fault::kUsage, "the format of '" + output + "' is not known: it has no extension",
      "Name it with -T png, or call the file " + (output == "-" ? "model" : output) + ".png");
}

}  // namespace

CLI::Option* add_outputs(CLI::App& command, std::vector<std::string>& outputs,
                         const std::string& description) {
  return command.add_option("-o,--output", outputs, description)
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("FILE");
}

std::vector<ImageFormat> formats_of(const std::vector<std::string>& outputs,
                                    const std::string& given) {
  std::vector<ImageFormat> formats;
  for (const std::string& output : outputs) {
    formats.push_back(format_of(output, given));
    if (output == "-" && is_bytes(formats.back()) && isatty(STDOUT_FILENO)) {
      throw Error(Fault::kUsage, "a terminal cannot show the bytes of a picture",
                  "Send them to a file: -o model.png, or to another program.");
    }
  }
  return formats;
}

std::vector<std::string> draw(Renderer& renderer, const View& view, const DotOptions& options,
                              const std::function<View()>& fold, const std::string& file) {
  Rendering rendering;
  {
    Stage stage("render", "drawing " + (file.empty() ? view.title : file));
    rendering = renderer.render(view, options, fold);
  }
  for (const std::string& warning : rendering.warnings) {
    spdlog::warn("{}{}", file.empty() ? "" : sanitize(file) + ": ", warning);
  }
  return std::move(rendering.images);
}

std::optional<std::string> content_of(const std::string& path) {
  std::error_code none;
  // "-" is standard output, and a pipe would wait.
  if (path == "-" || !std::filesystem::is_regular_file(path, none)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace modelviz::cli
