#include "infer/assumptions.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "layers/run.h"

namespace modelviz {
namespace {

constexpr std::int64_t kMostTried = 256;
// Of a model that assumes more than anybody reads, the rest is said as it stands.
constexpr int kMostSimplified = 1000;

// The names in an expression: h and w of 2*((h + 1)//2) + min(w, 3).
std::set<std::string> symbols(const std::string& expression) {
  std::set<std::string> names;
  auto is_letter = [](unsigned char c) { return std::isalnum(c) || c == '_'; };
  for (std::size_t i = 0; i < expression.size(); ++i) {
    std::string name;
    while (i < expression.size() && is_letter(static_cast<unsigned char>(expression[i]))) {
      name += expression[i++];
    }
    bool is_number = !name.empty() && std::isdigit(static_cast<unsigned char>(name[0]));
    if (!name.empty() && !is_number && name != "min" && name != "max") names.insert(name);
  }
  return names;
}

// For which of 1, 2, … the assumption holds, of one unknown. Nothing where that is too large a
// number.
std::vector<bool> tried(const Assumption& assumption, const std::string& symbol) {
  std::vector<bool> holds;
  try {
    for (std::int64_t size = 1; size <= kMostTried; ++size) {
      holds.push_back(assumption.holds({{symbol, size}}) == Truth::kYes);
    }
  } catch (const Error&) {
    return {};
  }
  return holds;
}

// The size from which on it holds; 0 where it is not like that.
std::int64_t least(const std::vector<bool>& holds) {
  std::int64_t first = 0;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    if (holds[i] && first == 0) first = static_cast<std::int64_t>(i) + 1;
    if (!holds[i] && first > 0) return 0;
  }
  return first;
}

// The only size for which it holds; 0 where there are others, or none.
std::int64_t only(const std::vector<bool>& holds) {
  auto first = std::find(holds.begin(), holds.end(), true);
  if (std::count(first, holds.end(), true) != 1) return 0;
  return first - holds.begin() + 1;
}

// The number of which exactly the multiples make it true; 0 where it is not like that.
std::int64_t divisor(const std::vector<bool>& holds) {
  std::int64_t first = 0;
  for (std::size_t i = 0; i < holds.size(); ++i) {
    auto size = static_cast<std::int64_t>(i) + 1;
    if (holds[i] && first == 0) first = size;
    if (holds[i] != (first > 0 && size % first == 0)) return 0;
  }
  return first > kMostTried / 4 ? 0 : first;
}

class Assumptions {
 public:
  explicit Assumptions(const Trace& trace) : trace_(trace) {
    for (int input : trace.calls().at(0).inputs) {
      const TensorType& type = trace.tensors()[static_cast<std::size_t>(input)].type;
      for (const Dim& size : type.shape.value_or(Shape{})) inputs_.merge(symbols(size.text()));
    }
  }

  std::vector<Finding> find() {
    for (const Assumption& assumption : trace_.assumptions()) {
      std::string words = say(assumption);
      if (!words.empty()) add(assumption.call, words);
    }
    return std::move(found_);
  }

 private:
  // Empty where it is nothing new.
  std::string say(Assumption assumption) {
    if (assumption.kind == Assumption::Kind::kEqual && assumption.left.is_constant()) {
      std::swap(assumption.left, assumption.right);
    }
    if (assumption.holds({}) == Truth::kNo) return "";  // a note says so
    std::string text = assumption.text();
    std::set<std::string> names = symbols(text);
    // Of a size that is no input's, such as one behind an error, nobody knows what it is called.
    if (!std::includes(inputs_.begin(), inputs_.end(), names.begin(), names.end())) return "";
    if (names.size() != 1 || ++simplified_ > kMostSimplified) return text;
    const std::string& name = *names.begin();
    std::vector<bool> holds = tried(assumption, name);
    bool is_equation = assumption.kind == Assumption::Kind::kEqual;
    if (std::int64_t size = only(holds); is_equation && size > 0)
      return name + " = " + std::to_string(size);
    if (std::int64_t size = least(holds); size > 0) {
      auto [known, is_new] = at_least_.try_emplace(name, 1);
      if (size <= known->second) return "";
      known->second = size;
      return name + " >= " + std::to_string(size);
    }
    std::int64_t factor = divisor(holds);
    if (factor == 0) return text;
    return factor == 2 ? name + " is even" : name + " is a multiple of " + std::to_string(factor);
  }

  void add(int call, const std::string& words) {
    Diagnostic diagnostic{.severity = Severity::kNote, .message = "assumes that " + words};
    locate(diagnostic, trace_, call);
    found_.push_back({.kind = FindingKind::kAssumption, .diagnostic = std::move(diagnostic)});
  }

  const Trace& trace_;
  std::set<std::string> inputs_;  // the names of the unknown sizes of the model's inputs
  std::map<std::string, std::int64_t> at_least_;  // what is known by now
  int simplified_ = 0;
  std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> find_assumptions(const Trace& trace) { return Assumptions(trace).find(); }

}  // namespace modelviz
