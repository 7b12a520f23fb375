// The way around: links that no row has room for run beside the drawing, the short ones inside of
// the long ones.
#pragma once

#include <cstddef>
#include <vector>

namespace modelviz::layout {

/// How far rows reach to the right. A lane is put beside all rows that it passes.
class Skyline {
 public:
  explicit Skyline(const std::vector<double>& reach);

  /// The farthest that any of these rows reaches.
  [[nodiscard]] double reach(int first, int last) const;
  /// These rows now all reach so far; not less than before.
  void raise(int first, int last, double reach);

 private:
  void raise(std::size_t node, int begin, int end, int first, int last, double reach);
  [[nodiscard]] double reach(std::size_t node, int begin, int end, int first, int last) const;

  int rows_;
  std::vector<double> most_;   // of all rows below a node of the tree
  std::vector<double> whole_;  // to which all of them were raised
};

}  // namespace modelviz::layout
