// What whole models cost, against published figures; and the conventions of FLOPs and memory.
#include "modelviz/cost.h"

#include <gtest/gtest.h>

#include <string>

#include "modelviz/document.h"

namespace modelviz::test {
namespace {

Cost cost_of(const std::string& file) {
  Model model = build(read(file));
  Run inferred = run(model);
  Cost cost = costs(*inferred.trace).at(0);
  return {of_one_sample(cost.macs), of_one_sample(cost.flops), of_one_sample(cost.memory)};
}

double number(const Dim& cost) { return static_cast<double>(cost.constant().value_or(-1)); }

TEST(Cost, OfModelsIsAsPublished) {
  struct Case {
    const char* model;
    double macs;
    const char* source;
  };
  const Case cases[] = {
      {"applications/VGG16", 15.47e9, "torchvision: VGG16_Weights.IMAGENET1K_V1, _ops 15.47"},
      {"applications/ResNet50", 3.86e9,
       "github.com/KamelAbdelouahab/CNN-Workload: ResNet50, total 3.86 G"},
      {"applications/MobileNetV2", 300e6,
       "github.com/tensorflow/models, research/slim/nets/mobilenet: mobilenet_v2_1.0_224, 300 M"},
      {"applications/EfficientNetB0", 0.386e9,
       "torchvision: EfficientNet_B0_Weights.IMAGENET1K_V1, _ops 0.386"},
      {"zoo/bert_base_encoder", 22.5e9 / 2,
       "Jiao et al., TinyBERT (2020), table of GLUE results: 22.5B FLOPs"},
  };
  for (const Case& c : cases) {
    Cost cost = cost_of(std::string(MODELVIZ_GOLDEN_DIR) + "/" + c.model + ".json");
    EXPECT_NEAR(number(cost.macs), c.macs, 0.01 * c.macs) << c.model << ": " << c.source;
  }
}

}  // namespace
}  // namespace modelviz::test
