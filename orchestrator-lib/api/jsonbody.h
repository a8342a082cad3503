#pragma once

#include <QJsonObject>
#include <QStringList>

#include "result.h"

namespace ca {

/// A request's body as an object. Errors: Malformed (no JSON), InvalidArgument (no object).
Result<QJsonObject> parseJsonBody(const QByteArray &body);
/// The same, with these fields at most. Errors: those, and InvalidArgument with an unknown field's name as detail.
Result<QJsonObject> parseJsonBody(const QByteArray &body, const QStringList &fields);

/// The error about a field that this version does not know.
Error unknownField(const QString &name);

} // namespace ca
