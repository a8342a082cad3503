#pragma once

#include <QImage>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>
#include <QWebSocket>

namespace ca::test {

/// A real headless Chromium with one tab and a profile of its own, driven through its DevTools protocol. Every call
/// waits for the answer, 90 s at most. The destructor ends the browser with all its processes.
class Chromium
{
public:
    Chromium();
    ~Chromium();
    Chromium(const Chromium &) = delete;
    Chromium &operator=(const Chromium &) = delete;

    /// False when it did not start; errorOutput() then says why.
    [[nodiscard]] bool isReady() const { return !m_session.isEmpty(); }
    [[nodiscard]] QString errorOutput() const { return QString::fromUtf8(m_output); }

    /// Goes there and waits for the load event; false when there is none, or the page could not be had.
    bool open(const QUrl &url);
    /// The value of a JavaScript expression in the page, or of the promise that it is; undefined after an exception.
    QJsonValue evaluate(const QString &expression);
    /// Waits until the expression is true.
    bool waitFor(const QString &expression, int milliseconds = 30'000);
    /// With the left button, at a place in the page, in CSS pixels.
    void click(QPoint where);
    /// Every character as a key, "\n" as the Enter key.
    void type(const QString &text);
    /// What the tab shows; null when there is none.
    QImage screenshot();

    /// Any method of the protocol, for the tab: {"error": …} when it fails.
    QJsonObject call(const QString &method, const QJsonObject &params = {});
    /// Events that came since the last call of this, with their method: console messages and the like.
    QList<QJsonObject> takeEvents();

private:
    bool awaitAddress();
    bool attach();
    QJsonObject send(const QString &method, const QJsonObject &params, const QString &session);
    void onMessage(const QString &text);

    QTemporaryDir m_profile;
    QProcess m_process;
    QByteArray m_output;
    QWebSocket m_socket;
    QString m_session;
    int m_lastCall = 0;
    QHash<int, QJsonObject> m_answers;
    QList<QJsonObject> m_events;
};

} // namespace ca::test
