#pragma once

#include <QJsonObject>
#include <QObject>
#include <functional>
#include <memory>

#include "engineclient.h"
#include "result.h"

namespace ca {

/// A pull or a build at work: what the engine says of it, piece by piece. Deleting it gives it up, and the engine ends
/// it then.
class ImageWork : public QObject
{
    Q_OBJECT

public:
    /// `what`: "pull debian:trixie-slim", for errors.
    ImageWork(std::shared_ptr<EngineClient> client, EngineStreamPtr stream, QString what);
    ~ImageWork() override;

    /// Starts to tell; `hasRoom` is asked before each piece.
    void start(std::function<bool()> hasRoom);
    /// There may be room again.
    void goOn();

Q_SIGNALS:
    /// {"text": …} is a line of output; {"layer", "status", "done", "total"} how far a part is, in bytes.
    void progressed(const QJsonObject &news);
    /// An empty message: it is done.
    void ended(const ca::Error &error);

private:
    void read();
    void readLine(const QByteArray &line);
    void readText(const QString &text);
    void tell(const QString &line);
    void end(const QString &problem);

    std::shared_ptr<EngineClient> m_client;
    EngineStreamPtr m_stream;
    QString m_what;
    std::function<bool()> m_hasRoom;
    QByteArray m_line;
    /// Of a build's output, the line that has not ended yet.
    QString m_text;
    /// What the engine gives as the reason of the failure.
    QString m_problem;
    bool m_hasEnded = false;
};

} // namespace ca
