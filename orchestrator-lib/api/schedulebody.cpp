#include "schedulebody.h"

#include <QJsonArray>
#include <QJsonObject>
#include <cmath>
#include <functional>

#include "jsonbody.h"
#include "limitfield.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// Reads one field into the request; false when the value has the wrong type.
using FieldReader = std::function<bool(const QJsonValue &, JobRequest &)>;

struct Field
{
    FieldReader read;
    /// What fits, for the error sentence: "a text".
    QString type;
};

Field textField(QString JobRequest::*member)
{
    return {.read =
                [member](const QJsonValue &value, JobRequest &request) {
                    request.*member = value.toString();
                    return value.isString();
                },
            .type = u"a text"_s};
}

Field boolField(bool JobRequest::*member)
{
    return {.read =
                [member](const QJsonValue &value, JobRequest &request) {
                    request.*member = value.toBool();
                    return value.isBool();
                },
            .type = u"true or false"_s};
}

Field textsField(const std::function<void(JobRequest &, const QStringList &)> &set)
{
    return {.read =
                [set](const QJsonValue &value, JobRequest &request) {
                    QStringList texts;
                    for (const QJsonValue &text : value.toArray()) {
                        if (!text.isString())
                            return false;
                        texts.append(text.toString());
                    }
                    set(request, texts);
                    return value.isArray();
                },
            .type = u"a list of texts"_s};
}

bool isWhole(const QJsonValue &value, double most = 2'000'000'000)
{
    const double number = value.toDouble(0.5);
    return number == std::floor(number) && std::abs(number) <= most;
}

Field limitReader(const LimitField &limit)
{
    return {.read =
                [&limit](const QJsonValue &value, JobRequest &request) {
                    if (!value.isDouble() || (limit.isWhole() && !isWhole(value, 1e15)))
                        return false;
                    limit.set(request.limits, value.toDouble());
                    return true;
                },
            .type = limit.isWhole() ? u"a whole number"_s : u"a number"_s};
}

const QHash<QString, Field> &limitReaders()
{
    static const QHash<QString, Field> readers = [] {
        QHash<QString, Field> all;
        for (const LimitField &limit : limitFields())
            all.insert(limit.name, limitReader(limit));
        return all;
    }();
    return readers;
}

const QHash<QString, Field> &jobFields()
{
    static const QHash<QString, Field> fields{
        {u"provider"_s, textField(&JobRequest::provider)},
        {u"engine"_s, textField(&JobRequest::engine)},
        {u"image"_s, textField(&JobRequest::image)},
        {u"runtime"_s, textField(&JobRequest::runtime)},
        {u"approval"_s, boolField(&JobRequest::needsApproval)},
        {u"priority"_s,
         {.read =
              [](const QJsonValue &value, JobRequest &request) {
                  request.priority = value.toInt();
                  return isWhole(value);
              },
          .type = u"a whole number"_s}},
        {u"network"_s,
         {.read =
              [](const QJsonValue &value, JobRequest &request) {
                  request.network = networkFromName(value.toString());
                  return request.network.has_value();
              },
          .type = u"\"off\", \"allowlist\" or \"open\""_s}},
        {u"git"_s, textField(&JobRequest::git)},
        {u"inputs"_s, textsField([](JobRequest &request, const QStringList &ids) { request.inputs = ids; })},
        {u"exclude"_s, textsField([](JobRequest &request, const QStringList &names) { request.exclude = names; })},
    };
    return fields;
}

Result<void> readFields(const QJsonObject &json, const QHash<QString, Field> &fields, const QString &prefix,
                        JobRequest &request)
{
    for (auto entry = json.begin(); entry != json.end(); ++entry) {
        const QString name = prefix + entry.key();
        const auto field = fields.constFind(entry.key());
        if (field == fields.constEnd())
            return misfittingField(name, u"this version does not know the field \"%1\""_s.arg(name));
        if (!field->read(entry.value(), request))
            return misfittingField(name, u"the field \"%1\" must be %2"_s.arg(name, field->type));
    }
    return {};
}
} // namespace

Result<JobRequest> parseScheduleBody(const QByteArray &body, const QString &promptField, const Limits &defaultLimits)
{
    auto json = parseJsonBody(body, u"{\"prompt\": \"$ echo hello\"}"_s);
    if (!json)
        return failure(json.error());
    const QJsonValue prompt = json->take(promptField);
    if (prompt.isUndefined())
        return misfittingField(promptField,
                               u"the field \"%1\" is missing: it says what is to be done"_s.arg(promptField));
    if (!prompt.isString())
        return misfittingField(promptField, u"the field \"%1\" must be a text"_s.arg(promptField));
    JobRequest request;
    request.prompt = prompt.toString();
    request.limits = defaultLimits;
    const QJsonValue limits = json->take(u"limits"_s);
    if (!limits.isUndefined() && !limits.isObject())
        return misfittingField(u"limits"_s,
                               u"the field \"limits\" must be an object, for example {\"wall_time\": 600}"_s);
    if (auto read = readFields(limits.toObject(), limitReaders(), u"limits."_s, request); !read)
        return failure(read.error());
    if (auto read = readFields(*json, jobFields(), {}, request); !read)
        return failure(read.error());
    return request;
}

} // namespace ca
