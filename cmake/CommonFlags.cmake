# One INTERFACE target carries how all of our own code is compiled.

option(CA_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

add_library(ca_flags INTERFACE)
add_library(ca::flags ALIAS ca_flags)
target_compile_features(ca_flags INTERFACE cxx_std_23)
target_compile_options(ca_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_SCAN_FOR_MODULES OFF) # there are none, and the scan costs as much as a third of the build

# Presets that build everything join several files into one compilation (CMAKE_UNITY_BUILD): most of what compiling a
# file costs is the templates that its neighbours instantiate as well. So what a file keeps to itself needs a name that
# no other file of its module has. GCC takes a coroutine's lambda for one that another compilation could see.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(ca_flags INTERFACE -Wno-subobject-linkage)
endif()

if(CA_SANITIZE)
    target_compile_options(ca_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(ca_flags INTERFACE -fsanitize=address,undefined)
endif()

# Qt's own traps switched off. (QT_NO_CONTEXTLESS_CONNECT would be one more, but QCoro's headers do not compile with it.)
add_library(ca_qt_flags INTERFACE)
add_library(ca::qt_flags ALIAS ca_qt_flags)
target_link_libraries(ca_qt_flags INTERFACE ca::flags)
target_compile_definitions(ca_qt_flags INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_UP_TO=0x060800)
