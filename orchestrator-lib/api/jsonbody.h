#pragma once

#include <QByteArray>
#include <QJsonObject>

#include "result.h"

namespace ca {

/// The JSON object that a request's body holds. `example`: what one may look like, for the sentence. Errors: Malformed
/// (no JSON), InvalidArgument (no object); detail is "body".
Result<QJsonObject> parseJsonBody(const QByteArray &body, const QString &example);

/// The error for a field that does not fit; detail is the field.
std::unexpected<Error> misfittingField(const QString &field, const QString &sentence);

/// That an object has no fields but these. Errors: InvalidArgument; detail is the field.
Result<void> checkFieldNames(const QJsonObject &json, const QStringList &known);

} // namespace ca
