// Themes: their files, that all texts in them can be read, and that colours can be told apart by
// people who see fewer of them.
#include "modelviz/theme.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "modelviz/output.h"
#include "output/small_views.h"
#include "output/svg.h"

namespace modelviz::test {
namespace {

using testing::HasSubstr;
using testing::Not;

// ---- colours as they are seen -------------------------------------------------------------------

using Rgb = std::array<double, 3>;
using Matrix = std::array<Rgb, 3>;

// Linear light, as WCAG and the simulations below take it.
Rgb light_of(const std::string& color) {
  Rgb light{};
  for (std::size_t i = 0; i < 3; ++i) {
    double value = std::stoi(color.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    light[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  }
  return light;
}

double luminance(const std::string& color) {
  Rgb light = light_of(color);
  return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
}

double contrast(const std::string& a, const std::string& b) {
  double low = luminance(a), high = luminance(b);
  if (low > high) std::swap(low, high);
  return (high + 0.05) / (low + 0.05);
}

Rgb multiply(const Matrix& matrix, const Rgb& vector) {
  Rgb result{};
  for (std::size_t i = 0; i < 3; ++i) {
    for (std::size_t j = 0; j < 3; ++j) result[i] += matrix[i][j] * vector[j];
  }
  return result;
}

struct Sight {
  const char* name;
  Matrix matrix;
};

// Machado, Oliveira, Fernandes (2009), severity 1.
constexpr Sight kSights[] = {
    {"all cones", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    {"protanopia",
     {{{0.152286, 1.052583, -0.204868},
       {0.114503, 0.786281, 0.099216},
       {-0.003882, -0.048116, 1.051998}}}},
    {"deuteranopia",
     {{{0.367322, 0.860646, -0.227968},
       {0.280085, 0.672501, 0.047413},
       {-0.011820, 0.042940, 0.968881}}}},
    {"tritanopia",
     {{{1.255528, -0.076749, -0.178779},
       {-0.078411, 0.930809, 0.147602},
       {0.004733, 0.691367, 0.303900}}}},
};

Rgb lab_of(const std::string& color, const Matrix& sight) {
  constexpr Matrix kXyz{
      {{0.4124, 0.3576, 0.1805}, {0.2126, 0.7152, 0.0722}, {0.0193, 0.1192, 0.9505}}};
  constexpr Rgb kWhite{0.95047, 1, 1.08883};
  Rgb light = multiply(sight, light_of(color));
  for (double& channel : light) channel = std::clamp(channel, 0.0, 1.0);
  Rgb xyz = multiply(kXyz, light);
  for (std::size_t i = 0; i < 3; ++i) {
    double part = xyz[i] / kWhite[i];
    xyz[i] = part > 0.008856 ? std::cbrt(part) : 7.787 * part + 16.0 / 116;
  }
  return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

double distance(const std::string& a, const std::string& b, const Sight& sight) {
  Rgb x = lab_of(a, sight.matrix), y = lab_of(b, sight.matrix);
  return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

class EveryTheme : public testing::TestWithParam<const char*> {
 protected:
  Theme theme = find_theme(GetParam());
};

constexpr double kReadable = 4.5;  // WCAG 2, level AA

TEST_P(EveryTheme, WritesWithInksThatCanBeRead) {
  for (const auto& [name, colors] : theme.colors) {
    EXPECT_GE(contrast(colors.text, colors.fill), kReadable) << name;
    bool is_header =
        theme.box == BoxForm::kTable && !name.starts_with("inside") && !name.starts_with("frames");
    if (is_header) continue;  // has no other text
    EXPECT_GE(contrast(theme.text, colors.fill), kReadable) << name;
    if (!name.starts_with("scale")) {
      EXPECT_GE(contrast(theme.quiet_text, colors.fill), kReadable) << name;
    }
  }
  EXPECT_GE(contrast(theme.text, theme.background), kReadable);
  EXPECT_GE(contrast(theme.quiet_text, theme.background), kReadable);
}

TEST_P(EveryTheme, DrawsArrowsThatCanBeSeen) {
  for (const std::string& ground :
       {theme.background, theme.at("frames.outer").fill, theme.at("frames.inner").fill}) {
    EXPECT_GE(contrast(theme.edge, ground), 3.0);
  }
}

TEST_P(EveryTheme, HasAScaleThatIsOneInGrey) {
  std::vector<double> steps;
  for (int i = 0; i < kColorSteps; ++i) {
    steps.push_back(luminance(theme.at("scale." + std::to_string(i)).fill));
  }
  if (steps.front() > steps.back()) std::reverse(steps.begin(), steps.end());
  EXPECT_TRUE(std::is_sorted(steps.begin(), steps.end()));
  EXPECT_EQ(std::adjacent_find(steps.begin(), steps.end()), steps.end());
}

INSTANTIATE_TEST_SUITE_P(Theme, EveryTheme,
                         testing::Values("light", "dark", "auto", "print", "keras"));

// The other kinds share the colours of one of these, or are no layers to be told apart by colour.
constexpr LayerKind kColorful[] = {
    LayerKind::kCore,       LayerKind::kConvolution, LayerKind::kPooling,
    LayerKind::kRecurrent,  LayerKind::kAttention,   LayerKind::kNormalization,
    LayerKind::kActivation, LayerKind::kMerging,     LayerKind::kPreprocessing,
    LayerKind::kCustom,     LayerKind::kOp};

TEST(Theme, TellsKindsApartWhicheverConesTheReaderHas) {
  constexpr double kDifferent = 10;  // CIE76; side by side 2.3 is just noticeable
  for (const char* name : {"light", "dark"}) {
    Theme theme = find_theme(name);
    for (const Sight& sight : kSights) {
      for (LayerKind a : kColorful) {
        for (LayerKind b : kColorful) {
          if (a >= b) continue;
          EXPECT_GE(distance(theme.of(a).border, theme.of(b).border, sight), kDifferent)
              << name << ", " << sight.name << ": " << text(a) << " and " << text(b);
        }
      }
    }
  }
}

TEST(Theme, PrintsInGreys) {
  for (const auto& [name, colors] : find_theme("print").colors) {
    for (const std::string& color : {colors.fill, colors.border, colors.text}) {
      EXPECT_TRUE(color.substr(1, 2) == color.substr(3, 2) &&
                  color.substr(3, 2) == color.substr(5, 2))
          << name << " " << color;
    }
  }
}

// ---- files --------------------------------------------------------------------------------------

Theme theme_of(const std::string& members) {
  return parse_theme(R"({"schema": "modelviz.theme/1", "extends": "light", )" + members + "}",
                     "mine.json");
}

TEST(Theme, ChangesWhatItSaysOfTheOneThatItExtends) {
  Theme light = find_theme("light");
  Theme mine = theme_of(R"("background": "transparent", "font": "Inter", "box": "table",
    "kinds": {"convolution": {"fill": "#ABCDEF"}, "pooling": "convolution", "input": "core"})");
  EXPECT_EQ(mine.background, "transparent");
  EXPECT_EQ(mine.font, "Inter");
  EXPECT_EQ(mine.box, BoxForm::kTable);
  EXPECT_EQ(mine.at("kinds.convolution").fill, "#abcdef");
  EXPECT_EQ(mine.at("kinds.convolution").border, light.at("kinds.convolution").border);
  EXPECT_EQ(mine.at("kinds.pooling").fill, "#abcdef");
  // In light a model has the colours of an input, whatever those are.
  EXPECT_EQ(mine.at("kinds.model").fill, light.at("kinds.core").fill);
  EXPECT_EQ(mine.text, light.text);
}

TEST(Theme, ChangesAPartOfAColourThatStandsForAnother) {
  Theme mine = theme_of(R"("kinds": {"model": {"border": "#000000"}})");
  EXPECT_EQ(mine.at("kinds.model").border, "#000000");
  EXPECT_EQ(mine.at("kinds.model").fill, find_theme("light").at("kinds.input").fill);
}

TEST(Theme, SaysWhatIsWrongWithAFile) {
  struct Case {
    const char* json;
    const char* place;
    const char* message;
  };
  const std::string head = R"({"schema": "modelviz.theme/1", "extends": "light", )";
  const Case cases[] = {
      {R"("kinds": {"dense": {}}})", "/kinds/dense", "kinds has no member 'dense'"},
      {R"("backgruond": "#ffffff"})", "/backgruond", "did you mean background?"},
      {R"("text": "black"})", "/text", "'black' is no colour"},
      {R"("text": 3})", "/text", "a colour is missing"},
      {R"("edge": "#12345g"})", "/edge", "'#12345g' is no colour"},
      {R"("box": "round"})", "/box", "use card or table"},
      {R"("scale": []})", "/scale", "7 colours"},
      {R"("plain": {"fill": "#ffffff", "line": "#000000"}})", "/plain/line", "no member 'line'"},
      {R"("states": {"failed": "corre"}})", "/states/failed", "did you mean core?"},
      {R"("kinds": {"core": "custom", "custom": "core"}})", "/kinds/", "no kind of layer"},
      {R"("dark": "night"})", "/dark", "no theme is called 'night'"},
      {R"("dark": {"text": "x"}})", "/dark/text", "'x' is no colour"},
      {R"("dark": 3})", "/dark", "must be an object"},
      {R"("kinds": []})", "/kinds", "must be an object"},
  };
  for (const Case& c : cases) {
    try {
      parse_theme(head + c.json, "mine.json");
      ADD_FAILURE() << c.json;
    } catch (const Error& error) {
      EXPECT_EQ(error.fault, Fault::kUsage);
      EXPECT_EQ(error.diagnostic.file, "mine.json");
      EXPECT_THAT(error.diagnostic.json_path, HasSubstr(c.place)) << c.json;
      EXPECT_THAT(error.diagnostic.text(), HasSubstr(c.message)) << c.json;
    }
  }
  for (const char* json : {"{}", "[1]", "not json", R"({"schema": "modelviz.theme/2"})",
                           R"({"schema": "modelviz.theme/1"})", ""}) {
    EXPECT_THROW(parse_theme(json, "mine.json"), Error) << json;
  }
}

// ---- in pictures --------------------------------------------------------------------------------

std::string picture(const char* theme, ImageFormat format) {
  Renderer renderer({format});
  return renderer.render(chain(2), {.theme = find_theme(theme)}).images[0];
}

TEST(Theme, AutoFollowsTheReaderInAnSvgAndIsLightElsewhere) {
  std::string svg = picture("auto", ImageFormat::kSvg);
  EXPECT_EQ(xml_fault(svg), "");
  EXPECT_THAT(svg, HasSubstr("@media (prefers-color-scheme: dark)"));
  Theme dark = find_theme("dark");
  for (const std::string& color :
       {dark.background, dark.text, dark.edge, dark.at("kinds.core").fill}) {
    EXPECT_THAT(svg, HasSubstr("fill:" + color)) << color;
  }
  EXPECT_THAT(picture("light", ImageFormat::kSvg), Not(HasSubstr("prefers-color-scheme")));
  EXPECT_THAT(picture("auto", ImageFormat::kDot), Not(HasSubstr(dark.background)));
}

// Two colours that are one in light and two in dark must be told apart in the SVG.
TEST(Theme, AutoHasARuleForEachColour) {
  View view = chain(2);
  view.nodes[1].state = NodeState::kUnknown;  // white, as the page is
  Renderer renderer({ImageFormat::kSvg});
  std::string svg = renderer
                        .render(view, {.theme = theme_of(R"("dark": {"extends": "dark",
        "states": {"unknown": {"fill": "#123456", "border": "#ffffff", "text": "#ffffff"}}})")})
                        .images[0];
  EXPECT_THAT(svg, HasSubstr("{fill:#123456}"));
  EXPECT_THAT(svg, HasSubstr("{fill:" + find_theme("dark").background + "}"));
}

// It would be black: a jpg has no transparency.
TEST(Theme, IsWhiteInAJpgWhereItIsTransparent) {
  auto jpg = [](const std::string& background) {
    Theme theme = theme_of("\"background\": \"" + background + "\"");
    Renderer renderer({ImageFormat::kJpg, ImageFormat::kSvg});
    return renderer.render(chain(1), {.theme = theme}).images;
  };
  EXPECT_EQ(jpg("transparent")[0], jpg("#ffffff")[0]);
  EXPECT_NE(jpg("transparent")[1], jpg("#ffffff")[1]);
}

TEST(Theme, PaintsEachPartOfAPicture) {
  View view = chain(3);
  view.nodes[0].kind = LayerKind::kConvolution;
  view.nodes[1].color = "scale.3";
  view.nodes[2].role = NodeRole::kWeights;
  view.nodes[2].cluster = 0;
  view.clusters = {{"c0", "frame", "Functional", -1}};
  for (const char* name : {"light", "dark", "print"}) {
    Theme theme = find_theme(name);
    std::string dot = write_dot(view, {.theme = theme});
    for (const std::string& color :
         {theme.background, theme.text, theme.edge, theme.at("kinds.convolution").fill,
          theme.at("scale.3").border, theme.at("inside.weights").fill,
          theme.at("frames.outer").fill}) {
      EXPECT_THAT(dot, HasSubstr(color)) << name;
    }
  }
}

}  // namespace
}  // namespace modelviz::test
