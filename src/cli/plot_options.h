// What `modelviz plot` is asked for on the command line.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "cli/cli.h"

namespace modelviz::cli {

// What was given on the command line; what was not follows from the style.
struct PlotOptions {
  LoadOptions load;  // its path is that of the model that is drawn
  std::vector<std::string> models, outputs;
  std::string out_dir;
  std::vector<std::string> formats;
  std::string format;  // the one of them, with --output
  bool if_changed = false;
  int jobs = 1;
  std::string words;  // every option that can change a picture: its values, and when it was given
  std::string style = "modelviz", theme, rankdir = "TB", layout = "auto", wrap, page, splines;
  std::string color_by = "kind", label;
  bool legend = false, number = false;
  std::vector<std::string> show;
  std::optional<int> dpi;
  std::optional<double> ratio;
  std::optional<bool> compact, fuse;
  int width = 0;
  std::size_t max_pixels = RenderOptions().max_pixels;
  std::optional<bool> show_shapes, show_dtype, show_layer_names, show_layer_activations,
      show_trainable, expand_nested, show_weights, show_masks, unshare;
  std::optional<int> depth;
  std::vector<ViewOptions::Opening> openings;
  std::optional<std::vector<std::string>> show_ops;  // one entry per option; empty without a value
  std::vector<std::string> layer_range;
  std::string fold, shapes_on = "nodes";
  std::optional<std::vector<std::string>> attributes;
  bool no_attributes = false;
  std::vector<std::string> dot_attributes, checked;
  std::vector<std::string> from, to, around, hide, only;
  int hops = 1;
  int timeout = 60;
};

bool is_keras_style(const PlotOptions& options);
ViewOptions view_options(const PlotOptions& options);
DotOptions dot_options(const PlotOptions& options);
RenderOptions render_options(const PlotOptions& options);

/// Declares them.
void add_plot_options(CLI::App& command, const std::shared_ptr<PlotOptions>& options);
/// After the command line has been read: an option without a value is known by its name alone.
void remember_order(const CLI::App& command, PlotOptions& options);

}  // namespace modelviz::cli
