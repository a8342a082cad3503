#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace ca {

/// The body of a provider's error, whatever its shape. Understood are OpenAI's `{"error": {"message", "type", "code",
/// "param"}}`, Google's `{"error": {"code", "message", "status", "details"}}` (https://google.aip.dev/193), also in a
/// list,
/// `{"error": "text"}`, `{"message": …}`, `{"detail": …}` (FastAPI, Mistral), and an error that a gateway put as a text
/// into its own.
struct ErrorBody
{
    /// For people: one line, cut. Empty when the body says nothing that they could read (HTML, garbage, nothing).
    QString message = {};
    /// All words in it that tell what it is about, in lower case: message, code, type, status, quota ids.
    QString words = {};
    /// A status that the body itself names, as a number or as Google's or Anthropic's word for it; 0: none.
    int status = 0;
    /// Google's RetryInfo.retryDelay: "36s"; empty: none.
    QString retryDelay = {};
    /// llama.cpp's n_ctx; 0: none.
    qint64 contextTokens = 0;

    static ErrorBody read(const QByteArray &body);
    static ErrorBody read(const QJsonObject &root);
};

/// One line of foreign text for people: without what is not printable, at most 300 characters.
QString oneLine(const QString &text);

} // namespace ca
