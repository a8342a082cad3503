#pragma once

#include <QByteArrayView>
#include <QString>

namespace ca::dashboard {

/// Bytes that a sandbox wrote, as text that can be shown: UTF-8 with � for what is none, control characters as their
/// pictures, marks that turn the reading direction as �. Line ends and tabs stay.
QString displayText(QByteArrayView bytes);
QString displayText(const QString &text);

/// The same for what a program wrote to a terminal: escape sequences are left out, a line that was written over is
/// shown as it was last.
QString displayOutput(QByteArrayView bytes);

/// Whether bytes look like text: no zero byte, hardly any other control character.
bool looksLikeText(QByteArrayView bytes);

} // namespace ca::dashboard
