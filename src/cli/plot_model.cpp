#include "cli/plot_model.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>

#include "cli/fingerprint.h"

namespace modelviz::cli {
namespace {

LoadOptions load_options(const PlotOptions& options, const PlotTask& task) {
  LoadOptions load = options.load;
  load.path = task.model;
  return load;
}

// What changes pictures: the words of the command line, and the theme that one of them names.
std::string what_is_wanted(const PlotOptions& options) {
  return options.words + content_of(options.theme).value_or("");
}

// A flowchart that is too large is folded when that is known.
bool needs_model(const std::vector<ImageFormat>& formats) {
  return std::find(formats.begin(), formats.end(), ImageFormat::kMmd) != formats.end();
}

// What the user leaves open follows from what is legible on the paper.
View fitting_view(const Loaded& loaded, const PlotOptions& options, const DotOptions& dot) {
  ViewOptions wanted = view_options(options);
  View view = make_view(loaded.model, loaded.run, wanted);
  if (!dot.paper) return view;
  if (!options.compact) {
    wanted.compact = view.options.compact = needs_compact_cards(view, *dot.paper);
  }
  std::vector<bool ViewOptions::*> open;
  if (options.fold == "auto" && !options.fuse) open.push_back(&ViewOptions::fuse);
  if (options.fold == "auto") open.push_back(&ViewOptions::fold_similar);
  for (bool ViewOptions::*more : open) {
    if (is_legible(view, dot)) break;
    wanted.*more = true;
    view = make_view(loaded.model, loaded.run, wanted);
  }
  return view;
}

struct Drawn {
  std::vector<std::string> pictures;
  bool has_errors = false;
};

Drawn draw_model(const PlotOptions& options, const LoadOptions& load_options, Document document,
                 Renderer& renderer, bool needs_model) {
  DotOptions dot = dot_options(options);
  const Loaded& loaded = load(std::move(document), load_options);
  View view;
  {
    Stage stage("view", "choosing what is shown of " + load_options.path);
    view = fitting_view(loaded, options, dot);
  }
  std::function<View()> fold;
  if (options.fold.empty()) {
    fold = [&] {
      ViewOptions folded = view_options(options);
      folded.fold = least_copies("auto");
      return make_view(loaded.model, loaded.run, folded);
    };
  }
  bool has_errors = loaded.run.has_errors();
  std::optional<Forgetting> forgetting;
  if (!needs_model) forgetting.emplace(loaded);
  return {draw(renderer, view, dot, fold, load_options.path), has_errors};
}

// The pictures that are there and are not what they should be.
std::vector<std::size_t> find_stale(const PlotTask& task, const std::vector<ImageFormat>& formats,
                                    const Fingerprint& fingerprint) {
  std::vector<std::size_t> stale;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    std::optional<std::string> content = content_of(task.outputs[i]);
    if (!content || !fingerprint.fits(formats[i], std::move(*content))) stale.push_back(i);
  }
  return stale;
}

Plotted plot_if_changed(const PlotOptions& options, const PlotTask& task,
                        const std::vector<ImageFormat>& formats) {
  LoadOptions load = load_options(options, task);
  Document document = read_model(load);
  Fingerprint fingerprint(what_is_wanted(options), document);
  Plotted plotted;
  plotted.pictures.resize(formats.size());
  std::vector<std::size_t> stale = find_stale(task, formats, fingerprint);
  if (stale.empty()) return plotted;

  std::vector<ImageFormat> wanted(stale.size());
  for (std::size_t k = 0; k < stale.size(); ++k) wanted[k] = formats[stale[k]];
  Renderer renderer(wanted, render_options(options));
  Drawn drawn = draw_model(options, load, std::move(document), renderer, needs_model(wanted));
  for (std::size_t k = 0; k < stale.size(); ++k) {
    std::string& picture = drawn.pictures[k];
    // What is wrong is said, and decides the exit code, whenever the model is drawn: so it always
    // is.
    std::string stamp = drawn.has_errors ? "" : fingerprint.stamp(wanted[k], picture);
    if (!stamp.empty()) picture = with_stamp(wanted[k], std::move(picture), stamp);
    if (content_of(task.outputs[stale[k]]) != picture) {
      plotted.pictures[stale[k]] = std::move(picture);
    }
  }
  plotted.code = drawn.has_errors ? kModelIsWrong : kDone;
  return plotted;
}

}  // namespace

Plotted plot_model(const PlotOptions& options, const PlotTask& task) {
  std::vector<ImageFormat> formats = formats_of(task.outputs, options.format);
  if (options.if_changed) return plot_if_changed(options, task, formats);
  Renderer renderer(formats, render_options(options));  // gets ready while the model is read
  LoadOptions load = load_options(options, task);
  Drawn drawn = draw_model(options, load, read_model(load), renderer, needs_model(formats));
  Plotted plotted{.code = drawn.has_errors ? kModelIsWrong : kDone, .pictures = {}};
  for (std::string& picture : drawn.pictures) plotted.pictures.emplace_back(std::move(picture));
  return plotted;
}

int check_pictures(const PlotOptions& options, const PlotTask& task) {
  std::vector<ImageFormat> formats = formats_of(task.outputs, options.format);
  Renderer renderer(formats, render_options(options));
  LoadOptions load = load_options(options, task);
  Drawn drawn = draw_model(options, load, read_model(load), renderer, needs_model(formats));
  bool all = !drawn.has_errors;
  for (std::size_t i = 0; i < formats.size(); ++i) {
    std::optional<std::string> content = content_of(task.outputs[i]);
    if (content) take_stamp(formats[i], *content);  // of --if-changed: it is no part of the picture
    if (content == drawn.pictures[i]) continue;
    all = false;
    spdlog::error(
        "{}: {}", task.outputs[i],
        content ? "is stale: it is not what the model looks like now" : "there is no such file");
  }
  return all ? kDone : kModelIsWrong;
}

void write_pictures(const PlotOptions& options, const PlotTask& task, const Plotted& plotted) {
  for (std::size_t i = 0; i < plotted.pictures.size(); ++i) {
    if (!plotted.pictures[i]) continue;
    if (!options.out_dir.empty()) {
      std::error_code error;
      std::filesystem::create_directories(options.out_dir, error);
      if (error) {
        throw Error(Fault::kOutput,
                    "cannot make the folder " + options.out_dir + ": " + error.message());
      }
    }
    write_file(task.outputs[i], *plotted.pictures[i]);
  }
}

void Tally::count(const Plotted& plotted) {
  if (plotted.code > kModelIsWrong) {
    ++failed;
    return;
  }
  bool is_drawn = std::any_of(plotted.pictures.begin(), plotted.pictures.end(),
                              [](const auto& picture) { return picture.has_value(); });
  ++(is_drawn ? drawn : unchanged);
}

void Tally::say() const {
  std::string text = std::to_string(drawn) + " drawn, " + std::to_string(unchanged) + " unchanged";
  if (failed > 0) text += ", " + std::to_string(failed) + " failed";
  spdlog::log(isatty(STDERR_FILENO) ? spdlog::level::info : spdlog::level::debug, "{}", text);
}

}  // namespace modelviz::cli
