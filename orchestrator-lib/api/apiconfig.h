#pragma once

#include <QJsonArray>
#include <QString>

namespace ca {

/// What an ApiServer is told at the start.
struct ApiConfig
{
    /// What callers must send as `Authorization: Bearer …`. Empty: none is asked for, and only loopback addresses may
    /// be listened on.
    QString token;
    /// The settings in force, for GET /; no secrets in it.
    QJsonArray settings;
};

} // namespace ca
