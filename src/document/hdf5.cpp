#include "document/hdf5.h"

#include <algorithm>
#include <string_view>

#include "document/hdf5_library.h"
#include "support/isolation.h"
#include "support/text.h"

namespace modelviz {
namespace {

constexpr unsigned kReadOnly = 0;  // H5F_ACC_RDONLY is a macro that calls the library

[[noreturn]] void fail_damaged(const std::string& file, const std::string& what) {
  fail_reading(file, what + "is an HDF5 file, but damaged or not complete: HDF5 cannot read it",
               "Was it downloaded or copied to the end?");
}

// An identifier of HDF5 with the function that closes it. Negative: there is no such thing.
class Id {
 public:
  Id(hid_t id, herr_t (*close)(hid_t)) : id_(id), close_(close) {}
  ~Id() {
    if (id_ >= 0) close_(id_);
  }
  Id(const Id&) = delete;
  Id& operator=(const Id&) = delete;
  operator hid_t() const { return id_; }
  [[nodiscard]] bool exists() const { return id_ >= 0; }

 private:
  hid_t id_;
  herr_t (*close_)(hid_t);
};

struct Names {
  std::vector<std::string> names;
  std::size_t limit = 0;
};

// Only links within the file: others would have the library open what a stranger wrote into them.
herr_t take_link(hid_t, const char* name, const H5L_info_t* info, void* taken) {
  Names& names = *static_cast<Names*>(taken);
  if (info->type != H5L_TYPE_HARD) return 0;
  if (names.names.size() >= names.limit) return 1;
  names.names.emplace_back(name);
  return 0;
}

Id open_object(hid_t parent, const std::string& path) {
  return {hdf5().open_object(parent, path.c_str(), H5P_DEFAULT), hdf5().close_object};
}

std::string until_zero(const char* text, std::size_t size) {
  std::string_view view(text, size);
  return std::string(view.substr(0, view.find('\0')));
}

std::vector<std::string> read_texts(hid_t attribute, std::size_t limit) {
  const Hdf5Library& lib = hdf5();
  Id type(lib.attribute_type(attribute), lib.close_type);
  Id space(lib.attribute_space(attribute), lib.close_space);
  if (!type.exists() || !space.exists() || lib.class_of(type) != H5T_STRING) return {};
  hssize_t points = lib.count_of(space);
  if (points <= 0 || static_cast<std::size_t>(points) > limit) return {};
  auto count = static_cast<std::size_t>(points);
  std::vector<std::string> texts;
  if (lib.is_variable_text(type) > 0) {
    std::vector<char*> pointers(count, nullptr);
    if (lib.read_attribute(attribute, type, pointers.data()) < 0) return {};
    for (const char* text : pointers) texts.emplace_back(text ? text : "");
    lib.reclaim(type, space, H5P_DEFAULT, pointers.data());
    return texts;
  }
  std::size_t size = lib.size_of(type);
  if (size == 0 || size > limit / count) return {};
  std::string bytes(size * count, '\0');
  if (lib.read_attribute(attribute, type, bytes.data()) < 0) return {};
  for (std::size_t i = 0; i < count; ++i) texts.push_back(until_zero(&bytes[i * size], size));
  return texts;
}

std::vector<std::string> read_texts(hid_t object, const char* name, std::size_t limit) {
  const Hdf5Library& lib = hdf5();
  if (lib.attribute_exists(object, name) <= 0) return {};
  Id attribute(lib.open_attribute(object, name, H5P_DEFAULT), lib.close_attribute);
  if (!attribute.exists()) return {};
  return read_texts(attribute, limit);
}

DType read_dtype(hid_t array) {
  const Hdf5Library& lib = hdf5();
  Id type(lib.array_type(array), lib.close_type);
  if (!type.exists()) return DType::kUnknown;
  std::string bits = std::to_string(8 * lib.size_of(type));
  switch (lib.class_of(type)) {
    case H5T_FLOAT:
      return parse_dtype("float" + bits).value_or(DType::kUnknown);
    case H5T_INTEGER:
      return parse_dtype((lib.sign_of(type) == H5T_SGN_NONE ? "uint" : "int") + bits)
          .value_or(DType::kUnknown);
    case H5T_ENUM:  // as h5py writes it
      return DType::kBool;
    case H5T_STRING:
      return DType::kString;
    default:
      return DType::kUnknown;
  }
}

TensorType read_type(hid_t array, std::size_t limit) {
  const Hdf5Library& lib = hdf5();
  TensorType type{.dtype = read_dtype(array)};
  // Keras stores what HDF5 has no type for as something else, and says so.
  if (auto names = read_texts(array, "dtype", limit); !names.empty()) {
    type.dtype = parse_dtype(names[0]).value_or(type.dtype);
  }
  Id space(lib.array_space(array), lib.close_space);
  int rank = space.exists() ? lib.rank_of(space) : -1;
  if (rank < 0) return type;
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  lib.sizes_of(space, sizes.data(), nullptr);
  type.shape.emplace();
  for (hsize_t size : sizes) type.shape->push_back(static_cast<std::int64_t>(size));
  return type;
}

}  // namespace

struct Hdf5File::State {
  Input input;
  std::string what;
  ReadLimits limits;
  Id properties, file;

  State(Input from, std::string what, const ReadLimits& limits)
      : input(std::move(from)),
        what(std::move(what)),
        limits(limits),
        properties(access_properties(input), hdf5().close_properties),
        file(hdf5().open_file("input", kReadOnly, properties), hdf5().close_file) {}

  [[nodiscard]] std::vector<std::string> links(hid_t group) const {
    Names found{.names = {}, .limit = limits.entries};
    hsize_t position = 0;
    hdf5().iterate_links(group, H5_INDEX_NAME, H5_ITER_INC, &position, take_link, &found);
    return std::move(found.names);
  }

  [[nodiscard]] Id open(const std::string& path) const {
    // Each step of the path is a link of this file.
    std::string group = "/";
    for (std::string_view step : split(path, '/')) {
      if (step.empty()) continue;
      Id parent = open_object(file, group);
      auto names = parent.exists() ? links(parent) : std::vector<std::string>();
      if (std::find(names.begin(), names.end(), step) == names.end()) {
        return {-1, hdf5().close_object};
      }
      group += std::string(step) + "/";
    }
    return open_object(file, group);
  }
};

Hdf5File::Hdf5File(Input input, std::string what, const ReadLimits& limits)
    : state_(std::make_unique<State>(std::move(input), std::move(what), limits)) {
  if (!state_->file.exists()) fail_damaged(state_->input.file(), state_->what);
}

Hdf5File::~Hdf5File() = default;
Hdf5File::Hdf5File(Hdf5File&&) noexcept = default;

bool Hdf5File::has(const std::string& path) const { return state_->open(path).exists(); }

bool Hdf5File::has_attribute(const std::string& group, const std::string& name) const {
  Id object = state_->open(group);
  return object.exists() && hdf5().attribute_exists(object, name.c_str()) > 0;
}

std::vector<std::string> Hdf5File::texts(const std::string& group, const std::string& name) const {
  Id object = state_->open(group);
  if (!object.exists()) return {};
  return read_texts(object, name.c_str(), state_->limits.bytes);
}

namespace {

// dense_2 comes before dense_10.
bool comes_before(std::string_view a, std::string_view b) {
  auto digits = [](std::string_view text) {
    std::size_t i = 0;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i;
  };
  while (!a.empty() && !b.empty()) {
    std::size_t m = digits(a), n = digits(b);
    if (m > 0 && n > 0 && m != n) return m < n;
    std::size_t step = m > 0 && n > 0 ? m : 1;
    if (int order = a.substr(0, step).compare(b.substr(0, step)); order != 0) return order < 0;
    a.remove_prefix(step);
    b.remove_prefix(step);
  }
  return a.size() < b.size();
}

}  // namespace

StoredGroup Hdf5File::groups(const std::string& path) const {
  std::size_t entries = 0;
  auto read = [&](auto& self, hid_t group, std::string name, std::size_t depth) -> StoredGroup {
    StoredGroup stored{.name = std::move(name)};
    if (auto layer = read_texts(group, "name", state_->limits.bytes); !layer.empty()) {
      stored.layer = layer[0];
    }
    std::vector<std::string> names = state_->links(group);
    std::sort(names.begin(), names.end(), comes_before);
    for (std::string& link : names) {
      if (++entries > state_->limits.entries || depth > state_->limits.depth) {
        fail_reading(state_->input.file(),
                     state_->what + "holds more groups than any model has, or in too deep nesting");
      }
      Id object = open_object(group, "./" + link);
      H5I_type_t type = object.exists() ? hdf5().type_of(object) : H5I_BADID;
      if (type == H5I_GROUP) {
        stored.groups.push_back(self(self, object, std::move(link), depth + 1));
      } else if (type == H5I_DATASET) {
        stored.weights.push_back({std::move(link), read_type(object, state_->limits.bytes)});
      }
    }
    return stored;
  };
  Id object = state_->open(path);
  if (!object.exists() || hdf5().type_of(object) != H5I_GROUP) return {};
  return read(read, object, {}, 0);
}

std::vector<std::string> with_hdf5(const Input& input, const std::string& what,
                                   const ReadLimits& limits, std::chrono::milliseconds time,
                                   const Hdf5Work& work) {
  hdf5();  // here, so that it is loaded once
  constexpr std::size_t kMemory = std::size_t{1} << 30;
  std::size_t in_memory = input.bytes() ? input.bytes()->size() : 0;
  IsolatedProcess process([&](const TakeInput&) { return work(Hdf5File(input, what, limits)); },
                          kMemory + in_memory);
  IsolatedResult result = process.finish("", time);
  switch (result.end) {
    case IsolatedResult::End::kDone:
      break;
    case IsolatedResult::End::kFailed:
      fail_reading(input.file(), result.message, result.hint);
    case IsolatedResult::End::kTimedOut:
    case IsolatedResult::End::kCrashed:
      fail_damaged(input.file(), what);
  }
  return std::move(result.values);
}

bool is_hdf5(const Input& input) {
  constexpr std::string_view kSignature = "\x89HDF\r\n\x1a\n";
  for (std::uint64_t offset = 0; offset < input.size(); offset = offset == 0 ? 512 : 2 * offset) {
    if (input.read(offset, kSignature.size()) == kSignature) return true;
  }
  return false;
}

}  // namespace modelviz
