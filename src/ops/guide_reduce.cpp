// Reductions, ops along an axis, and sums of products. Sorted by name.
#include "ops/guide_tables.h"

namespace modelviz {
namespace {

constexpr std::string_view kReduced =
    "Without the axes that are reduced, or with size 1 where keepdims is true; axis=None takes all "
    "axes.";
constexpr std::array<std::string_view, 2> kOneAxis = {
    "ops.{op}(x, axis=-1) | x=[None,10,5]", "ops.{op}(x, axis=1, keepdims=True) | x=[None,10,5]"};
constexpr std::array<std::string_view, 2> kSeveralAxes = {
    "ops.{op}(x, axis=-1) | x=[None,10,5]",
    "ops.{op}(x, axis=(1, 2), keepdims=True) | x=[None,28,28,3]"};
constexpr std::array<std::string_view, 2> kAll = {
    "ops.{op}(x) | x=bool[None,10]", "ops.{op}(x, axis=(1, 2)) | x=bool[None,28,28,3]"};
constexpr std::string_view kQuantile =
    "Without the axes that are reduced, or with size 1 where keepdims is true; axis=None takes all "
    "axes. A vector q puts its length before them as a new first axis.";
constexpr std::string_view kSegments =
    "The shape of data with num_segments as its first size, which is unknown where that is None. "
    "segment_ids must be a vector as long as the first axis of data.";
constexpr std::array<std::string_view, 2> kSegmentExamples = {
    "ops.{op}(x, ids, num_segments=4) | x=[None,10] ids=int32[None]",
    "ops.{op}(x, ids) | x=[6,10] ids=int32[6]"};
constexpr std::string_view kAlong = "The shape of x; axis=None gives a vector of all its elements.";
constexpr std::array<std::string_view, 2> kSortExamples = {"ops.{op}(x) | x=[None,10]",
                                                           "ops.{op}(x, axis=None) | x=[4,10,5]"};
constexpr std::array<std::string_view, 2> kCumulative = {"ops.{op}(x, axis=1) | x=[None,10,5]",
                                                         "ops.{op}(x) | x=int32[10,5]"};

constexpr OpGuide kGuides[] = {
    {"all", kReduced, kAll},
    {"amax", kReduced, kSeveralAxes},
    {"amin", kReduced, kSeveralAxes},
    {"any", kReduced, kAll},
    {"argmax", kReduced, kOneAxis},
    {"argmin", kReduced, kOneAxis},
    {"argpartition",
     kAlong,
     {"ops.argpartition(x, 3) | x=[None,10]", "ops.argpartition(x, 3, axis=1) | x=[None,10,5]"}},
    {"argsort", kAlong, kSortExamples},
    {"average",
     "Without the axes that are averaged over; axis=None takes all axes. weights must have the "
     "shape of x, or be a vector as long as the one axis.",
     {"ops.average(x, axis=-1) | x=[None,10,5]",
      "ops.average(x, axis=1, weights=w) | x=[None,10,5] w=[10]"}},
    {"count_nonzero",
     "Without the axes that are counted over; axis=None takes all axes.",
     {"ops.count_nonzero(x, axis=-1) | x=[None,10,5]", "ops.count_nonzero(x) | x=int32[3,3]"}},
    {"cross",
     "Without the axes of the vectors, whose size must be 2 or 3, x1 and x2 are broadcast; axisc "
     "says where the three numbers of each result stand. Of vectors of size 2 each result is one "
     "number, without an axis.",
     {"ops.cross(x1, x2) | x1=[None,3] x2=[None,3]",
      "ops.cross(x1, x2, axis=0) | x1=[2,10] x2=[2,10]"}},
    {"cumprod", kAlong, kCumulative},
    {"cumsum", kAlong, kCumulative},
    {"dot",
     "The axes of x1 but the last, then those of x2 but the second last (of a vector its only "
     "one). The two that are left out must have the same size; a scalar has none and multiplies "
     "all.",
     {"ops.dot(x1, x2) | x1=[None,10,5] x2=[5,8]", "ops.dot(x1, x2) | x1=[2,3,5] x2=[4,5,8]"}},
    {"einsum",
     "An axis for each letter right of ->; '...' stands for all further axes. The sizes that "
     "operands have for the same letter are broadcast, but those of letters that are summed over "
     "are not compared.",
     {"ops.einsum('bij,jk->bik', x, y) | x=[None,10,5] y=[5,8]",
      "ops.einsum('...ij,...kj->...ik', q, k) | q=[None,8,10,64] k=[None,8,12,64]"}},
    {"histogram",
     "Two vectors, whatever the shape of x is: bins counts, and bins + 1 limits.",
     {"ops.histogram(x) | x=[None]", "ops.histogram(x, bins=4, range=(0, 1)) | x=[1000]"}},
    {"in_top_k",
     "The shape of targets. predictions is not compared with it.",
     {"ops.in_top_k(t, p, k=5) | t=int32[None] p=[None,10]",
      "ops.in_top_k(t, p, k=1) | t=int32[32] p=[32,1000]"}},
    {"inner",
     "The axes of x1 but the last, then those of x2 but the last. The two last sizes must be "
     "equal; a scalar multiplies all.",
     {"ops.inner(x1, x2) | x1=[None,5] x2=[8,5]", "ops.inner(x1, x2) | x1=[5] x2=[5]"}},
    {"logsumexp", kReduced, kSeveralAxes},
    {"matmul",
     "The last axis of x1 is summed over with the second last of x2 (its only one if it is a "
     "vector); the axes before them are broadcast.",
     {"ops.matmul(x1, x2) | x1=[None,10,5] x2=[5,8]",
      "ops.matmul(x1, x2) | x1=[None,1,10,5] x2=[8,5,10]"}},
    {"max", kReduced, kSeveralAxes},
    {"mean", kReduced, kSeveralAxes},
    {"median", kReduced, kSeveralAxes},
    {"min", kReduced, kSeveralAxes},
    {"moments",
     "Two tensors of one shape: x without the axes, or with size 1 for them where keepdims is "
     "true.",
     {"ops.moments(x, axes=[0]) | x=[None,10]",
      "ops.moments(x, axes=(1, 2), keepdims=True) | x=[None,28,28,3]"}},
    {"nanargmax", kReduced, kOneAxis},
    {"nanargmin", kReduced, kOneAxis},
    {"nancumprod", kAlong, kCumulative},
    {"nancumsum", kAlong, kCumulative},
    {"nanmax", kReduced, kSeveralAxes},
    {"nanmean", kReduced, kSeveralAxes},
    {"nanmedian", kReduced, kSeveralAxes},
    {"nanmin", kReduced, kSeveralAxes},
    {"nanpercentile",
     kQuantile,
     {"ops.nanpercentile(x, 50, axis=-1) | x=[None,10,5]",
      "ops.nanpercentile(x, [25, 50, 75], axis=1, keepdims=True) | x=[None,10,5]"}},
    {"nanprod", kReduced, kSeveralAxes},
    {"nanquantile",
     kQuantile,
     {"ops.nanquantile(x, 0.5, axis=-1) | x=[None,10,5]",
      "ops.nanquantile(x, [0.25, 0.5, 0.75], axis=1, keepdims=True) | x=[None,10,5]"}},
    {"nanstd", kReduced, kSeveralAxes},
    {"nansum", kReduced, kSeveralAxes},
    {"nanvar", kReduced, kSeveralAxes},
    {"norm",
     "Without the axes that the norm is taken over, or with size 1 where keepdims is true; "
     "axis=None takes all axes. 'fro' and 'nuc' are refused for one axis, and for two axes all "
     "numbers but 1, 2 and infinity, with either sign.",
     {"ops.norm(x, axis=-1) | x=[None,10]",
      "ops.norm(x, ord='fro', axis=(1, 2), keepdims=True) | x=[None,4,4]"}},
    {"outer",
     "A matrix with a row for each element of x1 and a column for each of x2, whatever their "
     "shapes are.",
     {"ops.outer(x1, x2) | x1=[None] x2=[8]", "ops.outer(x1, x2) | x1=[2,3] x2=[4,5]"}},
    {"percentile",
     kQuantile,
     {"ops.percentile(x, 50, axis=-1) | x=[None,10,5]",
      "ops.percentile(x, [25, 50, 75], axis=1, keepdims=True) | x=[None,10,5]"}},
    {"prod", kReduced, kSeveralAxes},
    {"ptp", kReduced, kSeveralAxes},
    {"quantile",
     kQuantile,
     {"ops.quantile(x, 0.5, axis=-1) | x=[None,10,5]",
      "ops.quantile(x, [0.25, 0.5, 0.75], axis=1, keepdims=True) | x=[None,10,5]"}},
    {"segment_max", kSegments, kSegmentExamples},
    {"segment_min", kSegments, kSegmentExamples},
    {"segment_prod", kSegments, kSegmentExamples},
    {"segment_sum", kSegments, kSegmentExamples},
    {"sort", kAlong, kSortExamples},
    {"std", kReduced, kSeveralAxes},
    {"sum", kReduced, kSeveralAxes},
    {"tensordot",
     "The axes of x1 that are not summed over, then those of x2. A number n takes the last n of x1 "
     "and the first n of x2; two lists pair axes up, whose sizes must be equal.",
     {"ops.tensordot(x1, x2, axes=1) | x1=[None,10,5] x2=[5,8]",
      "ops.tensordot(x1, x2, axes=[[1, 2], [0, 1]]) | x1=[None,10,5] x2=[10,5,8]"}},
    {"top_k",
     "Two tensors, the values and their indices, each of the shape of x with k as the last size. A "
     "scalar is refused, a k that is too large is not.",
     {"ops.top_k(x, k=3) | x=[None,10]", "ops.top_k(x, k=1, sorted=False) | x=[None,5,1000]"}},
    {"trapezoid",
     "The shape of y without the axis that is integrated over.",
     {"ops.trapezoid(y, dx=0.1) | y=[None,10]",
      "ops.trapezoid(y, x, axis=1) | y=[None,10,5] x=[10]"}},
    {"var", kReduced, kSeveralAxes},
    {"vdot",
     "A scalar. The shapes of x1 and x2 are not compared.",
     {"ops.vdot(x1, x2) | x1=[None] x2=[None]", "ops.vdot(x1, x2) | x1=[3,4] x2=[3,4]"}},
};

}  // namespace

std::span<const OpGuide> reduce_guides() { return kGuides; }

}  // namespace modelviz
