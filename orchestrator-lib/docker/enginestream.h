#pragma once

#include <QNetworkReply>
#include <QObject>
#include <QPointer>
#include <memory>

namespace ca {

/// The answer to one request to an engine while it comes, at the reader's pace: what is not read stays with the engine.
class EngineStream : public QObject
{
    Q_OBJECT

public:
    /// Takes over the reply.
    explicit EngineStream(QNetworkReply *reply);
    /// Gives the connection up.
    ~EngineStream() override;

    /// 0 until the head has come.
    [[nodiscard]] int status() const { return m_status; }
    [[nodiscard]] bool isGood() const { return m_status >= 200 && m_status < 400; }
    [[nodiscard]] qint64 bytesAvailable() const;
    [[nodiscard]] QByteArray read(qint64 most);
    /// Nothing more will come.
    [[nodiscard]] bool hasEnded() const { return m_hasEnded; }
    /// Why there was no answer, or why it broke off; empty for an ordinary end.
    [[nodiscard]] QString problem() const { return m_problem; }
    void giveUp();

Q_SIGNALS:
    /// The head, more bytes or the end have come.
    void moved();

private:
    void finish();

    /// Deleted with its manager, should that go first.
    QPointer<QNetworkReply> m_reply;
    int m_status = 0;
    bool m_hasEnded = false;
    QString m_problem;
};

/// A stream must not be deleted from within its own signal, which is where its readers are.
struct EngineStreamDeleter
{
    void operator()(EngineStream *stream) const
    {
        stream->giveUp();
        stream->deleteLater();
    }
};

using EngineStreamPtr = std::unique_ptr<EngineStream, EngineStreamDeleter>;

} // namespace ca
