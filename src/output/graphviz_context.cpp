#include "output/graphviz_context.h"

#include <array>

#include "output/graphviz_bitmap.h"
#include "output/graphviz_layout.h"
#include "output/graphviz_svg.h"
#include "output/graphviz_text.h"

namespace modelviz {
namespace {

char* mutable_name(const char* name) { return const_cast<char*>(name); }  // Graphviz 2 wants it

gvplugin_library_t& own_library(bool with_cairo) {
  static gvlayout_features_t features{0};
  static std::array<gvplugin_installed_t, 2> layouts{
      {{0, kOwnEngine, 1, own_layout_engine(), &features}, {0, nullptr, 0, nullptr, nullptr}}};
  // Of several the one with the highest quality is taken; pango's is 8.
  static std::array<gvplugin_installed_t, 2> texts{
      {{0, "textlayout", 100, &own_text_engine(), nullptr}, {0, nullptr, 0, nullptr, nullptr}}};
  static std::array<gvplugin_api_t, 6> apis;
  std::size_t count = 0;
  if (own_layout_engine() != nullptr) apis.at(count++) = {API_layout, layouts.data()};
  if (with_cairo)
    apis.at(count++) = {API_device, own_bitmap_device().data()};
  else
    apis.at(count++) = {API_textlayout, texts.data()};
  apis.at(count++) = {API_render, own_svg_renderer().data()};
  apis.at(count++) = {API_device, own_svg_device().data()};
  apis.at(count) = {API_render, nullptr};
  static gvplugin_library_t library{mutable_name("modelviz"), apis.data()};
  return library;
}

}  // namespace

GVC_t* start_graphviz(bool with_cairo) {
  // libgvc chooses the plugin that measures texts at once, and loads it.
  static std::array<lt_symlist_t, 2> builtins{
      {{"gvplugin_modelviz_LTX_library", &own_library(with_cairo)}, {nullptr, nullptr}}};
  return gvContextPlugins(builtins.data(), TRUE);
}

}  // namespace modelviz
