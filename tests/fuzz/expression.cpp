// A program for `modelviz eval`, on tensors whose sizes are known, unknown and named.
#include "fuzz/target.h"
#include "modelviz/modelviz.h"

namespace modelviz::fuzz {

void try_expression(std::string_view input) {
  static const std::vector<EvalInput> kInputs =
      parse_eval_inputs({"x=[None,10,5]", "y=[None,5,8]", "z=float16[2*t + 1,t,3]", "i=int32[3]",
                         "b=bool[None,10,1]", "s=float32[]", "c=complex64[2,2]"});
  Evaluation evaluation = evaluate(input, kInputs);
  for (bool symbolic : {false, true}) {
    EvaluationOptions options{.symbolic = symbolic, .explain = symbolic};
    require_printable(write_evaluation_text(evaluation, options));
    require_json(write_evaluation_json(evaluation, options));
  }
  if (!evaluation.error) return;
  require_printable(evaluation.error->text());
  require(!evaluation.error->message.empty(), "an error without a message");
}

}  // namespace modelviz::fuzz
