// From the JSON of a model to its view.
#pragma once

#include <string>

#include "modelviz/modelviz.h"

namespace modelviz::test {

/// Keeps alive what a view is made from.
struct Picture {
  explicit Picture(const std::string& json, const ViewOptions& options = {})
      : model(build(read_text(json, "model.json"))),
        run(modelviz::run(model)),
        view(make_view(model, run, options)) {}

  Model model;
  Run run;
  View view;
};

/// The view as text, from a line of its own on.
inline std::string picture(const std::string& json, const ViewOptions& options = {}) {
  return "\n" + text(Picture(json, options).view);
}

}  // namespace modelviz::test
