#include "output/graphviz_bitmap.h"

#include <dlfcn.h>

#include <algorithm>

#include "modelviz/error.h"

namespace modelviz {
namespace {

constexpr const char* kDevice = "bitmap:cairo";  // name of the device, who draws for it

struct Size {
  std::size_t width = 0, height = 0;
};

// There is one picture at a time.
Size& size_of_job() {
  static Size size;
  return size;
}

void keep_size(GVJ_t* job) { size_of_job() = {job->width, job->height}; }

void leave_to_cairo(GVJ_t*) {}

template <class Function>
void find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(dlsym(library, name));
  if (function == nullptr) throw Error(Fault::kOutput, std::string("cairo has no ") + name);
}

}  // namespace

// The part of cairo's interface that is needed, so that nobody needs its headers. Graphviz' plugin
// has loaded it.
struct Recording::Cairo {
  Cairo() {
    void* library = dlopen("libcairo.so.2", RTLD_LAZY);
    if (library == nullptr) {
      throw Error(Fault::kOutput, "bitmaps cannot be drawn without the library libcairo.so.2",
                  "on Debian it is in the package libcairo2");
    }
    find(library, "cairo_recording_surface_create", create_recording);
    find(library, "cairo_image_surface_create_for_data", create_image);
    find(library, "cairo_surface_destroy", destroy_surface);
    find(library, "cairo_create", create);
    find(library, "cairo_destroy", destroy);
    find(library, "cairo_set_source_surface", set_source);
    find(library, "cairo_set_operator", set_operator);
    find(library, "cairo_paint", paint);
    find(library, "cairo_status", status);
    find(library, "cairo_status_to_string", status_text);
  }

  void check(void* context) const {
    if (int now = status(context); now != 0)
      throw Error(Fault::kOutput, std::string("cairo cannot draw: ") + status_text(now));
  }

  void* (*create_recording)(int content, const void* extents) = nullptr;
  void* (*create_image)(void* pixels, int format, int width, int height, int stride) = nullptr;
  void (*destroy_surface)(void* surface) = nullptr;
  void* (*create)(void* surface) = nullptr;
  void (*destroy)(void* context) = nullptr;
  void (*set_source)(void* context, void* surface, double x, double y) = nullptr;
  void (*set_operator)(void* context, int which) = nullptr;
  void (*paint)(void* context) = nullptr;
  int (*status)(void* context) = nullptr;
  const char* (*status_text)(int status) = nullptr;
};

Recording::Recording(GVC_t* context, graph_t* graph) : cairo_(std::make_unique<Cairo>()) {
  constexpr int kColorAndAlpha = 0x3000;
  drawn_ = cairo_->create_recording(kColorAndAlpha, nullptr);
  void* pen = cairo_->create(drawn_);
  static std::string device = kDevice;
  if (gvRenderContext(context, graph, device.data(), pen) != 0)
    throw Error(Fault::kOutput, "this Graphviz cannot draw with cairo");
  cairo_->check(pen);
  cairo_->destroy(pen);
  width_ = size_of_job().width;
  height_ = size_of_job().height;
}

Recording::~Recording() { cairo_->destroy_surface(drawn_); }

void Recording::paint(std::size_t top, std::size_t rows, Pixel* pixels) const {
  constexpr std::size_t kMostColumns = 32'000;  // of one surface
  constexpr int kArgb = 0, kSource = 1;
  for (std::size_t left = 0; left < width_; left += kMostColumns) {
    std::size_t columns = std::min(kMostColumns, width_ - left);
    void* surface =
        cairo_->create_image(pixels + left, kArgb, static_cast<int>(columns),
                             static_cast<int>(rows), static_cast<int>(width_ * sizeof(Pixel)));
    void* pen = cairo_->create(surface);
    cairo_->set_operator(pen, kSource);
    cairo_->set_source(pen, drawn_, -static_cast<double>(left), -static_cast<double>(top));
    cairo_->paint(pen);
    cairo_->check(pen);
    cairo_->destroy(pen);
    cairo_->destroy_surface(surface);
  }
}

std::array<gvplugin_installed_t, 2>& own_bitmap_device() {
  static gvdevice_engine_s engine{leave_to_cairo, keep_size, leave_to_cairo};
  static gvdevice_features_t features{GVDEVICE_DOES_TRUECOLOR, {0, 0}, {0, 0}, {96, 96}};
  static std::array<gvplugin_installed_t, 2> list{
      {{0, kDevice, 1, &engine, &features}, {0, nullptr, 0, nullptr, nullptr}}};
  return list;
}

}  // namespace modelviz
