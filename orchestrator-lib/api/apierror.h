#pragma once

#include <QHttpServerResponder>
#include <QJsonObject>

#include "error.h"

namespace ca {

using HttpStatus = QHttpServerResponder::StatusCode;

/// The one place where errors become HTTP.
HttpStatus httpStatusOf(ErrorCode code);
/// {"error": sentence, "code": word, "detail": …}
QJsonObject errorToJson(const Error &error);

} // namespace ca
