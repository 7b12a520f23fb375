#include "modelviz/model.h"

namespace modelviz {

std::string Model::format_text() const {
  std::string name(text(format));
  std::string keras = name.substr(0, name.find('-'));
  switch (document.container) {
    case Container::kKeras:
      return keras + "-keras";
    case Container::kH5:
      return keras + "-h5";
    case Container::kTfjs:
      return "tfjs";
    case Container::kJson:
      break;
  }
  return name;
}

}  // namespace modelviz
