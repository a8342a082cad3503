#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include "result.h"

namespace ca {

/// What an engine says of itself and of what it can keep.
struct EngineFacts
{
    /// Of the API, as negotiated: "1.45".
    QString apiVersion;
    /// "26.1.5"
    QString version;
    int cpuCount = 1;
    /// "1" or "2"
    QString cgroupVersion;
    bool keepsMemory = false;
    bool keepsSwap = false;
    bool keepsPids = false;
    bool keepsCpus = false;
    bool hasSeccomp = false;
    /// It runs as an ordinary user.
    bool isRootless = false;
    /// It maps the users of containers to others of its own choice.
    bool remapsUsers = false;
    /// Names of the OCI runtimes that it knows.
    QStringList runtimes;
    QString defaultRuntime;

    /// From the answers to /version and /info. Errors: Unsupported (too old an API).
    static Result<EngineFacts> from(const QJsonObject &version, const QJsonObject &info);
};

/// The highest version of the API that both sides speak. Errors: Unsupported.
Result<QString> negotiatedVersion(const QJsonObject &version);

} // namespace ca
