// Law: what read_yaml accepts, to_yaml writes so that it reads back as the same value.
#include <cstdint>
#include <cstdlib>

#include "base/json.h"
#include "model/yaml_source.h"
#include "model/yaml_writer.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb;
  SourceMap sources;
  auto file = sources.add_file("fuzz.yaml");
  Diagnostics diagnostics;
  auto node = read_yaml({reinterpret_cast<const char*>(data), size}, file, sources, diagnostics);
  if (node.has_value() == diagnostics.has_errors()) std::abort();
  if (!node || node->kind != SourceNode::Kind::map) return 0;
  const auto any = shapes::any();
  auto value = to_json(*node, *any);
  auto again = read_yaml(to_yaml(value.get_object(), {}), file, sources, diagnostics);
  // By value: 66.0 is written as 66.
  if (!again || !json_equal(to_json(*again, *any), value)) std::abort();
  return 0;
}
