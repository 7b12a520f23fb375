// What an expression means: Python's own part of it, and how errors point at their place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "modelviz/eval.h"
#include "modelviz/output.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

struct Case {
  const char* program;
  const char* expected;
};

// The results, or the message and the excerpt of the error.
std::string outcome(const std::string& program, const std::vector<std::string>& inputs = {},
                    const EvaluationOptions& options = {}) {
  Evaluation evaluation = evaluate(program, parse_eval_inputs(inputs));
  if (evaluation.error) return evaluation.error->message + "\n" + evaluation.error->excerpt;
  std::string text = write_evaluation_text(evaluation, options);
  text.pop_back();
  return text;
}

TEST(Evaluate, KnowsPythonsNumbersAndLists) {
  const Case cases[] = {
      {"2 + 3 * 4", "14"},
      {"2 ** 3 ** 2", "512"},
      {"-2 ** 2", "-4"},
      {"2 ** -1", "0.5"},
      {"(1 + 2) * 3", "9"},
      {"7 // -2, 7 % -2, 7 / 2", "(-4, -1, 3.5)"},
      {"1_000 + 0x10", "1016"},
      {"1 << 4 | 3 & 2 ^ 1", "19"},
      {"~5", "-6"},
      {"1 < 2 < 3, 1 < 2 > 3", "(True, False)"},
      {"not 1 == 2 and 3 in (1, 3)", "True"},
      {"2 not in [1, 3], None is None, 1 is not None", "(True, True, True)"},
      {"0 or 'a' 'b'", "'ab'"},
      {"3 if 1 > 2 else 4", "4"},
      {"[1, 2] + [3] * 2", "(1, 2, 3, 3)"},
      {"(1, 2, 3)[-1], [1, 2, 3, 4][1:-1], [1, 2, 3][::-1]", "(3, (2, 3), (3, 2, 1))"},
      {"(), (1,), {'a': 5}['a']", "((), (1,), 5)"},
      {"len([1, 2]), sum(range(5)), min(3, 2), max([4, 9])", "(2, 10, 2, 9)"},
      {"abs(-3), int(2.7), float(2), list(range(4, 0, -2))", "(3, 2, 2.0, (4, 2))"},
      {"a = 2; b, c = a, a * 3; a + b + c", "10"},
      {"a = 1  # a comment\na + 1", "2"},
      {"f = lambda a, b: a * b; f(3, 4)", "12"},
      {"(lambda a: (lambda b: a + b))(3)(4)", "7"},
      {"len(\n  'abc'\n)", "3"},
  };
  for (const Case& c : cases) EXPECT_EQ(outcome(c.program), c.expected) << c.program;
}

TEST(Evaluate, KnowsTensors) {
  const Case cases[] = {
      {"x", "(batch, t, 8) float32"},
      {"x.shape", "(batch, t, 8)"},
      {"x.shape[1] * 2 + 1", "2*t + 1"},
      {"x.dtype, x.ndim, len(x)", "('float32', 3, batch)"},
      {"x[0], x[1:], x[None], x[...]",
       "(t, 8) float32\n(max(0, batch - 1), t, 8) float32\n(1, batch, t, 8) float32\n"
       "(batch, t, 8) float32\nassuming batch >= 1"},
      {"x[:, None, ..., 0]", "(batch, 1, t) float32"},
      {"x[:, ::2]", "(batch, (t + 1)//2, 8) float32"},
      {"-x + 1 - 2 * x / x // x % x ** 2", "(batch, t, 8) float32"},
      {"(x > 0) & ~(x != 1)", "(batch, t, 8) bool"},
      {"1 - x", "(batch, t, 8) float32"},
      {"x @ ops.ones((8, 3))", "(batch, t, 3) float32"},
      {"keras.ops.sum(x, axis=-1)", "(batch, t) float32"},
      {"keras.activations.relu(x, max_value=6)", "(batch, t, 8) float32"},
      {"x.reshape((-1, 8)), x[0][None].squeeze(0)",
       "(batch*t, 8) float32\n(t, 8) float32\nassuming batch >= 1"},
      {"ops.split(x, 1)[0]", "(batch, t, 8) float32"},
      {"a, b = ops.split(x, 2, axis=-1); a + b", "(batch, t, 4) float32"},
      {"ops.reshape(x, (ops.shape(x)[0], -1))", "(batch, 8*t) float32"},
      {"ops = x; ops[1:]", "(max(0, batch - 1), t, 8) float32"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(outcome(c.program, {"x=[None,t,8]"}, {.symbolic = true}), c.expected) << c.program;
  }
}

// To Python two symbolic tensors are equal if they are one.
TEST(Evaluate, ComparesSymbolicTensorsAsPythonDoes) {
  EXPECT_EQ(outcome("x == x, x == x + 0, x == 3", {"x=[5]"}), "(True, False, False)");
  EXPECT_EQ(outcome("x != x", {"x=[5]"}), "(5,) bool");
  EXPECT_EQ(outcome("ops.ones((5,)) == 1"), "(5,) bool");
}

// n and n + 1 differ, but for n = 1 one is 1.
TEST(Evaluate, BroadcastsWhatMayBeOne) {
  EXPECT_EQ(outcome("x + ops.pad(x, 1)", {"x=[n]"}, {.symbolic = true}),
            "(n + 2,) float32\nassuming n = 1");
  // Keras knows neither size.
  Evaluation never_equal = evaluate("x + ops.pad(x, 1)", parse_eval_inputs({"x=[2*n + 2]"}));
  EXPECT_THAT(never_equal.trace->notes(),
              testing::ElementsAre(
                  testing::Field(&Note::text,
                                 "add: Keras does not know that 2*(n + 1) and 2*(n + 2) are never "
                                 "equal; executed, it is refused")));
}

TEST(Evaluate, TakesListsForTuples) {
  EXPECT_EQ(outcome("x[[0, 1]]", {"x=[5,4,3]"}), "(3,) float32");
  EXPECT_EQ(outcome("k = (0, slice(2)); x[k]", {"x=[5,4,3]"}), "(2, 3) float32");
  EXPECT_EQ(outcome("{'b': x, 'a': [ops.sum(x)]}, 1", {"x=[5]"}), "() float32\n(5,) float32\n1");
}

// Constants, and what a function is run on, are TensorFlow's: their operators convert nothing.
TEST(Evaluate, KnowsOperatorsOfTensorFlow) {
  const Case cases[] = {
      {"ops.map(lambda t: t + 1, i)", "(3,) int32"},
      {"ops.map(lambda t: t / 2, i)", "(3,) float64"},
      {"i / 2", "(3,) float32"},
      {"ops.map(lambda t: t * 2, b)", "(3,) bool"},
      {"b * 2", "(3,) int32"},
      {"ops.map(lambda t: t & 6, i)", "(3,) int32"},
      {"i & 6", "(3,) bool"},
      {"ops.map(lambda t: t + i, x)", "(3, 3) float32"},  // i is symbolic
      {"ops.arange(3) / 2", "(3,) float64"},
      {"ops.map(lambda t: t + 1.5, i)",
       "TensorFlow has no + between int32 and 1.5\nops.map(lambda t: t + 1.5, i)\n                 "
       " ^~~~~~~"},
      {"ops.map(lambda t: t + ops.ones(()), i)", "TensorFlow has no + between int32 and float32\n"},
      {"ops.map(lambda t: t + 1, b)", "TensorFlow has no + of truth values\n"},
      {"ops.arange(3) << 1", "TensorFlow has no << between tensors\n"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(outcome(c.program, {"i=int32[3]", "b=bool[3]", "x=[3]"}), StartsWith(c.expected))
        << c.program;
  }
}

TEST(Evaluate, PointsAtWhatIsWrong) {
  const Case cases[] = {
      {"", "there is no expression\n"},
      {"x +", "the expression is not finished\nx +\n   ^"},
      {"x +* 3", "did not expect '*' here\nx +* 3\n   ^"},
      {"(1, 2", "expected ')' before the end\n(1, 2\n     ^"},
      {"f(a=1, 2)", "a positional argument cannot follow a named one\nf(a=1, 2)\n       ^"},
      {"'abc", "this string does not end\n'abc\n^~~~"},
      {"1 $ 2", "this character has no meaning here\n1 $ 2\n  ^"},
      {"1.2.3", "this is not a number\n1.2.3\n^~~~~"},
      {"99999999999999999999", "this number is too large\n"},
      {"[a for a in x]", "comprehensions are not known here\n"},
      {"x.shape = 3", "only a name can be assigned to; equality is ==\nx.shape = 3\n        ^"},
      {"1 + y", "the name 'y' is not known\n1 + y\n    ^"},
      {"ops.matmil(x, x)", "Keras has no ops.matmil\nops.matmil(x, x)\n^~~~~~~~~~"},
      {"keras.layers.Dense(3)", "nothing is known of keras.layers.Dense\n"},
      {"x.T", "a tensor has no attribute 'T'\nx.T\n^~~"},
      {"1 + 'a'", "Python has no + between an int and a string\n1 + 'a'\n^~~~~~~"},
      {"1 // 0", "division by zero\n"},
      {"[1, 2][2]", "the index 2 is out of range for a list of 2\n"},
      {"x if x > 0 else 1", "a symbolic tensor is neither true nor false"},
      {"a, b = 1, 2, 3", "2 names are given to 3 values\n"},
      {"x << 1", "Keras has no << between tensors\n"},
      {"x(1)", "a tensor cannot be called\nx(1)\n^~~~"},
      {"import keras", "nothing is imported here: keras and ops are known\nimport keras\n^~~~~~"},
      {"def f(x):", "a function is written as a lambda here: f = lambda x: ops.relu(x)\n"},
      {"y = x\nops.relu(y, 1)", "relu takes 1 argument, but 2 were given\nops.relu(y, 1)\n^~~~"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(outcome(c.program, {"x=[None,3]"}), StartsWith(c.expected)) << c.program;
  }
}

// Where an op refuses one argument, the carets stand under that one.
TEST(Evaluate, PointsAtTheArgumentThatIsWrong) {
  const Case cases[] = {
      {"ops.sum(x, axis=5) + 1",
       "sum: axis 5 is out of range for a tensor of rank 2\n"
       "ops.sum(x, axis=5) + 1\n"
       "           ^~~~~~"},
      {"ops.sum(x, 5)",
       "sum: axis 5 is out of range for a tensor of rank 2\n"
       "ops.sum(x, 5)\n"
       "           ^"},
      {"ops.transpose(x, axes=(0, 2))",
       "transpose: axis 2 is out of range for a tensor of rank 2\n"
       "ops.transpose(x, axes=(0, 2))\n"
       "                 ^~~~~~~~~~~"},
      {"ops.sum(x, axs=1)",
       "sum has no parameter 'axs'\n"
       "ops.sum(x, axs=1)\n"
       "           ^~~~~"},
      {"ops.cast(ops.relu(x), 'flot32')",
       "cast: there is no dtype 'flot32'\n"
       "ops.cast(ops.relu(x), 'flot32')\n"
       "                      ^~~~~~~~"},
      {"ops.reshape(newshape=(4, -2), x=x)",
       "reshape: the new shape (4, -2) must hold sizes, and -1 at most once, for what is left\n"
       "ops.reshape(newshape=(4, -2), x=x)\n"
       "            ^~~~~~~~~~~~~~~~"},
      {"ops.matmul(x, [1, 2])",
       "matmul: 'x2' cannot be the list [1, 2] beside a symbolic tensor\n"
       "ops.matmul(x, [1, 2])\n"
       "              ^~~~~~"},
      {"x[:, 7]",
       "get_item: the index 7 is out of range for an axis of size 3 of x (None, 3)\n"
       "x[:, 7]\n"
       "  ^~~~"},
      // A function that an op runs fails as a whole; the lambda has its own place.
      {"ops.map(lambda t: ops.sum(t, axis=4), x)",
       "sum: axis 4 is out of range for a tensor of rank 1\n"
       "ops.map(lambda t: ops.sum(t, axis=4), x)\n"
       "                             ^~~~~~"},
      {"f = ops.sum; f(x, 9)",
       "sum: axis 9 is out of range for a tensor of rank 2\n"
       "f = ops.sum; f(x, 9)\n"
       "                  ^"},
      // Which of the operands is wrong, nobody knows.
      {"ops.einsum('ij,jk', x, x, x)",
       "einsum: the number of terms in 'ij,jk' is 2, but that of the operands is 3\n"
       "ops.einsum('ij,jk', x, x, x)\n"
       "           ^~~~~~~"},
      {"ops.add(x, ops.ones((4,)))",
       "add: the shapes (None, 3) and (4,) cannot be broadcast, their sizes differ: 3 and 4\n"
       "ops.add(x, ops.ones((4,)))\n"
       "^~~~~~~~~~~~~~~~~~~~~~~~~~"},
  };
  for (const Case& c : cases) EXPECT_EQ(outcome(c.program, {"x=[None,3]"}), c.expected);
}

std::string hint(const std::string& program, const std::vector<std::string>& inputs) {
  Evaluation evaluation = evaluate(program, parse_eval_inputs(inputs));
  return evaluation.error ? evaluation.error->hint : "it works";
}

// A hint is given only where it works, and without taking anything for granted.
TEST(Evaluate, SaysWhatWouldHaveWorked) {
  const struct {
    const char* program;
    std::vector<std::string> inputs;
    const char* expected;
  } cases[] = {
      {"ops.matmul(x, y) + 1",
       {"x=[3,4]", "y=[8,4]"},
       "Did you mean ops.matmul(x, ops.transpose(y))?"},
      {"x @ y", {"x=[4,3]", "y=[4,8]"}, "Did you mean ops.transpose(x) @ y?"},
      {"ops.matmul(x, ops.relu(y))",
       {"x=[None,10,5]", "y=[None,8,5]"},
       "Did you mean ops.matmul(x, ops.swapaxes(ops.relu(y), -1, -2))?"},
      {"x @ y", {"x=[4,3]", "y=[5,6]"}, ""},
      {"x - y", {"x=[4,3]", "y=[4]"}, "Did you mean x - ops.expand_dims(y, -1)?"},
      {"ops.maximum(y, x)",
       {"x=[4,3]", "y=[4]"},
       "Did you mean ops.maximum(ops.expand_dims(y, -1), x)?"},
      {"x - y", {"x=[None,3]", "y=[4]"}, ""},  // it would only if the batch is 4
      {"x - y", {"x=[3]", "y=[4]"}, ""},       // (4, 3) is no difference of x
      {"ops.concatenate([x, y], axis=0)",
       {"x=[2,3]", "y=[2,4]"},
       "Did you mean ops.concatenate([x, y], axis=1)?"},
      {"ops.concatenate([x, y], 1)", {"x=[2,3]", "y=[4,5]"}, ""},
      {"f = lambda a: a @ y; f(x)", {"x=[3,4]", "y=[8,4]"}, "Did you mean a @ ops.transpose(y)?"},
      {"ops.sum(x, axs=1)", {"x=[3,4]"}, "Did you mean axis?"},
      {"np.sum(x)", {"x=[3,4]"}, "Did you mean ops.sum?"},
      {"x.mean(axis=0)", {"x=[3,4]"}, "Did you mean ops.mean?"},
      {"x.T", {"x=[3,4]"}, "Did you mean ops.transpose?"},
      {"sum(x)", {"x=[3,4]"}, "Did you mean ops.sum?"},
  };
  for (const auto& c : cases) EXPECT_EQ(hint(c.program, c.inputs), c.expected) << c.program;
}

// What was tried for a hint is not among the steps, the assumptions or the notes.
TEST(Evaluate, ForgetsWhatItTried) {
  Evaluation evaluation = evaluate("x @ y", parse_eval_inputs({"x=[3,4]", "y=[8,4]"}));
  EXPECT_TRUE(evaluation.steps.empty());
  EXPECT_TRUE(evaluation.trace->ops().empty());
}

TEST(Evaluate, HasFunctionsForResults) {
  EXPECT_EQ(outcome("ops.relu"), "<function ops.relu>");
  EXPECT_EQ(outcome("lambda x: x"), "<function lambda>");
}

TEST(Evaluate, SurvivesHostilePrograms) {
  std::string deep = std::string(100'000, '(') + "1" + std::string(100'000, ')');
  std::string calls = "x" + std::string(100'000, '(');
  std::string chain = "1";
  for (int i = 0; i < 100'000; ++i) chain += "+1";
  const std::pair<std::string, const char*> cases[] = {
      {deep, "this is nested more than 200 times"},
      {calls, "this is nested more than 200 times"},
      {std::string(100'000, '-') + "1", "this is nested more than 200 times"},
      {std::string(10'000, '['), "this is nested more than 200 times"},
      {chain, "this expression is too long"},
      {"[0] * 1000000000", "a list of more than 100000 items is too long"},
      {"range(10**9)", "range() would be too long"},
      {"2 ** 100", "a size is larger than 64 bits can hold"},
      {"2 ** 10 ** 10", "the exponent 10000000000 is not a small number"},
      {"-(-9223372036854775807 - 1)", "a size is larger than 64 bits can hold"},
      {"f = lambda: f(); f()", "functions call each other too deeply"},
      {"f = lambda g: g(g); f(f)", "functions call each other too deeply"},
      {std::string("x\0y", 3), "this character has no meaning here"},
      {"\xFF", "the name '\uFFFD' is not known"},
  };
  for (const auto& [program, expected] : cases) {
    EXPECT_THAT(outcome(program), StartsWith(expected)) << program.substr(0, 40);
  }
}

TEST(Evaluate, ReadsInputs) {
  const Case cases[] = {
      {"x=float32[None,10,5]", "(batch, 10, 5) float32"},
      {"x=[3]", "(3,) float32"},
      {"x=int32[]", "() int32"},
      {"x = bool[ 2 , 3 ]", "(2, 3) bool"},
      {"x=[b, 2*t + 1]", "(b, 2*t + 1) float32"},
      {"x=[None,None,None,3]", "(batch, h, w, 3) float32"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(parse_eval_inputs({c.program})[0].type.text(), c.expected) << c.program;
  }
  auto inputs = parse_eval_inputs({"x=[None,None]", "y=[None,None]"});
  EXPECT_EQ(inputs[0].type.text(), "(batch, x_n1) float32");
  EXPECT_EQ(inputs[1].type.text(), "(batch, y_n1) float32");
}

TEST(Evaluate, RefusesInputsThatItCannotRead) {
  const Case cases[] = {
      {"x", "is not of the form NAME=DTYPE[SIZES]"},
      {"x=3", "is not of the form NAME=DTYPE[SIZES]"},
      {"=[3]", "cannot be read"},
      {"x y=[3]", "cannot be read"},
      {"3=[3]", "has no name that Python could use"},
      {"x=[3", "cannot be read: expected ']' before the end"},
      {"x=[-1]", "has a negative size"},
      {"x=[1.5]", "a size is an integer, None or a name"},
      {"x=float33[3]", "has a dtype that Keras does not know: float33"},
  };
  for (const Case& c : cases) {
    try {
      parse_eval_inputs({c.program});
      ADD_FAILURE() << c.program << " is accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_THAT(error.diagnostic.message, HasSubstr(c.expected)) << c.program;
    }
  }
}

TEST(Evaluate, ExplainsEachStep) {
  EXPECT_EQ(outcome("y = x @ w; ops.relu(y + b)", {"x=[None,7,5]", "w=[5,8]", "b=[8]"},
                    {.explain = true}),
            R"(1  x @ w    # ops.matmul
     x1  (None, 7, 5) float32
     x2  (5, 8) float32
     =   (None, 7, 8) float32
2  y + b    # ops.add
     x1  (None, 7, 8) float32
     x2  (         8) float32
     =   (None, 7, 8) float32
3  ops.relu(y + b)
     x  (None, 7, 8) float32
     =  (None, 7, 8) float32

(None, 7, 8) float32)");
}

TEST(Evaluate, SaysWhatItAssumes) {
  EXPECT_EQ(outcome("x + y", {"x=[h,5]", "y=[w,5]"}, {.symbolic = true}),
            "(h, 5) float32\nassuming h = w");
  EXPECT_EQ(outcome("x + y", {"x=[h,5]", "y=[w,5]"}), "(None, 5) float32");
}

TEST(Evaluate, NotesWhereExecutionGivesSomethingElse) {
  const Case cases[] = {
      {"ops.ndim(x)", "ndim: Keras infers a float32 vector; executed, it is the number of axes"},
      {"ops.logsumexp(h)", "logsumexp: Keras infers () float32; executed, it is () float16"},
      {"ops.bitwise_and(ops.cast(x, int), ops.ones((4, 1, 3), int))",
       "bitwise_and: Keras infers (None, 3) int64; executed, it is (4, None, 3) int64"},
      {"ops.einsum('ij,jk', h[None], ops.ones((4, 5)))",
       "einsum: Keras infers (1, 5) float32; executed, it is refused: the sizes of 'j' differ: 3 "
       "and 4"},
      {"ops.while_loop(lambda i, t: i < 3, lambda i, t: (i, ops.matmul(t, ops.ones((4, 2)))), (j, "
       "x))",
       "while_loop: Keras does not look into a loop; executed, it is refused: matmul: the last "
       "size "
       "of x1 (None, 3) and the second last of x2 (4, 2) must be equal: 3 and 4"},
      {"ops.where(x > 0)",
       "where: Keras infers one tensor in the shape of condition; executed, it is the indices"},
      {"x == x",
       "==: of symbolic tensors it says whether both are the same tensor; ops.equal compares their "
       "elements"},
  };
  for (const Case& c : cases) {
    Evaluation evaluation =
        evaluate(c.program, parse_eval_inputs({"x=[None,3]", "h=float16[3]", "j=int32[]"}));
    ASSERT_FALSE(evaluation.error) << c.program << ": " << evaluation.error->message;
    EXPECT_THAT(evaluation.trace->notes(),
                testing::ElementsAre(testing::Field(&Note::text, c.expected)))
        << c.program;
  }
  EXPECT_THAT(evaluate("ops.logsumexp(x)", parse_eval_inputs({"x=[3]"})).trace->notes(),
              testing::IsEmpty());
}

TEST(Evaluate, WritesJson) {
  Evaluation good = evaluate("ops.split(x, 2, axis=1), x.shape", parse_eval_inputs({"x=[None,6]"}));
  EXPECT_EQ(write_evaluation_json(good), R"({
  "outputs": [
    {
      "shape": [
        null,
        3
      ],
      "dtype": "float32"
    },
    {
      "shape": [
        null,
        3
      ],
      "dtype": "float32"
    },
    {
      "value": [
        null,
        6
      ]
    }
  ],
  "assumptions": [],
  "notes": []
}
)");
  Evaluation bad = evaluate("ops.matmul(x, x)", parse_eval_inputs({"x=[2,6]"}));
  EXPECT_EQ(write_evaluation_json(bad), R"({
  "error": {
    "op": "matmul",
    "message": "matmul: the last size of x1 (2, 6) and the second last of x2 (2, 6) must be equal: 6 and 2",
    "hint": "Did you mean ops.matmul(x, ops.transpose(x))?",
    "excerpt": "ops.matmul(x, x)\n^~~~~~~~~~~~~~~~"
  },
  "notes": []
}
)");
}

}  // namespace
}  // namespace modelviz::test
