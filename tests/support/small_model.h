// Models of a few layers, as the file of Keras 3 that holds them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace modelviz::test {

class SmallModel {
 public:
  /// An InputLayer: input("x", "[null, 8]").
  SmallModel& input(std::string_view name, std::string_view shape,
                    std::string_view dtype = "float32");
  /// A layer: layer("d", "Dense", R"("units": 4)", {"x [null, 8]"}). A source is the name of a
  /// layer, with #1 for another of its calls or :1 for another of its outputs, and the shape that
  /// is recorded of it (none, if it is left out).
  SmallModel& layer(std::string_view name, std::string_view class_name, std::string_view config,
                    const std::vector<std::string>& sources);
  /// A layer that is called several times.
  SmallModel& shared(std::string_view name, std::string_view class_name, std::string_view config,
                     const std::vector<std::vector<std::string>>& calls);
  /// An op node: op("y", "Add", "numpy", R"("x1": …)").
  SmallModel& op(std::string_view name, std::string_view class_name, std::string_view module,
                 std::string_view config, const std::vector<std::string>& sources);

  /// Its JSON, each layer on a line of its own: the first on line 2.
  [[nodiscard]] std::string json(const std::vector<std::string>& outputs) const;

 private:
  void add(std::string_view name, std::string_view class_name, std::string_view module,
           std::string_view config, const std::vector<std::vector<std::string>>& calls);

  std::vector<std::string> inputs_, layers_;
};

/// A Sequential: entries of "layers" as they are, each on a line of its own.
std::string sequential(const std::vector<std::string>& layers);

}  // namespace modelviz::test
