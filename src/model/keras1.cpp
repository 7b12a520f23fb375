// What Keras 1 (1.0 to 1.2, and 0.x) called otherwise: keys of configs and their values. Source:
// keras 1.2.2, and keras/legacy/interfaces.py of Keras 2.
#include <algorithm>

#include "model/reader.h"
#include "support/text.h"

namespace modelviz {
namespace {

// ---- values -------------------------------------------------------------------------------------

Value same(const Value& value) { return value; }

Value data_format(const Value& dim_ordering) {
  if (dim_ordering == Value("th")) return "channels_first";
  if (dim_ordering == Value("tf")) return "channels_last";
  return {};
}

Value implementation(const Value& consume_less) {
  if (consume_less == Value("gpu")) return 2;
  return consume_less == Value("mem") ? 1 : 0;
}

Value unit_forget_bias(const Value& forget_bias_init) {
  return forget_bias_init == Value("one") || forget_bias_init["class_name"] == Value("Ones");
}

// A dict with a key for each side, or a list of the sides of both axes.
Value zero_padding(const Value& padding) {
  if (padding.find("top_pad") || padding.find("left_pad")) {
    auto side = [&](std::string_view key) {
      const Value* size = padding.find(key);
      return size ? *size : Value(0);
    };
    List columns{side("left_pad"), side("right_pad")};
    if (!padding.find("top_pad") && !padding.find("bottom_pad")) return columns;
    return List{List{side("top_pad"), side("bottom_pad")}, std::move(columns)};
  }
  const List* sides = padding.as_list();
  if (!sides || sides->size() != 4) return padding;
  return List{List{(*sides)[0], (*sides)[1]}, List{(*sides)[2], (*sides)[3]}};
}

// [[1], [2]] is what 0.x wrote for [1, 2].
Value dot_axes(const Value& axes) {
  const List* list = axes.as_list();
  if (!list) return axes;
  List flat;
  for (const Value& axis : *list) {
    const List* inner = axis.as_list();
    flat.push_back(inner && inner->size() == 1 ? inner->front() : axis);
  }
  return flat;
}

// ---- keys ---------------------------------------------------------------------------------------

struct Rename {
  std::string_view from, to;
  std::string_view classes = {};  // words; none is any class
  Value (*convert)(const Value&) = same;
};

// Where two rows fit a class, the first counts.
constexpr Rename kRenames[] = {
    {"output_dim", "units", "Dense TimeDistributedDense MaxoutDense SimpleRNN GRU LSTM"},
    {"nb_filter", "filters"},
    {"filter_length", "kernel_size"},
    {"subsample_length", "strides"},
    {"subsample", "strides"},
    {"border_mode", "padding"},
    {"dim_ordering", "data_format", "", data_format},
    {"atrous_rate", "dilation_rate"},
    {"pool_length", "pool_size"},
    {"stride", "strides", "MaxPooling1D AveragePooling1D"},
    {"length", "size", "UpSampling1D"},
    {"p", "rate",
     "Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianDropout AlphaDropout"},
    {"sigma", "stddev", "GaussianNoise"},
    {"init", "embeddings_initializer", "Embedding"},
    {"init", "alpha_initializer", "PReLU"},
    {"init", "kernel_initializer"},
    {"inner_init", "recurrent_initializer"},
    {"inner_activation", "recurrent_activation"},
    {"W_regularizer", "embeddings_regularizer", "Embedding"},
    {"W_regularizer", "kernel_regularizer"},
    {"U_regularizer", "recurrent_regularizer"},
    {"b_regularizer", "bias_regularizer"},
    {"W_constraint", "embeddings_constraint", "Embedding"},
    {"W_constraint", "kernel_constraint"},
    {"U_constraint", "recurrent_constraint"},
    {"b_constraint", "bias_constraint"},
    {"bias", "use_bias"},
    {"dropout_W", "dropout"},
    {"dropout_U", "recurrent_dropout"},
    {"consume_less", "implementation", "", implementation},
    {"forget_bias_init", "unit_forget_bias", "", unit_forget_bias},
    {"beta_init", "beta_initializer", "BatchNormalization"},
    {"gamma_init", "gamma_initializer", "BatchNormalization"},
    {"input_dtype", "dtype", "InputLayer"},
    {"padding", "padding", "ZeroPadding1D ZeroPadding2D", zero_padding},
    {"dot_axes", "dot_axes", "Merge", dot_axes},
};

// One key that was one for each axis.
struct Gathered {
  std::string_view to;
  std::string_view from[3];
};
constexpr Gathered kGathered[] = {
    {"kernel_size", {"nb_row", "nb_col", ""}},
    {"kernel_size", {"kernel_dim1", "kernel_dim2", "kernel_dim3"}},
};

// Keys that no later Keras writes.
constexpr std::string_view kOnlyKeras1[] = {
    "nb_filter",    "nb_row",        "filter_length", "subsample", "subsample_length",
    "border_mode",  "dim_ordering",  "atrous_rate",   "init",      "inner_init",
    "pool_length",  "W_regularizer", "W_constraint",  "dropout_W", "consume_less",
    "input_config", "gamma_init",    "custom_name",
};

bool is_among(std::string_view word, std::string_view words) {
  auto all = split(words, ' ');
  return std::find(all.begin(), all.end(), word) != all.end();
}

// All layers of pictures and volumes say it, but for some that Keras 1 forgot.
bool takes_data_format(std::string_view class_name) {
  return class_name.ends_with("2D") || class_name.ends_with("3D");
}

class Converted {
 public:
  explicit Converted(std::shared_ptr<const Value> config) : original_(std::move(config)) {}

  [[nodiscard]] const Value& value() const { return changed_ ? *changed_ : *original_; }

  void set(std::string_view key, Value value) {
    if (!changed_) changed_ = *original_;
    changed_->set(key, std::move(value));
  }

  void erase(std::string_view key) {
    std::erase_if(*changed_->as_dict(), [&](const Member& m) { return m.key == key; });
  }

  std::shared_ptr<const Value> result() && {
    return changed_ ? std::make_shared<const Value>(*std::move(changed_)) : std::move(original_);
  }

 private:
  std::shared_ptr<const Value> original_;
  std::optional<Value> changed_;
};

void rename(Converted& config, std::string_view class_name) {
  for (const Rename& row : kRenames) {
    const Value* old = config.value().find(row.from);
    if (!old || !(row.classes.empty() || is_among(class_name, row.classes))) continue;
    bool is_new = row.from != row.to;
    if (is_new && config.value().find(row.to)) continue;
    config.set(row.to, row.convert(*old));
    if (is_new) config.erase(row.from);
  }
}

void gather(Converted& config) {
  for (const Gathered& row : kGathered) {
    List sizes;
    for (std::string_view key : row.from) {
      if (const Value* size = key.empty() ? nullptr : config.value().find(key)) {
        sizes.push_back(*size);
      }
    }
    bool is_complete = sizes.size() == (row.from[2].empty() ? 2U : 3U);
    if (!is_complete || config.value().find(row.to)) continue;
    config.set(row.to, std::move(sizes));
    for (std::string_view key : row.from) config.erase(key);
  }
}

}  // namespace

bool has_keras1_keys(const Value& value) {
  if (const List* list = value.as_list()) {
    return std::any_of(list->begin(), list->end(), has_keras1_keys);
  }
  const Dict* dict = value.as_dict();
  return dict && std::any_of(dict->begin(), dict->end(), [](const Member& m) {
           bool known = std::find(std::begin(kOnlyKeras1), std::end(kOnlyKeras1), m.key) !=
                        std::end(kOnlyKeras1);
           return known || has_keras1_keys(m.value);
         });
}

std::shared_ptr<const Value> keras1_to_keras2(std::string_view class_name,
                                              std::shared_ptr<const Value> config,
                                              const Dialect& dialect) {
  if (!config->is_dict()) return config;
  Converted converted(std::move(config));
  rename(converted, class_name);
  gather(converted);
  if (takes_data_format(class_name) && !converted.value().find("data_format") &&
      !dialect.data_format.is_none()) {
    converted.set("data_format", dialect.data_format);
  }
  return std::move(converted).result();
}

}  // namespace modelviz
