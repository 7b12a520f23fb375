// No op is without its questions to real Keras, and none without its guide.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string>

#include "eval/golden_cases.h"
#include "modelviz/eval.h"
#include "modelviz/op.h"
#include "modelviz/output.h"
#include "ops/guide.h"

namespace modelviz::test {
namespace {

// The ops that occur in expressions which Keras accepts, and those whose call it refuses, as we do.
struct Asked {
  std::set<const OpDef*> accepted, refused;
};

bool do_we_refuse(const GoldenCase& c) {
  return evaluate(c.expression, parse_eval_inputs(c.input_texts())).error.has_value();
}

Asked asked_ops() {
  static const std::regex kCall(R"((?:ops|activations)\.([\w.]+)\()");
  // Nothing but this one op can be to blame.
  static const std::regex kOnlyCall(R"((?:keras\.)?(?:ops|activations)\.([\w.]+)\((?!.*ops\.).*)");
  Asked asked;
  auto files = golden_case_files();
  files.push_back(std::filesystem::path(MODELVIZ_GOLDEN_DIR) / "ops/keras_fails.tsv");
  for (const auto& file : files) {
    for (const GoldenCase& c : read_golden_cases(file)) {
      if (c.is_refused()) {
        std::smatch call;
        bool is_key = c.expression.find("ops.") == std::string::npos && c.expression.ends_with(']');
        if (!is_key && !std::regex_match(c.expression, call, kOnlyCall)) continue;
        const OpDef* op = find_op(is_key ? "get_item" : call.str(1));
        if (op && !asked.refused.contains(op) && do_we_refuse(c)) asked.refused.insert(op);
        continue;
      }
      std::sregex_iterator call(c.expression.begin(), c.expression.end(), kCall), end;
      for (; call != end; ++call) {
        if (const OpDef* op = find_op(call->str(1))) asked.accepted.insert(op);
      }
      if (c.expression.find('[') != std::string::npos) asked.accepted.insert(find_op("get_item"));
    }
  }
  return asked;
}

TEST(Coverage, EachOpIsAskedAboutAndHasItsGuide) {
  Asked asked = asked_ops();
  for (const OpDef* op : find_ops("*")) {
    SCOPED_TRACE(op->name);
    EXPECT_FALSE(op->doc.empty());
    EXPECT_NE(find_guide(*op), nullptr);
    EXPECT_TRUE(asked.accepted.contains(op)) << "Keras was never asked what it gives";
    EXPECT_TRUE(asked.refused.contains(op)) << "Keras was never asked what it refuses";
  }
}

TEST(Coverage, EachExampleOfAGuideWorks) {
  for (const OpDef* op : find_ops("*")) {
    std::string text = write_op_text(*op);
    std::size_t examples = 0;
    for (std::size_t at = 0; (at = text.find("\n      = ", at)) != std::string::npos; ++at)
      ++examples;
    EXPECT_GE(examples, 2U) << "an example has no result:\n" << text;
  }
}

}  // namespace
}  // namespace modelviz::test
