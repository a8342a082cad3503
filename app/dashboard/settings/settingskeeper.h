#pragma once

#include <QObject>
#include <QThreadPool>
#include <memory>
#include <optional>

#include "result.h"
#include "setting.h"
#include "settingseditor.h"

namespace ca::dashboard {

/// The program's settings for the settings window: what they are, what they will be after a restart, and the way to
/// change them. Files are written on a thread of its own. GUI thread.
class SettingsKeeper : public QObject
{
    Q_OBJECT

public:
    /// `running`: what the program was started with.
    SettingsKeeper(SettingSources sources, Settings running, QObject *parent = nullptr);
    ~SettingsKeeper() override;

    /// Why settings cannot be changed at all; empty when they can. Blocks for as long as reading two small files does.
    QString open();
    [[nodiscard]] bool isOpen() const { return m_now.has_value(); }

    /// As a start now would have it; what runs now until open() has succeeded.
    [[nodiscard]] QString value(const QString &name) const;
    [[nodiscard]] QStringList providers() const;
    /// Where a value is from that cannot be changed here; empty: it can.
    [[nodiscard]] QString obstacle(const QString &name) const;
    /// The settings file says something of it, so that there is a way back to the default.
    [[nodiscard]] bool isOwn(const QString &name) const;
    /// What is in force is not what the settings say.
    [[nodiscard]] bool awaitsRestart(const QString &name) const;
    [[nodiscard]] bool anyAwaitsRestart() const;
    [[nodiscard]] QString filePath() const;

    /// changed() or refused() follows. An empty value is the default.
    void set(const QString &name, const QString &value);

Q_SIGNALS:
    void changed(const QString &name);
    /// It could not be written; the sentence says why.
    void refused(const QString &name, const QString &sentence);
    /// What can be put in force at once is to be.
    void applyRequested(const ca::Settings &settings);

private:
    SettingSources m_sources;
    Settings m_running;
    /// A copy of what the other thread works with, which it alone does.
    std::optional<SettingsEditor> m_now;
    std::shared_ptr<SettingsEditor> m_writer;
    /// One thread, so that changes are written in their order.
    QThreadPool m_thread;
};

} // namespace ca::dashboard
