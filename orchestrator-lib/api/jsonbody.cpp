#include "jsonbody.h"

#include <QJsonDocument>

namespace ca {

using namespace Qt::StringLiterals;

Result<QJsonObject> parseJsonBody(const QByteArray &body, const QString &example)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(body, &parseError);
    if (parseError.error != QJsonParseError::NoError) {
        return failure(ErrorCode::Malformed,
                       u"the body is not JSON: %1 at byte %2"_s.arg(parseError.errorString()).arg(parseError.offset),
                       u"body"_s);
    }
    if (!document.isObject())
        return misfittingField(u"body"_s, u"the body must be a JSON object, for example %1"_s.arg(example));
    return document.object();
}

std::unexpected<Error> misfittingField(const QString &field, const QString &sentence)
{
    return failure(ErrorCode::InvalidArgument, sentence, field);
}

Result<void> checkFieldNames(const QJsonObject &json, const QStringList &known)
{
    for (const QString &name : json.keys()) {
        if (!known.contains(name))
            return misfittingField(name, u"this version does not know the field \"%1\""_s.arg(name));
    }
    return {};
}

} // namespace ca
