#pragma once

#include <QHttpHeaders>
#include <QHttpServerResponder>
#include <QJsonObject>

#include "apierror.h"

namespace ca {

class FileRange;

/// The answer to one request; move-only, answered once. Every answer forbids sniffing and caching.
class ApiReply
{
public:
    /// `isHead`: the body does not reach the client, so that none need be read from a disk.
    explicit ApiReply(QHttpServerResponder &&responder, bool isHead = false);

    void json(const QJsonObject &object, HttpStatus status = HttpStatus::Ok);
    void error(const Error &error);
    void error(HttpStatus status, const Error &error, QHttpHeaders headers = {});
    /// What FileRange::open() refused: 416 with the file's size, or 404.
    void rangeError(const Error &error);
    /// Streams the range as the disk and the client allow; takes what `extra` adds to the headers.
    void file(std::unique_ptr<FileRange> range, const QByteArray &mimeType, QHttpHeaders extra = {});

    /// For answers that grow: the raw responder.
    [[nodiscard]] QHttpServerResponder takeResponder() { return std::move(m_responder); }
    static QHttpHeaders commonHeaders();

private:
    QHttpServerResponder m_responder;
    bool m_isHead = false;
};

} // namespace ca
