#include "viewerloader.h"

#include <QFileInfo>
#include <QPluginLoader>

namespace ca::dashboard {

using namespace Qt::StringLiterals;

Result<ViewerFactory *> ViewerLoader::load()
{
    const QString here = QCoreApplication::applicationDirPath();
    QString problem;
    for (const QString &folder :
         {here, QString(here + u"/../bin"_s), QString(here + u"/../" CA_LIBEXEC_DIR "/containerized-agent"_s)}) {
        const QString file = folder + u"/containerized-agent-viewer.so"_s;
        if (!QFileInfo::exists(file))
            continue;
        QPluginLoader loader(file); // Qt keeps what is loaded
        if (auto *factory = qobject_cast<ViewerFactory *>(loader.instance()))
            return factory;
        problem = loader.errorString();
    }
    if (problem.isEmpty())
        problem = tr("containerized-agent-viewer.so is missing.");
    return failure(ErrorCode::Unsupported,
                   tr("The part of this program that shows web pages cannot be used: %1 Install the program again, or "
                      "open the view in a browser.")
                       .arg(problem));
}

} // namespace ca::dashboard
