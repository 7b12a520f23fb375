#include "output/svg_ids.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string_view>

#include "output/facts.h"
#include "support/text.h"

namespace modelviz {
namespace {

// 64 bits of FNV-1a.
std::string hash(std::string_view text) {
  std::uint64_t value = 0xcbf29ce484222325;
  for (char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(value >> shift) & 15];
  return digits;
}

bool is_kept(char c) {
  bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return is_letter || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

// Any other character is written as its bytes: 层 is _e5b182_.
std::string word(std::string_view name) {
  constexpr std::size_t kLongest = 80;
  std::string result, bytes;
  auto end_bytes = [&] {
    if (!bytes.empty()) result += "_" + bytes + "_";
    bytes.clear();
  };
  for (char c : name) {
    if (is_kept(c) || c == '/' || c == ' ') {
      end_bytes();
      result += is_kept(c) ? c : '-';
    } else {
      auto byte = static_cast<unsigned char>(c);
      bytes += "0123456789abcdef"[byte >> 4];
      bytes += "0123456789abcdef"[byte & 15];
    }
  }
  end_bytes();
  if (result.size() <= kLongest) return result;
  return result.substr(0, kLongest - 17) + "_" + hash(name);
}

class IdMaker {
 public:
  explicit IdMaker(const View& view) : view_(view) {}

  SvgIds make() {
    SvgIds ids;
    ids.title = unique(word(view_.title) + "-title");
    ids.description = unique(word(view_.title) + "-desc");
    for (const ViewNode& node : view_.nodes) {
      ids.nodes.push_back(
          unique(prefix_of(node) + path_of(node.cluster) + word(first_name_of(node))));
    }
    for (const ViewCluster& cluster : view_.clusters) {
      auto index = static_cast<int>(ids.clusters.size());
      std::string name = names_its_content(cluster) ? cluster.name : first_name_in(index);
      ids.clusters.push_back(unique(prefix_of(cluster) + path_of(cluster.parent) + word(name)));
    }
    return ids;
  }

 private:
  static std::string prefix_of(const ViewNode& node) {
    switch (node.role) {
      case NodeRole::kLayer:
        return "layer-";
      case NodeRole::kOp:
        return "op-";
      case NodeRole::kWeights:
        return "weights-";
      case NodeRole::kBoundary:
        return "outside-";
      case NodeRole::kState:
        break;
    }
    return "state-";
  }

  static std::string prefix_of(const ViewCluster& cluster) {
    switch (cluster.role) {
      case FrameRole::kModel:
      case FrameRole::kLayer:
        return "layer-";
      case FrameRole::kLoop:
        return "steps-";
      case FrameRole::kRepeat:
        break;
    }
    return "blocks-";
  }

  static bool names_its_content(const ViewCluster& cluster) {
    return cluster.role == FrameRole::kModel || cluster.role == FrameRole::kLayer;
  }

  // What repeats is called by its first layer or op.
  [[nodiscard]] std::string first_name_in(int cluster) const {
    for (const ViewNode& node : view_.nodes) {
      int frame = node.cluster;
      while (frame > cluster) frame = view_.clusters[static_cast<std::size_t>(frame)].parent;
      if (frame == cluster) return first_name_of(node);
    }
    return "";
  }

  static std::string first_name_of(const ViewNode& node) {
    return node.twins.empty() ? name_of(node) : node.twins.front();
  }

  // The names of the frames around, each with a - behind it.
  [[nodiscard]] std::string path_of(int cluster) const {
    std::string path;
    for (; cluster >= 0; cluster = view_.clusters[static_cast<std::size_t>(cluster)].parent) {
      const ViewCluster& frame = view_.clusters[static_cast<std::size_t>(cluster)];
      if (names_its_content(frame)) path.insert(0, word(frame.name) + "-");
    }
    return path;
  }

  // What is there already gets a number.
  std::string unique(std::string id) {
    // Not at the head of an id: a digit, or a - before it.
    if (!is_kept(id[0]) || (id[0] >= '0' && id[0] <= '9') || id[0] == '-') id.insert(0, "_");
    std::string result = id;
    for (int& number = next_[id]; !used_.insert(result).second;) {
      if (number == 0) number = 1;
      result = id + "-" + std::to_string(++number);
    }
    return result;
  }

  const View& view_;
  std::set<std::string> used_;
  std::map<std::string, int> next_;
};

}  // namespace

SvgIds svg_ids(const View& view) { return IdMaker(view).make(); }

}  // namespace modelviz
