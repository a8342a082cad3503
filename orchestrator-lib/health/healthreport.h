#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <cstdint>

namespace ca {

class Redactor;

/// How well something is, best first. On the wire: good, warning, fault.
enum class HealthState : std::uint8_t {
    Good,
    Warning, ///< it works, but not as well as it could or not for long
    Fault,   ///< jobs cannot run as they should
};

QString healthStateName(HealthState state);

/// What one look at the system or the program found.
struct HealthCheck
{
    /// For programs, and for who shows it under a title of another language: "disk".
    QString id;
    QString title;
    HealthState state = HealthState::Good;
    /// A sentence: how it is, and the cause when something is wrong.
    QString finding = {};
    /// What to do; empty where there is nothing to do.
    QString fix = {};

    bool operator==(const HealthCheck &) const = default;
};

struct VersionFact
{
    QString name;
    QString version;

    bool operator==(const VersionFact &) const = default;
};

/// All of it, at one time.
struct HealthReport
{
    QDateTime time = {};
    QList<HealthCheck> checks = {};
    QList<VersionFact> versions = {};

    /// The worst there is.
    [[nodiscard]] HealthState state() const;
    /// To be sent to somebody who is to help; plain text of a few lines.
    [[nodiscard]] QString toText() const;
    /// As GET /health has it.
    [[nodiscard]] QJsonObject toJson() const;
    /// Without known secrets.
    [[nodiscard]] HealthReport redacted(const Redactor &redactor) const;
};

} // namespace ca
