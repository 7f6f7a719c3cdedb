# Browser files: bundled by Node from the npm workspace `web/`, then embedded into the binary.
#
#   sb_web_bundle(sandbox SCRIPT build.mjs OUTPUTS prelude.js map.js SOURCES src/*.ts)
#     runs `node web/sandbox/build.mjs OUT`, where OUT = ${SB_WEB_OUT}/sandbox, when one of the sources, the script or the
#     lock file changed. SOURCES are globs below web/sandbox, or with a leading "../" below another workspace.
#   sb_embed(sandbox FILES "prelude.js=${SB_WEB_OUT}/sandbox/prelude.js" …)
#     makes the library sb_embedded_sandbox and the header "embedded/sandbox.h" with sb::embedded_sandbox(), a table of
#     base/embedded_file.h. The bytes are taken in by the assembler: no generated arrays, nothing to parse.
#
# npm is called only when web/package-lock.json changed; everything else works offline.
find_program(SB_NODE NAMES node nodejs)
find_program(SB_NPM NAMES npm)
if(NOT SB_NODE OR NOT SB_NPM)
  message(FATAL_ERROR "Node 18 or newer with npm is needed for the browser files: run scripts/install-packages run")
endif()

set(SB_WEB_DIR ${PROJECT_SOURCE_DIR}/web)
set(SB_WEB_OUT ${PROJECT_BINARY_DIR}/web)
set(SB_WEB_STAMP ${SB_WEB_DIR}/node_modules/.installed)
file(GLOB sb_web_packages CONFIGURE_DEPENDS ${SB_WEB_DIR}/*/package.json)
add_custom_command(
  OUTPUT ${SB_WEB_STAMP}
  COMMAND ${SB_NPM} ci --no-audit --no-fund --loglevel=error
  COMMAND ${CMAKE_COMMAND} -E touch ${SB_WEB_STAMP}
  DEPENDS ${SB_WEB_DIR}/package-lock.json ${SB_WEB_DIR}/package.json ${SB_WEB_DIR}/.npmrc ${sb_web_packages}
  WORKING_DIRECTORY ${SB_WEB_DIR}
  COMMENT "npm ci"
  VERBATIM)
# One target owns the stamp, so that two bundles in one build do not install twice.
add_custom_target(sb_web_packages DEPENDS ${SB_WEB_STAMP})

function(sb_web_bundle name)
  cmake_parse_arguments(ARG "" "SCRIPT" "OUTPUTS;SOURCES" ${ARGN})
  set(folder ${SB_WEB_DIR}/${name})
  list(TRANSFORM ARG_SOURCES PREPEND ${folder}/)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${ARG_SOURCES})
  list(FILTER sources EXCLUDE REGEX "\\.test\\.ts$")
  list(TRANSFORM ARG_OUTPUTS PREPEND ${SB_WEB_OUT}/${name}/)
  add_custom_command(
    OUTPUT ${ARG_OUTPUTS}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${SB_WEB_OUT}/${name}
    COMMAND ${SB_NODE} ${folder}/${ARG_SCRIPT} ${SB_WEB_OUT}/${name}
    DEPENDS sb_web_packages ${SB_WEB_STAMP} ${folder}/${ARG_SCRIPT} ${sources}
    WORKING_DIRECTORY ${folder}
    COMMENT "Bundling web/${name}"
    VERBATIM)
  add_custom_target(sb_web_${name} DEPENDS ${ARG_OUTPUTS})
endfunction()

function(sb_embed name)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  set(out ${PROJECT_BINARY_DIR}/embedded)
  set(symbols "")
  set(rows "")
  set(paths "")
  set(number 0)
  foreach(pair IN LISTS ARG_FILES)
    string(FIND "${pair}" "=" at)
    string(SUBSTRING "${pair}" 0 ${at} file)
    math(EXPR at "${at} + 1")
    string(SUBSTRING "${pair}" ${at} -1 path)
    set(symbol sb_embedded_${name}_${number})
    string(APPEND symbols
      "asm(\".pushsection .rodata\\n.balign 16\\n.global ${symbol}_begin\\n.global ${symbol}_end\\n\"\n"
      "    \"${symbol}_begin:\\n.incbin \\\"${path}\\\"\\n${symbol}_end:\\n.byte 0\\n.popsection\");\n"
      "extern \"C\" const char ${symbol}_begin[], ${symbol}_end[];\n")
    string(APPEND rows
      "      {\"${file}\", {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)}},\n")
    list(APPEND paths ${path})
    math(EXPR number "${number} + 1")
  endforeach()
  file(CONFIGURE OUTPUT ${out}/embedded/${name}.h @ONLY CONTENT
"#pragma once
#include \"base/embedded_file.h\"
namespace sb {
// The files that cmake/Web.cmake embedded under this name, in the order given there.
EmbeddedFiles embedded_@name@();
}  // namespace sb
")
  file(CONFIGURE OUTPUT ${out}/${name}.cpp @ONLY CONTENT
"#include \"embedded/@name@.h\"

@symbols@
namespace sb {
EmbeddedFiles embedded_@name@() {
  static const EmbeddedFile files[] = {
@rows@  };
  return files;
}
}  // namespace sb
")
  add_library(sb_embedded_${name} STATIC ${out}/${name}.cpp)
  set_source_files_properties(${out}/${name}.cpp PROPERTIES OBJECT_DEPENDS "${paths}")
  target_include_directories(sb_embedded_${name} PUBLIC ${out})
  target_link_libraries(sb_embedded_${name} PUBLIC sb_options)
endfunction()
