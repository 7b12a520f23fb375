// Bitmaps of any size, painted part by part.
//
// libgvc draws the graph once, and cairo keeps what is drawn; painting is cairo's alone then, and
// does only what can be seen in the part. A part has the very pixels that it would have within the
// whole picture, whose size neither the memory nor cairo's limit of 32,767 pixels bounds.
#pragma once

#include <gvc.h>
#include <gvplugin_device.h>

#include <array>
#include <cstddef>
#include <memory>

#include "output/png.h"

namespace modelviz {

/// For libgvc; ends with an empty entry.
std::array<gvplugin_installed_t, 2>& own_bitmap_device();

class Recording {
 public:
  /// Draws the graph, which is laid out, with its dpi. Throws Error (Fault::kOutput) without cairo.
  Recording(GVC_t* context, graph_t* graph);
  ~Recording();
  Recording(const Recording&) = delete;
  Recording& operator=(const Recording&) = delete;

  /// Of the picture, in pixels.
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] std::size_t height() const { return height_; }

  /// All columns of some rows.
  void paint(std::size_t top, std::size_t rows, Pixel* pixels) const;

 private:
  struct Cairo;
  std::unique_ptr<Cairo> cairo_;
  std::size_t width_ = 0, height_ = 0;
  void* drawn_ = nullptr;
};

}  // namespace modelviz
