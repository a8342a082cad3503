#include <QCoroTask>
#include <QElapsedTimer>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

#include "enginehttp.h"
#include "uniquefd.h"

using namespace ca;
using namespace Qt::StringLiterals;

/// Calls over an engine's socket, whether somebody listens there or not.
class TestEngineHttp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void callsGoThroughAfterManyRefused();
    void manyCallsAtOnceAreRefusedAtOnce();

private:
    [[nodiscard]] QString socketPath() const { return m_folder->path() + u"/engine.sock"_s; }
    [[nodiscard]] EngineAddress address() const { return {.kind = EngineKind::Docker, .socketPath = socketPath()}; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {
constexpr int manyCalls = 60;
const EngineCall question{.method = "GET", .path = u"/version"_s, .isVersioned = false};

/// Answers each connection's first request.
void answerAll(QLocalServer &server)
{
    QObject::connect(&server, &QLocalServer::newConnection, &server, [&server] {
        QLocalSocket *socket = server.nextPendingConnection();
        QObject::connect(socket, &QLocalSocket::readyRead, socket, [socket] {
            if (socket->readAll().contains("\r\n\r\n"))
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
    });
}
} // namespace

void TestEngineHttp::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    // As an engine that was killed leaves its socket.
    const UniqueFd left(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un name = {.sun_family = AF_UNIX, .sun_path = {}};
    const QByteArray path = QFile::encodeName(socketPath());
    QVERIFY(path.size() < static_cast<qsizetype>(sizeof name.sun_path));
    std::memcpy(name.sun_path, path.constData(), static_cast<std::size_t>(path.size()));
    QCOMPARE(::bind(left.get(), reinterpret_cast<const sockaddr *>(&name), sizeof name), 0);
}

void TestEngineHttp::callsGoThroughAfterManyRefused()
{
    EngineHttp http(address());
    for (int i = 0; i < manyCalls; ++i) {
        const auto refused = QCoro::waitFor(http.exchange(question));
        QVERIFY(!refused);
        QVERIFY2(!refused.error().message.contains("did not answer"_L1), qPrintable(refused.error().message));
    }
    QVERIFY(QFile::remove(socketPath()));
    QLocalServer engine;
    answerAll(engine);
    QVERIFY(engine.listen(socketPath()));
    for (int i = 0; i < manyCalls; ++i) {
        const auto answer = QCoro::waitFor(http.exchange(question));
        QVERIFY2(answer.has_value(), qPrintable(answer ? QString() : answer.error().message));
        QCOMPARE(answer->body, "{}"_ba);
    }
}

void TestEngineHttp::manyCallsAtOnceAreRefusedAtOnce()
{
    EngineHttp http(address());
    int refused = 0;
    std::vector<QCoro::Task<void>> calls;
    for (int i = 0; i < manyCalls; ++i) {
        calls.push_back([](EngineHttp &to, int &count) -> QCoro::Task<void> {
            count += (co_await to.exchange(question)).has_value() ? 0 : 1;
        }(http, refused));
    }
    QVERIFY(QTest::qWaitFor([&refused] { return refused == manyCalls; }, 30'000));
}

QTEST_GUILESS_MAIN(TestEngineHttp)
#include "tst_enginehttp.moc"
