// Writing pictures: which formats are meant, and where they go.
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "cli/cli.h"

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

namespace {

std::vector<std::string> drawn(Renderer& renderer, const View& view, const DotOptions& options,
                               const std::function<View()>& fold) {
  Stage stage("render");
  Rendering rendering = renderer.render(view, options, fold);
  for (const std::string& warning : rendering.warnings) spdlog::warn("{}", warning);
  return std::move(rendering.images);
}

// The bytes of a file; nothing where there is none.
std::optional<std::string> content_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

}  // namespace

void write_pictures(const std::vector<std::string>& outputs, Renderer& renderer, const View& view,
                    const DotOptions& options, const std::function<View()>& fold) {
  std::vector<std::string> images = drawn(renderer, view, options, fold);
  for (std::size_t i = 0; i < outputs.size(); ++i) write_file(outputs[i], images[i]);
}

bool are_current(const std::vector<std::string>& files, Renderer& renderer, const View& view,
                 const DotOptions& options, const std::function<View()>& fold) {
  std::vector<std::string> images = drawn(renderer, view, options, fold);
  bool all = true;
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::optional<std::string> content = content_of(files[i]);
    if (content == images[i]) continue;
    all = false;
    spdlog::error(
        "{}: {}", files[i],
        content ? "is stale: it is not what the model looks like now" : "there is no such file");
  }
  return all;
}

}  // namespace modelviz::cli
