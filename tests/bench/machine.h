#pragma once

#include <QJsonObject>

namespace ca::bench {

/// What numbers of one machine may be compared with: {"cpu", "cores", "kernel", "version"}.
QJsonObject machineFacts();

} // namespace ca::bench
