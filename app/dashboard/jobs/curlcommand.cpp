#include "curlcommand.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "jobjson.h"
#include "limitfield.h"
#include "newjob.h"
#include "resultpacker.h"
#include "settingtable.h"

namespace ca::dashboard {

namespace {

using namespace Qt::StringLiterals;

/// A single argument may have 128 KiB on Linux.
constexpr qsizetype mostInArgument = 100'000;

/// What a shell takes as one word, as it is.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', u"'\\''"_s) + u'\'';
}

QJsonObject limitsJson(const Limits &limits)
{
    QJsonObject json;
    const Limits usual;
    for (const LimitField &field : limitFields()) {
        if (field.value(limits) != field.value(usual))
            json.insert(field.name, field.value(limits));
    }
    return json;
}

/// The body of POST /schedule, without what is as it is anyway.
QJsonObject bodyOf(const JobRequest &request)
{
    const JobRequest usual;
    QJsonObject json{{u"prompt"_s, request.prompt}};
    if (request.provider != usual.provider)
        json.insert(u"provider"_s, request.provider);
    if (request.engine != usual.engine)
        json.insert(u"engine"_s, request.engine);
    if (!request.image.isEmpty())
        json.insert(u"image"_s, request.image);
    if (!request.runtime.isEmpty())
        json.insert(u"runtime"_s, request.runtime);
    if (request.priority != usual.priority)
        json.insert(u"priority"_s, request.priority);
    if (request.network)
        json.insert(u"network"_s, networkName(*request.network));
    if (request.needsApproval)
        json.insert(u"approval"_s, true);
    if (!request.git.isEmpty())
        json.insert(u"git"_s, request.git);
    if (request.exclude && *request.exclude != defaultExcludes())
        json.insert(u"exclude"_s, QJsonArray::fromStringList(*request.exclude));
    if (const QJsonObject limits = limitsJson(request.limits); !limits.isEmpty())
        json.insert(u"limits"_s, limits);
    return json;
}

} // namespace

QString curlCommand(const ApiState &api, const JobDetails &details)
{
    const QString root = api.url.toString(QUrl::StripTrailingSlash | QUrl::FullyEncoded);
    // In double quotes, so that the shell fills it in.
    const QString token =
        api.needsToken ? QString(u" -H \"Authorization: Bearer $"_s % settingname::apiToken % u'"') : QString();
    const QString begin = u"curl -X POST"_s + token;
    if (!details.job.inputs.isEmpty())
        return begin + u' ' + quoted(QString(root % u"/job/"_s % idToText(details.job.id) % u"/retry"_s));
    const QString body = QString::fromUtf8(QJsonDocument(bodyOf(requestOf(details))).toJson(QJsonDocument::Compact));
    const QString call = begin + u" -H 'Content-Type: application/json' "_s + quoted(QString(root % u"/schedule"_s));
    if (body.size() > mostInArgument) // has no line breaks, so it cannot end the here-document
        return call + u" -d @- <<'JSON'\n"_s + body + u"\nJSON\n"_s;
    return call + u" -d "_s + quoted(body);
}

} // namespace ca::dashboard
