#pragma once

#include <QTemporaryDir>

#include "daemonprocess.h"
#include "fakeprovider.h"
#include "scriptedmodel.h"

namespace ca::test {

/// A daemon with two AI providers, as the product has them: Alchemyst first, Gemini behind it.
class AiDaemon
{
public:
    /// `environment`: more settings, "NAME=VALUE".
    explicit AiDaemon(const QStringList &environment = {});

    [[nodiscard]] DaemonProcess &daemon() { return *m_daemon; }
    [[nodiscard]] HttpClient &http() { return *m_http; }
    [[nodiscard]] FakeProvider &alchemyst() { return m_alchemyst; }
    [[nodiscard]] FakeProvider &gemini() { return m_gemini; }
    [[nodiscard]] ScriptedModel &model() { return m_model; }
    [[nodiscard]] QString dataDir() const { return m_dir.path(); }
    /// A file of the job's workspace.
    [[nodiscard]] QByteArray file(const QString &id, const QString &name) const;

    /// Schedules a task that AI is to do, with nothing to be reached from its sandbox; `more` are further fields.
    QString schedule(const QString &task, QJsonObject more = {});
    QJsonObject awaitEnd(const QString &id) { return DaemonProcess::awaitEnd(*m_http, id); }
    /// Whether the job has come to this phase.
    bool awaitPhase(const QString &id, const QString &phase);

    static constexpr auto alchemystKey = "alchemyst-key-0123456789abcdef";
    static constexpr auto geminiKey = "gemini-key-fedcba9876543210";

private:
    QTemporaryDir m_dir;
    FakeProvider m_alchemyst;
    FakeProvider m_gemini;
    ScriptedModel m_model;
    std::unique_ptr<DaemonProcess> m_daemon;
    std::unique_ptr<HttpClient> m_http;
};

/// The texts of a job's events.
QString eventTexts(const QJsonObject &job);

} // namespace ca::test
