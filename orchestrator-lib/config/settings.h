#pragma once

#include <QHash>
#include <QJsonArray>
#include <QString>
#include <chrono>

#include "hostpattern.h"
#include "joblimits.h"
#include "listenaddress.h"
#include "networkpolicy.h"
#include "result.h"
#include "settingsources.h"

namespace ca {

struct Setting;

/// The settings of a program, read once at its start: a value that threads share by copy. Of what several sources say,
/// the first counts: command line, environment, `.env` in the working folder, `settings.env` in the user's config
/// folder, default.
class Settings
{
public:
    /// The defaults.
    Settings();

    /// `optionValues`: what the command line says, by the settings' names.
    /// Errors: InvalidArgument; the sentence names setting, value, source and what fits, never a secret's value.
    static Result<Settings> read(const QHash<QString, QString> &optionValues, const SettingSources &sources);

    /// Absolute; need not exist.
    [[nodiscard]] QString dataDir() const;
    [[nodiscard]] ListenAddress listen() const;
    /// Empty when there is none.
    [[nodiscard]] QString apiToken() const;
    /// A number or "off".
    [[nodiscard]] QString desktopPort() const;
    [[nodiscard]] QString notebookPort() const;
    [[nodiscard]] QString engine() const;
    [[nodiscard]] int maxJobs() const;
    [[nodiscard]] int maxQueued() const;
    [[nodiscard]] std::chrono::seconds approvalTimeout() const;
    [[nodiscard]] std::chrono::seconds rejoinTimeout() const;
    /// 0: ended jobs are kept.
    [[nodiscard]] int retentionDays() const;
    /// Names of the AI providers that are asked, in order; empty: nobody says.
    [[nodiscard]] QStringList providers() const;
    /// Of jobs that ask for none.
    [[nodiscard]] NetworkPolicy network() const;
    [[nodiscard]] QList<HostPattern> allowedHosts() const;
    /// The proxy behind ours: a URL that may hold a password, "off", or empty: as the environment says.
    [[nodiscard]] QString proxy() const;
    /// Of jobs that ask for no others.
    [[nodiscard]] Limits limits() const;

    /// What a setting is; empty when nobody says and it has no default.
    [[nodiscard]] QString value(const QString &name) const { return text(name); }
    /// Whether somebody says it.
    [[nodiscard]] bool isSet(const QString &name) const { return !m_values.value(name).source.isEmpty(); }
    /// Where a setting's value is from, for people: "the default", "the environment", "--listen", "/a/.env, line 3".
    [[nodiscard]] QString source(const QString &name) const;
    /// Takes over what `other` has for one setting, and where that is from.
    void adopt(const QString &name, const Settings &other) { m_values.insert(name, other.m_values.value(name)); }
    /// For GET /: a list of {name, option, value, default, source, meaning, is_set}. A secret's value is null, as is
    /// what has none. Of those with a pattern only the ones that are set.
    [[nodiscard]] QJsonArray toJson() const;

private:
    struct Value
    {
        QString text;
        /// Empty: the default.
        QString source;
    };
    [[nodiscard]] QString text(const QString &name) const { return m_values.value(name).text; }
    [[nodiscard]] QJsonObject toJson(const Setting &setting) const;

    QHash<QString, Value> m_values;
};

} // namespace ca
