// Pictures through Graphviz: right formats, same bytes, and a clear word where there is no picture.
#include "output/render.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pthread.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "modelviz/error.h"
#include "output/small_views.h"
#include "output/svg.h"
#include "support/process.h"

namespace modelviz::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::vector<ImageFormat> kAll = {ImageFormat::kPng, ImageFormat::kJpg, ImageFormat::kPdf,
                                       ImageFormat::kSvg, ImageFormat::kDot};

// The message of the Error that it throws.
template <class Action>
std::string refusal(Action action) {
  try {
    action();
  } catch (const Error& error) {
    EXPECT_EQ(error.fault, Fault::kOutput);
    return error.diagnostic.message;
  }
  return "nothing was thrown";
}

// An environment variable, for the length of a test.
class Environment {
 public:
  Environment(const char* name, const std::string& value) : name_(name) {
    setenv(name, value.c_str(), 1);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() { unsetenv(name_); }

 private:
  const char* name_;
};

struct Size {
  int width = 0, height = 0;
};

Size png_size(const std::string& png) {
  auto number = [&](std::size_t at) {
    int value = 0;
    for (std::size_t i = at; i < at + 4; ++i)
      value = value * 256 + static_cast<unsigned char>(png[i]);
    return value;
  };
  return {number(16), number(20)};
}

TEST(Render, DrawsAllFormatsFromOneLayout) {
  std::string dot = write_dot(chain(3));
  Rendering rendering = render(dot, kAll);
  EXPECT_THAT(rendering.warnings, IsEmpty());
  EXPECT_THAT(rendering.images, ElementsAre(StartsWith("\x89PNG"), StartsWith("\xFF\xD8"),
                                            StartsWith("%PDF"), StartsWith("<?xml"), dot));
  EXPECT_EQ(xml_fault(rendering.images[3]), "");
}

TEST(Render, GivesTheSameBytes) {
  std::string dot = write_dot(chain(3));
  Rendering first = render(dot, kAll);
  std::this_thread::sleep_for(1100ms);  // a PDF would say at which second it was made
  EXPECT_EQ(first.images, render(dot, kAll).images);
}

TEST(Render, ScalesBitmapsOnly) {
  std::string dot = write_dot(chain(3));
  const std::vector<ImageFormat> formats{ImageFormat::kPng, ImageFormat::kSvg, ImageFormat::kPdf};
  Rendering small = render(dot, formats, {.dpi = 96}), large = render(dot, formats, {.dpi = 192});
  EXPECT_NEAR(png_size(large.images[0]).width, 2 * png_size(small.images[0]).width, 2);
  EXPECT_EQ(small.images[1], large.images[1]);
  EXPECT_EQ(small.images[2], large.images[2]);
}

TEST(Render, DrawsTooLargeABitmapWithFewerDotsAndSaysSo) {
  Rendering rendering = render(write_dot(chain(200)), {ImageFormat::kPng, ImageFormat::kJpg},
                               {.dpi = 400, .max_pixels = 1'000'000});
  Size size = png_size(rendering.images[0]);
  EXPECT_LE(size.width * size.height, 1'000'000);
  EXPECT_GT(size.width * size.height, 900'000);
  ASSERT_EQ(rendering.warnings.size(), 2U);
  EXPECT_THAT(rendering.warnings[0], HasSubstr("at 400 dpi the picture would have "));
  EXPECT_THAT(rendering.warnings[0], HasSubstr("svg"));
}

TEST(Render, DrawsAPngBeyondTheLimitsOfCairo) {
  Size size = png_size(render(write_dot(chain(200)), {ImageFormat::kPng}, {.dpi = 400}).images[0]);
  EXPECT_GT(size.height, 40'000);
}

TEST(Render, DrawsABitmapAsWideAsAskedFor) {
  for (int width : {77, 640, 1600}) {
    Rendering rendering = render(write_dot(chain(3)), {ImageFormat::kPng}, {.width = width});
    EXPECT_EQ(png_size(rendering.images[0]).width, width);
  }
}

int forks = 0;

TEST(Render, DoesNotTouchGraphvizForDotAlone) {
  pthread_atfork([] { ++forks; }, nullptr, nullptr);
  int before = forks;
  EXPECT_THAT(render("anything", {ImageFormat::kDot, ImageFormat::kDot}).images,
              ElementsAre("anything", "anything"));
  EXPECT_EQ(forks, before);
  render("digraph {}", {ImageFormat::kSvg});
  EXPECT_EQ(forks, before + 1);
}

TEST(Render, TakesAnErrorOfGraphvizForOne) {
  struct Case {
    const char *dot, *message;
  };
  const Case cases[] = {
      {"digraph {", "Graphviz cannot read the graph: syntax error in line 1"},
      {"", "Graphviz cannot read the graph"},
      {"digraph { a [label=<<b>x & y</b>>] }",
       "Graphviz cannot lay out the graph: not well-formed"},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(refusal([&] { render(c.dot, {ImageFormat::kSvg}); }), StartsWith(c.message));
  }
}

TEST(Render, SaysWhichPartOfGraphvizIsMissing) {
  TemporaryFolder empty;
  Environment no_plugins("GVBINDIR", empty.path().string());
  EXPECT_EQ(refusal([] { render("digraph {}", {ImageFormat::kSvg}); }),
            "Graphviz is installed without its layout plugins");
}

TEST(Render, WarnsWhereThereIsNoFont) {
  TemporaryFolder folder;
  folder.write("fonts.conf", "<fontconfig><dir>" + (folder.path() / "none").string() +
                                 "</dir><cachedir>" + (folder.path() / "cache").string() +
                                 "</cachedir></fontconfig>");
  Environment no_fonts("FONTCONFIG_FILE", (folder.path() / "fonts.conf").string());
  Rendering rendering = render(write_dot(chain(1)), {ImageFormat::kPng});
  EXPECT_THAT(rendering.warnings, ElementsAre(StartsWith("no font is installed")));
}

// DejaVu has no Chinese, and nothing has characters for private use; joiners need no shape.
TEST(Render, WarnsWhereNoFontHasSomeCharacters) {
  View view = chain(2);
  view.nodes[0].name = "\uE123\uE124 \U0001F469\u200D";
  view.nodes[1].name = "é × … ö";
  Rendering rendering = render(write_dot(view), {ImageFormat::kPng});
  ASSERT_FALSE(rendering.warnings.empty());
  EXPECT_THAT(rendering.warnings[0], StartsWith("no font has the characters \uE123 \uE124"));
  EXPECT_THAT(rendering.warnings[0], testing::Not(HasSubstr("\u200D")));
  view.nodes[0].name = "plain";
  EXPECT_TRUE(render(write_dot(view), {ImageFormat::kPng}).warnings.empty());
}

TEST(Render, RefusesNoDots) {
  EXPECT_THROW(render("digraph {}", {ImageFormat::kPng}, {.dpi = 0}), Error);
  EXPECT_THROW(render("digraph {}", {ImageFormat::kPng}, {.dpi = -1}), Error);
  EXPECT_THROW(render("digraph {}", {ImageFormat::kPng}, {.width = -1}), Error);
  EXPECT_THROW(render("digraph {}", {ImageFormat::kPng}, {.max_pixels = 0}), Error);
}

// ---- other ways of drawing

constexpr const char *kGraph = "digraph {}", *kOrtho = "digraph { splines=ortho }";

Rendering draw_isolated(const std::string& dot, std::chrono::milliseconds time,
                        const IsolatedDrawing::Draw& draw) {
  return IsolatedDrawing({.formats = {ImageFormat::kPdf}}, time, draw).finish(dot);
}

Rendering good(const DrawRequest&, const TakeInput&) { return {.images = {"%PDF-1.5 x %%EOF\n"}}; }

Rendering hang(const DrawRequest&, const TakeInput&) {
  for (;;) std::this_thread::sleep_for(1h);
}

Rendering crash(const DrawRequest&, const TakeInput&) {
  std::fputs("libpath/shortest.c:324: Assertion failed\n", stderr);
  std::abort();
}

TEST(Render, SaysThatTheLayoutEngineCrashed) {
  EXPECT_EQ(refusal([] { draw_isolated(kGraph, 5s, crash); }),
            "the layout engine crashed (Aborted): libpath/shortest.c:324: Assertion failed");
}

TEST(Render, SaysThatTheTimeIsOver) {
  EXPECT_EQ(refusal([] { draw_isolated(kGraph, 1s, hang); }), "the picture is not ready after 1 s");
}

TEST(Render, RefusesHalfAPicture) {
  auto half = [](const DrawRequest&, const TakeInput&) {
    return Rendering{.images = {"%PDF-1.5 "}};
  };
  EXPECT_EQ(refusal([&] { draw_isolated(kGraph, 5s, half); }),
            "Graphviz made no pdf that can be used");
}

TEST(Render, FallsBackToCurvesWhereOrthoFails) {
  for (auto fail : {crash, hang}) {
    auto draw = [&](const DrawRequest& request, const TakeInput& take_dot) {
      return request.keep_ortho ? fail(request, take_dot) : good(request, take_dot);
    };
    Rendering rendering = draw_isolated(kOrtho, 2s, draw);
    EXPECT_EQ(rendering.images.size(), 1U);
    EXPECT_THAT(rendering.warnings, ElementsAre(HasSubstr("drawn as curves")));
  }
}

TEST(Render, FallsBackOnlyOnce) {
  EXPECT_THAT(refusal([] { draw_isolated(kOrtho, 5s, crash); }),
              StartsWith("the layout engine crashed"));
}

TEST(Render, ReplacesOrthoByCurves) {
  IsolatedDrawing drawing({.formats = {ImageFormat::kSvg}, .keep_ortho = false}, 5s, draw);
  Rendering rendering = drawing.finish(write_dot(chain(3), {.theme = find_theme("keras")}));
  EXPECT_THAT(titles(rendering.images[0], "edge"), ElementsAre("n0->n1", "n1->n2"));
}

}  // namespace
}  // namespace modelviz::test
