// A block repeats where the list of layers is periodic: layer i and layer i + size have the same
// settings, and take the same tensors but for that shift. For every size up to a limit the list is
// cut into such periodic parts; where in a part the blocks begin is free, and chosen such that few
// tensors cross from block to block: behind an addition, not in the middle of a branch.
#include "view/repeats.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <queue>
#include <set>
#include <unordered_map>
#include <utility>

namespace modelviz {
namespace {

constexpr int kLargestBlock = 400;

struct Candidate {
  Repeat repeat;
  int saved = 0;                ///< boxes that the picture is spared
  int crossing = 0;             ///< tensors from block to block
  std::size_t common_name = 0;  ///< letters that the names before and behind the cut share

  // What saves more comes first, then small blocks, then few crossing tensors. Then names tell:
  // conv2_block1_out ends a block, and conv2_block2_1_conv begins one.
  [[nodiscard]] bool operator<(const Candidate& other) const {
    const Repeat &a = repeat, &b = other.repeat;
    if (saved != other.saved) return saved < other.saved;
    if (a.size != b.size) return a.size > b.size;
    if (crossing != other.crossing) return crossing > other.crossing;
    if (common_name != other.common_name) return common_name > other.common_name;
    return a.first > b.first;
  }
};

class Finder {
 public:
  Finder(const Graph& graph, const std::vector<bool>& foldable, const RepeatOptions& options)
      : graph_(graph),
        options_(options),
        count_(static_cast<int>(graph.layers.size())),
        tries_(std::clamp(200'000 / std::max(count_, 1), 1, 200)) {
    number_settings(foldable);
    note_takers();
    for (std::size_t i = 0; i < graph.layers.size(); ++i) {
      int boxes = options.boxes.empty() ? 1 : options.boxes[i];
      boxes_before_.push_back(boxes_before_.back() + boxes);
    }
  }

  std::vector<Repeat> find() {
    for (int size = 1; size <= std::min(kLargestBlock, count_ / options_.least_count); ++size) {
      find_of_size(size);
    }
    return choose();
  }

 private:
  // Layers with the same settings get the same number; -1 are in no block.
  void number_settings(const std::vector<bool>& foldable) {
    std::unordered_map<std::string, int> numbers;
    for (int i = 0; i < count_; ++i) {
      const Layer& layer = layer_at(i);
      bool is_foldable = foldable[static_cast<std::size_t>(i)] && layer.calls.size() == 1 &&
                         !layer.calls[0].inputs.empty() && comes_after_inputs(i);
      int next = static_cast<int>(numbers.size());
      bool similar = !options_.similar.empty() && options_.similar[static_cast<std::size_t>(i)];
      settings_.push_back(
          is_foldable ? numbers.try_emplace(settings_text(layer, similar), next).first->second
                      : -1);
    }
  }

  [[nodiscard]] bool comes_after_inputs(int i) const {
    const std::vector<TensorRef>& inputs = inputs_of(i);
    return std::all_of(inputs.begin(), inputs.end(),
                       [i](const TensorRef& input) { return input.layer < i; });
  }

  // For each layer the last one that takes of it; what the model returns is taken behind the end.
  void note_takers() {
    last_taker_.resize(static_cast<std::size_t>(count_), -1);
    for (int i = 0; i < count_; ++i) {
      for (const CallSite& site : layer_at(i).calls) {
        for (const TensorRef& input : site.inputs) note_taker(input, i);
      }
    }
    for (const TensorRef& output : graph_.outputs) note_taker(output, count_);
  }

  void note_taker(const TensorRef& tensor, int taker) {
    int& last = last_taker_[static_cast<std::size_t>(tensor.layer)];
    last = std::max(last, taker);
  }

  void find_of_size(int size) {
    for (int begin = 0; begin + size < count_;) {
      int end = begin;  // of the first of each pair
      while (end + size < count_ && is_like(end, size)) ++end;
      bool is_long = end - begin >= size;
      if (is_long && !is_covered(begin, end, size)) find_between(begin, end + size, size);
      begin = std::max(end, begin) + 1;
    }
  }

  // Whether blocks of a half, a third … of the size repeat here: two of them are no new block.
  [[nodiscard]] bool is_covered(int begin, int end, int size) const {
    return std::any_of(found_.begin(), found_.end(), [&](const Repeat& found) {
      return size % found.size == 0 && found.first <= begin + size && found.end() + size >= end;
    });
  }

  [[nodiscard]] bool is_like(int i, int size) const {
    int a = setting(i), b = setting(i + size);
    return a >= 0 && a == b && inputs_of(i).size() == inputs_of(i + size).size();
  }

  // Between begin and end all settings repeat after `size` layers. What each layer takes need not.
  void find_between(int begin, int end, int size) {
    for (int first = begin; first + 2 * size <= end;) {
      int count = blocks_from(first, end, size);
      if (count < options_.least_count) {
        ++first;
        continue;
      }
      Candidate best = candidate(first, size, count);
      for (int next = first + 1; next < first + size && next + count * size <= end; ++next) {
        if (blocks_from(next, end, size) != count) continue;
        Candidate other = candidate(next, size, count);
        if (best < other) best = other;
      }
      found_.push_back(best.repeat);
      if (best.saved >= options_.least_saved) candidates_.push(best);
      first = best.repeat.end() - size + 1;
    }
  }

  // How many blocks there are from `first` on.
  [[nodiscard]] int blocks_from(int first, int end, int size) const {
    int most = (end - first) / size, count = 1;
    while (count < most && is_next_block(first, size, count)) ++count;
    if (count == 2 && has_entry(first, size)) return 1;
    for (int block = 0; block + 1 < count; ++block) {
      // What is taken elsewhere from the middle can only be told of the last few blocks.
      if (is_taken_far_behind(first, size, block, count)) return block + 1;
    }
    return count;
  }

  [[nodiscard]] bool is_next_block(int first, int size, int block) const {
    for (int i = first + block * size; i < first + (block + 1) * size; ++i) {
      for (std::size_t input = 0; input < inputs_of(i).size(); ++input) {
        if (!takes_alike(first, size, i, input)) return false;
      }
    }
    return true;
  }

  // Whether a layer takes as its input-th input what its twin in the block before takes.
  [[nodiscard]] bool takes_alike(int first, int size, int i, std::size_t input) const {
    const TensorRef &taken = inputs_of(i)[input], &before = inputs_of(i - size)[input];
    if (taken.output != before.output || taken.call != before.call) {
      return before.layer < first && is_carried(first, size, i, taken);
    }
    if (taken.layer < first) {
      return taken.layer == before.layer || is_entry(first, size, i, input);
    }
    int back = block_of(first, size, i) - block_of(first, size, taken.layer);
    if (back > kLooksBack) return false;
    if (taken.layer - before.layer == size) return true;
    return before.layer < first && is_carried(first, size, i, taken);
  }

  // Whether the block of the twin is so early that what it takes must come from before all blocks.
  [[nodiscard]] static bool is_carried(int first, int size, int i, const TensorRef& taken) {
    if (taken.layer < first) return false;
    int block = block_of(first, size, i), back = block - block_of(first, size, taken.layer);
    return back >= 1 && back <= kLooksBack && block - 1 < back;
  }

  // Whether a layer of the second block takes from before all blocks what its twin in the third
  // takes from the first.
  [[nodiscard]] bool is_entry(int first, int size, int i, std::size_t input) const {
    if (block_of(first, size, i) != 1 || i + size >= count_ || !is_like(i, size)) return false;
    int maker = inputs_of(i + size)[input].layer;
    return maker >= first && maker < first + size;
  }

  // Whether a layer of the second block only fits if there is a third.
  [[nodiscard]] bool has_entry(int first, int size) const {
    for (int i = first + size; i < first + 2 * size; ++i) {
      for (std::size_t input = 0; input < inputs_of(i).size(); ++input) {
        const TensorRef &taken = inputs_of(i)[input], &before = inputs_of(i - size)[input];
        if (taken.layer < first && taken.layer != before.layer) return true;
      }
    }
    return false;
  }

  static int block_of(int first, int size, int i) { return (i - first) / size; }

  [[nodiscard]] bool is_taken_far_behind(int first, int size, int block, int count) const {
    int end = first + count * size;
    for (int i = first + block * size; i < first + (block + 1) * size; ++i) {
      if (last_taker_[static_cast<std::size_t>(i)] < end) continue;
      if (count - 1 - block > kLooksBack) return true;
      bool is_output = last_taker_[static_cast<std::size_t>(i)] == count_;
      if (is_output) return true;
    }
    return false;
  }

  [[nodiscard]] Candidate candidate(int first, int size, int count) const {
    int second = first + size;
    std::set<std::pair<int, int>> crossing;
    for (int i = second; i < second + size; ++i) {
      for (const TensorRef& input : inputs_of(i)) {
        if (input.layer >= first && input.layer < second)
          crossing.emplace(input.layer, input.output);
      }
    }
    const std::string &last = layer_at(second - 1).name, &next = layer_at(second).name;
    auto cut = std::mismatch(last.begin(), last.end(), next.begin(), next.end()).first;
    return {.repeat = {first, size, count},
            .saved = saved({first, size, count}),
            .crossing = static_cast<int>(crossing.size()),
            .common_name = static_cast<std::size_t>(cut - last.begin())};
  }

  [[nodiscard]] int saved(const Repeat& repeat) const {
    auto first = static_cast<std::size_t>(repeat.first);
    std::size_t end = first + static_cast<std::size_t>(repeat.size);
    return (boxes_before_[end] - boxes_before_[first]) * (repeat.count - 1);
  }

  [[nodiscard]] bool is_worth(const Repeat& repeat) const {
    return repeat.count >= options_.least_count && saved(repeat) >= options_.least_saved;
  }

  // The best of all, then the best of what they leave over.
  std::vector<Repeat> choose() {
    std::vector<bool> used(static_cast<std::size_t>(count_), false);
    std::vector<Repeat> chosen;
    while (!candidates_.empty()) {
      Candidate best = candidates_.top();
      candidates_.pop();
      std::optional<Repeat> left = trimmed(best.repeat, used);
      if (!left) continue;
      if (left->count != best.repeat.count) {
        best.repeat = *left;
        best.saved = saved(*left);
        candidates_.push(std::move(best));
        continue;
      }
      if (options_.saved_within) left = best_start(best, used);
      std::fill(used.begin() + left->first, used.begin() + left->end(), true);
      chosen.push_back(*left);
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Repeat& a, const Repeat& b) { return a.first < b.first; });
    return chosen;
  }

  // Of the layers where the blocks can begin alike the one that lets most be folded within them;
  // but for a few where none of them is tried.
  [[nodiscard]] Repeat best_start(const Candidate& chosen, const std::vector<bool>& used) {
    Repeat best = chosen.repeat;
    if (best.size < 2 * options_.least_saved || tries_ == 0) return best;
    --tries_;
    int most = options_.saved_within(best);
    int begin = best.first, end = best.end();
    while (begin > best.first - best.size + 1 && begin > 0 && is_free(begin - 1, used) &&
           is_like(begin - 1, best.size)) {
      --begin;
    }
    while (end < best.end() + best.size - 1 && end < count_ && is_free(end, used) &&
           is_like(end - best.size, best.size)) {
      ++end;
    }
    for (int first = begin; first + best.count * best.size <= end && tries_ > 0; ++first) {
      if (first == chosen.repeat.first || blocks_from(first, end, best.size) != best.count)
        continue;
      Candidate other = candidate(first, best.size, best.count);
      if (other.saved != chosen.saved || other.crossing != chosen.crossing) continue;
      --tries_;
      int saved = options_.saved_within(other.repeat);
      if (saved <= most) continue;
      most = saved;
      best = other.repeat;
    }
    return best;
  }

  static bool is_free(int layer, const std::vector<bool>& used) {
    return !used[static_cast<std::size_t>(layer)];
  }

  // Without the blocks in which a layer is used already.
  [[nodiscard]] std::optional<Repeat> trimmed(Repeat repeat, const std::vector<bool>& used) const {
    auto is_used = [&](int block) {
      std::ptrdiff_t size = repeat.size;
      auto begin = used.begin() + repeat.first + block * size;
      return std::find(begin, begin + size, true) != begin + size;
    };
    int begin = 0;
    while (begin < repeat.count && is_used(begin)) ++begin;
    int end = begin;
    while (end < repeat.count && !is_used(end)) ++end;
    Repeat left{repeat.first + begin * repeat.size, repeat.size, end - begin};
    if (!is_worth(left)) return std::nullopt;
    if (left.count == repeat.count) return left;
    left.count = blocks_from(left.first, left.end(), left.size);
    return is_worth(left) ? std::optional(left) : std::nullopt;
  }

  [[nodiscard]] const Layer& layer_at(int i) const {
    return graph_.layers[static_cast<std::size_t>(i)];
  }
  [[nodiscard]] const std::vector<TensorRef>& inputs_of(int i) const {
    return layer_at(i).calls[0].inputs;
  }
  [[nodiscard]] int setting(int i) const { return settings_[static_cast<std::size_t>(i)]; }

  const Graph& graph_;
  RepeatOptions options_;
  int count_;
  int tries_;  // of blocks that begin elsewhere, each of which costs as much as there are layers
  std::vector<int> settings_, last_taker_;
  std::vector<int> boxes_before_ = {0};  // each layer
  std::vector<Repeat> found_;
  std::priority_queue<Candidate> candidates_;
};

}  // namespace

std::vector<Repeat> find_repeats(const Graph& graph, const std::vector<bool>& foldable,
                                 const RepeatOptions& options) {
  return Finder(graph, foldable, options).find();
}

}  // namespace modelviz
