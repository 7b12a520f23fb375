// tf.linalg: products and decompositions of matrices, which are the last two axes.
#include "ops/ops.h"
#include "ops/tensorflow_table.h"

namespace modelviz {
namespace {

Tensor transposed(const Tensor& x) {
  return x.rank() < 2 ? throw UnknownShape{} : ops::swapaxes(x, -1, -2);
}

Value operand(const TensorFlowCall& call, std::string_view name, bool transpose) {
  if (transpose) return transposed(call.required(name));
  const Tensor* other =
      call.tensor("a") ? call.argument("a").as_tensor() : call.argument("b").as_tensor();
  return other ? as_operand(call.trace(), call.argument(name), other->dtype())
               : call.argument(name);
}

Tensors matmul(const TensorFlowCall& call) {
  Tensor product =
      call.call({{"x1", operand(call, "a", call.flag("transpose_a") || call.flag("adjoint_a"))},
                 {"x2", operand(call, "b", call.flag("transpose_b") || call.flag("adjoint_b"))}})
          .at(0);
  auto a = call.tensor("a");
  const std::string* name = call.argument("output_type").as_string();
  DType otherwise = a ? a->dtype() : product.dtype();
  return {with_dtype(product, name ? parse_dtype(*name).value_or(otherwise) : otherwise)};
}

Tensors matvec(const TensorFlowCall& call) {
  Value a = operand(call, "a", call.flag("transpose_a") || call.flag("adjoint_a"));
  Value b = operand(call, "b", false);
  if (!b.as_tensor()) throw UnknownShape{};
  return {
      ops::squeeze(call.call({{"x1", a}, {"x2", ops::expand_dims(*b.as_tensor(), -1)}}).at(0), -1)};
}

Tensors tensordot(const TensorFlowCall& call) {
  return call.call({{"x1", operand(call, "a", false)}, {"x2", operand(call, "b", false)}});
}

Tensors transpose(const TensorFlowCall& call) {
  const Tensor* x = call.first().as_tensor();
  return {x ? transposed(*x) : throw UnknownShape{}};
}

// The values come first, and the vectors as columns: (…, n, k) where Keras has (…, k, n).
Tensors svd(const TensorFlowCall& call) {
  Tensors outputs = call.call();
  if (outputs.size() < 3) return outputs;
  return {outputs[1], outputs[0], transposed(outputs[2])};
}

Tensors qr(const TensorFlowCall& call) {
  return call.call({{"mode", call.flag("full_matrices") ? "complete" : "reduced"}});
}

// What is divided, and the norm.
Tensors normalize(const TensorFlowCall& call) {
  Tensor x = call.required("tensor");
  Tensor norm = call.call({{"keepdims", true}}).at(0);
  return {x / norm, norm};
}

Tensors norm(const TensorFlowCall& call) {
  Tensor result =
      call.call({{"keepdims", call.either({"keepdims", "keep_dims"}) == Value(true)}}).at(0);
  auto x = call.tensor("tensor");
  return {x ? with_dtype(result, x->dtype()) : result};
}

// ---- rules of our own

Shape batches(const Shape& x) { return {x.begin(), x.end() - 2}; }

// Shape of x without its matrix, then these sizes.
Shape with(Shape shape, std::initializer_list<Dim> more) {
  shape.insert(shape.end(), more);
  return shape;
}

TensorType matrix(const OpCall& call) {
  TensorType x = call.array(0);
  require_rank(call, "x", *x.shape, 2);
  return x;
}

TensorTypes square(OpCall& call) {
  TensorType x = matrix(call);
  std::size_t rank = x.shape->size();
  Dim size = call.unify((*x.shape)[rank - 2], x.shape->back(), "a square matrix is needed");
  (*x.shape)[rank - 2] = x.shape->back() = size;
  return {x};
}

DType as_complex(DType dtype) {
  return dtype == DType::kFloat64 || dtype == DType::kComplex128 ? DType::kComplex128
                                                                 : DType::kComplex64;
}

TensorTypes eig(OpCall& call) {
  TensorType x = square(call)[0];
  x.dtype = as_complex(x.dtype);
  Shape values(x.shape->begin(), x.shape->end() - 1);
  return {{values, x.dtype}, x};
}

TensorTypes eigvals(OpCall& call) { return {eig(call)[0]}; }

TensorTypes eigvalsh(OpCall& call) {
  TensorType x = square(call)[0];
  x.shape->pop_back();
  return {x};
}

// TensorFlow takes one matrix only, counts its rows, and compares the eigenvectors of all values.
TensorTypes eigh_tridiagonal(OpCall& call) {
  TensorType alpha = call.array("alpha"), beta = call.array("beta");
  require_rank(call, "alpha", *alpha.shape, 1, 1);
  require_rank(call, "beta", *beta.shape, 1, 1);
  require_known(call, "alpha", *alpha.shape, 0);
  Dim size = alpha.shape->front(), count = size;
  (void)call.unify(size, beta.shape->front() + 1, "alpha must have one number more than beta");
  std::string_view select = call.string("select");
  if (select == "i") {
    auto range = call.elements("select_range");
    bool both = range && range->size() == 2;
    count = both ? (*range)[1] - (*range)[0] + 1 : call.trace().unknown_dim();
  } else if (select == "v") {
    count = call.trace().unknown_dim();
  }
  TensorType values{Shape{count}, real_dtype(alpha.dtype)};
  if (call.flag("eigvals_only")) return {values};
  require_known(call, "the eigenvalues", *values.shape, 0);
  return {values, {Shape{size, count}, beta.dtype}};
}

TensorTypes logm(OpCall& call) {
  TensorType x = square(call)[0];
  if (!is_complex(x.dtype) && x.dtype != DType::kUnknown) {
    call.fail("the logarithm is computed of complex numbers only, not of " +
              std::string(text(x.dtype)));
  }
  return {x};
}

// The solution has the shape of the right-hand side.
TensorTypes solution(OpCall& call) {
  TensorType rhs = call.array("rhs");
  Shape a = call.shape(signature(call.op().signature).at(0).name);
  require_rank(call, "the matrix", a, 2);
  require_rank(call, "rhs", *rhs.shape, 2);
  Dim rows = call.unify(a.back(), (*rhs.shape)[rhs.shape->size() - 2],
                        "the matrix and rhs must have as many rows");
  Shape batch = call.broadcast(batches(a), batches(*rhs.shape));
  return {{with(std::move(batch), {rows, rhs.shape->back()}), rhs.dtype}};
}

TensorTypes tridiagonal(OpCall& call) { return {call.array("rhs")}; }

// (…, m, n) and (…, m, k) give (…, n, k).
TensorTypes lstsq(OpCall& call) {
  TensorType a = matrix(call);
  Shape rhs = call.shape("rhs");
  require_rank(call, "rhs", rhs, 2);
  std::size_t rank = a.shape->size();
  (void)call.unify((*a.shape)[rank - 2], rhs[rhs.size() - 2],
                   "the matrix and rhs must have as many rows");
  return {{with(batches(*a.shape), {a.shape->back(), rhs.back()}), a.dtype}};
}

TensorTypes lu(OpCall& call) {
  TensorType x = square(call)[0];
  Shape permutation(x.shape->begin(), x.shape->end() - 1);
  return {x, {permutation, call.dtype("output_idx_type", DType::kInt32)}};
}

// A matrix with x on its diagonal k, for each batch: as small as it can be, where nobody says its
// size. Of one size that is said the other follows.
TensorTypes diag(OpCall& call) {
  TensorType x = call.array("diagonal");
  require_rank(call, "diagonal", *x.shape, 1);
  auto k = call.argument("k").as_int();
  if (!k) throw UnknownShape{};
  Dim below = max(Dim(0) - Dim(*k), 0), right = max(Dim(*k), 0), length = x.shape->back();
  std::int64_t rows = call.integer("num_rows"), columns = call.integer("num_cols");
  bool said = rows >= 0 || columns >= 0;
  Dim square = length + below + right;
  x.shape->back() = rows >= 0 ? Dim(rows) : said ? length + below : square;
  x.shape->push_back(columns >= 0 ? Dim(columns) : said ? length + right : square);
  return {x};
}

// One diagonal, or as many as two numbers say.
TensorTypes diag_part(OpCall& call) {
  TensorType x = matrix(call);
  auto k = call.elements("k");
  if (!k || k->empty() || !k->front().is_constant() || !k->back().is_constant()) {
    throw UnknownShape{};
  }
  std::int64_t low = *k->front().constant(), high = *k->back().constant();
  const Dim &rows = (*x.shape)[x.shape->size() - 2], &columns = x.shape->back();
  Dim length =
      min(rows + std::min<std::int64_t>(high, 0), columns - std::max<std::int64_t>(low, 0));
  Shape shape = batches(*x.shape);
  if (low != high) shape.push_back(Dim(high) - Dim(low) + 1);
  shape.push_back(length);
  return {{shape, x.dtype}};
}

TensorTypes tensor_diag(OpCall& call) {
  TensorType x = call.array("diagonal");
  Shape half = *x.shape;
  x.shape->insert(x.shape->end(), half.begin(), half.end());
  return {x};
}

TensorTypes tensor_diag_part(OpCall& call) {
  TensorType x = call.array("input");
  x.shape->resize(x.shape->size() / 2);
  return {x};
}

TensorTypes trace(OpCall& call) {
  TensorType x = matrix(call);
  return {{batches(*x.shape), x.dtype}};
}

TensorTypes pinv(OpCall& call) {
  TensorType x = matrix(call);
  std::swap(x.shape->back(), (*x.shape)[x.shape->size() - 2]);
  return {x};
}

TensorTypes rank(OpCall& call) { return {{batches(*matrix(call).shape), DType::kInt32}}; }

TensorTypes global_norm(OpCall& call) {
  TensorTypes types = call.arrays("t_list");
  if (types.empty()) throw UnknownShape{};
  return {{Shape{}, types[0].dtype}};
}

constexpr std::string_view kMatmulSignature =
    "a, b, transpose_a=False, transpose_b=False, adjoint_a=False, adjoint_b=False, "
    "a_is_sparse=False, b_is_sparse=False, output_type=None, grad_a=False, grad_b=False";
constexpr std::string_view kNorm =
    "tensor, ord='euclidean', axis=None, keepdims=None, keep_dims=None";

constexpr TensorFlowOp kOps[] = {
    {"linalg.adjoint", "matrix", "swapaxes", "x", transpose},
    {"linalg.band_part", "input, num_lower, num_upper", "tril", "x, -, -"},
    own("linalg.banded_triangular_solve", "bands, rhs, lower=True, adjoint=False",
        "The x for which a x = b, by the bands of a triangular a.", solution),
    {"linalg.cholesky", "input", "cholesky", "x"},
    own("linalg.cholesky_solve", "chol, rhs", "The x for which a x = b, by a's Cholesky factor.",
        solution),
    {"linalg.cross", "a, b", "cross", "x1, x2", one_dtype},
    {"linalg.det", "input", "det", "x"},
    own("linalg.diag", "diagonal, k=0, num_rows=-1, num_cols=-1, padding_value=0, align=None",
        "Matrices with these diagonals.", diag),
    own("linalg.diag_part", "input, k=0, padding_value=0, align=None",
        "The diagonals of the matrices.", diag_part),
    own("linalg.eig", "tensor", "The eigenvalues and eigenvectors.", eig),
    {"linalg.eigh", "tensor", "eigh", "x"},
    own("linalg.eigh_tridiagonal",
        "alpha, beta, eigvals_only=True, select='a', select_range=None, tol=None",
        "The eigenvalues of a tridiagonal matrix, by its diagonals.", eigh_tridiagonal),
    own("linalg.eigvals", "tensor", "The eigenvalues.", eigvals),
    own("linalg.eigvalsh", "tensor", "The eigenvalues of symmetric matrices.", eigvalsh),
    own("linalg.expm", "input", "The exponential of matrices.", square),
    own("linalg.global_norm", "t_list", "The norm of all tensors.", global_norm),
    {"linalg.inv", "input, adjoint=False", "inv", "x, -"},
    {"linalg.logdet", "matrix", "logdet", "x"},
    own("linalg.logm", "input", "The logarithm of matrices.", logm),
    own("linalg.lstsq", "matrix, rhs, l2_regularizer=0.0, fast=True",
        "The x for which a x is as near to b as can be.", lstsq),
    own("linalg.lu", "input, output_idx_type='int32'", "The LU decomposition and its permutation.",
        lu),
    own("linalg.lu_matrix_inverse", "lower_upper, perm, validate_args=False",
        "The inverse, by the LU decomposition.", square),
    own("linalg.lu_reconstruct", "lower_upper, perm, validate_args=False",
        "The matrix that has this LU decomposition.", square),
    own("linalg.lu_solve", "lower_upper, perm, rhs, validate_args=False",
        "The x for which a x = b, by the LU decomposition of a.", solution),
    {"linalg.matmul", kMatmulSignature, "matmul", "x1, x2, -, -, -, -, -, -, -, -, -", matmul},
    own("linalg.matrix_rank", "a, tol=None, validate_args=False", "The number of independent rows.",
        rank),
    {"linalg.matrix_transpose", "a, conjugate=False", "swapaxes", "x, -", transpose},
    {"linalg.matvec",
     "a, b, transpose_a=False, adjoint_a=False, a_is_sparse=False, b_is_sparse=False", "matmul",
     "x1, x2, -, -, -, -", matvec},
    {"linalg.norm", kNorm, "norm", "x, -, axis, keepdims, keepdims", norm},
    {"linalg.normalize", "tensor, ord='euclidean', axis=None", "norm", "x, -, axis", normalize},
    own("linalg.pinv", "a, rcond=None, validate_args=False", "The pseudo-inverse.", pinv),
    {"linalg.qr", "input, full_matrices=False", "qr", "x, -", qr},
    own("linalg.set_diag", "input, diagonal, k=0, align=None", "x with other diagonals.",
        same_shape),
    {"linalg.slogdet", "input", "slogdet", "x"},
    own("linalg.solve", "matrix, rhs, adjoint=False", "The x for which a x = b.", solution),
    own("linalg.sqrtm", "input", "The square root of matrices.", square),
    {"linalg.svd", "tensor, full_matrices=False, compute_uv=True", "svd",
     "x, full_matrices, compute_uv", svd},
    own("linalg.tensor_diag", "diagonal", "A tensor with this diagonal.", tensor_diag),
    own("linalg.tensor_diag_part", "input", "The diagonal of a tensor.", tensor_diag_part),
    own("linalg.trace", "x", "The sums of the diagonals.", trace),
    own("linalg.triangular_solve", "matrix, rhs, lower=True, adjoint=False",
        "The x for which a x = b, with a triangular a.", solution),
    own("linalg.tridiagonal_matmul", "diagonals, rhs, diagonals_format='compact'",
        "A tridiagonal matrix times another.", tridiagonal),
    own("linalg.tridiagonal_solve",
        "diagonals, rhs, diagonals_format='compact', transpose_rhs=False, conjugate_rhs=False, "
        "partial_pivoting=True, perturb_singular=False",
        "The x for which a x = b, with a tridiagonal a.", tridiagonal),
    {"norm", kNorm, "norm", "x, -, axis, keepdims, keepdims", norm},
    {"tensordot", "a, b, axes", "tensordot", "x1, x2, axes", tensordot},
};

}  // namespace

std::span<const TensorFlowOp> tensorflow_linalg() { return kOps; }

}  // namespace modelviz
