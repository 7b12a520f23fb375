// A drawing is flat: most rows are like the one above them, and most pixels like their neighbours.
// So the filters of PNG, which are for photographs, are not tried, and what repeats is looked for
// among pixels instead of bytes, to the left and above only.
#include "output/png.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <future>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "output/deflate.h"

namespace modelviz {
namespace {

using Byte = unsigned char;

unsigned alpha_of(Pixel pixel) { return pixel >> 24U; }

// What the file says of a pixel, in up to four bytes, the first of which is the highest.
using Sample = std::uint32_t;

// Red, green, blue, alpha, as cairo writes them: what is transparent is black.
Sample unmultiplied(Pixel pixel) {
  unsigned alpha = alpha_of(pixel);
  if (alpha == 0) return 0;
  if (alpha == 255) return pixel << 8U | alpha;
  auto part = [&](unsigned shift) {
    return ((pixel >> shift & 0xFFU) * 255 + alpha / 2) / alpha << (shift + 8);
  };
  return part(16) | part(8) | part(0) | alpha;
}

// ---- how pixels become samples; false where one cannot

// At most 256 colours, numbered in the order in which they appear.
class Palette {
 public:
  static constexpr std::size_t kBytes = 1;

  bool encode(Pixel pixel, Sample& sample) {
    std::size_t at = pixel * 0x9E3779B1U >> 22U;
    while (places_.at(at).index != kFree && places_[at].color != pixel) at = (at + 1) % kPlaces;
    if (places_[at].index == kFree) {
      if (colors_.size() == kMost) return false;
      places_[at] = {pixel, colors_.size()};
      colors_.push_back(pixel);
    }
    sample = static_cast<Sample>(places_[at].index) << 24U;
    return true;
  }

  [[nodiscard]] const std::vector<Pixel>& colors() const { return colors_; }

 private:
  // A hash table, at most a quarter of which is taken.
  static constexpr std::size_t kMost = 256, kPlaces = 1024, kFree = SIZE_MAX;
  struct Place {
    Pixel color = 0;
    std::size_t index = kFree;
  };

  std::array<Place, kPlaces> places_;
  std::vector<Pixel> colors_;
};

struct Opaque {
  static constexpr std::size_t kBytes = 3;

  static bool encode(Pixel pixel, Sample& sample) {
    sample = pixel << 8U;
    return alpha_of(pixel) == 255;
  }
};

struct Transparent {
  static constexpr std::size_t kBytes = 4;

  static bool encode(Pixel pixel, Sample& sample) {
    sample = unmultiplied(pixel);
    return true;
  }
};

// ---- how rows become compressed bytes

// How many pixels are equal from the start.
std::size_t count_equal(const Pixel* a, const Pixel* b, std::size_t most) {
  std::size_t count = 0;
  for (; count + 2 <= most; count += 2) {
    std::uint64_t two = 0, other = 0;
    std::memcpy(&two, a + count, sizeof two);
    std::memcpy(&other, b + count, sizeof other);
    if (two != other) break;
  }
  while (count < most && a[count] == b[count]) ++count;
  return count;
}

std::string big_endian(std::size_t value) {
  std::string bytes;
  for (unsigned shift : {24U, 16U, 8U, 0U}) bytes += static_cast<char>(value >> shift & 0xFFU);
  return bytes;
}

// What a file of this width may look back at: the rows that matches can reach, at least one.
std::size_t history_of(std::size_t row_size) {
  constexpr std::size_t kMost = 16;
  return std::clamp<std::size_t>(Deflate::kWindow / row_size, 1, kMost);
}

// No pixel costs more than a comparison unless it is another one than that above it.
template <class Encoding>
class Rows {
 public:
  static constexpr std::size_t kBytes = Encoding::kBytes;

  Rows(std::size_t width, Encoding& encoding)
      : width_(width), encoding_(encoding), samples_(width), seen_(kPlaces) {}

  /// The rows before it stand before it.
  bool add(const Pixel* row) {
    if (rows_ > 0 && has_reach() && std::equal(row, row + width_, row - width_)) {
      deflate_.add_match(size_, size_);
    } else if (!compress(row)) {
      return false;
    }
    uLong of_row = checksum_of_row();
    checksum_ =
        rows_ == 0 ? of_row : adler32_combine(checksum_, of_row, static_cast<z_off_t>(size_));
    ++rows_;
    return true;
  }

  std::string finish() { return deflate_.finish() + big_endian(checksum_); }

 private:
  static constexpr std::size_t kPlaces = 1 << 13;
  struct Place {
    std::size_t row = 0, column = 0;  // the row from 1
  };

  static constexpr std::size_t kLong = 100;  // pixels: no need to look for something longer

  struct Match {
    std::size_t pixels = 0, distance = 0;  // the distance in bytes

    void replace_by(Match other) {
      if (other.pixels > pixels) *this = other;
    }
  };

  [[nodiscard]] bool has_reach() const { return size_ <= Deflate::kWindow; }

  bool compress(const Pixel* row) {
    deflate_.add_literal(0);  // no filter
    for (std::size_t at = 0; at < width_;) {
      const Pixel* now = row + at;
      std::size_t same = rows_ == 0 ? 0 : count_equal(now, now - width_, width_ - at);
      Match match;
      if (has_reach()) match = {same, size_};
      if (match.pixels < kLong && at > 0)
        match.replace_by({count_equal(now, now - 1, width_ - at), kBytes});
      if (match.pixels < kLong) match.replace_by(seen_before(now, at));
      std::size_t end = at + std::max<std::size_t>(match.pixels, 1);
      for (std::size_t i = at + same; i < end; ++i) {
        if ((rows_ == 0 || row[i] != row[i - width_]) && !change(i, row[i])) return false;
      }
      if (match.pixels * kBytes >= Deflate::kShortestMatch)
        deflate_.add_match(match.pixels * kBytes, match.distance);
      else
        add_literals(at, end);
      at = end;
    }
    return true;
  }

  // Where the same two pixels were last.
  Match seen_before(const Pixel* now, std::size_t at) {
    if (at + 1 >= width_) return {};
    std::uint64_t two = 0;
    std::memcpy(&two, now, sizeof two);
    std::size_t place = two * 0x9E3779B97F4A7C15U >> 51U;
    Place then = std::exchange(seen_[place], {rows_ + 1, at});
    if (then.row == 0) return {};
    std::size_t rows = rows_ + 1 - then.row;
    if (rows > history_) return {};
    std::size_t distance = rows * size_ + at * kBytes - then.column * kBytes;
    if (distance > Deflate::kWindow) return {};
    const Pixel* before = now - at - rows * width_ + then.column;
    return {count_equal(now, before, width_ - std::max(at, then.column)), distance};
  }

  void add_literals(std::size_t at, std::size_t end) {
    for (; at < end; ++at) {
      for (std::size_t i = 0; i < kBytes; ++i) deflate_.add_literal(byte_of(samples_[at], i));
    }
  }

  static Byte byte_of(Sample sample, std::size_t i) {
    return static_cast<Byte>(sample >> (24 - 8 * i));
  }

  bool change(std::size_t at, Pixel pixel) {
    Sample sample = 0;
    if (!encoding_.encode(pixel, sample)) return false;
    auto after = static_cast<std::int64_t>(size_ - 1 - at * kBytes);
    for (std::size_t i = 0; i < kBytes; ++i) {
      std::int64_t more = byte_of(sample, i) - byte_of(samples_[at], i);
      sum_ += more;
      sum_of_sums_ += more * after--;
    }
    samples_[at] = sample;
    return true;
  }

  // Adler-32 of the bytes of the row.
  [[nodiscard]] uLong checksum_of_row() const {
    constexpr std::int64_t kBase = 65'521;
    auto size = static_cast<std::int64_t>(size_);
    return static_cast<uLong>((size + sum_of_sums_) % kBase << 16U | (1 + sum_) % kBase);
  }

  std::size_t width_, size_ = 1 + width_ * kBytes;  // of a row, in pixels and in bytes
  std::size_t history_ = history_of(size_), rows_ = 0;
  Encoding& encoding_;
  std::vector<Sample> samples_;             // of the row
  std::int64_t sum_ = 0, sum_of_sums_ = 0;  // of its bytes; of all sums up to one of them
  std::vector<Place> seen_;                 // by their hashes, where two pixels were last
  Deflate deflate_{"\x78\x01"};             // as zlib begins
  uLong checksum_ = 0;
};

// Paints the next rows while those before them are compressed. What a band may look back at stands
// before it.
class Bands {
 public:
  Bands(std::size_t width, std::size_t height, std::size_t history, const PaintRows& paint)
      : width_(width),
        height_(height),
        history_(history),
        rows_(rows_of(width, height)),
        paint_(paint),
        pixels_((history + rows_) * width),
        next_pixels_(pixels_.size()) {
    start();
  }

  /// How many rows there are from first() on; 0 at the end.
  std::size_t next() {
    if (!painted_.valid()) return 0;
    std::size_t count = painted_.get();
    std::copy_n(pixels_.data() + rows_ * width_, history_ * width_, next_pixels_.data());
    pixels_.swap(next_pixels_);
    if (top_ < height_) start();
    return count;
  }
  [[nodiscard]] const Pixel* first() const { return pixels_.data() + history_ * width_; }

 private:
  // Each band is found anew among all that is drawn: of a large picture few bands are much quicker.
  static std::size_t rows_of(std::size_t width, std::size_t height) {
    constexpr std::size_t kBands = 64, kSmall = 1 << 17, kLarge = 1 << 19, kFewest = 16;
    std::size_t pixels = std::clamp(width * height / kBands, kSmall, kLarge);
    return std::min(std::max(pixels / width, kFewest), height);
  }

  void start() {
    std::size_t top = std::exchange(top_, top_ + rows_), count = std::min(rows_, height_ - top);
    Pixel* pixels = next_pixels_.data() + history_ * width_;
    painted_ = std::async(std::launch::async, [this, top, count, pixels] {
      paint_(top, count, pixels);
      return count;
    });
  }

  std::size_t width_, height_, history_, rows_, top_ = 0;
  const PaintRows& paint_;
  std::vector<Pixel> pixels_, next_pixels_;
  std::future<std::size_t> painted_;  // last: it ends before the pixels do
};

// All rows; nothing where this encoding is not for them.
template <class Encoding>
std::optional<std::string> compressed(std::size_t width, std::size_t height, const PaintRows& paint,
                                      Encoding& encoding) {
  Bands bands(width, height, history_of(1 + width * Encoding::kBytes), paint);
  Rows rows(width, encoding);
  while (std::size_t count = bands.next()) {
    for (std::size_t row = 0; row < count; ++row) {
      if (!rows.add(bands.first() + row * width)) return std::nullopt;
    }
  }
  return rows.finish();
}

// ---- the file

class File {
 public:
  enum Type : char { kOpaque = 2, kPalette = 3, kTransparent = 6 };

  File(std::size_t width, std::size_t height, Type type) {
    std::string header = big_endian(width) + big_endian(height);
    header += {8, type, 0, 0, 0};  // 8 bits; the only compression, the only filters, not interlaced
    add("IHDR", header);
  }

  void add(std::string_view type, std::string_view content) {
    std::size_t start = bytes_.size() + 4;
    bytes_.append(big_endian(content.size())).append(type).append(content);
    auto* checked = reinterpret_cast<const Byte*>(bytes_.data() + start);
    bytes_ += big_endian(crc32(0, checked, static_cast<uInt>(bytes_.size() - start)));
  }

  std::string finish(std::string_view pixels) {
    bytes_.reserve(bytes_.size() + pixels.size() + 64);
    constexpr std::size_t kMost = 1 << 30;  // of one chunk
    for (; pixels.size() > kMost; pixels.remove_prefix(kMost)) add("IDAT", pixels.substr(0, kMost));
    add("IDAT", pixels);
    add("IEND", {});
    return std::move(bytes_);
  }

 private:
  std::string bytes_{"\x89PNG\r\n\x1a\n"};
};

void add_palette(File& file, const std::vector<Pixel>& pixels) {
  std::string colors, alphas;
  for (Pixel pixel : pixels) {
    std::string color = big_endian(unmultiplied(pixel));
    colors.append(color, 0, 3);
    alphas += color[3];
  }
  file.add("PLTE", colors);
  if (alphas.find_first_not_of('\xFF') != std::string::npos) file.add("tRNS", alphas);
}

// Most pictures that are not opaque throughout are not so in their first or last row.
bool has_opaque_ends(std::size_t width, std::size_t height, const PaintRows& paint) {
  std::vector<Pixel> row(width);
  for (std::size_t top : {std::size_t{0}, height - 1}) {
    paint(top, 1, row.data());
    auto is_opaque = [](Pixel pixel) { return alpha_of(pixel) == 255; };
    if (!std::all_of(row.begin(), row.end(), is_opaque)) return false;
  }
  return true;
}

}  // namespace

std::string write_png(std::size_t width, std::size_t height, const PaintRows& paint) {
  Palette palette;
  if (auto pixels = compressed(width, height, paint, palette)) {
    File file(width, height, File::kPalette);
    add_palette(file, palette.colors());
    return file.finish(*pixels);
  }
  if (has_opaque_ends(width, height, paint)) {
    Opaque opaque;
    if (auto pixels = compressed(width, height, paint, opaque))
      return File(width, height, File::kOpaque).finish(*pixels);
  }
  Transparent transparent;
  return File(width, height, File::kTransparent)
      .finish(*compressed(width, height, paint, transparent));
}

}  // namespace modelviz
