# ca_precompile(TARGET): what nearly every file of ours includes is parsed once, which halves the time of a build.
# Files still include what they use: the linters look at them without this. (Only Qt Core, QCoro and std: more makes
# each compilation slower by what it loads than it saves.)
file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp" CONTENT "")
add_library(ca_precompiled STATIC "${CMAKE_CURRENT_BINARY_DIR}/precompiled.cpp")
target_link_libraries(ca_precompiled PRIVATE ca::qt_flags Qt6::Core QCoro6::Core)
target_precompile_headers(ca_precompiled PRIVATE
    <QByteArray> <QCoroTask> <QDateTime> <QDir> <QFile> <QFuture> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject>
    <QList> <QObject> <QString> <QStringList> <QTimer> <QUuid>
    <algorithm> <chrono> <expected> <functional> <memory> <optional> <ranges> <vector>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(ca_qt_flags INTERFACE -fpch-preprocess) # else ccache cannot tell what was precompiled
endif()

function(ca_precompile target)
    target_precompile_headers(${target} REUSE_FROM ca_precompiled)
endfunction()
