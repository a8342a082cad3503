#include "chromium.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>
#include <csignal>
#include <unistd.h>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 90'000;
}

Chromium::Chromium()
{
    QStringList arguments{u"--headless=new"_s,           u"--remote-debugging-port=0"_s,
                          u"--remote-allow-origins=*"_s, u"--user-data-dir="_s + m_profile.path(),
                          u"--window-size=1200,900"_s,   u"--disable-gpu"_s,
                          u"--disable-dev-shm-usage"_s,  u"--no-first-run"_s,
                          u"--no-proxy-server"_s,        u"--disable-background-networking"_s,
                          u"--password-store=basic"_s};
    if (::geteuid() == 0)
        arguments << u"--no-sandbox"_s; // which root cannot have
    arguments << u"about:blank"_s;
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    m_process.start(u"chromium"_s, arguments);
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &text) { onMessage(text); });
    m_socket.setMaxAllowedIncomingMessageSize(64ULL * 1024 * 1024);
    m_socket.setMaxAllowedIncomingFrameSize(64ULL * 1024 * 1024);
    if (awaitAddress() && !attach())
        m_session.clear();
}

Chromium::~Chromium()
{
    m_socket.abort();
    if (const auto pid = static_cast<pid_t>(m_process.processId()); pid > 0)
        ::kill(-pid, SIGKILL); // with its helpers: it has a group of its own
    m_process.waitForFinished(patience);
}

bool Chromium::awaitAddress()
{
    static const QRegularExpression address(u"DevTools listening on (ws://\\S+)"_s);
    const QDeadlineTimer deadline(patience);
    while (m_process.state() != QProcess::NotRunning && !deadline.hasExpired()) {
        m_process.waitForReadyRead(100);
        m_output += m_process.readAll();
        const auto found = address.match(QString::fromUtf8(m_output));
        if (!found.hasMatch())
            continue;
        m_socket.open(QUrl(found.captured(1)));
        return QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, patience);
    }
    m_output += m_process.readAll();
    return false;
}

bool Chromium::attach()
{
    const QString target = send(u"Target.createTarget"_s, {{u"url"_s, u"about:blank"_s}}, {})[u"targetId"].toString();
    m_session =
        send(u"Target.attachToTarget"_s, {{u"targetId"_s, target}, {u"flatten"_s, true}}, {})[u"sessionId"].toString();
    return !m_session.isEmpty() && !call(u"Page.enable"_s).contains(u"error"_s) &&
           !call(u"Runtime.enable"_s).contains(u"error"_s);
}

bool Chromium::open(const QUrl &url)
{
    takeEvents();
    const QJsonObject answer = call(u"Page.navigate"_s, {{u"url"_s, url.toString(QUrl::FullyEncoded)}});
    if (answer.contains(u"errorText"_s) || answer.contains(u"error"_s))
        return false;
    return QTest::qWaitFor(
        [this] {
            return std::ranges::any_of(
                m_events, [](const QJsonObject &event) { return event[u"method"] == u"Page.loadEventFired"_s; });
        },
        patience);
}

QJsonValue Chromium::evaluate(const QString &expression)
{
    const QJsonObject answer = call(
        u"Runtime.evaluate"_s, {{u"expression"_s, expression}, {u"awaitPromise"_s, true}, {u"returnByValue"_s, true}});
    if (answer.contains(u"exceptionDetails"_s))
        return QJsonValue::Undefined;
    return answer[u"result"][u"value"];
}

bool Chromium::waitFor(const QString &expression, int milliseconds)
{
    return QTest::qWaitFor([&] { return evaluate(u"Boolean(%1)"_s.arg(expression)).toBool(); }, milliseconds);
}

void Chromium::click(QPoint where)
{
    for (const QString &type : {u"mouseMoved"_s, u"mousePressed"_s, u"mouseReleased"_s}) {
        call(u"Input.dispatchMouseEvent"_s, {{u"type"_s, type},
                                             {u"x"_s, where.x()},
                                             {u"y"_s, where.y()},
                                             {u"button"_s, type == "mouseMoved"_L1 ? u"none"_s : u"left"_s},
                                             {u"buttons"_s, type == "mousePressed"_L1 ? 1 : 0},
                                             {u"clickCount"_s, 1}});
    }
}

void Chromium::type(const QString &text)
{
    for (const QChar c : text) {
        QJsonObject key{{u"text"_s, QString(c)}, {u"unmodifiedText"_s, QString(c)}, {u"key"_s, QString(c)}};
        if (c == u'\n')
            key = {{u"text"_s, u"\r"_s},
                   {u"key"_s, u"Enter"_s},
                   {u"code"_s, u"Enter"_s},
                   {u"windowsVirtualKeyCode"_s, 13}};
        key[u"type"] = u"keyDown"_s;
        call(u"Input.dispatchKeyEvent"_s, key);
        key[u"type"] = u"keyUp"_s;
        call(u"Input.dispatchKeyEvent"_s, key);
    }
}

QImage Chromium::screenshot()
{
    const QJsonObject answer = call(u"Page.captureScreenshot"_s, {{u"format"_s, u"png"_s}});
    return QImage::fromData(QByteArray::fromBase64(answer[u"data"].toString().toLatin1()), "PNG");
}

QJsonObject Chromium::call(const QString &method, const QJsonObject &params)
{
    return send(method, params, m_session);
}

QList<QJsonObject> Chromium::takeEvents()
{
    return std::exchange(m_events, {});
}

QJsonObject Chromium::send(const QString &method, const QJsonObject &params, const QString &session)
{
    const int id = ++m_lastCall;
    QJsonObject message{{u"id"_s, id}, {u"method"_s, method}, {u"params"_s, params}};
    if (!session.isEmpty())
        message[u"sessionId"] = session;
    m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    if (!QTest::qWaitFor([&] { return m_answers.contains(id); }, patience))
        return {{u"error"_s, u"no answer"_s}};
    const QJsonObject answer = m_answers.take(id);
    return answer.contains(u"error"_s) ? answer : answer[u"result"].toObject();
}

void Chromium::onMessage(const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    if (message.contains(u"id"_s))
        m_answers.insert(message[u"id"].toInt(), message);
    else
        m_events.append(message);
}

} // namespace ca::test
