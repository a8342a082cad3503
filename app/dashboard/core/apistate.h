#pragma once

#include <QMetaType>
#include <QString>
#include <QUrl>

namespace ca::dashboard {

/// Whether the REST API answers, and where.
struct ApiState
{
    /// Empty while it is off.
    QUrl url;
    /// The port that was asked for.
    quint16 port = 0;
    /// Why it is off; empty while it is on.
    QString error;
    /// Callers must send the API's token.
    bool needsToken = false;

    [[nodiscard]] bool isOn() const { return !url.isEmpty(); }
};

} // namespace ca::dashboard

Q_DECLARE_METATYPE(ca::dashboard::ApiState)
