#pragma once

#include <QString>

#include "result.h"

QT_BEGIN_NAMESPACE
class QSqlDatabase;
class QSqlError;
QT_END_NAMESPACE

namespace ca {

/// Opens (or makes) the database, sets how it writes, and migrates it to this version's schema. Errors: Io, and
/// Conflict when a newer version of the program has written it.
Result<void> openStore(QSqlDatabase &database, const QString &path);

Error storeError(const QSqlError &error);

} // namespace ca
