#include "chatreaction.h"

#include <QStringList>

#include "providersettings.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// " (429: Rate limit reached)", or nothing.
QString inBrackets(const ChatFault &fault, const QString &said)
{
    QStringList parts;
    if (fault.status != 0)
        parts.append(QString::number(fault.status));
    if (!said.isEmpty())
        parts.append(said);
    return parts.isEmpty() ? QString() : QString(u" (" % parts.join(u": "_s) % u')');
}

QString keyAdvice(const ProviderConfig &provider)
{
    const QStringList variables = provider.preset.names().keyVariables;
    if (variables.isEmpty())
        return u"check the server's settings"_s;
    return u"check %1, or give a new one with: cactl keys set %2"_s.arg(variables.constFirst(), provider.name());
}

QString requestAdvice(const ProviderConfig &provider)
{
    const ProviderName &names = provider.preset.names();
    return u"check %1 (\"%2\") and %3 (%4)"_s.arg(names.setting(providersetting::model), provider.model,
                                                  names.setting(providersetting::baseUrl), provider.baseUrl);
}

QString withoutKey(QString text, const ProviderConfig &provider)
{
    if (!provider.key.isEmpty())
        text.replace(QString::fromLatin1(provider.key.reveal()), u"***"_s);
    return text;
}
} // namespace

ChatBehaviour behaviourFor(ChatErrorKind kind)
{
    switch (kind) {
    case ChatErrorKind::Overloaded:
    case ChatErrorKind::Unreachable:
    case ChatErrorKind::BadAnswer:
        return ChatBehaviour::AskAgain;
    case ChatErrorKind::QuotaSpent:
    case ChatErrorKind::KeyRejected:
        return ChatBehaviour::NextProvider;
    case ChatErrorKind::ContextOverflow:
    case ChatErrorKind::BadRequest:
    case ChatErrorKind::Refused:
    case ChatErrorKind::NoProvider:
    case ChatErrorKind::Cancelled:
        return ChatBehaviour::TellCaller;
    }
    return ChatBehaviour::TellCaller;
}

QString faultSentence(const ChatFault &fault, const ProviderConfig &provider)
{
    const QString who = provider.preset.label;
    const QString detail = inBrackets(fault, withoutKey(fault.said, provider));
    switch (fault.kind) {
    case ChatErrorKind::ContextOverflow:
        return u"the conversation is too long for the model of %1%2"_s.arg(who, detail);
    case ChatErrorKind::QuotaSpent:
        return u"the quota at %1 is spent%2: wait until it is renewed, or set up another provider"_s.arg(who, detail);
    case ChatErrorKind::KeyRejected:
        return u"%1 rejected the key%2: %3"_s.arg(who, detail, keyAdvice(provider));
    case ChatErrorKind::BadRequest:
        return u"%1 does not take the request%2: %3"_s.arg(who, detail, requestAdvice(provider));
    case ChatErrorKind::Refused:
        return u"%1 refused to answer%2: put the task in other words, or choose another provider"_s.arg(who, detail);
    case ChatErrorKind::Overloaded:
        return u"%1 is overloaded or in trouble%2: try again later, or set up another provider"_s.arg(who, detail);
    case ChatErrorKind::Unreachable:
        return u"%1 cannot be reached at %2%3: check the address and the network"_s.arg(who, provider.baseUrl, detail);
    case ChatErrorKind::BadAnswer:
        return u"what %1 answered cannot be used%2: try again, or choose another model or provider"_s.arg(who, detail);
    case ChatErrorKind::NoProvider:
        return provider.obstacle();
    case ChatErrorKind::Cancelled:
        return u"the call was cancelled"_s;
    }
    return {};
}

} // namespace ca
