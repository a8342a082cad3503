#pragma once

#include <QHash>
#include <QString>

#include "result.h"
#include "settings.h"
#include "settingsfile.h"
#include "settingsources.h"

namespace ca {

/// The settings as a person changes them while a program runs: what settings.env says can be changed, what command
/// line, environment or `.env` say goes before it and cannot. Changes count for the next start; who can apply one at
/// once takes settings() and does so. One thread.
class SettingsEditor
{
public:
    /// Errors: InvalidArgument, as Settings::read() has them.
    static Result<SettingsEditor> open(const SettingSources &sources);

    /// As a program that starts now would have them.
    [[nodiscard]] const Settings &settings() const { return m_settings; }
    /// Where a value comes from that cannot be changed here, for people: "--listen", "the environment"; empty: it can.
    [[nodiscard]] QString obstacle(const QString &name) const { return m_obstacles.value(name); }
    /// What settings.env says; empty: nothing.
    [[nodiscard]] QString ownValue(const QString &name) const { return m_file.values().value(name); }
    [[nodiscard]] QString filePath() const { return m_file.path(); }

    /// Writes it to settings.env; an empty value goes back to the default. Errors: WrongState (there is an obstacle),
    /// and those of SettingsFile::set().
    Result<void> set(const QString &name, const QString &value);

private:
    SettingsEditor(SettingSources sources, QHash<QString, QString> options, SettingsFile file)
        : m_sources(std::move(sources))
        , m_options(std::move(options))
        , m_file(std::move(file))
    {
    }
    Result<void> readAgain();

    SettingSources m_sources;
    QHash<QString, QString> m_options;
    SettingsFile m_file;
    Settings m_settings;
    QHash<QString, QString> m_obstacles;
};

} // namespace ca
