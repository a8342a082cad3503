#include "keyroutes.h"

#include <QJsonArray>

#include "jsonbody.h"
#include "keystore.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

QJsonObject infoToJson(const KeyInfo &info)
{
    return {{u"provider"_s, info.provider},
            {u"source"_s, keySourceName(info.source)},
            {u"place"_s, info.place},
            {u"last_four"_s, info.lastFour.isEmpty() ? QJsonValue() : QJsonValue(info.lastFour)}};
}

Result<Secret> keyFrom(const QByteArray &body)
{
    const auto json = parseJsonBody(body, u"{\"key\": \"…\"}"_s);
    if (!json)
        return failure(json.error());
    if (auto known = checkFieldNames(*json, {u"key"_s}); !known)
        return failure(known.error());
    const QJsonValue key = json->value(u"key");
    if (!key.isString())
        return misfittingField(u"key"_s, u"the field \"key\" must be a text: the key"_s);
    return Secret(key.toString().toUtf8());
}
} // namespace

void KeyRoutes::addTo(RouteTable &table)
{
    table.add({.method = "GET",
               .pattern = u"/keys"_s,
               .summary = u"The AI providers' keys: where they are kept, and their last four characters."_s,
               .answer = u"Keys"_s,
               .handle = [this](const ApiRequest &, ApiReply reply) { list(std::move(reply)); }});
    table.add({.method = "PUT",
               .pattern = u"/keys/{provider}"_s,
               .summary = u"Sets a provider's key. It is in force at once, and kept in the desktop's keychain, or "
                          "where that does not work until the program ends."_s,
               .body = u"NewKey"_s,
               .answer = u"Key"_s,
               .errors = {400, 404, 413, 422},
               .handle = [this](ApiRequest request, ApiReply reply) { set(std::move(request), std::move(reply)); }});
    table.add({.method = "DELETE",
               .pattern = u"/keys/{provider}"_s,
               .summary = u"Forgets a key that was set. One that the settings give is in force again then."_s,
               .answer = u"KeyDeleted"_s,
               .errors = {404, 409},
               .handle = [this](ApiRequest request, ApiReply reply) { remove(std::move(request), std::move(reply)); }});
}

void KeyRoutes::list(ApiReply reply) const
{
    QJsonArray keys;
    for (const KeyInfo &info : m_keys.keys())
        keys.append(infoToJson(info));
    reply.json({{u"keys"_s, keys},
                {u"keychain"_s, QJsonObject{{u"state"_s, keychainStateName(m_keys.keychainState())},
                                            {u"message"_s, m_keys.keychainSentence()}}}});
}

QCoro::Task<void> KeyRoutes::set(ApiRequest request, ApiReply reply)
{
    const auto key = keyFrom(request.body);
    if (!key) {
        reply.error(key.error());
        co_return;
    }
    const auto info = co_await m_keys.set(request.parameters.value(u"provider"_s), *key);
    if (info)
        reply.json(infoToJson(*info));
    else
        reply.error(info.error());
}

QCoro::Task<void> KeyRoutes::remove(ApiRequest request, ApiReply reply)
{
    const QString provider = request.parameters.value(u"provider"_s);
    const auto removed = co_await m_keys.remove(provider);
    if (!removed) {
        reply.error(removed.error());
        co_return;
    }
    const auto left = m_keys.info(provider);
    reply.json({{u"provider"_s, provider},
                {u"deleted"_s, true},
                {u"key"_s, left ? QJsonValue(infoToJson(*left)) : QJsonValue()}});
}

} // namespace ca
