#include "enginedaemon.h"

#include <QFile>
#include <QTest>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int jobSeconds = 120;
}

EngineDaemon::EngineDaemon(const TestEngine &engine, EngineKind kind, const QString &image, QStringList environment)
    : m_environment(engine.environment())
{
    environment << u"AGENT_ENGINE="_s + engineKindName(kind) << u"AGENT_IMAGE="_s + image;
    for (const QString &setting : std::as_const(environment))
        m_environment.insert(setting.section(u'=', 0, 0), setting.section(u'=', 1));
}

QString EngineDaemon::start()
{
    m_daemon =
        std::make_unique<DaemonProcess>(DaemonProcess::Options{.dataDir = m_dir.path(), .environment = m_environment});
    m_http = std::make_unique<HttpClient>(m_daemon->url());
    return m_daemon->isListening() ? QString() : QString(u"The server does not listen: "_s + m_daemon->errorOutput());
}

QJsonObject EngineDaemon::run(const QString &prompt, QJsonObject body)
{
    body[u"prompt"_s] = prompt;
    return awaitEnd(DaemonProcess::schedule(*m_http, body));
}

QJsonObject EngineDaemon::awaitEnd(const QString &id)
{
    return DaemonProcess::awaitEnd(*m_http, id, jobSeconds);
}

QString EngineDaemon::cancel(const QString &id)
{
    m_http->post(u"/cancel/"_s + id);
    return awaitEnd(id)[u"status"_s].toString();
}

QString EngineDaemon::runUntil(const QString &prompt, const QByteArray &output)
{
    const QString id = DaemonProcess::schedule(*m_http, {{u"prompt"_s, prompt}});
    return QTest::qWaitFor([&] { return log(id).contains(output); }, jobSeconds * 1000) ? id : QString();
}

bool EngineDaemon::letGoOn(const QString &id) const
{
    QFile file(u"%1/jobs/%2/workspace/go"_s.arg(m_dir.path(), id));
    return file.open(QIODevice::WriteOnly);
}

QByteArray EngineDaemon::log(const QString &id, const QString &stream)
{
    const HttpAnswer answer = m_http->get(u"/logs/%1/%2"_s.arg(id, stream));
    return answer.status == 200 ? answer.body : QByteArray(); // an error's sentence may hold any word
}

} // namespace ca::test
