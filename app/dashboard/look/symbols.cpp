#include "symbols.h"

#include <QPaintDevice>
#include <QPainter>
#include <QPixmapCache>
#include <QStringView>
#include <QSvgRenderer>
#include <algorithm>

#include "symbolengine.h"

namespace ca::dashboard {

namespace {

QLatin1StringView fileName(Symbol symbol)
{
    switch (symbol) {
    case Symbol::New:
        return QLatin1StringView("new");
    case Symbol::Cancel:
        return QLatin1StringView("cancel");
    case Symbol::OpenResult:
        return QLatin1StringView("open-result");
    case Symbol::Back:
        return QLatin1StringView("back");
    case Symbol::ToEnd:
        return QLatin1StringView("to-end");
    case Symbol::Waiting:
        return QLatin1StringView("waiting");
    case Symbol::Running:
        return QLatin1StringView("running");
    case Symbol::Complete:
        return QLatin1StringView("complete");
    case Symbol::Failed:
        return QLatin1StringView("failed");
    case Symbol::Cancelled:
        return QLatin1StringView("cancelled");
    case Symbol::Warning:
        return QLatin1StringView("warning");
    case Symbol::Information:
        return QLatin1StringView("information");
    case Symbol::Api:
        return QLatin1StringView("api");
    case Symbol::Engine:
        return QLatin1StringView("engine");
    case Symbol::Shell:
        return QLatin1StringView("shell");
    case Symbol::Steps:
        return QLatin1StringView("steps");
    case Symbol::Files:
        return QLatin1StringView("files");
    case Symbol::Code:
        return QLatin1StringView("code");
    case Symbol::Desktop:
        return QLatin1StringView("desktop");
    case Symbol::Log:
        return QLatin1StringView("log");
    case Symbol::Folder:
        return QLatin1StringView("folder");
    case Symbol::Link:
        return QLatin1StringView("link");
    case Symbol::Menu:
        return QLatin1StringView("menu");
    case Symbol::Pause:
        return QLatin1StringView("pause");
    case Symbol::Resume:
        return QLatin1StringView("resume");
    case Symbol::Retry:
        return QLatin1StringView("retry");
    case Symbol::Save:
        return QLatin1StringView("save");
    case Symbol::Find:
        return QLatin1StringView("find");
    case Symbol::Health:
        return QLatin1StringView("health");
    case Symbol::Settings:
        return QLatin1StringView("settings");
    case Symbol::Picture:
        return QLatin1StringView("picture");
    case Symbol::FullScreen:
        return QLatin1StringView("full-screen");
    }
    Q_UNREACHABLE_RETURN(QLatin1StringView());
}

QPixmap render(const QString &path, const QColor &color, int pixels)
{
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(path);
    QPainter painter(&pixmap);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(pixmap.rect(), color);
    return pixmap;
}

} // namespace

QIcon symbolIcon(Symbol symbol)
{
    return QIcon(new SymbolEngine(symbol)); // the icon owns its engine
}

QPixmap symbolPixmap(Symbol symbol, const QColor &color, int size, qreal ratio)
{
    const QString path = QLatin1StringView(":/symbols/") + fileName(symbol) + QLatin1StringView(".svg");
    const int pixels = qRound(size * ratio);
    const QString key = path + QLatin1Char(' ') + color.name(QColor::HexArgb) + QLatin1Char(' ') +
                        QString::number(pixels) + QLatin1Char(' ') + QString::number(ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(path, color, pixels);
        pixmap.setDevicePixelRatio(ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintSymbol(QPainter *painter, const QRect &rect, Symbol symbol, const QColor &color)
{
    const int size = std::min(rect.width(), rect.height());
    const QPoint corner(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2);
    painter->drawPixmap(corner, symbolPixmap(symbol, color, size, painter->device()->devicePixelRatioF()));
}

} // namespace ca::dashboard
