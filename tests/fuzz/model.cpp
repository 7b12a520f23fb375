// The JSON of a model goes the whole way: read, build, run, and every text that is made of it.
#include "fuzz/target.h"
#include "modelviz/modelviz.h"

namespace modelviz::fuzz {
namespace {

void write_all(const Model& model, const Run& run) {
  SummaryOptions all{.symbolic = true, .expand_nested = true, .show_trainable = true};
  all.columns = {"+weights", "macs", "flops", "memory"};
  require_printable(write_summary_text(model, run));
  require_printable(write_summary_text(model, run, all));
  require_json(write_summary_json(model, run));
  require_json(write_check_json({check(model, run)}));
  require_printable(write_check_text(check(model, run)));
  require_printable(write_check_github(check(model, run)));
  for (const Diagnostic& problem : run.problems) require_printable(problem.text());
}

void draw_all(const Model& model, const Run& run) {
  ViewOptions all{.show_dtype = true,
                  .show_layer_activations = true,
                  .show_trainable = true,
                  .expand_nested = true,
                  .show_ops = std::vector<std::string>()};
  ViewOptions folded{.expand_nested = true, .fold = 2, .fold_similar = true, .fuse = true};
  for (const ViewOptions& options :
       {ViewOptions{}, ViewOptions{.expand_nested = true, .show_weights = true}, all, folded}) {
    View view = make_view(model, run, options);
    require_dot(write_dot(view));
    require_dot(write_dot(view, {.rankdir = RankDir::kLR, .theme = find_theme("keras")}));
  }
}

}  // namespace

void try_model(std::string_view input) {
  try {
    Model model = build(read_text(std::string(input), "model.json"));
    for (bool recover : {false, true}) {
      Run result = run(model, {.input_shapes = {}, .recover = recover});
      write_all(model, result);
      if (!recover) draw_all(model, result);
    }
  } catch (const Error& error) {
    require(error.fault == Fault::kModel || error.fault == Fault::kInput,
            "no fault of the file: " + error.diagnostic.text());
    require_printable(error.diagnostic.text());
    require(!error.diagnostic.message.empty(), "an error without a message");
  }
}

}  // namespace modelviz::fuzz
