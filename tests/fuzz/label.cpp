// Names, classes, shapes and messages of any bytes, in every place of a picture.
#include <algorithm>
#include <cctype>
#include <set>

#include "fuzz/target.h"
#include "modelviz/output.h"
#include "output/facts.h"
#include "output/svg_ids.h"
#include "support/text.h"

namespace modelviz::fuzz {
namespace {

class Words {
 public:
  explicit Words(std::string_view input) : words_(split(input, '\n')) {}
  std::string next() { return std::string(words_[next_++ % words_.size()]); }

 private:
  std::vector<std::string_view> words_;
  std::size_t next_ = 0;
};

ViewNode make_node(Words& words, int index) {
  ViewNode node;
  node.id = "n" + std::to_string(index);
  node.name = words.next();
  node.class_name = words.next();
  node.role = static_cast<NodeRole>(index % 4);
  node.state = static_cast<NodeState>(index / 4 % 4);
  node.detail = words.next();
  node.message = words.next();
  node.activation = words.next();
  node.input_shapes = {words.next()};
  node.output_shapes = {words.next(), words.next()};
  node.dtypes = {words.next(), words.next()};
  if (node.role == NodeRole::kWeights) {
    node.weights = {{.name = words.next(), .shape = words.next(), .dtype = words.next()}};
  }
  node.cluster = index % 3 - 1;
  return node;
}

// Of the parts of an SVG all ids are different, and what they are made of is fit for XML and CSS.
void require_ids(const View& view) {
  SvgIds ids = svg_ids(view);
  std::set<std::string> seen;
  auto take = [&](const std::string& id) {
    require(seen.insert(id).second, "two ids are the same: " + id);
    bool is_word = std::all_of(id.begin(), id.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c == '-' || c == '_';
    });
    require(is_word && std::isdigit(static_cast<unsigned char>(id[0])) == 0, "no id: " + id);
  };
  std::for_each(ids.nodes.begin(), ids.nodes.end(), take);
  std::for_each(ids.clusters.begin(), ids.clusters.end(), take);
  take(ids.title);
  take(ids.description);
  for (const ViewNode& node : view.nodes) require_printable(facts_of(node));
  for (const ViewEdge& edge : view.edges) require_printable(facts_of(view, edge));
}

}  // namespace

void try_label(std::string_view input) {
  Words words(input.substr(0, 1 << 16));
  View view;
  view.options.show_dtype = view.options.show_layer_activations = true;
  view.title = words.next();
  for (int i = 0; i < 2; ++i) {
    view.clusters.push_back({.id = "c" + std::to_string(i),
                             .name = words.next(),
                             .class_name = words.next(),
                             .parent = i - 1,
                             .role = static_cast<FrameRole>(i)});
  }
  for (int i = 0; i < 16; ++i) {
    view.nodes.push_back(make_node(words, i));
    if (i > 0) view.edges.push_back({i - 1, i, words.next()});
  }
  require_ids(view);
  for (RankDir rankdir : {RankDir::kTB, RankDir::kLR}) {
    for (const char* theme : {"light", "keras"}) {
      std::string dot = write_dot(view, {.rankdir = rankdir, .theme = find_theme(theme)});
      require_printable(dot);
      require_dot(dot);
    }
  }
}

}  // namespace modelviz::fuzz
