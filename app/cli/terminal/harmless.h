#pragma once

#include <QByteArray>
#include <QString>

namespace ca::cli {

/// Text of unknown origin as one line that a terminal only shows: control characters become visible signs, line breaks
/// and tabs spaces, and what turns the direction of text is replaced.
QString harmless(const QString &text);

/// The same JSON with the control characters escaped that JSON lets pass but a terminal obeys.
QByteArray harmlessJson(const QByteArray &json);

} // namespace ca::cli
