// Ops that are given functions. What they return is what Keras says; its functions are Python.
#include <gtest/gtest.h>

#include "ops/ops.h"
#include "support/cells.h"

namespace modelviz::test {
namespace {

using ops::matmul;
using ops::sum;

Tensor tensor(const Value& value) { return *value.as_tensor(); }

// lambda …: body(…)
Value lambda(std::function<Value(const List&)> body) {
  return Function{"<lambda>", [body = std::move(body)](const List& positional, const Dict&) {
                    return body(positional);
                  }};
}

const Value kSame = lambda([](const List& x) { return x.at(0); });
const Value kSum = lambda([](const List& x) -> Value { return sum(tensor(x.at(0))); });
const Value kBoth = lambda([](const List& x) -> Value {
  return List{x.at(0), sum(tensor(x.at(0)))};
});

class Control : public testing::Test {
 protected:
  Tensor input(Shape shape, DType dtype = DType::kFloat32) {
    return trace_.add_tensor({std::move(shape), dtype});
  }

  std::string result(std::string_view op, List positional, Dict named = {}) {
    return result_of([&] {
      return call_nested(trace_, *find_op(op), std::move(positional), std::move(named)).text();
    });
  }

  Value always(Value value) {
    return lambda([value = std::move(value)](const List&) { return value; });
  }

  Trace trace_;
  Dim batch_ = Dim::symbol("batch");
};

// A function gets tensors that can be computed with: what Keras refuses of symbolic ones works.
TEST_F(Control, FunctionsComputeAtOnce) {
  Value add_list = lambda([](const List& x) -> Value {
    return ops::apply("add", {x.at(0), List{1, 2, 3}});
  });
  Value celu = lambda([](const List& x) -> Value { return ops::apply("celu", {x.at(0)}); });
  EXPECT_EQ(result("map", {add_list, input({4, 3})}), "(4, 3) float32");
  EXPECT_EQ(result("map", {celu, input({4, 3}, DType::kInt32)}),
            "error: celu: can be computed of floats only");
}

TEST_F(Control, FunctionsAreValues) {
  Value copy = kSame;
  EXPECT_EQ(kSame, copy);
  EXPECT_NE(kSame, kSum);
  EXPECT_NE(kSame, Value("<lambda>"));
  EXPECT_EQ(kSame.text(), "<lambda>");
  EXPECT_EQ(kSame.as_function()->call({3}, {}), Value(3));
  EXPECT_EQ(Value("relu").as_function(), nullptr);
}

TEST_F(Control, Map) {
  Tensor x = input({batch_, 3});
  EXPECT_EQ(result("map", {kSame, x}), "(batch, 3) float32");
  EXPECT_EQ(result("map", {kBoth, x}), "[(batch, 3) float32, (batch,) float32]");
  Value dict = lambda([](const List& x) -> Value {
    return Dict{{"b", x[0]}, {"a", sum(tensor(x[0]))}};
  });
  EXPECT_EQ(result("map", {dict, x}), "{'a': (batch,) float32, 'b': (batch, 3) float32}");
  Value first = lambda([](const List& x) { return x[0].as_list()->at(0); });
  EXPECT_EQ(result("map", {first, List{input({5, 3}), input({4, 3})}}), "(5, 3) float32");
  Value member = lambda([](const List& x) { return x[0]["a"]; });
  EXPECT_EQ(result("map", {member, Dict{{"a", input({5, 3})}}}), "(5, 3) float32");
  EXPECT_EQ(result("vectorized_map", {kSum, x}), "(batch,) float32");
}

TEST_F(Control, MapRefuses) {
  EXPECT_EQ(result("map", {kSame, input({})}),
            "error: map: each tensor of 'xs' must have rank 1 or more, but its shape is ()");
  EXPECT_EQ(result("vectorized_map", {kSame, input({})}),
            "error: vectorized_map: each tensor of 'elements' must have rank 1 or more, but its "
            "shape is ()");
  EXPECT_EQ(result("map", {always(3), input({5})}),
            "error: map: what the function returns must be tensors, not 3");
  EXPECT_EQ(result("map", {kSame, 3}), "error: map: 'xs' must be tensors, not 3");
  EXPECT_EQ(result("map", {3, input({5})}), "error: map: 'f' must be a function, not 3");
  Value product = lambda([](const List& x) -> Value { return matmul(tensor(x[0]), tensor(x[0])); });
  EXPECT_TRUE(result("map", {product, input({5, 2, 3})}).starts_with("error: matmul: "));
}

// A config can name a function of Keras. What a Python function does, it does not say.
TEST_F(Control, FunctionsOfConfigs) {
  Tensor x = input({5, 3});
  Dict relu{{"module", "builtins"}, {"class_name", "function"}, {"config", "relu"}};
  EXPECT_EQ(result("map", {relu, x}), "(5, 3) float32");
  Dict code{{"class_name", "__lambda__"}, {"config", Dict{{"value", List{"4wEA"}}}}};
  for (const Value& unknown : {Value(), Value("f"), Value(code)}) {
    EXPECT_EQ(result("map", {unknown, x}),
              "error: map: the file does not say what the function 'f' does");
  }
}

TEST_F(Control, Scan) {
  Value step = lambda([](const List& x) -> Value {
    return List{ops::apply("add", {x[0], x[1]}), x[0]};
  });
  Tensor state = input({3}), x = input({batch_, 3});
  EXPECT_EQ(result("scan", {step, state, x}), "[(3,) float32, (batch, 3) float32]");
  EXPECT_EQ(result("scan", {step, state, x}, {{"length", 7}}), "[(3,) float32, (7, 3) float32]");
  Value counted = lambda([](const List& x) -> Value { return List{x[0], x[0]}; });
  EXPECT_EQ(result("scan", {counted, state}, {{"length", 7}}), "[(3,) float32, (7, 3) float32]");
  Tensor ones = call(trace_, "ones", {Value(List{5, 3})}),
         zeros = call(trace_, "ones", {Value(List{3})});
  EXPECT_EQ(result("scan", {step, zeros, ones}, {{"length", 7}}),
            "error: scan: 'xs' must have the given length: 7 and 5");
  Value nested = lambda([](const List& x) -> Value { return List{x[0], x[1]}; });
  List states{input({3}), input({2}, DType::kInt32)};
  EXPECT_EQ(result("scan", {nested, states, x}),
            "[[(3,) float32, (2,) int32], (batch, 3) float32]");
  // Of a list Keras hands on its first tensor, as a whole.
  EXPECT_EQ(result("scan", {nested, state, List{input({5, 3}), input({5, 2})}}),
            "[(3,) float32, (5, 5, 3) float32]");
  EXPECT_EQ(result("scan", {counted, state}), "error: scan: 'length' must be an integer, not None");
  EXPECT_EQ(result("scan", {nested, 0, x}),
            "error: scan: what the function carries on must be tensors, not 0");
  EXPECT_EQ(result("scan", {counted, 0, {}, 7}), "[() int32, (7,) int32]");
  EXPECT_EQ(result("scan", {kSame, state, x}),
            "error: scan: the function must return a pair, what it carries on and a result, not "
            "(3,) float32");
  EXPECT_EQ(result("scan", {always(List{state, List{state}}), state, x}),
            "error: scan: the result of a step must be one tensor, not [(3,) float32]");
  EXPECT_EQ(result("scan", {nested, state, Dict{{"a", x}}}),
            "error: scan: 'xs' must be one tensor, not a dict");
}

TEST_F(Control, AssociativeScan) {
  Value greater = lambda([](const List& x) -> Value { return ops::greater(tensor(x[0]), x[1]); });
  EXPECT_EQ(result("associative_scan", {greater, input({5, 3})}), "(5, 3) bool");
  EXPECT_EQ(result("associative_scan", {kSum, input({5, batch_})}, {{"axis", -1}}),
            "(5, batch) float32");
  List pair{input({5, 3}), input({5, 2}, DType::kInt32)};
  EXPECT_EQ(result("associative_scan", {kSame, pair}), "[(5, 3) float32, (5, 3) int32]");
  EXPECT_EQ(result("associative_scan", {kSame, List{input({5, 3}), input({4, 3})}}),
            "error: associative_scan: all tensors must have the same size along axis 0, but the "
            "shapes are (5, 3) and (4, 3)");
  EXPECT_EQ(result("associative_scan", {kSame, input({5, 3})}, {{"axis", 2}}),
            "error: associative_scan: axis 2 is out of range for a tensor of rank 2");
}

TEST_F(Control, Cond) {
  Tensor pred = input({}, DType::kBool), x = input({2, 3}), y = input({2, 3});
  EXPECT_EQ(result("cond", {pred, always(x), always(y)}), "(2, 3) float32");
  EXPECT_EQ(result("cond", {pred, always(List{x, y}), always(List{y, x})}),
            "[(2, 3) float32, (2, 3) float32]");
  EXPECT_EQ(result("cond", {pred, always({}), always({})}), "None");
  Value dict = always(Dict{{"b", x}, {"a", input({5})}});
  EXPECT_EQ(result("cond", {pred, dict, dict}), "{'a': (5,) float32, 'b': (2, 3) float32}");
  for (const Value& other : {Value(input({2, 4})), Value(input({2, 3}, DType::kInt32)),
                             Value(input({batch_, 3})), Value(List{x}), Value()}) {
    EXPECT_EQ(result("cond", {pred, always(x), always(other)}),
              "error: cond: both functions must return tensors of the same shapes and dtypes, but "
              "<lambda> returns (2, 3) float32 and <lambda> " +
                  other.text());
  }
  // A Python number chooses before anything is compared.
  EXPECT_EQ(result("cond", {true, always(x), always(7)}), "(2, 3) float32");
  EXPECT_EQ(result("cond", {0.0, always(x), always(7)}), "7");
  EXPECT_EQ(result("cond", {"x", always(x), always(7)}),
            "error: cond: 'pred' must be a tensor or a bool, not 'x'");
}

TEST_F(Control, Switch) {
  Tensor x = input({2, 3});
  EXPECT_EQ(result("switch", {1, List{kSame, kSum}, x}), "(2, 3) float32");
  EXPECT_EQ(result("switch", {input({}, DType::kInt32), List{kSum, kSame}, x}), "() float32");
  Tensor ones = call(trace_, "ones", {Value(List{2, 3})});
  EXPECT_EQ(result("switch", {1, List{kSame, kSum}, ones}), "() float32");
  EXPECT_EQ(result("switch", {9, List{kSame, kSum}, ones}), "() float32");
  EXPECT_EQ(result("switch", {1, List{always(3), always(4)}}), "4");
  EXPECT_EQ(result("switch", {0, List{}, x}),
            "error: switch: 'branches' must be a list of functions, not []");
}

TEST_F(Control, Loops) {
  Tensor x = input({batch_, 3}), i = input({}, DType::kInt32);
  Value always_true = always(true);
  EXPECT_EQ(result("while_loop", {always_true, kSame, x}), "(batch, 3) float32");
  Value both = lambda([](const List& x) -> Value { return List{x.at(0), x.at(1)}; });
  EXPECT_EQ(result("while_loop", {always_true, both, List{i, x}}),
            "[() int32, (batch, 3) float32]");
  // Keras believes that the shapes stay.
  EXPECT_EQ(result("while_loop", {always_true, kSum, x}), "(batch, 3) float32");
  EXPECT_EQ(result("while_loop", {always_true, both, List{0, x}}),
            "error: while_loop: 'loop_vars' must be tensors, not 0");
  // Where it computes, it takes what the body returns apart.
  EXPECT_EQ(result("while_loop", {always_true, both, List{0, 1.5}}), "[() int32, () float32]");
  EXPECT_EQ(result("while_loop", {always_true, kSame, List{0}}),
            "error: while_loop: the body must return a list of all loop variables, as 'loop_vars' "
            "is one, not () int32");
  Value second = lambda([](const List& x) { return x.at(1); });
  EXPECT_EQ(result("fori_loop", {0, 5, second, x}), "(batch, 3) float32");
  EXPECT_EQ(result("fori_loop", {0, i, second, x}), "(batch, 3) float32");
  EXPECT_EQ(result("fori_loop", {0, 5, second, 0}), "() int32");
  EXPECT_EQ(result("fori_loop", {0, 5, second, Dict{{"x", x}}}),
            "error: fori_loop: 'init_val' must be a tensor or a number, not {'x': (batch, 3) "
            "float32}");
}

TEST_F(Control, Jvp) {
  Tensor x = input({2, 3});
  EXPECT_EQ(result("jvp", {kSum, List{x}, List{x}}), "[() float32, () float32]");
  EXPECT_EQ(result("linalg.jvp", {kBoth, List{x}, List{x}}),
            "[[(2, 3) float32, () float32], [(2, 3) float32, () float32]]");
  EXPECT_EQ(result("jvp", {kBoth, List{x}, List{x}}, {{"has_aux", true}}),
            "[(2, 3) float32, (2, 3) float32, () float32]");
  EXPECT_EQ(result("jvp", {kSum, List{x}, List{x}}, {{"has_aux", true}}),
            "error: jvp: with 'has_aux' the function must return a pair, not () float32");
  EXPECT_EQ(result("jvp", {kSum, x, List{x}}),
            "error: jvp: 'primals' must be a list of tensors, not (2, 3) float32");
}

TEST_F(Control, Vectorize) {
  auto vectorized = [this](const Value& f, List arguments, const Value& signature) {
    return result_of([&] {
      Value loop = call_nested(trace_, *find_op("vectorize"), {f}, {{"signature", signature}});
      return loop.as_function()->call(std::move(arguments), {}).text();
    });
  };
  Tensor x = input({batch_, 3}), y = input({4, 1, 3});
  Value product = lambda([](const List& x) { return ops::apply("multiply", {x.at(0), x.at(1)}); });
  Value pair = lambda([](const List& x) -> Value { return List{x.at(0), sum(tensor(x.at(0)))}; });
  EXPECT_EQ(vectorized(kSame, {x}, {}), "(batch, 3) float32");
  EXPECT_EQ(vectorized(product, {x, y}, {}), "(4, batch, 3) float32");
  EXPECT_EQ(vectorized(product, {x, 2}, {}), "(batch, 3) float32");
  EXPECT_EQ(vectorized(product, {x, y}, "(n),(n)->(n)"), "(4, batch, 3) float32");
  EXPECT_EQ(vectorized(pair, {y}, "(m,n)->(m,n),()"), "[(4, 1, 3) float32, (4,) float32]");

  EXPECT_EQ(vectorized(kSame, {x}, "(n->()"),
            "error: vectorized: the signature must be like '(m,n),(n)->(m)', not '(n->()'");
  EXPECT_EQ(vectorized(kSame, {x}, "(n),(n)->()"),
            "error: vectorized: the function was given 1 arguments");
  EXPECT_EQ(vectorized(kSame, {x}, "(l,m,n)->()"),
            "error: vectorized: argument 1 must have rank 3 or more, but its shape is (None, 3)");
  EXPECT_EQ(vectorized(product, {y, input({5})}, "(n),(n)->(n)"),
            "error: vectorized: the sizes of 'n' differ: 3 and 5");
  EXPECT_EQ(vectorized(kSame, {x}, "(n)->()"),
            "error: vectorized: the function must return tensors of rank 0, but one has the shape "
            "(3,)");
  EXPECT_EQ(vectorized(pair, {x}, "(n)->()"),
            "error: vectorized: the function must return as many tensors as its signature names");
}

TEST_F(Control, FunctionsThatReturnFunctions) {
  Tensor x = input({2, 3});
  EXPECT_EQ(result("vectorize", {3}), "error: vectorize: 'pyfunc' must be a function, not 3");
  Value with_gradient = lambda([](const List& x) -> Value { return List{x[0], kSame}; });
  Value f = call_nested(trace_, *find_op("custom_gradient"), {with_gradient});
  EXPECT_EQ(f.as_function()->call({x}, {}).text(), "(2, 3) float32");
  Value without = call_nested(trace_, *find_op("custom_gradient"), {kSame});
  EXPECT_THROW(without.as_function()->call({x}, {}), Error);
  Value uncallable = call_nested(trace_, *find_op("custom_gradient"), {3});
  EXPECT_THROW(uncallable.as_function()->call({x}, {}), Error);
}

// What runs in a loop counts as often as the loop runs.
TEST_F(Control, Macs) {
  Tensor kernel = input({3, 4});
  Value project =
      lambda([kernel](const List& x) -> Value { return matmul(tensor(x.back()), kernel); });
  auto macs = [this](std::string_view op, List arguments) {
    std::size_t before = trace_.ops().size();
    (void)call_nested(trace_, *find_op(op), std::move(arguments));
    Dim sum = 0;
    for (std::size_t i = before; i < trace_.ops().size(); ++i) {
      sum = sum + trace_.ops()[i].macs * trace_.ops()[i].times;
    }
    return sum.text();
  };
  Tensor x = input({batch_, 2, 3}), row = input({2, 3}), pred = input({}, DType::kBool);
  EXPECT_EQ(macs("map", {project, x}), "24*batch");
  EXPECT_EQ(macs("vectorized_map", {project, x}), "24*batch");
  EXPECT_EQ(macs("fori_loop", {2, 7, project, row}), "120");
  EXPECT_EQ(macs("while_loop", {always(true), project, row, 10}), "240");
  EXPECT_EQ(macs("while_loop", {always(true), project, row}), "24*u0");
  EXPECT_EQ(macs("switch", {0, List{project}, row}), "24");
  EXPECT_EQ(macs("jvp", {project, List{row}, List{row}}), "48");
  Value now = lambda([&](const List&) { return project.as_function()->call({row}, {}); });
  EXPECT_EQ(macs("cond", {pred, now, now}), "24");
  EXPECT_EQ(trace_.times(), Dim(1));
}

TEST_F(Control, QuestionsAboutTensors) {
  Tensor x = input({2, 3}, DType::kInt8), ones = call(trace_, "ones", {Value(List{2})});
  std::size_t ops = trace_.ops().size();
  EXPECT_EQ(result("dtype", {x}), "'int8'");
  EXPECT_EQ(result("dtype", {2}), "error: dtype: 'x' must be a tensor, not 2");
  EXPECT_EQ(result("is_tensor", {x}), "False");  // to Keras a symbolic tensor is none
  EXPECT_EQ(result("is_tensor", {ones}), "True");
  EXPECT_EQ(result("is_tensor", {2}), "False");
  EXPECT_EQ(trace_.ops().size(), ops);
  EXPECT_EQ(result("convert_to_numpy", {ones}), "(2,) float32");
  EXPECT_EQ(result("convert_to_numpy", {Value(List{2, 3})}), "(2,) int64");
  EXPECT_EQ(result("convert_to_numpy", {2.5}), "() float64");
  EXPECT_EQ(result("convert_to_numpy", {x}),
            "error: convert_to_numpy: x depends on an input of the model, so there are no numbers "
            "to convert");
}

}  // namespace
}  // namespace modelviz::test
