#include "support/text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <numeric>
#include <utility>

namespace modelviz {

std::string join(std::span<const std::string> items, std::string_view separator) {
  std::string result;
  for (const std::string& item : items) {
    if (&item != items.data()) result += separator;
    result += item;
  }
  return result;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

namespace {

// Which bytes begin a sequence, and what its second byte may be; those after it are 80 to BF. The
// gaps are overlong forms, surrogates and what lies beyond U+10FFFF (table 3-7 of Unicode 15).
struct Utf8Form {
  unsigned char first_low, first_high, second_low, second_high;
  std::size_t length;
};
constexpr Utf8Form kUtf8Forms[] = {
    {0x00, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
};

bool has_form(std::string_view text, const Utf8Form& form) {
  auto lies_in = [&](std::size_t i, unsigned char low, unsigned char high) {
    auto byte = static_cast<unsigned char>(text[i]);
    return low <= byte && byte <= high;
  };
  if (text.size() < form.length || !lies_in(0, form.first_low, form.first_high)) return false;
  if (form.length > 1 && !lies_in(1, form.second_low, form.second_high)) return false;
  for (std::size_t i = 2; i < form.length; ++i) {
    if (!lies_in(i, 0x80, 0xBF)) return false;
  }
  return true;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  for (const Utf8Form& form : kUtf8Forms) {
    if (has_form(text, form)) return form.length;
  }
  return 0;
}

namespace {

// C0, DEL and C1 control characters drive terminals and are not allowed in XML.
bool is_control(std::string_view sequence) {
  auto first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
  return sequence.size() == 2 && first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
}

// How many characters of printable ASCII it begins with.
std::size_t plain_length(std::string_view text) {
  auto end = std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; });
  return static_cast<std::size_t>(end - text.begin());
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    // Nearly all names are plain.
    std::size_t plain = plain_length(text);
    result += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t length = utf8_length(text);
    std::string_view sequence = text.substr(0, std::max<std::size_t>(length, 1));
    if (sequence == "\n" || sequence == "\t" || sequence == "\r")
      result += ' ';
    else if (length == 0 || is_control(sequence))
      result += "\xEF\xBF\xBD";
    else
      result += sequence;
    text.remove_prefix(sequence.size());
  }
  return result;
}

bool continues_sequence(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

}  // namespace

// Of what is longer than anybody reads, the middle is left out, because names differ at their ends.
std::string sanitize(std::string_view text) {
  constexpr std::size_t kMost = 1000;
  if (text.size() <= kMost) return printable(text);
  std::size_t head = kMost / 2, tail = text.size() - kMost / 2;
  for (int i = 0; i < 3 && continues_sequence(text[head]); ++i) --head;
  for (int i = 0; i < 3 && continues_sequence(text[tail]); ++i) ++tail;
  return printable(text.substr(0, head)) + "…" + printable(text.substr(tail));
}

bool matches(std::string_view pattern, std::string_view name) {
  // Where to go on if what follows the last * does not fit.
  std::size_t star = std::string_view::npos, retry = 0, p = 0, n = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      retry = n;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++retry;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::size_t display_width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;  // all but continuation bytes
  }));
}

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), 0);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      int replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before = std::exchange(last, row);
  }
  return last[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  int limit = static_cast<int>(word.size()) / 3 + 1;
  for (std::string_view candidate : candidates) {
    if (candidate.size() > word.size() + 3 || word.size() > candidate.size() + 3) continue;
    if (int distance = edit_distance(word, candidate); distance < limit) {
      limit = distance;
      best = candidate;
    }
  }
  return best;
}

std::string with_thousands(long long number) {
  std::string digits = std::to_string(number);
  auto first = number < 0 ? 1 : 0;
  for (auto i = static_cast<long long>(digits.size()) - 3; i > first; i -= 3) {
    digits.insert(static_cast<std::size_t>(i), 1, ',');
  }
  return digits;
}

std::string readable_bytes(long long bytes) {
  constexpr std::array kUnits{"B", "KB", "MB", "GB", "TB", "PB"};
  auto value = static_cast<double>(bytes);
  std::size_t unit = 0;
  while (value >= 1024 && unit + 1 < kUnits.size()) {
    value /= 1024;
    ++unit;
  }
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.2f %s", value, kUnits[unit]);
  return buffer.data();
}

}  // namespace modelviz
