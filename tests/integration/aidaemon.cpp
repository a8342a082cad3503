#include "aidaemon.h"

#include <QFile>
#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

AiDaemon::AiDaemon(const QStringList &environment)
{
    DaemonProcess::Options options{.dataDir = m_dir.path()};
    const auto set = [&](const QString &name, const QString &value) { options.environment.insert(name, value); };
    set(u"ALCHEMYST_API_KEY"_s, QString::fromLatin1(alchemystKey));
    set(u"ALCHEMYST_BASE_URL"_s, m_alchemyst.baseUrl());
    set(u"GEMINI_API_KEY"_s, QString::fromLatin1(geminiKey));
    set(u"GEMINI_BASE_URL"_s, m_gemini.baseUrl());
    for (const QString &setting : environment)
        set(setting.section(u'=', 0, 0), setting.section(u'=', 1));
    m_daemon = std::make_unique<DaemonProcess>(options);
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    const auto ask = [this](const FakeRequest &request) { return m_model.answer(request); };
    m_alchemyst.answerWith(ask);
    m_gemini.answerWith(ask);
}

QByteArray AiDaemon::file(const QString &id, const QString &name) const
{
    QFile file(u"%1/jobs/%2/workspace/%3"_s.arg(m_dir.path(), id, name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString AiDaemon::schedule(const QString &task, QJsonObject more)
{
    more[u"prompt"] = task;
    if (!more.contains(u"network"_s))
        more[u"network"] = u"off"_s;
    return DaemonProcess::schedule(*m_http, more);
}

bool AiDaemon::awaitPhase(const QString &id, const QString &phase)
{
    return DaemonProcess::awaitStatus(*m_http, id, u"phase"_s, phase);
}

QString eventTexts(const QJsonObject &job)
{
    QStringList texts;
    for (const QJsonValue event : job[u"events"].toArray())
        texts.append(event[u"text"].toString());
    return texts.join(u'\n');
}

} // namespace ca::test
