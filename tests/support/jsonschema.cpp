#include "jsonschema.h"

#include <QJsonArray>

namespace ca::test {

using namespace Qt::StringLiterals;

namespace {
bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == "null"_L1)
        return value.isNull();
    if (type == "integer"_L1)
        return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
    const QHash<QString, QJsonValue::Type> types{{u"string"_s, QJsonValue::String},
                                                 {u"number"_s, QJsonValue::Double},
                                                 {u"boolean"_s, QJsonValue::Bool},
                                                 {u"array"_s, QJsonValue::Array},
                                                 {u"object"_s, QJsonValue::Object}};
    return value.type() == types.value(type, QJsonValue::Undefined);
}

bool hasOneOf(const QJsonValue &value, const QJsonValue &types)
{
    const QJsonArray list = types.isArray() ? types.toArray() : QJsonArray{types};
    return std::ranges::any_of(list, [&](const QJsonValue &type) { return hasType(value, type.toString()); });
}
} // namespace

QStringList JsonSchema::misfits(const QJsonValue &value, const QJsonObject &schema, const QString &path) const
{
    if (const QString reference = schema[u"$ref"].toString(); !reference.isEmpty()) {
        const QJsonValue target = m_openApi[u"components"][u"schemas"][reference.section(u'/', -1)];
        if (!target.isObject())
            return {path + u": no schema "_s + reference};
        return misfits(value, target.toObject(), path);
    }
    if (schema.contains(u"type"_s) && !hasOneOf(value, schema[u"type"]))
        return {path + u": wrong type"_s};
    if (schema.contains(u"enum"_s) && !schema[u"enum"].toArray().contains(value))
        return {path + u": not one of the values: "_s + value.toString()};
    QStringList found;
    if (value.isObject())
        found += objectMisfits(value.toObject(), schema, path);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size() && schema.contains(u"items"_s); ++i)
        found += misfits(items.at(i), schema[u"items"].toObject(), path + u"[%1]"_s.arg(i));
    return found;
}

QStringList JsonSchema::objectMisfits(const QJsonObject &object, const QJsonObject &schema, const QString &path) const
{
    QStringList found;
    for (const QJsonValue &name : schema[u"required"].toArray()) {
        if (!object.contains(name.toString()))
            found.append(path + u": missing "_s + name.toString());
    }
    const QJsonObject properties = schema[u"properties"].toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString inner = path + u'.' + entry.key();
        const QJsonValue others = schema[u"additionalProperties"];
        if (properties.contains(entry.key()))
            found += misfits(entry.value(), properties[entry.key()].toObject(), inner);
        else if (others.isObject())
            found += misfits(entry.value(), others.toObject(), inner);
        else if (others.isBool() && !others.toBool())
            found.append(inner + u": not in the schema"_s);
    }
    return found;
}

} // namespace ca::test
