#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

#include "engineclient.h"

namespace ca {

/// What happens to our containers, told by the engine: one long answer, which is asked for again when it breaks off.
class EngineEvents : public QObject
{
    Q_OBJECT

public:
    /// The client outlives it. `label`: "name=value", that of our containers.
    EngineEvents(EngineClient &client, QString label);
    ~EngineEvents() override;

    /// connected() or lost() follows, soon, and again and again until stop().
    void start();
    void stop();
    [[nodiscard]] bool isConnected() const { return m_isConnected; }

Q_SIGNALS:
    /// From here on nothing is missed; what happened before has to be asked for.
    void connected();
    /// The engine has gone or does not answer; it is tried again, at growing distances.
    void lost(const QString &reason);
    /// `action`: "die", "oom", "destroy" …
    void happened(const QString &containerId, const QString &action);

private:
    void connectNow();
    void read();
    void readLine(const QByteArray &line);
    void lose(const QString &reason);

    EngineClient &m_client;
    QString m_label;
    EngineStreamPtr m_stream;
    QByteArray m_line;
    QTimer m_again;
    std::chrono::milliseconds m_pause;
    bool m_isConnected = false;
};

} // namespace ca
