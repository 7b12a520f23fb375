// HDF5 files that are well-formed, with attributes, groups and arrays of any names, types and
// contents: texts come back as they were written. Damaged files are read in a process of their own,
// in which no fuzzer sees anything; mutations_test.cpp tries those.
#include "document/hdf5.h"

#include <hdf5.h>

#include <algorithm>
#include <map>

#include "fuzz/recipe.h"
#include "fuzz/target.h"
#include "modelviz/error.h"

namespace modelviz::fuzz {
namespace {

using Texts = std::vector<std::string>;

std::string until_zero(const std::string& text) { return text.substr(0, text.find('\0')); }

// A file in memory, and what its attributes say.
class Writer {
 public:
  explicit Writer(Recipe recipe) : recipe_(recipe) {
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_fapl_core(access, 4096, false);
    file_ = H5Fcreate("x", H5F_ACC_TRUNC, H5P_DEFAULT, access);
    H5Pclose(access);
    while (!recipe_.is_empty()) step();
    while (path_.size() > 0) leave();
    H5Fflush(file_, H5F_SCOPE_GLOBAL);
    ssize_t size = H5Fget_file_image(file_, nullptr, 0);
    bytes_.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    H5Fget_file_image(file_, bytes_.data(), bytes_.size());
    H5Fclose(file_);
  }

  const std::string& bytes() const { return bytes_; }
  /// By the path of the group and the name of the attribute.
  const std::map<std::pair<std::string, std::string>, Texts>& attributes() const {
    return attributes_;
  }

 private:
  void step() {
    switch (recipe_.choice(6)) {
      case 0:
        return add_texts(true);
      case 1:
        return add_texts(false);
      case 2:
        return add_number();
      case 3:
        return add_array();
      case 4:
        return enter(recipe_.short_text());
      default:
        if (!path_.empty()) leave();
    }
  }

  hid_t here() const { return groups_.empty() ? file_ : groups_.back(); }

  std::string attribute_name() {
    constexpr const char* kNames[] = {"model_config", "keras_version", "layer_names", "name"};
    std::size_t choice = recipe_.choice(8);
    return choice < 4 ? kNames[choice] : until_zero(recipe_.short_text());
  }

  void add_texts(bool variable) {
    std::string name = attribute_name();
    Texts texts(recipe_.choice(4));
    for (std::string& text : texts) text = until_zero(recipe_.short_text());
    std::size_t width = 1;
    for (const std::string& text : texts) width = std::max(width, text.size());
    hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, variable ? H5T_VARIABLE : width);
    // h5py pads with zeros, and may leave none.
    if (!variable) H5Tset_strpad(type, H5T_STR_NULLPAD);
    hsize_t count = texts.size();
    hid_t space = H5Screate_simple(1, &count, nullptr);
    std::vector<const char*> pointers;
    std::string fixed(width * texts.size(), '\0');
    for (std::size_t i = 0; i < texts.size(); ++i) {
      pointers.push_back(texts[i].c_str());
      texts[i].copy(&fixed[i * width], width);
    }
    const void* data = variable ? static_cast<const void*>(pointers.data()) : fixed.data();
    hid_t attribute = H5Acreate2(here(), name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute >= 0) {
      if (H5Awrite(attribute, type, data) >= 0) attributes_[{path(), name}] = texts;
      H5Aclose(attribute);
    }
    H5Sclose(space);
    H5Tclose(type);
  }

  void add_number() {
    hid_t space = H5Screate(H5S_SCALAR);
    std::string name = attribute_name();
    hid_t attribute =
        H5Acreate2(here(), name.c_str(), H5T_STD_I64LE, space, H5P_DEFAULT, H5P_DEFAULT);
    if (attribute >= 0) {
      attributes_[{path(), name}] = {};
      H5Aclose(attribute);
    }
    H5Sclose(space);
  }

  void add_array() {
    const hid_t types[] = {H5T_IEEE_F32LE, H5T_IEEE_F64LE, H5T_STD_I8LE, H5T_STD_U64LE};
    hid_t type = types[recipe_.choice(4)];
    std::vector<hsize_t> sizes(recipe_.choice(5));
    for (hsize_t& size : sizes) size = recipe_.choice(200);
    hid_t space = H5Screate_simple(static_cast<int>(sizes.size()), sizes.data(), nullptr);
    hid_t array = H5Dcreate2(here(), until_zero(recipe_.short_text()).c_str(), type, space,
                             H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    if (array >= 0) H5Dclose(array);
    H5Sclose(space);
  }

  void enter(std::string name) {
    name = until_zero(name);
    // A path of several steps would make groups that attributes() does not know of.
    if (name.empty() || name == "." || name.find('/') != std::string::npos) return;
    hid_t group = H5Gcreate2(here(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    if (group < 0) return;
    groups_.push_back(group);
    path_.push_back(name);
  }

  void leave() {
    H5Gclose(groups_.back());
    groups_.pop_back();
    path_.pop_back();
  }

  std::string path() const {
    std::string path;
    for (const std::string& step : path_) path += (path.empty() ? "" : "/") + step;
    return path;
  }

  Recipe recipe_;
  hid_t file_;
  std::vector<hid_t> groups_;
  Texts path_;
  std::string bytes_;
  std::map<std::pair<std::string, std::string>, Texts> attributes_;
};

}  // namespace

void try_hdf5(std::string_view input) {
  Writer writer{Recipe(input)};
  if (writer.bytes().empty()) return;
  Input file = Input::of_memory(writer.bytes(), "x");
  require(is_hdf5(file), "the signature is not seen");
  try {
    Hdf5File read(file, "", {});
    for (const auto& [where, texts] : writer.attributes()) {
      const auto& [group, name] = where;
      require(read.has_attribute(group, name), "an attribute is not seen: " + name);
      require(read.texts(group, name) == texts, "an attribute is read wrongly: " + name);
    }
    require(read.groups("").name.empty(), "the root has a name");
  } catch (const Error& error) {
    require(error.fault == Fault::kInput, "no fault of the file: " + error.diagnostic.text());
    require_printable(error.diagnostic.text());
  }
}

}  // namespace modelviz::fuzz
