#include "layers/golden_cases.h"

#include <algorithm>
#include <charconv>

#include "document/json.h"
#include "model/reader.h"
#include "modelviz/infer.h"
#include "modelviz/layer.h"
#include "support/golden.h"
#include "support/text.h"

namespace modelviz::test {
namespace {

constexpr std::string_view kSeparator = " ; ";

// "float32[None,10,5]"
std::optional<Value> read_tensor(Trace& trace, std::string_view text) {
  std::size_t bracket = text.find('[');
  if (bracket == std::string_view::npos || !text.ends_with(']')) return std::nullopt;
  auto dtype = parse_dtype(text.substr(0, bracket));
  if (!dtype) return std::nullopt;
  Shape shape;
  std::string_view sizes = text.substr(bracket + 1, text.size() - bracket - 2);
  for (std::string_view size :
       sizes.empty() ? std::vector<std::string_view>() : split(sizes, ',')) {
    std::int64_t number = 0;
    bool known = std::from_chars(size.data(), size.data() + size.size(), number).ec == std::errc();
    shape.push_back(known           ? Dim(number)
                    : shape.empty() ? Dim::symbol("batch")
                                    : trace.unknown_dim());
  }
  return trace.add_tensor({std::move(shape), *dtype});
}

Value with_tensors(Trace& trace, Value value) {
  if (const std::string* text = value.as_string()) {
    return read_tensor(trace, *text).value_or(value);
  }
  if (List* list = value.as_list()) {
    for (Value& item : *list) item = with_tensors(trace, std::move(item));
  } else if (Dict* dict = value.as_dict()) {
    for (Member& member : *dict) member.value = with_tensors(trace, std::move(member.value));
  }
  return value;
}

std::vector<std::string> calls_of(std::string_view cell) {
  std::vector<std::string> calls;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = cell.find(kSeparator);
    calls.emplace_back(cell.substr(0, end));
    if (end != std::string_view::npos) cell.remove_prefix(end + kSeparator.size());
  }
  return calls;
}

std::string outputs_text(const Tensors& outputs) {
  std::vector<std::string> texts;
  for (const Tensor& output : outputs) texts.push_back(output.type().keras_text());
  return join(texts, " , ");
}

std::string run_calls(const LayerQuestion& question) {
  auto read = [](const std::string& json) { return parse_json(json, "golden", {}); };
  Value entry = read(question.layer);
  entry.set("module", "keras.layers");
  Layer layer = read_layer(Place{std::make_shared<const Value>(std::move(entry)), ""}, Dialect{});
  Run run;
  run.trace = std::make_unique<Trace>();
  std::vector<std::string> outputs, kwargs = calls_of(question.kwargs);
  for (const std::string& args : calls_of(question.args)) {
    List positional = *with_tensors(*run.trace, read(args)).as_list();
    Dict named;
    if (question.kwargs != "-") {
      named = *with_tensors(*run.trace, read(kwargs.at(outputs.size()))).as_dict();
    }
    outputs.push_back(
        outputs_text(run_layer(*run.trace, layer, std::move(positional), std::move(named))));
  }
  Params params = run.params_of(layer);
  std::string weights = weights_text(run, layer);
  std::vector<std::string> cells{join(outputs, kSeparator), weights.empty() ? "-" : weights,
                                 std::to_string(params.total),
                                 std::to_string(layer.trainable() ? params.trainable : 0)};
  return join(cells, "\t");
}

}  // namespace

std::string answer(const LayerQuestion& question) {
  try {
    return run_calls(question);
  } catch (const Error& error) {
    return "error: " + error.diagnostic.message;
  } catch (const UnknownShape&) {
    return "unknown";
  }
}

std::vector<LayerQuestion> read_layer_questions(const std::filesystem::path& file) {
  std::vector<LayerQuestion> questions;
  for (const std::string& line : read_golden(file)) {
    auto cells = split(line, '\t');
    std::vector<std::string> answer(cells.begin() + 3, cells.end());
    bool refused = answer[0].starts_with("error ");
    questions.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                         refused ? answer[0] : join(answer, "\t")});
  }
  return questions;
}

std::vector<std::filesystem::path> layer_question_files(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  std::filesystem::path path = std::filesystem::path(MODELVIZ_GOLDEN_DIR) / folder;
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.path().filename() != "keras_fails.tsv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace modelviz::test
