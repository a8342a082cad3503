#include "appearance.h"

#include <QGuiApplication>
#include <QStyleHints>

namespace ca::dashboard {

void applyAppearance(Appearance appearance)
{
    QStyleHints *hints = QGuiApplication::styleHints();
    switch (appearance) {
    case Appearance::System:
        return hints->unsetColorScheme();
    case Appearance::Light:
        return hints->setColorScheme(Qt::ColorScheme::Light);
    case Appearance::Dark:
        return hints->setColorScheme(Qt::ColorScheme::Dark);
    }
}

} // namespace ca::dashboard
