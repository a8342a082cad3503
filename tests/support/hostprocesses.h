#pragma once

#include <QList>
#include <QString>

namespace ca::test {

/// The processes on this machine whose command line holds the text, but for the caller itself.
QList<qint64> processesWith(const QString &text);

} // namespace ca::test
