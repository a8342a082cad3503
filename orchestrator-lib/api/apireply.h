#pragma once

#include <QHttpHeaders>
#include <QHttpServerResponder>
#include <QJsonObject>
#include <QPointer>
#include <QTcpSocket>
#include <memory>

#include "apierror.h"
#include "redactor.h"

namespace ca {

class ChunkedReply;
class FileRange;

/// The answer to one request; move-only, answered once. Every answer forbids sniffing and caching.
class ApiReply
{
public:
    /// `isHead`: the body does not reach the client, so that none need be made. `client` is not owned. `redactor`: what
    /// it knows is in no JSON; null: nothing.
    ApiReply(QHttpServerResponder &&responder, bool isHead, QTcpSocket *client,
             std::shared_ptr<const Redactor> redactor);

    void json(const QJsonObject &object, HttpStatus status = HttpStatus::Ok);
    /// JSON that is text already.
    void json(const QByteArray &text, HttpStatus status = HttpStatus::Ok);
    /// JSON that carries what a sandbox wrote, byte by byte: nothing is taken out of it.
    void verbatimJson(const QJsonObject &object);
    /// Anything else that is small; `headers` name its type.
    void bytes(const QByteArray &body, QHttpHeaders headers);
    void error(const Error &error);
    void error(HttpStatus status, const Error &error, QHttpHeaders headers = {});
    /// What FileRange::open() refused: 416 with the file's size, or 404.
    void rangeError(const Error &error);
    /// Streams the range as the disk and the client allow; takes what `extra` adds to the headers.
    void file(std::unique_ptr<FileRange> range, const QByteArray &mimeType, QHttpHeaders extra = {});

    /// For answers that grow: sends their head. Null when the answer is complete with that, or the client has gone.
    [[nodiscard]] std::unique_ptr<ChunkedReply> stream(const QByteArray &mimeType);
    static QHttpHeaders commonHeaders();

private:
    void writeJson(const QByteArray &text, HttpStatus status, QHttpHeaders headers);

    QHttpServerResponder m_responder;
    bool m_isHead;
    QPointer<QTcpSocket> m_client;
    std::shared_ptr<const Redactor> m_redactor;
};

} // namespace ca
