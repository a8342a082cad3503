#include "proxyfixture.h"

#include <QTest>
#include <array>

using namespace ca;
using namespace Qt::StringLiterals;

ProxyClient::ProxyClient(const QString &socketPath)
{
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] { m_received += m_socket.readAll(); });
    m_socket.connectToServer(socketPath);
}

void ProxyClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    m_socket.flush();
}

bool ProxyClient::waitForClose(int milliseconds)
{
    return QTest::qWaitFor([this] { return m_socket.state() == QLocalSocket::UnconnectedState; }, milliseconds);
}

bool ProxyClient::waitFor(const QByteArray &text, int milliseconds)
{
    return QTest::qWaitFor([this, &text] { return m_received.contains(text); }, milliseconds);
}

QByteArray ProxyClient::answerTo(const QByteArray &request)
{
    send(request);
    return waitForClose() ? m_received : QByteArray("(not closed) " + m_received);
}

ProxyFixture::ProxyFixture(const Options &options)
    : m_proxy(options.routes, options.lookup, options.patience)
{
    QList<HostRule> rules;
    const auto named = parseHostPatterns(options.hosts).value();
    for (const HostPattern &pattern : named)
        rules.append({.pattern = pattern, .isNamed = true});
    const auto known = parseHostPatterns(options.knownHosts).value();
    for (const HostPattern &pattern : known)
        rules.append({.pattern = pattern});
    auto job = m_proxy.start(socketPath(), EgressPolicy(options.policy, rules));
    if (!job)
        qFatal("%s", qPrintable(job.error().message));
    m_job = std::move(*job);
    QObject::connect(m_job.get(), &JobEgress::decided, m_job.get(),
                     [this](const QString &host, quint16 port, EgressVerdict verdict) {
                         static constexpr std::array names{"allowed", "refused", "failed"};
                         const auto name = names.at(static_cast<std::size_t>(verdict));
                         m_decisions.append(u"%1 %2:%3"_s.arg(QLatin1StringView(name), host).arg(port));
                     });
}

QByteArray portOf(const QTcpServer &server)
{
    return QByteArray::number(server.serverPort());
}

QString hostOf(const QTcpServer &server)
{
    return u"127.0.0.1:%1"_s.arg(server.serverPort());
}

QByteArray connectTo(const QByteArray &target)
{
    return "CONNECT " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
}
