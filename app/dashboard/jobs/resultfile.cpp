#include "resultfile.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

namespace ca::dashboard {

namespace {

struct ResultTexts
{
    Q_DECLARE_TR_FUNCTIONS(ResultTexts)
};

} // namespace

QString openResultFile(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (!QFileInfo::exists(path))
        return ResultTexts::tr("The result is no longer there: %1 was moved or deleted. Run the task again to get a "
                               "new one.")
            .arg(shown);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        return ResultTexts::tr("No program on this computer opens ZIP files. The result is %1").arg(shown);
    return {};
}

QString openJobFolder(const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (!QFileInfo::exists(path))
        return ResultTexts::tr("The job has no folder yet, or it was moved or deleted: %1").arg(shown);
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(path)))
        return ResultTexts::tr("No program on this computer shows folders. The job's is %1").arg(shown);
    return {};
}

} // namespace ca::dashboard
