#pragma once

#include <QString>
#include <QStringList>

namespace ca {

/// The one of `names` that is most like a mistyped one, without regard to case; empty when none is like it at all.
QString nearestName(const QString &mistyped, const QStringList &names);

} // namespace ca
