#include "pseudolocale.h"

namespace ca::dashboard {

// Plural marks such as "job(s)" and placeholders stay: Qt fills them in afterwards.
QString PseudoLocale::translate(const char *context, const char *text, const char * /*disambiguation*/, int /*n*/) const
{
    const QString plain = QString::fromUtf8(text);
    // Of Qt's own "texts" some are settings: the direction of the layout, for one.
    if (plain.isEmpty() || plain == QLatin1StringView("QT_LAYOUT_DIRECTION") || qstrcmp(context, "QShortcut") == 0)
        return {};
    const QString more = QStringLiteral(" ëïöüàéîøñ").left(1 + plain.size() / 3);
    return QLatin1Char('[') + plain + more + QLatin1Char(']');
}

} // namespace ca::dashboard
