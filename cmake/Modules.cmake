# ca_add_module(NAME SOURCES … [PUBLIC …] [PRIVATE …])
#
# A module is one folder and one static library, ca::NAME. Its headers are found only by those who link it, so an
# include that goes against the direction of the layers does not compile.
function(ca_add_module name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;PUBLIC;PRIVATE")
    add_library(ca_${name} STATIC ${arg_SOURCES})
    add_library(ca::${name} ALIAS ca_${name})
    set_target_properties(ca_${name} PROPERTIES AUTOMOC ON)
    target_include_directories(ca_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(ca_${name} PUBLIC ${arg_PUBLIC} PRIVATE ca::qt_flags ${arg_PRIVATE})
    ca_precompile(ca_${name})
endfunction()
