#include "chatreaction.h"

#include <QStringList>

#include "providersettings.h"

namespace ca {

namespace {
using namespace Qt::StringLiterals;

/// " (429: Rate limit reached: it asks to wait 60 s)", or nothing.
QString inBrackets(const ChatFault &fault, const QString &said)
{
    QStringList parts;
    if (fault.status != 0)
        parts.append(QString::number(fault.status));
    if (!said.isEmpty())
        parts.append(said);
    constexpr std::chrono::seconds worthTelling{10};
    if (fault.delay && *fault.delay >= worthTelling)
        parts.append(u"it asks to wait %1 s"_s.arg(std::chrono::ceil<std::chrono::seconds>(*fault.delay).count()));
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

/// Also without the beginning of a key that was cut off at the end of the text.
QString withoutKey(QString text, const ProviderConfig &provider)
{
    constexpr qsizetype telling = 4;
    const QString key = QString::fromLatin1(provider.key.reveal());
    if (key.isEmpty())
        return text;
    text.replace(key, u"***"_s);
    const bool isCut = text.endsWith(u'…');
    if (isCut)
        text.chop(1);
    for (qsizetype size = key.size() - 1; size >= telling; --size) {
        if (text.endsWith(QStringView(key).first(size)))
            text.replace(text.size() - size, size, u"***"_s);
    }
    return isCut ? QString(text + u'…') : text;
}

/// What to do; nothing where the caller knows.
QString adviceOn(ChatErrorKind kind, const ProviderConfig &provider)
{
    switch (kind) {
    case ChatErrorKind::QuotaSpent:
        return u"wait until it is renewed, or set up another provider"_s;
    case ChatErrorKind::KeyRejected:
        return keyAdvice(provider);
    case ChatErrorKind::BadRequest:
        return requestAdvice(provider);
    case ChatErrorKind::Refused:
        return u"put the task in other words, or choose another provider"_s;
    case ChatErrorKind::Overloaded:
        return u"try again later, or set up another provider"_s;
    case ChatErrorKind::Unreachable:
        return u"check the address and the network"_s;
    case ChatErrorKind::BadAnswer:
        return u"try again, or choose another model or provider"_s;
    case ChatErrorKind::ContextOverflow:
    case ChatErrorKind::NoProvider:
    case ChatErrorKind::Cancelled:
        return {};
    }
    return {};
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

QString faultNews(const ChatFault &fault, const ProviderConfig &provider)
{
    const QString who = provider.preset.label;
    const QString detail = inBrackets(fault, withoutKey(fault.said, provider));
    switch (fault.kind) {
    case ChatErrorKind::ContextOverflow:
        return u"the conversation is too long for the model of %1%2"_s.arg(who, detail);
    case ChatErrorKind::QuotaSpent:
        return u"the quota at %1 is spent%2"_s.arg(who, detail);
    case ChatErrorKind::KeyRejected:
        return u"%1 rejected the key%2"_s.arg(who, detail);
    case ChatErrorKind::BadRequest:
        return u"%1 does not take the request%2"_s.arg(who, detail);
    case ChatErrorKind::Refused:
        return u"%1 refused to answer%2"_s.arg(who, detail);
    case ChatErrorKind::Overloaded:
        return u"%1 is overloaded or in trouble%2"_s.arg(who, detail);
    case ChatErrorKind::Unreachable:
        return u"%1 cannot be reached at %2%3"_s.arg(who, provider.baseUrl, detail);
    case ChatErrorKind::BadAnswer:
        return u"what %1 answered cannot be used%2"_s.arg(who, detail);
    case ChatErrorKind::NoProvider:
        return provider.obstacle();
    case ChatErrorKind::Cancelled:
        return u"the call was cancelled"_s;
    }
    return {};
}

QString faultSentence(const ChatFault &fault, const ProviderConfig &provider)
{
    const QString news = faultNews(fault, provider);
    const QString advice = adviceOn(fault.kind, provider);
    return advice.isEmpty() ? news : QString(news % u": "_s % advice);
}

} // namespace ca
