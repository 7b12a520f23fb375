// What is drawn for paper: how large it is there, and on which sheet.
#pragma once

#include <string>

#include "layout/layout.h"
#include "modelviz/output.h"

namespace modelviz {

/// The room on a sheet and how small a drawing may become there.
layout::Sheet sheet_on(const Paper& paper);
/// The same as the DOT text says it.
std::string sheet_text(const Paper& paper);

/// A drawing on one sheet, or cut into several that stand side by side. Its size is in points and
/// has Graphviz' margin around it, as the attribute pad says.
class Sheets {
 public:
  Sheets(const Paper& paper, double width, double height, int count);

  [[nodiscard]] int count() const { return count_; }
  [[nodiscard]] const Paper& paper() const { return paper_; }
  /// By how much the drawing becomes smaller, or larger.
  [[nodiscard]] double scale() const { return scale_; }
  /// On which sheet something stands that is so far from the left, from 0 on.
  [[nodiscard]] int sheet_at(double x) const;
  /// Where the upper left corner of the drawing is on a sheet, which may be outside of it: from the
  /// left, and from above.
  [[nodiscard]] double left(int sheet) const;
  [[nodiscard]] double top() const;
  /// What a sheet shows of the drawing.
  [[nodiscard]] double first_x(int sheet) const;

 private:
  Paper paper_;
  int count_;
  double sheet_width_, scale_;
};

}  // namespace modelviz
