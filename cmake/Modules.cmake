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

# ca_add_test(NAME LIBS … [LABELS …] [SOURCES …]): a Qt Test program tst_NAME.cpp in this folder.
function(ca_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "TIMEOUT" "SOURCES;LIBS;LABELS;ENVIRONMENT")
    add_executable(tst_${name} tst_${name}.cpp ${arg_SOURCES})
    set_target_properties(tst_${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(tst_${name} PRIVATE ca::qt_flags Qt6::Test ${arg_LIBS})
    ca_precompile(tst_${name})
    add_test(NAME ${name} COMMAND tst_${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}"
        RUN_SERIAL "${arg_SERIAL}"
        # The settings of who runs the tests are none of the tests', nor are the AI providers and keys that they have;
        # and tests that run at once have no port that all know.
        ENVIRONMENT "AGENT_PROVIDERS=alchemyst,gemini;ALCHEMYST_API_KEY=;ALCHEMYST_AI_API_KEY=;GEMINI_API_KEY=;AGENT_KEYCHAIN=off;AGENT_DESKTOP_PORT=off;AGENT_NOTEBOOK_PORT=off;CA_BIN_DIR=${CMAKE_BINARY_DIR}/bin;QT_QPA_PLATFORM=offscreen;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config;${arg_ENVIRONMENT}")
    if(arg_TIMEOUT)
        set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
    endif()
endfunction()
