#pragma once

#include <QJsonObject>
#include <QStringList>

namespace ca::test {

/// Checks values against the schemas of an OpenAPI document, as far as these go: type, enum, required, properties,
/// additionalProperties, items, $ref.
class JsonSchema
{
public:
    explicit JsonSchema(const QJsonObject &openApi)
        : m_openApi(openApi)
    {
    }

    /// What does not fit, each with its path; empty when all is well.
    [[nodiscard]] QStringList misfits(const QJsonValue &value, const QJsonObject &schema,
                                      const QString &path = QStringLiteral("$")) const;

private:
    [[nodiscard]] QStringList objectMisfits(const QJsonObject &object, const QJsonObject &schema,
                                            const QString &path) const;

    QJsonObject m_openApi;
};

} // namespace ca::test
