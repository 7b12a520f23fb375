#include "output/paragraph.h"

#include "support/text.h"

namespace modelviz {

std::string paragraph(std::string_view title, std::string_view text) {
  constexpr std::size_t kIndent = 12, kWidth = 90;
  std::string result = "  " + std::string(title);
  result.resize(kIndent, ' ');
  std::size_t column = kIndent;
  for (std::string_view word : split(text, ' ')) {
    if (column > kIndent && column + 1 + word.size() > kWidth) {
      result += "\n" + std::string(kIndent, ' ');
      column = kIndent;
    }
    if (column > kIndent) result += " ", ++column;
    result += word;
    column += word.size();
  }
  return result + "\n";
}

}  // namespace modelviz
