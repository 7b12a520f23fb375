// Where each format has room for a line that nobody sees.
#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "modelviz/output.h"

namespace modelviz {
namespace {

constexpr std::string_view kMark = "modelviz ";

// What stands before and behind the line in the formats that are text.
struct Comment {
  std::string_view open, close;
};

std::optional<Comment> comment_of(ImageFormat format) {
  switch (format) {
    case ImageFormat::kSvg:
      return Comment{"<!-- ", " -->\n"};
    case ImageFormat::kDot:
      return Comment{"// ", "\n"};
    case ImageFormat::kMmd:
      return Comment{"%% ", "\n"};
    case ImageFormat::kPdf:
      return Comment{"%", "\n"};
    case ImageFormat::kPng:
    case ImageFormat::kJpg:
    case ImageFormat::kTxt:
      break;
  }
  return std::nullopt;
}

std::string big_endian(std::uint64_t value, int bytes) {
  std::string result;
  while (bytes-- > 0) result += static_cast<char>(value >> (8 * bytes) & 0xFF);
  return result;
}

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t count) {
  std::size_t value = 0;
  for (char c : bytes.substr(std::min(at, bytes.size()), count))
    value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

// ---- PNG: a chunk of text is a length, "tEXt", a word for what it is, 0, the text, and a sum.

constexpr std::string_view kChunk{"tEXtComment\0", 12};

std::string png_chunk(std::string_view stamp) {
  std::string body = std::string(kChunk).append(stamp);
  auto sum = crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
  return big_endian(body.size() - 4, 4) + body + big_endian(sum, 4);
}

// Where our chunk is, or else the last one, before which it belongs.
std::size_t place_in_png(std::string_view png) {
  constexpr std::size_t kSignature = 8, kAround = 12;
  for (std::size_t at = kSignature; at + kAround <= png.size();) {
    std::string_view chunk = png.substr(at + 4);
    if (chunk.starts_with("IEND")) return at;
    if (chunk.starts_with(kChunk) && chunk.substr(kChunk.size()).starts_with(kMark)) return at;
    at += kAround + number_at(png, at, 4);
  }
  return png.size();
}

// ---- JPEG: FF, what it is, the length of what follows. A comment stands behind the first.

std::string jpg_comment(std::string_view stamp) {
  return "\xFF\xFE" + big_endian(stamp.size() + 2, 2) + std::string(stamp);
}

std::size_t place_in_jpg(std::string_view jpg) {
  constexpr std::size_t kFirst = 2;
  return std::min(kFirst + 2 + number_at(jpg, kFirst + 2, 2), jpg.size());
}

// ---- all

// Where the stamp stands, or would stand.
std::size_t place(ImageFormat format, std::string_view picture) {
  if (format == ImageFormat::kPng) return place_in_png(picture);
  if (format == ImageFormat::kJpg) return place_in_jpg(picture);
  // A PDF says at which byte its objects begin: all of them stand before this word.
  std::size_t end = format == ImageFormat::kPdf ? picture.rfind("startxref") : picture.size();
  if (end == std::string_view::npos || end == 0) return picture.size();
  std::size_t line = picture.rfind('\n', end - 2) + 1;
  std::string_view open = comment_of(format)->open;
  bool is_ours = end >= 2 && picture.substr(line).starts_with(std::string(open).append(kMark));
  return is_ours ? line : end;
}

std::string wrapped(ImageFormat format, std::string_view stamp) {
  if (format == ImageFormat::kPng) return png_chunk(stamp);
  if (format == ImageFormat::kJpg) return jpg_comment(stamp);
  Comment comment = *comment_of(format);
  return std::string(comment.open).append(stamp).append(comment.close);
}

// The stamp that begins at this place; empty if there is none.
std::string_view stamp_at(ImageFormat format, std::string_view bytes) {
  std::size_t begin = 0, size = 0;
  if (format == ImageFormat::kPng) {
    begin = 4 + kChunk.size();
    size = number_at(bytes, 0, 4) + 4 - kChunk.size();
  } else if (format == ImageFormat::kJpg) {
    begin = 4;
    size = number_at(bytes, 2, 2) - 2;
  } else {
    Comment comment = *comment_of(format);
    begin = comment.open.size();
    size = bytes.find(comment.close) - begin;
  }
  if (begin >= bytes.size() || size > bytes.size()) return {};
  std::string_view stamp = bytes.substr(begin, size);
  // Nothing else looks like it.
  return stamp.starts_with(kMark) && bytes.starts_with(wrapped(format, stamp)) ? stamp
                                                                               : std::string_view();
}

}  // namespace

std::string with_stamp(ImageFormat format, std::string picture, std::string_view stamp) {
  if (format == ImageFormat::kTxt) return picture;
  return picture.insert(place(format, picture), wrapped(format, stamp));
}

std::string take_stamp(ImageFormat format, std::string& picture) {
  if (format == ImageFormat::kTxt) return {};
  std::size_t at = place(format, picture);
  std::string stamp(stamp_at(format, std::string_view(picture).substr(at)));
  if (!stamp.empty()) picture.erase(at, wrapped(format, stamp).size());
  return stamp;
}

}  // namespace modelviz
