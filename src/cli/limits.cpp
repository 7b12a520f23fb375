// --limit: how much a file may cost.
#include <charconv>
#include <limits>

#include "cli/cli.h"
#include "support/text.h"

namespace modelviz::cli {
namespace {

using Number = std::size_t;

struct LimitDef {
  std::string_view name;
  const char* meaning;
  Number most;  // that can be asked for
  void (*set)(Limits& limits, Number value);
};

constexpr Number kAny = std::numeric_limits<std::int64_t>::max();

constexpr LimitDef kLimits[] = {
    {"bytes", "of a config", kAny, [](Limits& l, Number value) { l.read.bytes = value; }},
    {"memory", "for what is unpacked or comes through a pipe", kAny,
     [](Limits& l, Number value) { l.read.memory = value; }},
    {"values", "in a config", kAny, [](Limits& l, Number value) { l.read.values = value; }},
    // Every level takes some of the stack.
    {"depth", "of lists and objects within each other", 1000,
     [](Limits& l, Number value) { l.read.depth = value; }},
    {"entries", "of an archive or a file of weights", kAny,
     [](Limits& l, Number value) { l.read.entries = value; }},
    {"seconds", "for a damaged HDF5 file", 86400,
     [](Limits& l, Number value) {
       l.read.config_time = l.read.weights_time = std::chrono::seconds(value);
     }},
    {"steps", "of a run: calls of layers, and tensors that they make", kAny,
     [](Limits& l, Number value) { l.steps = value; }},
};

// 64, 64K, 64M or 64G.
std::optional<Number> parse_number(std::string_view text) {
  constexpr std::string_view kUnits = "KMG";
  int shift = 0;
  if (!text.empty()) {
    std::size_t unit = kUnits.find(text.back());
    if (unit != std::string_view::npos) {
      shift = 10 * (static_cast<int>(unit) + 1);
      text.remove_suffix(1);
    }
  }
  Number value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool is_whole = error == std::errc() && end == text.data() + text.size() && !text.empty();
  if (!is_whole || value > (kAny >> shift)) return std::nullopt;
  return value << shift;
}

std::string names() {
  std::string text;
  for (const LimitDef& limit : kLimits) {
    if (!text.empty()) text += ", ";
    text.append(limit.name).append(" (").append(limit.meaning).append(")");
  }
  return text;
}

void set_limit(Limits& limits, const std::string& text) {
  std::size_t equals = text.find('=');
  std::string_view name = std::string_view(text).substr(0, equals);
  for (const LimitDef& limit : kLimits) {
    if (limit.name != name) continue;
    auto value = equals == std::string::npos
                     ? std::nullopt
                     : parse_number(std::string_view(text).substr(equals + 1));
    if (!value || *value > limit.most) {
      throw Error(Fault::kUsage, "--limit " + sanitize(text) + ": there is no such number",
                  limit.most == kAny
                      ? std::string(name) + "=64, 64K, 64M or 64G"
                      : std::string(name) + " can be up to " + std::to_string(limit.most));
    }
    return limit.set(limits, *value);
  }
  throw Error(Fault::kUsage, "--limit " + sanitize(text) + ": there is no such limit",
              "There are " + names() + ".");
}

}  // namespace

void add_limit_option(CLI::App& command, std::vector<std::string>& limits) {
  command
      .add_option("--limit", limits,
                  "How much a file may cost before it is refused: bytes=1G. There are " + names())
      ->take_all()
      ->allow_extra_args(false)
      ->type_name("NAME=N");
}

Limits read_limits(const std::vector<std::string>& texts) {
  Limits limits;
  for (const std::string& text : texts) set_limit(limits, text);
  return limits;
}

}  // namespace modelviz::cli
