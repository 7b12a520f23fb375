// Matrices, signals, and ops that are given functions. Sorted by name.
#include "ops/guide_tables.h"

namespace modelviz {
namespace {

constexpr std::string_view kSquare =
    "The shape of x, whose last two sizes must be equal; the axes before them are batches.";
constexpr std::array<std::string_view, 2> kSquareExamples = {"ops.{op}(x) | x=[None,4,4]",
                                                             "ops.{op}(x) | x=float64[3,3]"};
constexpr std::array<std::string_view, 2> kUpper = {"ops.{op}(x) | x=[None,4,4]",
                                                    "ops.{op}(x, upper=True) | x=float64[3,3]"};
constexpr std::string_view kEigen =
    "Two tensors: the values, of the shape of x without its last axis, and the vectors, of the "
    "shape of x. Its last two sizes must be equal.";
constexpr std::string_view kSolve =
    "The shape of b, which holds vectors where its rank is one less than that of a, else matrices. "
    "The matrices of a must be square, with as many rows as b.";
constexpr std::string_view kFft2 =
    "Two tensors, the real and the imaginary part, of the shape of the two that x holds. These "
    "must have the same shape, and two known last sizes.";
constexpr std::string_view kWindow = "A vector of x elements: x must be an integer, 0 or more.";
constexpr std::array<std::string_view, 2> kWindowExamples = {"ops.{op}(10) | ",
                                                             "ops.{op}(x.shape[1]) | x=[None,64]"};
constexpr std::string_view kMapped =
    "What the function returns for one element, each tensor with a new first axis: that of the "
    "tensors it is mapped over, which must have rank 1 or more.";

constexpr OpGuide kGuides[] = {
    {"associative_scan",
     "What f returns, each tensor of the shape of the first in elems. All in elems must have the "
     "same size along axis.",
     {"ops.associative_scan(lambda a, b: a + b, x) | x=[None,10]",
      "ops.associative_scan(lambda a, b: a * b, x, axis=1) | x=[None,10,5]"}},
    {"bartlett", kWindow, kWindowExamples},
    {"blackman", kWindow, kWindowExamples},
    {"cdist",
     "The rows of x and those of y as last two axes; the axes before are broadcast. The last sizes "
     "must be equal.",
     {"ops.cdist(x, y) | x=[None,10,3] y=[None,20,3]",
      "ops.cdist(x, y) | x=[8,1,10,3] y=[4,20,3]"}},
    {"cholesky", kSquare, kUpper},
    {"cholesky_inverse", kSquare, kUpper},
    {"cond",
     "What the functions return: tensors of the same shapes and dtypes, else they are refused. "
     "Where pred is a Python bool, only one of them runs.",
     {"ops.cond(p, lambda: x, lambda: ops.zeros_like(x)) | p=bool[] x=[None,10]",
      "ops.cond(True, lambda: ops.sum(x), lambda: x) | x=[None,10]"}},
    {"convert_to_numpy",
     "The shape of x. What depends on an input of the model is refused.",
     {"ops.convert_to_numpy(ops.zeros((2, 3))) | ", "ops.convert_to_numpy([[1, 2], [3, 4]]) | "}},
    {"corrcoef",
     "The shape of x: so Keras infers it. Of a constant matrix of n rows it computes (n, n).",
     {"ops.corrcoef(x) | x=[None,10]", "ops.corrcoef(ops.ones((3, 10))) | "}},
    {"correlate",
     "A vector. With sizes m and n, which must be known, m >= n: m - n + 1 for mode 'valid', m for "
     "'same', m + n - 1 for 'full'.",
     {"ops.correlate(x1, x2) | x1=[100] x2=[5]",
      "ops.correlate(x1, x2, mode='full') | x1=[100] x2=[5]"}},
    {"custom_gradient",
     "A function that returns the first of the two things that f returns; the second must be a "
     "function for the gradient.",
     {"ops.custom_gradient(lambda x: (ops.square(x), lambda g: g))(x) | x=[None,10]",
      "ops.custom_gradient(lambda x, w: (ops.matmul(x, w), lambda g: (g, g)))(x, w) | x=[None,10] "
      "w=[10,5]"}},
    {"det", "x without its last two axes, whose sizes must be equal.", kSquareExamples},
    {"dtype",
     "A string, not a tensor. x must be a tensor.",
     {"ops.dtype(x) | x=int8[None,10]", "ops.dtype(ops.mean(x)) | x=int32[3]"}},
    {"eig", kEigen, kSquareExamples},
    {"eigh", kEigen, kSquareExamples},
    {"extract_sequences",
     "The last axis of x becomes floor((n - sequence_length) / sequence_stride) + 1 sequences of "
     "sequence_length elements, where n is its size.",
     {"ops.extract_sequences(x, 16, 8) | x=[None,100]",
      "ops.extract_sequences(x, 4, 4) | x=[None]"}},
    {"fft",
     "Two tensors, the real and the imaginary part, of the shape of the two that x holds. These "
     "must have the same shape, and a known last size.",
     {"ops.fft((a, b)) | a=[None,64] b=[None,64]", "ops.fft((a, ops.zeros_like(a))) | a=[16]"}},
    {"fft2",
     kFft2,
     {"ops.fft2((a, b)) | a=[None,32,64] b=[None,32,64]",
      "ops.fft2((a, ops.zeros_like(a))) | a=[16,16]"}},
    {"fori_loop",
     "The shape of init_val, whatever body_fun returns.",
     {"ops.fori_loop(0, 10, lambda i, t: t * 2, x) | x=[None,10]",
      "ops.fori_loop(0, n, lambda i, t: ops.matmul(w, t), x) | n=int32[] x=[4] w=[4,4]"}},
    {"hamming", kWindow, kWindowExamples},
    {"hanning", kWindow, kWindowExamples},
    {"ifft2",
     kFft2,
     {"ops.ifft2((a, b)) | a=[None,32,64] b=[None,32,64]",
      "ops.ifft2((a, ops.zeros_like(a))) | a=[16,16]"}},
    {"inv", kSquare, kSquareExamples},
    {"irfft",
     "The shape of the two tensors that x holds, with fft_length as last size; fft_length=None is "
     "2 * (n - 1), where n is their last size.",
     {"ops.irfft((a, b)) | a=[None,33] b=[None,33]",
      "ops.irfft((a, b), fft_length=65) | a=[33] b=[33]"}},
    {"is_tensor",
     "A bool, not a tensor: False for a tensor that depends on an input, which Keras does not "
     "count.",
     {"ops.is_tensor(x) | x=[None,10]", "ops.is_tensor(ops.zeros((2, 3))) | "}},
    {"istft",
     "The last two axes of both parts become one of length elements. length=None gives (windows - "
     "1) * sequence_stride + fft_length, of which center=True takes off 2 * floor(fft_length / 2).",
     {"ops.istft((a, b), 256, 128, 256) | a=[None,126,129] b=[None,126,129]",
      "ops.istft((a, b), 256, 128, 256, length=16000) | a=[126,129] b=[126,129]"}},
    {"jvp",
     "A pair of what fun returns and the tangents of it, of the same shapes; with has_aux=True "
     "also the second thing that fun returns.",
     {"ops.jvp(lambda t: ops.sum(t * t, axis=-1), (x,), (v,)) | x=[None,10] v=[None,10]",
      "ops.jvp(lambda t: (ops.exp(t), ops.sum(t)), (x,), (v,), has_aux=True) | x=[3] v=[3]"}},
    {"kaiser",
     kWindow,
     {"ops.kaiser(10, 8.6) | ", "ops.kaiser(x.shape[1], beta=14.0) | x=[None,64]"}},
    {"kron",
     "The products of the sizes of x1 and x2, axis by axis. Of different ranks Keras infers the "
     "first axes only, and of constants it computes all, lined up at the last.",
     {"ops.kron(x1, x2) | x1=[None,3] x2=[2,2]", "ops.kron(ops.ones((2, 3)), ops.ones((4,))) | "}},
    {"logdet", "x without its last two axes.", kSquareExamples},
    {"lstsq",
     "The shape of b with the columns of a as its first size. a must be a matrix, b a vector or a "
     "matrix with as many rows.",
     {"ops.lstsq(a, b) | a=[None,4] b=[None]", "ops.lstsq(a, b) | a=[10,4] b=[10,3]"}},
    {"lu_factor",
     "Two tensors: the factors, of the shape of x, and the pivots, with the smaller of its last "
     "two sizes in place of both. These two must be known.",
     {"ops.lu_factor(x) | x=[None,4,4]", "ops.lu_factor(x) | x=[8,4,6]"}},
    {"map",
     kMapped,
     {"ops.map(lambda t: ops.sum(t), x) | x=[None,10]",
      "ops.map(lambda t: (ops.matmul(t[0], t[1]), t[0]), (x, y)) | x=[None,4,5] y=[None,5,3]"}},
    {"matrix_rank",
     "x without its last two axes. x must have rank 2 or more.",
     {"ops.matrix_rank(x) | x=[None,6,4]", "ops.matrix_rank(x, tol=1e-3) | x=[3,3]"}},
    {"pinv",
     "The shape of x with its last two sizes exchanged. x must have rank 2 or more.",
     {"ops.pinv(x) | x=[None,6,4]", "ops.pinv(x, rcond=1e-3) | x=[3,5]"}},
    {"polar",
     "The shape of abs_, even where angle is larger: so Keras infers it. Of constants it computes "
     "both, broadcast together.",
     {"ops.polar(r, a) | r=[None,10] a=[None,10]",
      "ops.polar(ops.ones((4, 1)), ops.ones((3,))) | "}},
    {"qr",
     "Two tensors. Of m rows and n columns, which must be known, 'reduced' gives (m, k) and (k, n) "
     "with the smaller one as k, 'complete' (m, m) and (m, n); axes before are batches.",
     {"ops.qr(x) | x=[None,6,4]", "ops.qr(x, mode='complete') | x=[6,4]"}},
    {"rfft",
     "Two tensors, the real and the imaginary part, of the shape of x with floor(fft_length / 2) + "
     "1 as last size; fft_length=None is the last size of x.",
     {"ops.rfft(x) | x=[None,64]", "ops.rfft(x, fft_length=100) | x=[8,64]"}},
    {"scan",
     "A pair: what f carries on, and its results with a new first axis as long as that of xs, or "
     "as length says. f must return such a pair, with one tensor as result.",
     {"ops.scan(lambda c, t: (c + t, c * t), init, x) | init=[3] x=[None,3]",
      "ops.scan(lambda c, t: (c * 2, ops.sum(c)), init, length=5) | init=[3]"}},
    {"slogdet",
     "Two tensors: the sign, a scalar to Keras even of a batch, and the logarithm, of the shape of "
     "x without its last two axes.",
     kSquareExamples},
    {"solve",
     kSolve,
     {"ops.solve(a, b) | a=[None,4,4] b=[None,4,2]", "ops.solve(a, b) | a=[4,4] b=[4]"}},
    {"solve_triangular",
     kSolve,
     {"ops.solve_triangular(a, b) | a=[None,4,4] b=[None,4,2]",
      "ops.solve_triangular(a, b, lower=True) | a=[4,4] b=[4]"}},
    {"stft",
     "Two tensors, the real and the imaginary part: the last axis of x becomes floor((n - "
     "fft_length) / sequence_stride) + 1 windows of floor(fft_length / 2) + 1 numbers. center=True "
     "first adds 2 * floor(fft_length / 2) to its size n.",
     {"ops.stft(x, 256, 128, 256) | x=[None,16000]",
      "ops.stft(x, 200, 100, 256, center=False) | x=[None]"}},
    {"svd",
     "Three tensors. Of m rows and n columns, which must be known, (m, m), (k) and (n, n) with the "
     "smaller one as k; full_matrices=False gives (m, k), (k) and (k, n), compute_uv=False only "
     "(k).",
     {"ops.svd(x) | x=[None,6,4]", "ops.svd(x, full_matrices=False) | x=[6,4]"}},
    {"switch",
     "What the first function of branches returns: so Keras infers it, and does not compare the "
     "others. A constant index takes its own.",
     {"ops.switch(i, [lambda t: ops.relu(t), lambda t: ops.tanh(t)], x) | i=int32[] x=[None,10]",
      "ops.switch(1, [lambda t: t, lambda t: ops.sum(t)], ops.ones((3, 4))) | "}},
    {"vander",
     "A row for each element of the vector x, and N columns; N=None gives as many as rows. Other "
     "ranks are refused.",
     {"ops.vander(x) | x=[None]", "ops.vander(x, N=3, increasing=True) | x=[5]"}},
    {"vectorize",
     "A function that runs pyfunc on whole tensors, so that the ops in it broadcast them.",
     {"ops.vectorize(lambda t: ops.square(t))(x) | x=[None,10]",
      "ops.vectorize(lambda a, b: ops.maximum(a, b))(x, y) | x=[None,1,5] y=[7,1]"}},
    {"vectorized_map",
     kMapped,
     {"ops.vectorized_map(lambda t: ops.sum(t), x) | x=[None,10]",
      "ops.vectorized_map(lambda t: ops.outer(t[0], t[1]), (x, y)) | x=[None,4] y=[None,5]"}},
    {"view_as_complex",
     "The shape of x without its last axis, which holds real and imaginary part; only of constants "
     "Keras checks that its size is 2.",
     {"ops.view_as_complex(x) | x=[None,10,2]", "ops.view_as_complex(ops.ones((3, 2))) | "}},
    {"view_as_real",
     "The shape of x with a new last axis of size 2.",
     {"ops.view_as_real(x) | x=complex64[None,10]", "ops.view_as_real(x) | x=complex128[3]"}},
    {"while_loop",
     "The shapes of loop_vars, whatever body returns.",
     {"ops.while_loop(lambda i, t: i < 10, lambda i, t: (i + 1, t * 2), (i, x)) | i=int32[] "
      "x=[None,10]",
      "ops.while_loop(lambda t: ops.sum(t) < 100, lambda t: t * 2, x, maximum_iterations=8) | "
      "x=[3]"}},
};

}  // namespace

std::span<const OpGuide> linalg_guides() { return kGuides; }

}  // namespace modelviz
