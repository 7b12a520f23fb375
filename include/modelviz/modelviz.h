// modelviz: see inside any Keras model from its file alone.
//
//   modelviz::Document document = modelviz::read("model.json");
//   modelviz::Model model = modelviz::build(std::move(document));
//   modelviz::Run run = modelviz::run(model);
//   modelviz::View view = modelviz::make_view(model, run);
//   std::string dot = modelviz::write_dot(view);
//   modelviz::Rendering picture = modelviz::render(dot, {modelviz::ImageFormat::kSvg});
//
// All functions throw modelviz::Error and nothing else. Graphviz keeps global state, so render()
// must not be called from two threads at once; all else is free of global state.
#pragma once

#include "modelviz/check.h"
#include "modelviz/cost.h"
#include "modelviz/document.h"
#include "modelviz/infer.h"
#include "modelviz/model.h"
#include "modelviz/output.h"
#include "modelviz/theme.h"
#include "modelviz/version.h"
#include "modelviz/view.h"
