#include "jsonbody.h"

#include <QJsonDocument>

namespace ca {

using namespace Qt::StringLiterals;

Result<QJsonObject> parseJsonBody(const QByteArray &body)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return failure(ErrorCode::Malformed,
                       u"the body is not JSON: %1 at byte %2"_s.arg(parseError.errorString()).arg(parseError.offset),
                       u"body"_s);
    }
    if (!document.isObject())
        return failure(ErrorCode::InvalidArgument,
                       u"the body must be a JSON object, for example {\"prompt\": \"$ echo hello\"}"_s, u"body"_s);
    return document.object();
}

Result<QJsonObject> parseJsonBody(const QByteArray &body, const QStringList &fields)
{
    auto object = parseJsonBody(body);
    if (!object)
        return object;
    for (const QString &name : object->keys()) {
        if (!fields.contains(name))
            return failure(unknownField(name));
    }
    return object;
}

Error unknownField(const QString &name)
{
    return {ErrorCode::InvalidArgument, u"this version does not know the field \"%1\""_s.arg(name), name};
}

} // namespace ca
