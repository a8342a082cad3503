#include "trayicon.h"

#include <QAction>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <utility>

#include "accents.h"

namespace ca::dashboard {

namespace {

const QString appIcon = QStringLiteral(":/appicon.svg");

QPixmap badged(QPixmap pixmap, int running)
{
    const int side = pixmap.width();
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF disc(side * 0.4, side * 0.4, side * 0.6, side * 0.6);
    const QPalette light(Qt::white);
    painter.setPen(Qt::NoPen);
    painter.setBrush(accentColor(Accent::Active, light));
    painter.drawEllipse(disc);
    QFont font = painter.font();
    font.setBold(true);
    font.setPixelSize(qMax(1, qRound(disc.height() * (running > 9 ? 0.55 : 0.75))));
    painter.setFont(font);
    painter.setPen(Qt::white);
    painter.drawText(disc, Qt::AlignCenter, running > 99 ? QStringLiteral("99") : QLocale().toString(running));
    return pixmap;
}

} // namespace

TrayIcon::TrayIcon(QAction *newJob, QObject *parent)
    : QSystemTrayIcon(parent)
    , m_menu(std::make_unique<QMenu>())
{
    setObjectName(QStringLiteral("tray"));
    m_menu->addAction(newJob);
    QAction *show = m_menu->addAction(tr("Show window"));
    m_menu->setDefaultAction(show);
    m_menu->addSeparator();
    QAction *quit = m_menu->addAction(tr("Quit"));
    connect(show, &QAction::triggered, this, &TrayIcon::showRequested);
    connect(quit, &QAction::triggered, this, &TrayIcon::quitRequested);
    connect(newJob, &QAction::triggered, this, &TrayIcon::showRequested); // its dialog is the window's
    connect(this, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            Q_EMIT showRequested();
    });
    setContextMenu(m_menu.get());
    setCounts(0, 0);
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setCounts(int running, int waiting)
{
    QStringList lines{tr("Containerized Agent")};
    if (running > 0)
        lines += tr("%n job(s) running", nullptr, running);
    if (waiting > 0)
        lines += tr("%n job(s) waiting", nullptr, waiting);
    setToolTip(lines.join(u'\n'));
    if (std::exchange(m_running, running) != running)
        setIcon(iconWith(running));
}

QIcon TrayIcon::iconWith(int running) const
{
    const QIcon plain(appIcon);
    if (running == 0)
        return plain;
    QIcon icon;
    for (const int side : {16, 22, 24, 32, 48, 64})
        icon.addPixmap(badged(plain.pixmap(side), running));
    return icon;
}

} // namespace ca::dashboard
