#pragma once

#include <QAbstractHttpServer>
#include <QBuffer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>
#include <vector>

#include "guardedtcpserver.h"
#include "rawclient.h"

namespace ca::test {

/// A file that became shorter while it was sent.
class ShortDevice : public QIODevice
{
public:
    ShortDevice() { open(ReadOnly | Unbuffered); }
    [[nodiscard]] qint64 size() const override { return 100; }

protected:
    qint64 readData(char *data, qint64 /*maxSize*/) override
    {
        *data = 'x';
        return std::exchange(m_left, 0);
    }
    qint64 writeData(const char * /*data*/, qint64 /*size*/) override { return -1; }

private:
    qint64 m_left = 1;
};

/// A QHttpServer behind a guard: "/later" is answered when the test says so, "/big" is large, "/stuck" promises more
/// than it sends, all else is told the size of its body.
class InProcessServer : public QAbstractHttpServer
{
public:
    explicit InProcessServer(const GuardLimits &limits)
        : m_guard({}, limits)
    {
        m_guard.listen(QHostAddress::LocalHost);
        bind(&m_guard);
    }

    [[nodiscard]] QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_guard.serverPort())); }
    [[nodiscard]] RawClient client() const { return RawClient(url()); }
    [[nodiscard]] QHttpServerResponder takeLater()
    {
        QHttpServerResponder first = std::move(m_later.front());
        m_later.erase(m_later.begin());
        return first;
    }
    [[nodiscard]] size_t later() const { return m_later.size(); }
    [[nodiscard]] GuardedTcpServer &guard() { return m_guard; }

protected:
    bool handleRequest(const QHttpServerRequest &request, QHttpServerResponder &responder) override
    {
        const QString path = request.url().path();
        if (path == QLatin1StringView("/later")) {
            m_later.push_back(std::move(responder));
        } else if (path == QLatin1StringView("/big")) {
            auto *buffer = new QBuffer;
            buffer->setData(QByteArray(32 * 1024 * 1024, 'x'));
            responder.write(buffer, "text/plain");
        } else if (path == QLatin1StringView("/stuck")) {
            responder.write(new ShortDevice, "text/plain");
        } else {
            responder.write(QByteArray::number(request.body().size()), "text/plain");
        }
        return true;
    }
    void missingHandler(const QHttpServerRequest & /*request*/, QHttpServerResponder & /*responder*/) override {}

private:
    GuardedTcpServer m_guard;
    std::vector<QHttpServerResponder> m_later;
};

} // namespace ca::test
