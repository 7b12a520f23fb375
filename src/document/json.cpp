#include "document/json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

#include "modelviz/error.h"
#include "support/text.h"

namespace modelviz {
namespace {

// Its own conversion of numbers shifts by 64 bits for 0e0.
constexpr unsigned kFlags = rapidjson::kParseNanAndInfFlag | rapidjson::kParseNumbersAsStringsFlag |
                            rapidjson::kParseValidateEncodingFlag;

// Python's json module writes NaN and Infinity. No shape depends on them, so null and the largest
// double stand for them.
Value number_of(std::string_view text) {
  const char *begin = text.data(), *end = begin + text.size();
  std::int64_t integer = 0;
  auto [rest, error] = std::from_chars(begin, end, integer);
  if (error == std::errc() && rest == end) return integer;
  double number = 0;  // also for what is too small for one
  std::from_chars(begin, end, number);
  if (std::isnan(number)) return {};
  constexpr double kLargest = std::numeric_limits<double>::max();
  return std::clamp(number, -kLargest, kLargest);
}

// What RapidJSON calls while it reads: builds Values, and no second tree.
class Builder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<char>, Builder> {
 public:
  explicit Builder(const ReadLimits& limits) : limits_(limits) {}

  // NOLINTBEGIN(readability-identifier-naming): the names are RapidJSON's
  bool Null() { return add({}); }
  bool Bool(bool value) { return add(value); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return add(number_of({text, size}));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return add(std::string(text, size));
  }

  bool StartObject() { return open(true, members_.size()); }
  bool StartArray() { return open(false, items_.size()); }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    members_.push_back({std::string(text, size), {}});
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return add(taken<Dict>(members_)); }
  bool EndArray(rapidjson::SizeType) { return add(taken<List>(items_)); }
  // NOLINTEND(readability-identifier-naming)

  Value take() { return std::move(root_); }
  /// Why it wants no more; empty where it does.
  [[nodiscard]] const std::string& refusal() const { return refusal_; }

 private:
  // A container that is not closed yet: where its content begins among all that is pending.
  struct Open {
    bool is_dict;
    std::size_t begin;
  };

  bool add(Value value) {
    if (++count_ > limits_.values) {
      refusal_ = "holds more than " + with_thousands(static_cast<long long>(limits_.values)) +
                 " values: that is no model";
      return false;
    }
    if (open_.empty())
      root_ = std::move(value);
    else if (open_.back().is_dict)
      members_.back().value = std::move(value);
    else
      items_.push_back(std::move(value));
    return true;
  }

  bool open(bool is_dict, std::size_t begin) {
    open_.push_back({is_dict, begin});
    if (open_.size() <= limits_.depth) return true;
    refusal_ = "is nested more than " + std::to_string(limits_.depth) + " levels deep";
    return false;
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

  const ReadLimits& limits_;
  std::size_t count_ = 0;
  std::string refusal_;
  Value root_;
  std::vector<Open> open_;
  List items_;    // of all lists that are open
  Dict members_;  // of all objects that are open
};

Diagnostic syntax_error(std::string_view text, std::size_t offset, const std::string& what) {
  std::string_view before = text.substr(0, offset);
  auto line = std::count(before.begin(), before.end(), '\n') + 1;
  auto column = before.size() - (before.rfind('\n') + 1) + 1;
  Diagnostic diagnostic{.message = "is not JSON: line " + std::to_string(line) + ", column " +
                                   std::to_string(column) + ": " + what};
  diagnostic.hint = "A model's JSON is what Keras' model.to_json() returns.";
  return diagnostic;
}

}  // namespace

Value parse_json(std::string_view text, const std::string& file, const ReadLimits& limits) {
  Builder builder(limits);
  rapidjson::Reader reader;
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  // A null byte is the end of the text for RapidJSON.
  if (!result.IsError() && stream.Tell() == text.size()) return builder.take();

  Diagnostic diagnostic;
  if (!builder.refusal().empty())
    diagnostic.message = builder.refusal();
  else if (result.IsError())
    diagnostic = syntax_error(text, result.Offset(), rapidjson::GetParseError_En(result.Code()));
  else
    diagnostic = syntax_error(text, stream.Tell(), "there is a null byte");
  diagnostic.file = file;
  throw Error(Fault::kInput, std::move(diagnostic));
}

namespace {

// Follows where RapidJSON is, and builds nothing.
class Finder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<char>, Finder> {
 public:
  Finder(std::string_view text, const rapidjson::MemoryStream& stream)
      : text_(text), stream_(stream) {}

  std::map<std::string, int, std::less<>> lines;  ///< by pointer; those that are looked for

  // NOLINTBEGIN(readability-identifier-naming): the names are RapidJSON's
  bool Default() {
    begin();
    end();
    return true;
  }
  bool StartObject() { return open(false); }
  bool StartArray() { return open(true); }
  bool Key(const char* name, rapidjson::SizeType size, bool) {
    step_to(std::string_view(name, size));
    return true;
  }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }
  // NOLINTEND(readability-identifier-naming)

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
    std::size_t here = stream_.Tell();
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(here), '\n'));
    counted_ = here;
    found->second = line_;
  }
  void end() {
    if (!open_.empty()) path_.resize(open_.back().path_size);
  }
  bool open(bool is_array) {
    begin();
    open_.push_back({path_.size(), is_array});
    return true;
  }
  bool close() {
    open_.pop_back();
    end();
    return true;
  }

  std::string_view text_;
  const rapidjson::MemoryStream& stream_;
  std::vector<Open> open_;
  std::string path_;
  int line_ = 1;
  std::size_t counted_ = 0;  // of the text, for line_
};

}  // namespace

std::vector<int> lines_of(std::string_view text, const std::vector<std::string>& pointers) {
  rapidjson::MemoryStream stream(text.data(), text.size());
  Finder finder(text, stream);
  for (const std::string& pointer : pointers) finder.lines.emplace(pointer, 0);
  rapidjson::Reader().Parse<kFlags>(stream, finder);
  std::vector<int> lines;
  for (const std::string& pointer : pointers) lines.push_back(finder.lines.at(pointer));
  return lines;
}

}  // namespace modelviz
