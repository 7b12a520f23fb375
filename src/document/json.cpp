#include "document/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

#include "document/input.h"
#include "document/json_reader.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Python's json module writes NaN and Infinity. No shape depends on them, so null and the largest
// double stand for them.
Value number_of(std::string_view text) {
  const char *begin = text.data(), *end = begin + text.size();
  std::int64_t integer = 0;
  auto [rest, error] = std::from_chars(begin, end, integer);
  if (error == std::errc() && rest == end) return integer;
  constexpr double kLargest = std::numeric_limits<double>::max();
  double number = 0;  // also for what is too small for one
  bool is_small =
      text.find("e-") != std::string_view::npos || text.find("E-") != std::string_view::npos;
  if (std::from_chars(begin, end, number).ec == std::errc::result_out_of_range && !is_small) {
    number = text.front() == '-' ? -kLargest : kLargest;
  }
  if (std::isnan(number)) return {};
  return std::clamp(number, -kLargest, kLargest);
}

// Makes values of what is read.
class Builder {
 public:
  Builder(const std::string& file, const ReadLimits& limits) : file_(file), limits_(limits) {}

  void null() { next_value(); }
  void boolean(bool value) { next_value() = value; }
  void number(std::string_view text) { next_value() = number_of(text); }
  void string(std::string_view text) { next_value() = text; }
  void key(std::string_view text) { members_.emplace_back().key = text; }

  void open(bool is_object) {
    open_.push_back({is_object, is_object ? members_.size() : items_.size()});
    if (open_.size() <= limits_.depth) return;
    fail_reading(file_, "is nested more than " + std::to_string(limits_.depth) + " levels deep");
  }

  void close(bool is_object) {
    if (is_object) {
      Dict content = taken(members_);
      next_value() = std::move(content);
    } else {
      List content = taken(items_);
      next_value() = std::move(content);
    }
  }

  Value take() { return std::move(root_); }

 private:
  // A container that is not closed yet: where its content begins among all that is pending.
  struct Open {
    bool is_object;
    std::size_t begin;
  };

  // The place of the value that comes next.
  Value& next_value() {
    if (++count_ > limits_.values) {
      fail_reading(file_, "holds more than " +
                              with_thousands(static_cast<long long>(limits_.values)) +
                              " values: that is no model");
    }
    if (open_.empty()) return root_;
    return open_.back().is_object ? members_.back().value : items_.emplace_back();
  }

  // The content of the container that closes, as large as it has to be.
  template <class Content>
  Content taken(Content& pending) {
    auto begin = pending.begin() + static_cast<std::ptrdiff_t>(open_.back().begin);
    Content content(std::make_move_iterator(begin), std::make_move_iterator(pending.end()));
    pending.erase(begin, pending.end());
    open_.pop_back();
    return content;
  }

  const std::string& file_;
  const ReadLimits& limits_;
  std::size_t count_ = 0;
  Value root_;
  std::vector<Open> open_;
  List items_;    // of all lists that are open
  Dict members_;  // of all objects that are open
};

[[noreturn]] void fail_syntax(std::string_view text, const JsonError& error,
                              const std::string& file) {
  std::string_view before = text.substr(0, error.offset);
  auto line = std::count(before.begin(), before.end(), '\n') + 1;
  auto column = before.size() - (before.rfind('\n') + 1) + 1;
  fail_reading(file,
               "is not JSON: line " + std::to_string(line) + ", column " + std::to_string(column) +
                   ": " + error.what,
               "A model's JSON is what Keras' model.to_json() returns.");
}

}  // namespace

Value parse_json(std::string_view text, const std::string& file, const ReadLimits& limits) {
  Builder builder(file, limits);
  try {
    JsonReader(text, builder).read();
  } catch (const JsonError& error) {
    fail_syntax(text, error, file);
  }
  return builder.take();
}

namespace {

// Follows what is read, and builds nothing.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text), reader_(text, *this) {}

  std::map<std::string, int, std::less<>> lines;  ///< by pointer; those that are looked for

  void find() { reader_.read(); }

  void null() { pass(); }
  void boolean(bool) { pass(); }
  void number(std::string_view) { pass(); }
  void string(std::string_view) { pass(); }
  void key(std::string_view name) { step_to(name); }
  void open(bool is_object) {
    begin();
    open_.push_back({path_.size(), !is_object});
  }
  void close(bool) {
    open_.pop_back();
    end();
  }

 private:
  struct Open {
    std::size_t path_size;  ///< of the pointer to the container
    bool is_array;
    int next = 0;  ///< index of the next item of an array
  };

  void step_to(std::string_view token) {
    path_.resize(open_.back().path_size);
    path_.append("/").append(token);
  }

  // No token but a string spans anything, and no string spans lines.
  void begin() {
    if (!open_.empty() && open_.back().is_array) step_to(std::to_string(open_.back().next++));
    auto found = lines.find(path_);
    if (found == lines.end() || found->second > 0) return;
    std::size_t here = reader_.offset();
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(here), '\n'));
    counted_ = here;
    found->second = line_;
  }
  void end() {
    if (!open_.empty()) path_.resize(open_.back().path_size);
  }
  void pass() {
    begin();
    end();
  }

  std::string_view text_;
  JsonReader<Finder> reader_;
  std::vector<Open> open_;
  std::string path_;
  int line_ = 1;
  std::size_t counted_ = 0;  // of the text, for line_
};

}  // namespace

std::vector<int> lines_of(std::string_view text, const std::vector<std::string>& pointers) {
  Finder finder(text);
  for (const std::string& pointer : pointers) finder.lines.emplace(pointer, 0);
  finder.find();
  std::vector<int> lines;
  lines.reserve(pointers.size());
  for (const std::string& pointer : pointers) lines.push_back(finder.lines.at(pointer));
  return lines;
}

}  // namespace modelviz
