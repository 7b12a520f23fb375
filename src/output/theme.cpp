// Reads themes. A theme that extends another is laid over it as JSON, so that a colour that stands
// for another one ("model": "input") follows it wherever it is changed.
#include "modelviz/theme.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "document/json.h"
#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr int kMostNames = 8;  // that stand for one another

constexpr std::string_view kSchema = "modelviz.theme/1";

constexpr std::array kTexts{"schema", "description", "extends", "box",        "font",
                            "text",   "quiet_text",  "edge",    "weight_edge"};
constexpr std::array kStates{"failed", "unknown"};
constexpr std::array kInside{"op", "weights", "state"};
constexpr std::array kFrames{"outer", "inner", "loop"};
constexpr std::array kTrainable{"yes", "no"};
constexpr std::array kDtypes{"float32", "float64", "float16", "float8",
                             "integer", "bool",    "string",  "complex"};
constexpr std::array kColorMembers{"fill", "border", "text"};

std::vector<std::string_view> kinds() {
  std::vector<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(LayerKind::kOp); ++kind) {
    names.push_back(text(static_cast<LayerKind>(kind)));
  }
  return names;
}

struct Section {
  std::string_view name;
  std::vector<std::string_view> members;
};

const std::vector<Section>& sections() {
  auto names = [](const auto& array) {
    return std::vector<std::string_view>(array.begin(), array.end());
  };
  static const std::vector<Section> kSections{
      {"kinds", kinds()},         {"states", names(kStates)},       {"inside", names(kInside)},
      {"frames", names(kFrames)}, {"trainable", names(kTrainable)}, {"dtypes", names(kDtypes)}};
  return kSections;
}

std::string words(const std::vector<std::string_view>& names) {
  return join(std::vector<std::string>(names.begin(), names.end()), ", ");
}

class ThemeReader {
 public:
  explicit ThemeReader(std::string file, std::string place = "")
      : file_(std::move(file)), place_(std::move(place)) {}

  // The theme with what it extends below it.
  Value read_layers(const Value& own) {
    check(own);
    const Value* base = own.find("extends");
    if (base && !base->is_string()) fail("/extends", "must be the name of a theme");
    Value merged = base ? base_of(*base->as_string(), "/extends") : Value();
    const Value kinds = merged["kinds"];
    lay_over(merged, own, kinds);
    return merged;
  }

  Theme theme_of(const Value& layers, const Value& own) {
    Theme theme;
    theme.description = text_of(own, "description", "");
    theme.box = box_of(layers);
    theme.font = text_of(layers, "font", "", true);
    theme.background = background_of(layers);
    theme.text = color_of(layers["text"], "/text");
    theme.quiet_text = color_of(layers["quiet_text"], "/quiet_text");
    theme.edge = color_of(layers["edge"], "/edge");
    theme.weight_edge = color_of(layers["weight_edge"], "/weight_edge");
    for (const Section& section : sections()) {
      for (std::string_view name : section.members) {
        std::string path = "/" + std::string(section.name) + "/" + std::string(name);
        const Value& value = layers[section.name][name];
        theme.colors[std::string(section.name) + "." + std::string(name)] =
            colors_of(resolved(layers, value, path), path);
      }
    }
    theme.colors["plain"] = colors_of(resolved(layers, layers["plain"], "/plain"), "/plain");
    add_scale(layers["scale"], theme);
    add_dark(layers, theme);
    return theme;
  }

 private:
  [[noreturn]] void fail(const std::string& at, const std::string& what,
                         const std::string& hint = {}) const {
    throw Error(Fault::kUsage,
                Diagnostic{.message = what, .hint = hint, .file = file_, .json_path = place_ + at});
  }

  // Fails for a member that there is not; the names of those that there are tell which was meant.
  void check_names(const Value& value, const std::vector<std::string_view>& known,
                   const std::string& at, const std::string& what) const {
    const Dict* dict = value.as_dict();
    if (!dict) fail(at, what + " must be an object, in braces");
    for (const Member& member : *dict) {
      if (std::find(known.begin(), known.end(), member.key) != known.end()) continue;
      std::string_view meant = nearest(member.key, known);
      fail(at + "/" + member.key.str(), what + " has no member '" + sanitize(member.key) + "'",
           meant.empty() ? "it has " + words(known) : "did you mean " + std::string(meant) + "?");
    }
  }

  void check(const Value& own) const {
    std::vector<std::string_view> known(kTexts.begin(), kTexts.end());
    for (std::string_view name : {"background", "plain", "scale", "dark"}) known.push_back(name);
    for (const Section& section : sections()) known.push_back(section.name);
    check_names(own, known, "", "a theme");
    const Value* schema = own.find("schema");
    if (place_.empty() && (!schema || *schema != Value(kSchema))) {
      fail("/schema", "is no theme: \"schema\" must be \"" + std::string(kSchema) + "\"",
           "modelviz themes light prints one to begin with");
    }
    for (const Section& section : sections()) {
      if (const Value* colors = own.find(section.name)) {
        check_names(*colors, section.members, "/" + std::string(section.name),
                    std::string(section.name));
      }
    }
  }

  [[nodiscard]] Value base_of(const std::string& name, const std::string& at) {
    for (const BuiltinTheme& theme : builtin_themes()) {
      if (theme.name != name) continue;
      ThemeReader reader{std::string(theme.name)};
      return reader.read_layers(parse_json(theme.json, std::string(theme.name), {}));
    }
    std::vector<std::string_view> names;
    for (const BuiltinTheme& theme : builtin_themes()) names.push_back(theme.name);
    fail(at, "no theme is called '" + sanitize(name) + "'", "built in are " + words(names));
  }

  // Members of objects are replaced one by one. Where some members are given of a colour that
  // stands for another one, those that are not are taken from that.
  static void lay_over(Value& below, const Value& above, const Value& kinds) {
    const Dict* members = above.as_dict();
    if (members && below.is_string()) below = kinds[*below.as_string()];
    if (!members || !below.is_dict()) {
      below = above;
      return;
    }
    for (const Member& member : *members) {
      Value inner = below[member.key];
      lay_over(inner, member.value, kinds);
      below.set(member.key, std::move(inner));
    }
  }

  [[nodiscard]] std::string text_of(const Value& value, std::string_view name,
                                    const std::string& fallback, bool is_needed = false) const {
    const Value* member = value.find(name);
    std::string at = "/" + std::string(name);
    if (!member && is_needed) fail(at, "is missing", R"(with "extends": "light" nothing is)");
    if (!member) return fallback;
    const std::string* text = member->as_string();
    if (!text) fail(at, "must be a text");
    return *text;
  }

  [[nodiscard]] BoxForm box_of(const Value& layers) const {
    std::string box = text_of(layers, "box", "card");
    if (box != "card" && box != "table") {
      fail("/box", "'" + sanitize(box) + "' is no form of a box", "use card or table");
    }
    return box == "card" ? BoxForm::kCard : BoxForm::kTable;
  }

  [[nodiscard]] std::string background_of(const Value& layers) const {
    const Value& value = layers["background"];
    return value == Value("transparent") ? "transparent" : color_of(value, "/background");
  }

  [[nodiscard]] std::string color_of(const Value& value, const std::string& at) const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::string* given = value.as_string();
    if (!given) fail(at, "a colour is missing", R"(write it as "#1f2933")");
    std::string color = *given;
    for (char& c : color) c = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    bool is_color = color.size() == 7 && color[0] == '#' &&
                    color.find_first_not_of(kDigits, 1) == std::string::npos;
    if (!is_color) {
      fail(at, "'" + sanitize(color) + "' is no colour", R"(write it as "#1f2933")");
    }
    return color;
  }

  // Follows a name to the kind of layer that it stands for.
  [[nodiscard]] const Value& resolved(const Value& layers, const Value& value,
                                      const std::string& at) const {
    const Value* found = &value;
    for (int i = 0; found->is_string(); ++i) {
      const std::string& name = *found->as_string();
      found = layers["kinds"].find(name);
      if (found && i < kMostNames) continue;
      std::vector<std::string_view> known = sections().front().members;
      std::string_view meant = nearest(name, known);
      fail(at, "'" + sanitize(name) + "' is no kind of layer that has colours of its own",
           meant.empty() || found ? "it is one of " + words(known)
                                  : "did you mean " + std::string(meant) + "?");
    }
    return *found;
  }

  [[nodiscard]] Colors colors_of(const Value& value, const std::string& at) const {
    if (value.is_none()) fail(at, "colours are missing", R"(with "extends": "light" none are)");
    check_names(value, {kColorMembers.begin(), kColorMembers.end()}, at, "a colour");
    auto member = [&](const char* name) { return color_of(value[name], at + "/" + name); };
    return {member("fill"), member("border"), member("text")};
  }

  void add_scale(const Value& scale, Theme& theme) const {
    const List* steps = scale.as_list();
    if (!steps || steps->size() != kColorSteps) {
      fail("/scale", "must be a list of " + std::to_string(kColorSteps) + " colours");
    }
    for (std::size_t i = 0; i < steps->size(); ++i) {
      std::string step = std::to_string(i);
      theme.colors["scale." + step] = colors_of((*steps)[i], "/scale/" + step);
    }
  }

  void add_dark(const Value& layers, Theme& theme) {
    const Value& dark = layers["dark"];
    if (dark.is_none()) return;
    Value own = dark;
    if (dark.is_string()) {
      own = Dict{{"extends", dark}};
    } else if (dark.is_dict() && !dark.find("extends")) {
      own.set("extends", "dark");
    }
    ThemeReader reader(file_, place_ + "/dark");
    Value inner = reader.read_layers(own);
    inner.set("dark", Value());
    theme.dark = std::make_shared<const Theme>(reader.theme_of(inner, own));
  }

  std::string file_;
  std::string place_;  // of this theme in the file
};

}  // namespace

const Colors& Theme::at(std::string_view name) const {
  static const Colors kNone;
  auto found = colors.find(name);
  if (found == colors.end()) found = colors.find("plain");
  return found == colors.end() ? kNone : found->second;
}

const Colors& Theme::of(LayerKind kind) const {
  return at("kinds." + std::string(modelviz::text(kind)));
}

Theme parse_theme(std::string_view json, const std::string& file) {
  Value own;
  try {
    own = parse_json(json, file, {});
  } catch (const Error& error) {
    throw Error(Fault::kUsage, error.diagnostic);
  }
  ThemeReader reader(file);
  return reader.theme_of(reader.read_layers(own), own);
}

Theme find_theme(std::string_view name) {
  std::vector<std::string_view> names;
  for (const BuiltinTheme& theme : builtin_themes()) {
    if (theme.name == name) return parse_theme(theme.json, std::string(name));
    names.push_back(theme.name);
  }
  std::string_view meant = nearest(name, names);
  throw Error(Fault::kUsage, "no theme is called '" + sanitize(name) + "'",
              (meant.empty() ? "" : "did you mean " + std::string(meant) + "? ") +
                  ("Built in are " + words(names)) +
                  "; one of your own is a file: --theme mine.json");
}

}  // namespace modelviz
