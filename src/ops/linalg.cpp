// Matrices: decompositions, inverses, equations. A matrix is the last two axes of a tensor, those
// before them are batches.
//
// MACs are the leading terms of the usual dense algorithms (Golub and Van Loan, "Matrix
// Computations"), where two floating point operations count as one multiply-accumulate.
#include <algorithm>

#include "ops/rules.h"
#include "ops/tables.h"

namespace modelviz {
namespace {

// The rows and columns of a matrix, and the shape of the batches.
struct Matrix {
  Shape batches;
  Dim rows, columns;
};

Matrix matrix(const OpCall& call, std::string_view what, const Shape& shape) {
  require_rank(call, what, shape, 2);
  return {.batches = {shape.begin(), shape.end() - 2},
          .rows = shape[shape.size() - 2],
          .columns = shape.back()};
}

Matrix matrix(const OpCall& call) { return matrix(call, "x", call.shape("x")); }

Matrix square_matrix(OpCall& call, std::string_view what, const Shape& shape) {
  Matrix result = matrix(call, what, shape);
  if (!alike(result.rows, result.columns)) {
    call.fail(std::string(what) + " must be a square matrix, but its shape is " +
              keras_text(shape));
  }
  (void)call.unify(result.rows, result.columns, "a square matrix has equal sizes");
  return result;
}

Shape with(Shape batches, std::initializer_list<Dim> sizes) {
  batches.insert(batches.end(), sizes);
  return batches;
}

// A square matrix that becomes another one: its inverse, a factor.
TensorTypes square(OpCall& call) {
  TensorType x = call.array("x");
  (void)square_matrix(call, "x", *x.shape);
  return {x};
}

TensorTypes det(OpCall& call) {
  TensorType x = call.array("x");
  return {{square_matrix(call, "x", *x.shape).batches, x.dtype}};
}

// What Keras does not check: it drops the last two axes, if there are as many.
Shape without_matrix(const Shape& shape) {
  return {shape.begin(), shape.end() - std::min<std::ptrdiff_t>(std::ssize(shape), 2)};
}

TensorTypes logdet(OpCall& call) {
  TensorType x = call.array("x");
  return inferred_or_executed(call, {{without_matrix(*x.shape), x.dtype}}, [&] {
    return TensorTypes{{square_matrix(call, "x", *x.shape).batches, real_dtype(x.dtype)}};
  });
}

// To Keras the sign of all batches is one scalar, unless it computes it.
TensorTypes slogdet(OpCall& call) {
  TensorType x = call.array("x");
  TensorTypes inferred{{Shape{}, x.dtype}, {without_matrix(*x.shape), x.dtype}};
  return inferred_or_executed(call, inferred, [&] {
    Shape batches = square_matrix(call, "x", *x.shape).batches;
    return TensorTypes{{batches, x.dtype}, {batches, real_dtype(x.dtype)}};
  });
}

// Eigenvalues and eigenvectors.
TensorTypes eigh(OpCall& call) {
  TensorType x = call.array("x");
  Matrix m = square_matrix(call, "x", *x.shape);
  return {{with(m.batches, {m.rows}), x.dtype}, x};
}

// They are complex, but Keras says so only where it computes them.
TensorTypes eig(OpCall& call) {
  TensorTypes result = eigh(call);
  return inferred_or_executed(call, result, [&] {
    bool wide = real_dtype(result[0].dtype) == DType::kFloat64;
    for (TensorType& type : result) type.dtype = wide ? DType::kComplex128 : DType::kComplex64;
    return result;
  });
}

TensorTypes lu_factor(OpCall& call) {
  TensorType x = call.array("x");
  Matrix m = matrix(call);
  require_known(call, "x", *x.shape, m.batches.size());
  Shape pivots = with(m.batches, {min(m.rows, m.columns)});
  // They are indices, but Keras says so only where it computes them.
  return inferred_or_executed(call, {x, {pivots, x.dtype}}, [&] {
    (void)square_matrix(call, "x", *x.shape);
    return TensorTypes{x, {pivots, DType::kInt32}};
  });
}

TensorTypes qr(OpCall& call) {
  TensorType x = call.array("x");
  Matrix m = matrix(call);
  require_known(call, "x", *x.shape, m.batches.size());
  std::string_view mode = call.string("mode");
  if (mode != "reduced" && mode != "complete") {
    call.refuse("mode", "must be 'reduced' or 'complete', not " + call.argument("mode").text());
  }
  Dim inner = mode == "complete" ? m.rows : min(m.rows, m.columns);
  return {{with(m.batches, {m.rows, inner}), x.dtype},
          {with(m.batches, {inner, m.columns}), x.dtype}};
}

TensorTypes svd(OpCall& call) {
  TensorType x = call.array("x");
  Matrix m = matrix(call);
  require_known(call, "x", *x.shape, m.batches.size());
  Dim values = min(m.rows, m.columns);
  bool full = call.flag("full_matrices");
  auto results = [&](DType dtype) {
    TensorType s{with(m.batches, {values}), dtype};
    if (!call.flag("compute_uv")) return TensorTypes{s};
    return TensorTypes{{with(m.batches, {m.rows, full ? m.rows : values}), x.dtype},
                       s,
                       {with(m.batches, {full ? m.columns : values, m.columns}), x.dtype}};
  };
  // The singular values are real numbers, but Keras says so only where it computes them.
  return inferred_or_executed(call, results(x.dtype), [&] { return results(real_dtype(x.dtype)); });
}

TensorTypes matrix_rank(OpCall& call) { return {{matrix(call).batches, DType::kInt32}}; }

TensorTypes pinv(OpCall& call) {
  Matrix m = matrix(call);
  return {{with(m.batches, {m.columns, m.rows}), call.array("x").dtype}};
}

// b is a batch of vectors where it has one axis less than a, else of matrices. Keras compares one
// of its sizes with one of a, where the ranks are equal or that of b is larger by one.
TensorTypes solve(OpCall& call) {
  Shape a = call.shape("a");
  TensorType b = call.array("b");
  Matrix m = square_matrix(call, "a", a);
  require_rank(call, "b", *b.shape, 1);
  std::size_t rank = b.shape->size();
  bool compared = rank == a.size() || rank == a.size() + 1;
  const Dim& rows = (*b.shape)[rank == a.size() ? rank - 2 : rank - 1];
  if (compared && !alike(m.rows, rows)) {
    call.fail("a " + keras_text(a) + " and b " + keras_text(*b.shape) +
              " must have as many rows, not " + m.rows.keras_text() + " and " + rows.keras_text());
  }
  if (compared) (void)call.unify(m.rows, rows, "a and b must have as many rows");
  return {b};
}

TensorTypes lstsq(OpCall& call) {
  TensorType a = call.array("a");
  Shape b = call.shape("b");
  require_rank(call, "a", *a.shape, 2, 2);
  require_rank(call, "b", b, 1, 2);
  const Dim& rows = (*a.shape)[0];
  if (!alike(rows, b[0])) {
    call.fail("a " + keras_text(*a.shape) + " and b " + keras_text(b) +
              " must have as many rows, not " + rows.keras_text() + " and " + b[0].keras_text());
  }
  (void)call.unify(rows, b[0], "a and b must have as many rows");
  b[0] = (*a.shape)[1];
  return {{b, a.dtype}};
}

TensorTypes cdist(OpCall& call) {
  TensorType x = call.array("x"), y = call.array("y");
  Matrix points = matrix(call, "x", *x.shape), others = matrix(call, "y", *y.shape);
  (void)call.unify(points.columns, others.columns, [&] {
    return "the points of x " + keras_text(*x.shape) + " and y " + keras_text(*y.shape) +
           " must have as many coordinates";
  });
  Shape batches = call.broadcast(points.batches, others.batches);
  return {{with(batches, {points.rows, others.rows}), call.dtype({x, y})}};
}

// The correlation of each row with each other. Keras says the shape of x, unless it computes it.
TensorTypes corrcoef(OpCall& call) {
  TensorType x = call.array("x");
  DType dtype = x.dtype == DType::kInt64 ? DType::kFloat64 : call.dtype({x});
  return inferred_or_executed(call, {{x.shape, dtype}}, [&] {
    if (x.shape->size() == 2) x.shape->back() = x.shape->front();
    return TensorTypes{{x.shape, dtype}};
  });
}

// Each element of x1 times all of x2. Of different ranks Keras multiplies the first sizes, and
// forgets the others; where it computes, the last ones, as numpy does.
TensorTypes kron(OpCall& call) {
  refuse_lists(call, {"x1", "x2"});
  TensorType x1 = call.array("x1"), x2 = call.array("x2");
  Shape &a = *x1.shape, &b = *x2.shape;
  DType dtype = call.dtype({x1, x2});
  auto products = [&] {
    Shape result;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) result.push_back(a[i] * b[i]);
    return TensorTypes{{result, dtype}};
  };
  return inferred_or_executed(call, products(), [&] {
    std::size_t rank = std::max(a.size(), b.size());
    a.insert(a.begin(), rank - a.size(), 1);
    b.insert(b.begin(), rank - b.size(), 1);
    return products();
  });
}

TensorTypes vander(OpCall& call) {
  TensorType x = call.array("x");
  require_rank(call, "x", *x.shape, 1, 1);
  Dim columns = x.shape->front();
  if (call.given("N")) {
    if (call.integer("N") < 0) {
      call.refuse("N", "must not be negative, but is " + call.argument("N").text());
    }
    columns = call.integer("N");
  }
  if (!call.argument("increasing").is_bool()) {
    call.refuse("increasing", "must be True or False, not " + call.argument("increasing").text());
  }
  x.shape->push_back(columns);
  return {x};
}

// Multiply-accumulates.

Dim cube(const Dim& n) { return n * n * n; }

// `numerator`/`denominator` * n**3 for each batch.
template <int numerator, int denominator>
Dim cubic_macs(const OpCall& call, const TensorTypes&) {
  Shape x = call.shape("x");
  if (x.size() < 2) return 0;  // Keras lets it pass
  return floor_div(size(without_matrix(x)) * cube(x.back()) * numerator, denominator);
}

// Rows and columns by size: m >= n.
struct Sizes {
  Dim batches, m, n;
};

Sizes sizes_of(const Shape& x) {
  const Dim &rows = x[x.size() - 2], &columns = x.back();
  return {size(without_matrix(x)), max(rows, columns), min(rows, columns)};
}

Dim lu_macs(const OpCall& call, const TensorTypes&) {
  auto [batches, m, n] = sizes_of(call.shape("x"));
  return batches * floor_div(n * n * (m * 3 - n), 6);
}

Dim qr_macs(const OpCall& call, const TensorTypes&) {
  auto [batches, m, n] = sizes_of(call.shape("x"));
  return batches * floor_div(n * n * (m * 3 - n), 3);
}

Dim singular_values_macs(const Shape& x) {
  auto [batches, m, n] = sizes_of(x);
  return batches * floor_div(n * n * (m * 3 - n) * 2, 3);
}

Dim thin_svd_macs(const Shape& x) {
  auto [batches, m, n] = sizes_of(x);
  return batches * n * n * (m * 7 + n * 4);
}

Dim svd_macs(const OpCall& call, const TensorTypes&) {
  Shape x = call.shape("x");
  if (!call.flag("compute_uv")) return singular_values_macs(x);
  if (!call.flag("full_matrices")) return thin_svd_macs(x);
  auto [batches, m, n] = sizes_of(x);
  return batches * floor_div(n * (m * m * 4 + m * n * 8 + n * n * 9), 2);
}

Dim matrix_rank_macs(const OpCall& call, const TensorTypes&) {
  return singular_values_macs(call.shape("x"));
}

Dim pinv_macs(const OpCall& call, const TensorTypes&) {
  Shape x = call.shape("x");
  auto [batches, m, n] = sizes_of(x);
  return thin_svd_macs(x) + batches * m * n * n;
}

// How many right-hand sides b has.
Dim right_sides(const Shape& a, const Shape& b) {
  return b.size() >= a.size() && b.size() > 1 ? b.back() : Dim(1);
}

Dim triangular_macs(const OpCall& call, const TensorTypes&) {
  Shape a = call.shape("a");
  Dim substitution = a.back() * a.back() * right_sides(a, call.shape("b"));
  return size(without_matrix(a)) * floor_div(substitution, 2);
}

Dim solve_macs(const OpCall& call, const TensorTypes&) {
  Shape a = call.shape("a");
  Dim substitutions = a.back() * a.back() * right_sides(a, call.shape("b"));
  return size(without_matrix(a)) * (floor_div(cube(a.back()), 3) + substitutions);
}

Dim lstsq_macs(const OpCall& call, const TensorTypes&) {
  Shape a = call.shape("a");
  auto [batches, m, n] = sizes_of(a);
  return floor_div(n * n * (m * 3 - n), 3) + m * n * right_sides(a, call.shape("b"));
}

Dim cdist_macs(const OpCall& call, const TensorTypes& outputs) {
  return size(*outputs[0].shape) * call.shape("x").back();
}

Dim corrcoef_macs(const OpCall& call, const TensorTypes&) {
  Shape x = call.shape("x");
  return x.size() == 2 ? x[0] * x[0] * x[1] : Dim(0);
}

constexpr DTypeRule kSame = DTypeRule::kSame;
constexpr DTypeRule kToFloat = DTypeRule::kToFloat;

constexpr OpDef kOps[] = {
    {"cdist", "CDist", "math", "x, y", "The distance of each point of x from each of y.", cdist,
     kToFloat, cdist_macs},
    {"cholesky", "Cholesky", "linalg", "x, upper=False",
     "A triangular matrix whose product with its transpose is x.", square, kSame, cubic_macs<1, 6>},
    {"cholesky_inverse", "CholeskyInverse", "linalg", "x, upper=False",
     "The inverse of the matrix whose Cholesky factor is x.", square, kSame, cubic_macs<1, 3>},
    {"corrcoef", "Corrcoef", "numpy", "x", "The correlation of each row with each other.", corrcoef,
     kToFloat, corrcoef_macs},
    {"det", "Det", "linalg", "x", "The determinant.", det, kSame, cubic_macs<1, 3>},
    {"eig", "Eig", "linalg", "x", "The eigenvalues and eigenvectors.", eig, kSame,
     cubic_macs<25, 2>},
    {"eigh", "Eigh", "linalg", "x", "The eigenvalues and eigenvectors of a symmetric matrix.", eigh,
     kSame, cubic_macs<9, 2>},
    {"inv", "Inv", "linalg", "x", "The inverse.", square, kSame, cubic_macs<1, 1>},
    {"kron", "Kron", "numpy", "x1, x2", "Each element of x1 times all of x2.", kron,
     DTypeRule::kStrong},
    {"logdet", "Logdet", "math", "x", "The logarithm of the determinant.", logdet, kSame,
     cubic_macs<1, 6>},
    {"lstsq", "Lstsq", "linalg", "a, b, rcond=None",
     "The x for which a x is as near to b as can be.", lstsq, kSame, lstsq_macs},
    {"lu_factor", "LuFactor", "linalg", "x", "The LU decomposition, in one matrix, and its pivots.",
     lu_factor, kSame, lu_macs},
    {"matrix_rank", "MatrixRank", "linalg", "x, tol=None", "The number of independent rows.",
     matrix_rank, kSame, matrix_rank_macs},
    {"pinv", "Pinv", "linalg", "x, rcond=None", "The pseudo-inverse.", pinv, kSame, pinv_macs},
    {"qr", "Qr", "linalg", "x, mode='reduced'",
     "An orthogonal and a triangular matrix whose product is x.", qr, kSame, qr_macs},
    {"slogdet", "Slogdet", "numpy", "x",
     "The sign of the determinant, and the logarithm of its size.", slogdet, kSame,
     cubic_macs<1, 3>},
    {"solve", "Solve", "linalg", "a, b", "The x for which a x = b.", solve, kSame, solve_macs},
    {"solve_triangular", "SolveTriangular", "linalg", "a, b, lower=False",
     "The x for which a x = b, with a triangular a.", solve, kSame, triangular_macs},
    {"svd", "SVD", "linalg", "x, full_matrices=True, compute_uv=True",
     "The singular value decomposition.", svd, kSame, svd_macs},
    {"vander", "Vander", "numpy", "x, N=None, increasing=False", "The powers of x, as columns.",
     vander, kSame},
};

}  // namespace

std::span<const OpDef> linalg_ops() { return kOps; }

}  // namespace modelviz
