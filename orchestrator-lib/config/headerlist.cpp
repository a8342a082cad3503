#include "headerlist.h"

#include <QRegularExpression>

namespace ca {

using namespace Qt::StringLiterals;

std::optional<QList<std::pair<QByteArray, QByteArray>>> parseHeaderList(const QString &text)
{
    static const QRegularExpression field(QRegularExpression::anchoredPattern(
        u"\\s*([A-Za-z0-9!#$%&'*+.^_`|~-]+):\\s*([\\x21-\\x7e]+(?: [\\x20-\\x7e]*)?)"_s));
    QList<std::pair<QByteArray, QByteArray>> fields;
    for (const QString &part : text.split(u';')) {
        if (part.trimmed().isEmpty())
            continue;
        const auto match = field.match(part);
        if (!match.hasMatch())
            return std::nullopt;
        fields.append({match.captured(1).toLatin1(), match.captured(2).trimmed().toLatin1()});
    }
    return fields.isEmpty() ? std::nullopt : std::optional(fields);
}

} // namespace ca
