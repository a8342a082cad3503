#include "providerroutes.h"

#include <QJsonArray>
#include <QJsonObject>

#include "providers.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonObject toJson(const ProviderStatus &provider)
{
    return {{u"name"_s, provider.name},
            {u"label"_s, provider.label},
            {u"base_url"_s, orNull(provider.baseUrl)},
            {u"model"_s, orNull(provider.model)},
            {u"context"_s, provider.contextTokens},
            {u"state"_s, providerStateName(provider.state)},
            {u"note"_s, orNull(provider.note)},
            {u"position"_s, provider.position > 0 ? QJsonValue(provider.position) : QJsonValue()},
            {u"key_source"_s, orNull(provider.keySource)},
            {u"key_hint"_s, orNull(provider.keyHint)}};
}
} // namespace

void ProviderRoutes::addTo(RouteTable &table)
{
    table.add({.method = "GET",
               .pattern = u"/providers"_s,
               .summary = u"The AI providers: whether each can be asked, and what to do when not. Local ones are asked "
                          "whether they are there."_s,
               .answer = u"ProviderList"_s,
               .handle = [this](const ApiRequest &, ApiReply reply) { list(std::move(reply)); }});
    table.add({.method = "POST",
               .pattern = u"/providers/{name}/test"_s,
               .summary =
                   u"Asks the provider one tiny question, which it may charge for. An answer that is an error is "
                   "in `error`, with status 200."_s,
               .answer = u"ProviderTest"_s,
               .errors = {404},
               .handle = [this](ApiRequest request, ApiReply reply) { test(std::move(request), std::move(reply)); }});
}

QCoro::Task<void> ProviderRoutes::list(ApiReply reply)
{
    const QList<ProviderStatus> all = co_await m_providers.look();
    QJsonArray providers;
    for (const ProviderStatus &provider : all)
        providers.append(toJson(provider));
    reply.json({{u"providers"_s, providers}});
}

QCoro::Task<void> ProviderRoutes::test(ApiRequest request, ApiReply reply)
{
    const auto trial = co_await m_providers.test(request.parameters.value(u"name"_s));
    if (!trial) {
        reply.error(trial.error());
        co_return;
    }
    reply.json({{u"name"_s, trial->provider},
                {u"ok"_s, trial->error.isEmpty()},
                {u"model"_s, orNull(trial->model)},
                {u"seconds"_s, trial->seconds},
                {u"error"_s, orNull(trial->error)},
                {u"error_kind"_s, orNull(trial->errorKind)}});
}

} // namespace ca
