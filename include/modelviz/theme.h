// How pictures look: colours, font and the form of the boxes. A theme is a JSON file; those that
// are built in are such files, too (themes/*.json, and docs/themes.md).
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "modelviz/layer.h"

namespace modelviz {

/// Colours are #rrggbb in small letters.
struct Colors {
  std::string fill, border;
  std::string text;  ///< the ink of what is not the name
};

/// The steps from little to much that a theme has colours for.
inline constexpr int kColorSteps = 7;

enum class BoxForm {
  kCard,   ///< rounded, the name in bold, a line for each fact
  kTable,  ///< that of keras.utils.plot_model
};

struct Theme {
  std::string description;
  BoxForm box = BoxForm::kCard;
  std::string font;
  std::string background;  ///< or "transparent"
  std::string text, quiet_text, edge, weight_edge;
  /// By section and name: kinds.core, states.failed, inside.weights, frames.loop, trainable.yes,
  /// dtypes.float32; plain; and for quantities, from little to much, scale.0 to scale.6.
  std::map<std::string, Colors, std::less<>> colors;
  /// What an SVG shows to readers who prefer dark pictures; nullptr for the same.
  std::shared_ptr<const Theme> dark;

  /// Those of the theme with this name; those of a plain box for a name that there is not.
  [[nodiscard]] const Colors& at(std::string_view name) const;
  [[nodiscard]] const Colors& of(LayerKind kind) const;
};

/// Reads a theme; `file` is its name in messages. Throws Error (Fault::kUsage).
Theme parse_theme(std::string_view json, const std::string& file);

struct BuiltinTheme {
  std::string_view name, json;
};
std::span<const BuiltinTheme> builtin_themes();
/// One that is built in; throws Error (Fault::kUsage).
Theme find_theme(std::string_view name);

}  // namespace modelviz
