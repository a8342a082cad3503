# How tests are built: as everything else, but not optimised, since they are compiled more often than they run.
add_library(ca_test_flags INTERFACE)
add_library(ca::test_flags ALIAS ca_test_flags)
target_link_libraries(ca_test_flags INTERFACE ca::qt_flags)
target_compile_options(ca_test_flags INTERFACE -O0)
ca_add_precompiled(ca_precompiled_tests LIBS ca::test_flags Qt6::Test QCoro6::Core
    HEADERS ${CA_COMMON_HEADERS} <QSignalSpy> <QTemporaryDir> <QtTest/qtestcase.h> <QtTest/qtestdata.h>)

# ca_add_test_support(NAME SOURCES … [LIBS …]): what several tests share, compiled once as ca::test_NAME.
function(ca_add_test_support name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_library(ca_test_${name} STATIC ${arg_SOURCES})
    add_library(ca::test_${name} ALIAS ca_test_${name})
    set_target_properties(ca_test_${name} PROPERTIES AUTOMOC ON)
    target_include_directories(ca_test_${name} PUBLIC "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(ca_test_${name} PUBLIC Qt6::Test ${arg_LIBS} PRIVATE ca::test_flags)
    target_precompile_headers(ca_test_${name} REUSE_FROM ca_precompiled_tests)
endfunction()

# ca_add_test(NAME LIBS … [LABELS …]): a Qt Test program tst_NAME.cpp in this folder.
function(ca_add_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "SERIAL" "TIMEOUT" "LIBS;LABELS;ENVIRONMENT")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "ca_add_test(${name}) does not know: ${arg_UNPARSED_ARGUMENTS}")
    endif()
    add_executable(tst_${name} tst_${name}.cpp)
    set_target_properties(tst_${name} PROPERTIES UNITY_BUILD OFF RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_link_libraries(tst_${name} PRIVATE ca::test_flags Qt6::Test ${arg_LIBS})
    target_precompile_headers(tst_${name} REUSE_FROM ca_precompiled_tests)
    # Not AUTOMOC, which costs each test a second file to compile and a program to run.
    set(moc "${CMAKE_CURRENT_BINARY_DIR}/tst_${name}.moc")
    set(CMAKE_ADD_CUSTOM_COMMAND_DEPENDS_EXPLICIT_ONLY ON) # moc needs nothing that is built
    qt_generate_moc(tst_${name}.cpp "${moc}" TARGET tst_${name})
    target_sources(tst_${name} PRIVATE "${moc}")
    set_property(GLOBAL APPEND PROPERTY CA_TEST_MOCS "${moc}")
    target_include_directories(tst_${name} PRIVATE "${CMAKE_CURRENT_BINARY_DIR}")
    add_test(NAME ${name} COMMAND tst_${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${arg_LABELS}"
        RUN_SERIAL "${arg_SERIAL}"
        # The settings of who runs the tests are none of the tests', nor are the AI providers, keys and engines they have;
        # and tests that run at once have no port that all know.
        ENVIRONMENT "AGENT_PROVIDERS=alchemyst,gemini;ALCHEMYST_API_KEY=;ALCHEMYST_AI_API_KEY=;GEMINI_API_KEY=;AGENT_KEYCHAIN=off;AGENT_DESKTOP_PORT=off;AGENT_NOTEBOOK_PORT=off;DOCKER_HOST=unix:///var/empty/docker.sock;CONTAINER_HOST=unix:///var/empty/podman.sock;CA_BIN_DIR=${CMAKE_BINARY_DIR}/bin;QT_QPA_PLATFORM=offscreen;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/tests/config;${arg_ENVIRONMENT}")
    if(CA_SANITIZE)
        set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT
            "LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/leaks.supp:print_suppressions=0")
    endif()
    if(arg_TIMEOUT)
        set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT})
    endif()
endfunction()
