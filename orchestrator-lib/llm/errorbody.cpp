#include "errorbody.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <array>

namespace ca {

namespace {
using namespace Qt::StringLiterals;

constexpr int firstErrorStatus = 400;
constexpr int lastError = 599;

struct StatusWord
{
    QLatin1StringView word;
    int status;
};

/// https://cloud.google.com/apis/design/errors and https://docs.claude.com/en/api/errors
constexpr std::array statusWords{
    StatusWord{"invalid_argument"_L1, 400},
    StatusWord{"failed_precondition"_L1, 400},
    StatusWord{"unauthenticated"_L1, 401},
    StatusWord{"permission_denied"_L1, 403},
    StatusWord{"not_found"_L1, 404},
    StatusWord{"resource_exhausted"_L1, 429},
    StatusWord{"internal"_L1, 500},
    StatusWord{"unavailable"_L1, 503},
    StatusWord{"deadline_exceeded"_L1, 504},
    StatusWord{"invalid_request_error"_L1, 400},
    StatusWord{"authentication_error"_L1, 401},
    StatusWord{"permission_error"_L1, 403},
    StatusWord{"not_found_error"_L1, 404},
    StatusWord{"rate_limit_error"_L1, 429},
    StatusWord{"rate_limit_exceeded"_L1, 429},
    StatusWord{"api_error"_L1, 500},
    StatusWord{"server_error"_L1, 500},
    StatusWord{"overloaded_error"_L1, 529},
};

int statusOf(const QString &word)
{
    for (const StatusWord &known : statusWords) {
        if (word.compare(known.word, Qt::CaseInsensitive) == 0)
            return known.status;
    }
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    return isNumber && number >= firstErrorStatus && number <= lastError ? number : 0;
}

/// Texts stay, numbers become texts; the rest is nothing.
QString plain(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

/// A text, or the first text that is found in a list or object of FastAPI's kind.
QString textIn(const QJsonValue &value)
{
    if (value.isArray())
        return textIn(value.toArray().first());
    if (!value.isObject())
        return value.toString();
    for (const QLatin1StringView key : {"message"_L1, "msg"_L1, "detail"_L1, "error"_L1}) {
        if (const QString text = textIn(value[key]); !text.isEmpty())
            return text;
    }
    return {};
}

void readDetails(const QJsonArray &details, ErrorBody &body)
{
    for (const QJsonValue detail : details) {
        if (const QString delay = detail[u"retryDelay"].toString(); !delay.isEmpty())
            body.retryDelay = delay;
        body.words += u'\n' + detail[u"reason"].toString();
        for (const QJsonValue violation : detail[u"violations"].toArray())
            body.words += u'\n' + violation[u"quotaId"].toString() + u'\n' + violation[u"description"].toString();
    }
}

void readError(const QJsonObject &error, ErrorBody &body)
{
    for (const QLatin1StringView key : {"code"_L1, "status"_L1, "type"_L1}) {
        const QString word = plain(error[key]);
        body.words += u'\n' + word;
        if (body.status == 0)
            body.status = statusOf(word);
    }
    body.contextTokens = error[u"n_ctx"].toInteger();
    body.words += u'\n' + plain(error[u"param"]);
    const QJsonValue metadata = error[u"metadata"]; // OpenRouter's
    body.words += u'\n' + plain(metadata[u"raw"]) + (metadata[u"reasons"].isArray() ? u"\nflagged"_s : QString());
    readDetails(error[u"details"].toArray(), body);
}

/// An error that a gateway passed on as the text of its own.
QJsonObject errorWithin(const QString &message)
{
    const qsizetype begin = message.indexOf(u'{');
    const QJsonObject object =
        begin < 0 ? QJsonObject() : QJsonDocument::fromJson(message.sliced(begin).toUtf8()).object();
    return object.contains("error"_L1) ? object : QJsonObject();
}
} // namespace

QString oneLine(const QString &text)
{
    constexpr qsizetype most = 300;
    constexpr qsizetype looked = 4 * most;
    QString line = text.left(looked).simplified();
    line.removeIf([](QChar c) { return !c.isPrint(); });
    return line.size() > most ? QString(line.left(most) + u'…') : line;
}

ErrorBody ErrorBody::read(const QJsonObject &root)
{
    ErrorBody body;
    readError(root[u"error"].isObject() ? root[u"error"].toObject() : root, body);
    const QString message = textIn(root);
    if (const QJsonObject inner = errorWithin(message); !inner.isEmpty()) {
        readError(inner[u"error"].toObject(), body);
        body.message = oneLine(textIn(inner));
    }
    if (body.message.isEmpty())
        body.message = oneLine(message);
    constexpr qsizetype enough = 20'000;
    body.words = QString(message.left(enough) + body.words.left(enough)).toLower();
    return body;
}

ErrorBody ErrorBody::read(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isArray())
        return read(document.array().first().toObject());
    if (document.isObject())
        return read(document.object());
    const QString text = QString::fromUtf8(bytes).trimmed();
    ErrorBody body{.message = {}, .words = text.toLower()};
    if (!text.startsWith(u'<') && !text.contains(QChar::ReplacementCharacter))
        body.message = oneLine(text);
    return body;
}

} // namespace ca
