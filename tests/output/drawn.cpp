#include "output/drawn.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "output/facts.h"
#include "output/svg_ids.h"
#include "support/text.h"
#include "support/xml.h"

namespace modelviz::test {
namespace {

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;

  void add(Point p) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  [[nodiscard]] bool overlaps(const Box& other) const {
    constexpr double kHair = 0.5;
    return left + kHair < other.right && other.left + kHair < right && top + kHair < other.bottom &&
           other.top + kHair < bottom;
  }
  [[nodiscard]] bool holds(const Box& inner) const {
    constexpr double kHair = 0.5;
    return left <= inner.left + kHair && top <= inner.top + kHair && right + kHair >= inner.right &&
           bottom + kHair >= inner.bottom;
  }
  /// How far a point is from the border.
  [[nodiscard]] double distance(Point p) const {
    double x = std::max({left - p.x, 0.0, p.x - right}),
           y = std::max({top - p.y, 0.0, p.y - bottom});
    if (x > 0 || y > 0) return std::hypot(x, y);
    return std::min({p.x - left, right - p.x, p.y - top, bottom - p.y});
  }
};

std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> numbers;
  for (const char* at = text.c_str(); *at != '\0';) {
    char* end = nullptr;
    double number = std::strtod(at, &end);
    if (end == at) {
      ++at;
      continue;
    }
    numbers.push_back(number);
    at = end;
  }
  return numbers;
}

double number_of(const XmlElement& element, std::string_view key) {
  return std::strtod(element.attribute(key).c_str(), nullptr);
}

// The corners of a path: M x,y, then C with six numbers for each curve, V and H with one.
std::vector<Point> corners_of(const std::string& path) {
  std::vector<Point> points;
  for (std::size_t at = 0; at < path.size();) {
    char command = path[at];
    std::size_t end = path.find_first_of("MCVH", at + 1);
    std::vector<double> numbers = numbers_in(path.substr(at + 1, end - at - 1));
    if (command == 'V') {
      points.push_back({points.back().x, numbers.at(0)});
    } else if (command == 'H') {
      points.push_back({numbers.at(0), points.back().y});
    } else {
      for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
        points.push_back({numbers[i], numbers[i + 1]});
      }
    }
    at = std::min(end, path.size());
  }
  return points;
}

std::vector<Point> points_of(const XmlElement& polygon) {
  std::vector<double> numbers = numbers_in(polygon.attribute("points"));
  std::vector<Point> points;
  for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
    points.push_back({numbers[i], numbers[i + 1]});
  }
  return points;
}

// Of the shapes of a group, without its words.
Box box_of(const XmlElement& group) {
  Box box;
  for (const XmlElement* rect : group.all("rect")) {
    double x = number_of(*rect, "x"), y = number_of(*rect, "y");
    box.add({x, y});
    box.add({x + number_of(*rect, "width"), y + number_of(*rect, "height")});
  }
  for (const XmlElement* path : group.all("path")) {
    for (Point p : corners_of(path->attribute("d"))) box.add(p);
  }
  for (const XmlElement* polygon : group.all("polygon")) {
    for (Point p : points_of(*polygon)) box.add(p);
  }
  return box;
}

std::string title_of(const XmlElement& group) {
  const XmlElement* title = group.child("title");
  return title == nullptr ? "" : title->text;
}

// XML forbids U+FFFE and U+FFFF.
std::string fit_for_xml(std::string text) {
  for (std::size_t i = 0; (i = text.find("\xEF\xBF", i)) != std::string::npos; i += 3) {
    if (text[i + 2] == '\xBE' || text[i + 2] == '\xBF') text[i + 2] = '\xBD';
  }
  return text;
}

class Inspector {
 public:
  Inspector(const XmlElement& svg, const View& view) : svg_(svg), view_(view) {}

  std::string inspect() {
    SvgIds ids = svg_ids(view_);
    std::map<std::string, const XmlElement*> groups;
    std::set<std::string> all_ids;
    std::vector<const XmlElement*> edges;
    for (const XmlElement* group : svg_.all("g")) {
      std::string kind = group->attribute("class"), id = group->attribute("id");
      if (kind == "edge") edges.push_back(group);
      if (kind == "node" || kind == "cluster") groups[id] = group;
      if (!id.empty() && !all_ids.insert(id).second) fault("two are called " + id);
    }
    take_boxes(groups, ids.nodes, nodes_);
    take_boxes(groups, ids.clusters, clusters_);
    for (const auto& [id, group] : groups) fault("too much: " + id);
    check_titles(ids);
    if (faults_.empty()) {
      check_overlaps();
      check_frames();
      check_edges(edges);
    }
    return faults_;
  }

 private:
  void fault(const std::string& what) { faults_ += what + "\n"; }

  void take_boxes(std::map<std::string, const XmlElement*>& groups,
                  const std::vector<std::string>& ids, std::vector<Box>& boxes) {
    for (const std::string& id : ids) {
      auto group = groups.find(id);
      if (group == groups.end()) {
        fault("missing: " + id);
        boxes.emplace_back();
        continue;
      }
      boxes.push_back(box_of(*group->second));
      titles_[id] = title_of(*group->second);
      groups.erase(group);
    }
  }

  void check_titles(const SvgIds& ids) {
    for (std::size_t i = 0; i < view_.nodes.size(); ++i) {
      std::string name = fit_for_xml(sanitize(name_of(view_.nodes[i])));
      if (!titles_[ids.nodes[i]].starts_with(name)) fault("no title: " + ids.nodes[i]);
    }
  }

  void check_overlaps() {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        if (!nodes_[i].overlaps(nodes_[k])) continue;
        fault(view_.nodes[k].name + " and " + view_.nodes[i].name + " overlap");
      }
    }
  }

  // A frame holds what is in it, and no more.
  void check_frames() {
    for (std::size_t c = 0; c < clusters_.size(); ++c) {
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        bool is_in = is_within(view_.nodes[i].cluster, static_cast<int>(c));
        if (is_in && !clusters_[c].holds(nodes_[i])) {
          fault(view_.nodes[i].name + " lies outside of " + view_.clusters[c].name);
        }
        if (!is_in && clusters_[c].overlaps(nodes_[i])) {
          fault(view_.nodes[i].name + " lies in " + view_.clusters[c].name);
        }
      }
    }
  }

  [[nodiscard]] bool is_within(int cluster, int outer) const {
    while (cluster >= 0 && cluster != outer) {
      cluster = view_.clusters[static_cast<std::size_t>(cluster)].parent;
    }
    return cluster == outer;
  }

  // Each arrow of the picture is one of the view that has its title and joins its boxes.
  void check_edges(const std::vector<const XmlElement*>& drawn) {
    std::multimap<std::string, std::size_t> meant;
    for (std::size_t i = 0; i < view_.edges.size(); ++i) {
      meant.emplace(fit_for_xml(facts_of(view_, view_.edges[i])), i);
    }
    for (const XmlElement* group : drawn) {
      auto [first, last] = meant.equal_range(title_of(*group));
      auto fitting = std::find_if(first, last, [&](const auto& candidate) {
        return joins(*group, view_.edges[candidate.second]);
      });
      if (fitting == last) {
        fault("an arrow that is none: " + title_of(*group));
      } else {
        meant.erase(fitting);
      }
    }
    for (const auto& [title, edge] : meant) fault("no arrow: " + title);
  }

  [[nodiscard]] bool joins(const XmlElement& group, const ViewEdge& edge) const {
    const XmlElement *path = group.child("path"), *head = group.child("polygon");
    if (path == nullptr || head == nullptr) return false;
    constexpr double kNear = 3;
    Point start = corners_of(path->attribute("d")).front(), tip = points_of(*head).at(1);
    const Box& to = edge.to_cluster >= 0 ? clusters_[static_cast<std::size_t>(edge.to_cluster)]
                                         : nodes_[static_cast<std::size_t>(edge.to)];
    return nodes_[static_cast<std::size_t>(edge.from)].distance(start) < kNear &&
           to.distance(tip) < kNear;
  }

  const XmlElement& svg_;
  const View& view_;
  std::vector<Box> nodes_, clusters_;
  std::map<std::string, std::string> titles_;
  std::string faults_;
};

}  // namespace

std::string faults_of(std::string_view svg, const View& view) {
  try {
    return Inspector(read_xml(svg), view).inspect();
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

}  // namespace modelviz::test
