// The library as another project uses it.
#include <modelviz/modelviz.h>

#include <iostream>

int main(int argc, char** argv) {
  modelviz::Model model = modelviz::build(modelviz::read(argv[argc - 1]));
  modelviz::Run run = modelviz::run(model);
  std::cout << model.root.name << " has " << run.params_of(model.root).total << " parameters\n";
}
