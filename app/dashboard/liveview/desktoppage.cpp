#include "desktoppage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace ca::dashboard {

using namespace Qt::StringLiterals;

QUrl desktoppage::embedded(QUrl url)
{
    QUrlQuery query(url);
    query.addQueryItem(u"embedded"_s, u"1"_s);
    url.setQuery(query);
    return url;
}

QString desktoppage::pasteCall(const QString &text)
{
    // As JavaScript writes it.
    const QByteArray list = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return u"desktop.paste("_s + QString::fromUtf8(list.sliced(1, list.size() - 2)) + u')';
}

} // namespace ca::dashboard
