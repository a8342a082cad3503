# What nearly every file includes is parsed once for all, which halves the time of a build. Files still include what
# they use: the linters look at them without this. One set for each way in which files are compiled, since what is
# precompiled must be compiled alike.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(ca_flags INTERFACE -fpch-preprocess) # else ccache cannot tell what was precompiled
endif()

# ca_add_precompiled(NAME LIBS … HEADERS …): for targets that link the same flags, with REUSE_FROM NAME.
function(ca_add_precompiled name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBS;HEADERS")
    file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp" CONTENT "")
    add_library(${name} STATIC "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
    target_link_libraries(${name} PRIVATE ${arg_LIBS})
    target_precompile_headers(${name} PRIVATE ${arg_HEADERS})
endfunction()

# (Only Qt Core, QCoro and std: more makes each compilation slower by what it loads than it saves.)
set(CA_COMMON_HEADERS
    <QByteArray> <QCoroTask> <QDateTime> <QDir> <QFile> <QFuture> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
    <QList> <QObject> <QString> <QStringList> <QTimer> <QUuid>
    <algorithm> <chrono> <expected> <functional> <memory> <optional> <ranges> <vector>)
ca_add_precompiled(ca_precompiled LIBS ca::qt_flags Qt6::Core QCoro6::Core HEADERS ${CA_COMMON_HEADERS})

function(ca_precompile target)
    target_precompile_headers(${target} REUSE_FROM ca_precompiled)
endfunction()
