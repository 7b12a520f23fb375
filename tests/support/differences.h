// The files of known differences from Keras: in which cases we do not say what it says, and why.
#pragma once

#include <filesystem>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace modelviz::test {

/// A class of cases in which we do not say what Keras says.
struct Difference {
  std::string kind;  ///< accepts: Keras refuses; refuses; refines: Keras knows less; differs;
                     ///< silent: we do not note that Keras computes something else
  std::regex question, answer;
  std::string reason;
  int cases = 0;
};

/// The lines of a file in tests/golden: kind, two regular expressions, the reason.
class Differences {
 public:
  explicit Differences(const std::filesystem::path& file);

  /// The known difference that explains a case; nullptr if there is none.
  Difference* explain(const std::string& question, const std::string& ours,
                      const std::string& keras);
  /// The first of this kind that speaks of this question and this answer of Keras'.
  Difference* find(std::string_view kind, const std::string& question, const std::string& answer);
  [[nodiscard]] const std::vector<Difference>& all() const { return differences_; }

 private:
  std::vector<Difference> differences_;
};

/// Whether an answer of ours or of Keras' is that it refuses.
bool is_error(const std::string& answer);

}  // namespace modelviz::test
