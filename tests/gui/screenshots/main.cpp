#include <QApplication>
#include <QDir>
#include <QLocale>
#include <QPalette>
#include <QStyleFactory>
#include <QTranslator>

#include "studio.h"

using namespace ca::dashboard;

namespace {

QPalette darkPalette()
{
    QPalette palette(QColor(46, 47, 51));
    palette.setColor(QPalette::Base, QColor(33, 34, 37));
    palette.setColor(QPalette::AlternateBase, QColor(40, 41, 45));
    palette.setColor(QPalette::Highlight, QColor(38, 98, 173));
    palette.setColor(QPalette::Link, QColor(120, 174, 237));
    const QColor text(235, 235, 238);
    for (const auto role :
         {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::HighlightedText, QPalette::ToolTipText})
        palette.setColor(role, text);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(130, 130, 136));
    palette.setColor(QPalette::PlaceholderText, QColor(160, 160, 166));
    return palette;
}

void shootAll(const QString &folder, const QString &suffix)
{
    Studio studio(folder, suffix);
    shootJobs(studio);
    shootLogs(studio);
    shootJobPage(studio);
    shootNewJob(studio);
    shootShell(studio);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    if (argc != 2) {
        qWarning("usage: screenshots DIR");
        return 2;
    }
    QApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QTranslator english;
    if (english.load(QStringLiteral(":/i18n/containerized-agent_en.qm")))
        QCoreApplication::installTranslator(&english);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QDir().mkpath(QString::fromLocal8Bit(argv[1]));
    // At twice the size in a run of its own, with QT_SCALE_FACTOR=2.
    const QString scale = app.devicePixelRatio() > 1 ? QStringLiteral("@2x") : QString();
    shootAll(QString::fromLocal8Bit(argv[1]), scale);
    QApplication::setPalette(darkPalette());
    shootAll(QString::fromLocal8Bit(argv[1]), QStringLiteral("-dark") + scale);
    return 0;
}
