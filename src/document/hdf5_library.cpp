#include "document/hdf5_library.h"

#if __has_include(<H5FDdevelop.h>)
#include <H5FDdevelop.h>
#endif

namespace modelviz {
namespace {

// What HDF5 keeps of an open file: its own part comes first.
struct OpenFile {
  H5FD_t hdf5{};
  const Input* input = nullptr;
  haddr_t end_of_addresses = 0;
};

OpenFile& ours(H5FD_t* file) { return *reinterpret_cast<OpenFile*>(file); }
const OpenFile& ours(const H5FD_t* file) { return *reinterpret_cast<const OpenFile*>(file); }

H5FD_t* open_input(const char*, unsigned, hid_t properties, haddr_t) {
  const void* info = hdf5().get_driver_info(properties);
  auto* file = new OpenFile;
  file->input = *static_cast<const Input* const*>(info);
  return &file->hdf5;
}

herr_t close_input(H5FD_t* file) {
  delete &ours(file);
  return 0;
}

herr_t query(const H5FD_t*, unsigned long* flags) {
  *flags = 0;
  return 0;
}

haddr_t end_of_addresses(const H5FD_t* file, H5FD_mem_t) { return ours(file).end_of_addresses; }

herr_t set_end_of_addresses(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  ours(file).end_of_addresses = address;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return ours(file).input->size(); }

// Nothing leaves this function but its result: HDF5 is C.
herr_t read_input(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* to) {
  try {
    return ours(file).input->read(address, static_cast<char*>(to), size) == size ? 0 : -1;
  } catch (...) {
    return -1;
  }
}

herr_t refuse_to_write(H5FD_t*, H5FD_mem_t, hid_t, haddr_t, std::size_t, const void*) { return -1; }

const H5FD_class_t& driver_class() {
  static const H5FD_class_t kClass = [] {
    H5FD_class_t driver{};
#ifdef H5FD_CLASS_VERSION
    driver.version = H5FD_CLASS_VERSION;
    driver.value = static_cast<H5FD_class_value_t>(H5_VFD_RESERVED + 77);
#endif
    driver.name = "modelviz";
    driver.maxaddr = HADDR_MAX;
    driver.fc_degree = H5F_CLOSE_STRONG;
    driver.fapl_size = sizeof(const Input*);  // NOLINT(bugprone-sizeof-expression): it is copied
    driver.open = open_input;
    driver.close = close_input;
    driver.query = query;
    driver.get_eoa = end_of_addresses;
    driver.set_eoa = set_end_of_addresses;
    driver.get_eof = end_of_file;
    driver.read = read_input;
    driver.write = refuse_to_write;
    constexpr H5FD_mem_t kFreeLists[H5FD_MEM_NTYPES] = H5FD_FLMAP_DICHOTOMY;
    for (int i = 0; i < H5FD_MEM_NTYPES; ++i) driver.fl_map[i] = kFreeLists[i];
    return driver;
  }();
  return kClass;
}

}  // namespace

const Hdf5Library& hdf5() {
  static const Hdf5Library& library = []() -> const Hdf5Library& {
    static const Hdf5Library loaded;
    loaded.open();
    loaded.set_auto(H5E_DEFAULT, nullptr, nullptr);  // it would print its errors
    return loaded;
  }();
  return library;
}

hid_t access_properties(const Input& input) {
  static const hid_t driver = hdf5().register_driver(&driver_class());
  static const hid_t file_access = hdf5().library.variable<hid_t>("H5P_CLS_FILE_ACCESS_ID_g");
  hid_t properties = hdf5().create_properties(file_access);
  const Input* info = &input;
  hdf5().set_driver(properties, driver, static_cast<const void*>(&info));
  return properties;
}

}  // namespace modelviz
