#include "support/differences.h"

#include "support/golden.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

// Whether ours is what Keras says, but for sizes that Keras does not know.
bool refines(const std::string& ours, const std::string& keras) {
  static const std::regex kSize("None|\\d+(?=[,)])");
  std::sregex_iterator a(ours.begin(), ours.end(), kSize), b(keras.begin(), keras.end(), kSize),
      end;
  for (; a != end && b != end; ++a, ++b) {
    if (a->str() != b->str() && b->str() != "None") return false;
  }
  return a == end && b == end &&
         std::regex_replace(ours, kSize, "#") == std::regex_replace(keras, kSize, "#");
}

std::string kind_of(const std::string& ours, const std::string& keras) {
  if (is_error(keras)) return "accepts";
  if (is_error(ours)) return "refuses";
  return refines(ours, keras) ? "refines" : "differs";
}

}  // namespace

Differences::Differences(const std::filesystem::path& file) {
  for (const std::string& line : read_golden(file)) {
    auto cells = split(line, '\t');
    if (cells.size() != 4) continue;
    auto pattern = [](std::string_view text) {
      return std::regex(text.begin(), text.end(), std::regex::optimize);
    };
    differences_.push_back(
        {std::string(cells[0]), pattern(cells[1]), pattern(cells[2]), std::string(cells[3]), 0});
  }
}

Difference* Differences::explain(const std::string& question, const std::string& ours,
                                 const std::string& keras) {
  return find(kind_of(ours, keras), question, keras);
}

Difference* Differences::find(std::string_view kind, const std::string& question,
                              const std::string& answer) {
  for (Difference& d : differences_) {
    bool fits = d.kind == kind && std::regex_search(question, d.question) &&
                std::regex_search(answer, d.answer);
    if (fits) return &d;
  }
  return nullptr;
}

bool is_error(const std::string& answer) { return answer.starts_with("error"); }

}  // namespace modelviz::test
