// Applies 100,000 ops, of the kinds that layers are made of, on tensors with an unknown batch and
// length. run.py measures it as a process.
#include <cstdio>

#include "modelviz/op.h"
#include "modelviz/trace.h"

int main() {
  using namespace modelviz;
  constexpr int kRounds = 20'000, kOpsPerRound = 5;
  static Trace& trace = *new Trace;  // never freed, as in the program (cli/load.cpp)
  Dim batch = Dim::symbol("batch"), t = Dim::symbol("t");
  Tensor kernel = trace.add_tensor({Shape{64, 64}, DType::kFloat32});
  Tensor bias = trace.add_tensor({Shape{64}, DType::kFloat32});
  Tensor x = trace.add_tensor({Shape{batch, t, 64}, DType::kFloat32});
  for (int round = 0; round < kRounds; ++round) {
    Tensor y = call(trace, "add", {call(trace, "matmul", {x, kernel}), bias});
    y = call(trace, "reshape", {call(trace, "relu", {y}), List{-1, t, 64}});
    call(trace, "sum", {y}, {{"axis", -1}});
  }
  std::printf("%zu ops\n", trace.ops().size());
  return trace.ops().size() == std::size_t{kRounds} * kOpsPerRound ? 0 : 1;
}
