#pragma once

#include <QJsonObject>
#include <QSettings>
#include <QStringList>
#include <optional>

#include "job.h"

namespace ca::dashboard {

/// A job that is being written.
struct JobDraft
{
    JobRequest request;
    /// Limits that were typed, by name; the others are as the settings say.
    QHash<QString, QString> limits;
    /// Paths of files and folders that go with it.
    QStringList paths;

    [[nodiscard]] bool isEmpty() const { return request.prompt.trimmed().isEmpty() && paths.isEmpty(); }
};

/// What the New job dialog remembers, in files beside the window's settings: the draft, prompts that were started, its
/// size. Files are replaced as a whole, so that a crash leaves the old one or the new one. Lives on the GUI thread.
class NewJobMemory
{
public:
    /// The settings outlive it.
    explicit NewJobMemory(QSettings *settings);

    [[nodiscard]] std::optional<JobDraft> draft() const;
    /// An empty one takes the file away. False when it cannot be saved.
    bool saveDraft(const JobDraft &draft) const;
    void clearDraft() const;

    /// The newest first.
    [[nodiscard]] QStringList recentPrompts() const;
    void addPrompt(const QString &prompt) const;
    void clearPrompts() const;

    [[nodiscard]] QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry) const;

private:
    [[nodiscard]] QString path(QLatin1StringView name) const;

    QSettings *m_settings;
};

} // namespace ca::dashboard
