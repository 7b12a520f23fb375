// Ops that pick elements or put some in, and those that make tensors. Sorted by name.
#include "ops/guide_tables.h"

namespace modelviz {
namespace {

constexpr std::string_view kFilled = "shape; an integer gives a vector.";
constexpr std::string_view kLike = "The shape of x.";
constexpr std::array<std::string_view, 2> kLikeExamples = {"ops.{op}(x) | x=[None,10]",
                                                           "ops.{op}(x, dtype='int32') | x=[3,3]"};
constexpr std::string_view kMatrix = "A matrix of N rows and M columns; M=None is N.";
constexpr std::string_view kSpaced =
    "start and stop broadcast together, with a new axis of size num; axis is its place in the "
    "result.";

constexpr OpGuide kGuides[] = {
    {"arange",
     "A vector of (stop - start) / step elements, rounded up; none where that is negative. start "
     "alone is the stop.",
     {"ops.arange(5) | ", "ops.arange(2, 10, 3) | "}},
    {"bincount",
     "The shape of x with a size that depends on the data, so it is unknown, in place of the last "
     "one.",
     {"ops.bincount(x) | x=int32[None]",
      "ops.bincount(x, weights=w, minlength=10) | x=int32[4,20] w=[4,20]"}},
    {"empty",
     kFilled,
     {"ops.empty((2, 3)) | ", "ops.empty(ops.shape(x), dtype='int32') | x=[None,10]"}},
    {"empty_like", kLike, kLikeExamples},
    {"eye", kMatrix, {"ops.eye(x.shape[0]) | x=[None,10]", "ops.eye(3, 5, k=1) | "}},
    {"full",
     "shape, whatever that of fill_value is; an integer gives a vector.",
     {"ops.full((2, 3), 7) | ", "ops.full((x.shape[0], 4), 0.5, dtype='float16') | x=[None,10]"}},
    {"full_like",
     "The shape of x, whatever that of fill_value is.",
     {"ops.full_like(x, 7) | x=[None,10]",
      "ops.full_like(x, 0.5, dtype='float16') | x=int32[3,3]"}},
    {"geomspace",
     kSpaced,
     {"ops.geomspace(a, b, num=5) | a=[None] b=[]",
      "ops.geomspace(a, 100.0, num=5, axis=-1) | a=[3,4]"}},
    {"get_item",
     "As x[key]: an integer takes its axis away, a slice shortens it, None puts in an axis of size "
     "1, and Ellipsis stands for all axes not named. An index out of range is refused.",
     {"ops.get_item(x, (..., 0)) | x=[None,10,5]", "x[:, None, 2:-1] | x=[None,10,5]"}},
    {"identity",
     "A matrix of n rows and n columns.",
     {"ops.identity(x.shape[0]) | x=[None,10]", "ops.identity(3, dtype='int32') | "}},
    {"linspace",
     kSpaced,
     {"ops.linspace(a, b, num=5) | a=[None] b=[]",
      "ops.linspace(a, 1.0, num=5, axis=-1) | a=[3,4]"}},
    {"logspace",
     kSpaced,
     {"ops.logspace(a, b, num=5) | a=[None] b=[]",
      "ops.logspace(a, 2.0, num=5, base=2, axis=-1) | a=[3,4]"}},
    {"ndim",
     "A vector as long as the rank of x: so Keras infers it, although it computes a scalar.",
     {"ops.ndim(x) | x=[None,10]", "ops.ndim(x) | x=[2,3,4,5]"}},
    {"nonzero",
     "A list with a vector for each axis of x. How long they are depends on the data, so it is "
     "unknown.",
     {"ops.nonzero(x) | x=[None,10]", "ops.nonzero(x) | x=int32[5]"}},
    {"ones",
     kFilled,
     {"ops.ones((2, 3)) | ", "ops.ones(ops.shape(x), dtype='int32') | x=[None,10]"}},
    {"ones_like", kLike, kLikeExamples},
    {"scatter",
     "shape. indices and values are not compared with it.",
     {"ops.scatter(i, v, (10, 5)) | i=int32[None,1] v=[None,5]",
      "ops.scatter(i, v, (4, 4)) | i=int32[3,2] v=int32[3]"}},
    {"scatter_update",
     "The shape of inputs. indices and updates are not compared with it.",
     {"ops.scatter_update(x, i, u) | x=[None,5] i=int32[3,1] u=[3,5]",
      "ops.scatter_update(x, i, u, reduction='add') | x=[4,4] i=int32[3,2] u=[3]"}},
    {"searchsorted",
     "The shape of values. sorted_sequence must be a vector.",
     {"ops.searchsorted(s, v) | s=[100] v=[None,10]",
      "ops.searchsorted(s, 0.5, side='right') | s=[None]"}},
    {"select",
     "The shape of the first tensor of choicelist; the others are not compared with it.",
     {"ops.select([x > 0, x < 0], [x, -x]) | x=[None,10]",
      "ops.select([c], [a], default=1) | c=bool[3,1] a=int32[3,4]"}},
    {"shape",
     "A tuple of the sizes of x, not a tensor; a size that is unknown is None in it.",
     {"ops.shape(x) | x=[None,10,5]", "ops.shape(x)[1:] | x=[None,10,5]"}},
    {"size", "A scalar.", {"ops.size(x) | x=[None,10]", "ops.size(x) | x=[2,3,4]"}},
    {"slice",
     "shape, where -1 is what is left of inputs from the start index on. Each axis needs its start "
     "index and its size.",
     {"ops.slice(x, (0, 2), (-1, 5)) | x=[None,10]",
      "ops.slice(x, (1, 1, 0), (-1, 2, 3)) | x=[4,4,3]"}},
    {"slice_update",
     "The shape of inputs. updates is not compared with it.",
     {"ops.slice_update(x, (0, 2), u) | x=[None,10] u=[1,3]",
      "ops.slice_update(x, (1, 1), u) | x=[4,4] u=[2,2]"}},
    {"take",
     "The shape of x with all of the shape of indices in place of axis. axis=None picks from the "
     "flattened x and gives the shape of indices.",
     {"ops.take(x, i, axis=1) | x=[None,10,5] i=int32[3,2]",
      "ops.take(x, [0, 2, 4], axis=0) | x=[100,16]"}},
    {"take_along_axis",
     "The size of indices along axis; the other axes of x and indices are broadcast. Ranks must be "
     "equal; axis=None flattens x.",
     {"ops.take_along_axis(x, i, axis=1) | x=[None,10] i=int32[None,3]",
      "ops.take_along_axis(x, i, axis=-1) | x=[4,10,5] i=int32[1,10,2]"}},
    {"tri", kMatrix, {"ops.tri(x.shape[0]) | x=[None,10]", "ops.tri(3, 5, k=-1) | "}},
    {"unique",
     "The different elements as a vector, or x with their number along axis: that number is size, "
     "or unknown. Indices and counts are vectors as long; the inverse has the shape of x, or is a "
     "vector as long as axis.",
     {"ops.unique(x) | x=int32[None,10]",
      "ops.unique(x, return_counts=True, return_inverse=True, size=4) | x=int32[3,3]"}},
    {"unravel_index",
     "A list with a tensor of the shape of indices for each size in shape; where one of these is "
     "None, vectors of unknown length.",
     {"ops.unravel_index(i, (28, 28, 3)) | i=int32[None]",
      "ops.unravel_index(i, (4, 5)) | i=int32[2,3]"}},
    {"zeros",
     kFilled,
     {"ops.zeros((2, 3)) | ", "ops.zeros(ops.shape(x), dtype='int32') | x=[None,10]"}},
    {"zeros_like", kLike, kLikeExamples},
};

}  // namespace

std::span<const OpGuide> index_guides() { return kGuides; }

}  // namespace modelviz
