#pragma once

#include <QHttpHeaders>
#include <QJsonObject>

#include "chatfault.h"

namespace ca {

/// What an answer with another status than 200 means. `body` may be cut.
ChatFault faultOfAnswer(int status, const QHttpHeaders &headers, const QByteArray &body);

/// What an error inside an answer with status 200 means: `{"error": …}`.
ChatFault faultOfErrorObject(const QJsonObject &root);

} // namespace ca
