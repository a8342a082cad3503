#include "setting.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

#include "headerlist.h"
#include "hostpattern.h"
#include "listenaddress.h"
#include "proxyurl.h"

namespace ca {

using namespace Qt::StringLiterals;

namespace {

/// The alphabet of bearer tokens (RFC 6750, token68).
bool isToken(const QString &text)
{
    static const QRegularExpression token68(QRegularExpression::anchoredPattern(u"[A-Za-z0-9._~+/-]+=*"_s));
    return token68.match(text).hasMatch();
}

bool isWebAddress(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty() &&
           !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
}

bool isLine(const QString &text)
{
    constexpr qsizetype most = 1000;
    return text.size() <= most && std::ranges::all_of(text, [](QChar c) { return c.isPrint(); });
}

bool areNames(const QString &text, const QStringList &choices)
{
    QStringList names = splitNames(text);
    return std::ranges::all_of(names, [&choices](const QString &name) { return choices.contains(name); }) &&
           names.removeDuplicates() == 0;
}

QString number(double value)
{
    constexpr int digits = 12;
    return QString::number(value, 'g', digits);
}

} // namespace

bool Setting::accepts(const QString &text) const
{
    bool isRead = true;
    double value = 0;
    switch (type) {
    case SettingType::WholeNumber:
        value = static_cast<double>(text.toLongLong(&isRead));
        return isRead && value >= least && value <= most;
    case SettingType::Number:
        value = text.toDouble(&isRead);
        return isRead && value >= least && value <= most; // nan is neither
    case SettingType::Folder:
        return !text.contains(QChar::Null);
    case SettingType::ListenAddress:
        return ListenAddress::parse(text).has_value();
    case SettingType::Choice:
        return choices.contains(text);
    case SettingType::Names:
        return areNames(text, choices);
    case SettingType::Address:
        return isWebAddress(text);
    case SettingType::Text:
        return isLine(text);
    case SettingType::Headers:
        return parseHeaderList(text).has_value();
    case SettingType::Secret:
        return static_cast<double>(text.size()) >= least && isToken(text);
    case SettingType::HostList:
        return parseHostPatterns(text).has_value();
    case SettingType::ProxyUrl:
        return text == "off"_L1 || ProxyUrl::parse(text).has_value();
    case SettingType::Port:
        text.toUShort(&isRead);
        return isRead || text == "off"_L1;
    }
    return false;
}

QString Setting::expectation() const
{
    switch (type) {
    case SettingType::WholeNumber:
        return u"a whole number from %1 to %2"_s.arg(number(least), number(most));
    case SettingType::Number:
        return u"a number from %1 to %2"_s.arg(number(least), number(most));
    case SettingType::Folder:
        return u"a folder"_s;
    case SettingType::ListenAddress:
        return u"ADDRESS:PORT, for example 127.0.0.1:8000 (port 0 takes a free one)"_s;
    case SettingType::Choice:
        return choices.join(u" or "_s);
    case SettingType::Names:
        return u"names with commas between, each once: "_s + choices.join(u", "_s);
    case SettingType::Address:
        return u"an address like https://example.org/v1, without user, query or fragment"_s;
    case SettingType::Text:
        return u"one line of text"_s;
    case SettingType::Headers:
        return u"NAME: VALUE, with a semicolon between one and the next"_s;
    case SettingType::Secret:
        return u"at least %1 letters, digits or characters of -._~+/ (and may end in =)"_s.arg(number(least));
    case SettingType::HostList:
        return u"hosts like example.org, example.org:8443 or *.example.org, with commas between them"_s;
    case SettingType::ProxyUrl:
        return u"http://HOST:PORT, http://USER:PASSWORD@HOST:PORT, or off"_s;
    case SettingType::Port:
        return u"a port from 0 (any) to 65535, or off"_s;
    }
    return {};
}

QStringList splitNames(const QString &text)
{
    QStringList names = text.split(u',');
    for (QString &name : names)
        name = name.trimmed();
    return names;
}

} // namespace ca
