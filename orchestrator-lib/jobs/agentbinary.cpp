#include "agentbinary.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>

namespace ca {

Result<QString> findAgentBinary()
{
    const QString here = QCoreApplication::applicationDirPath();
    const QStringList places{
        here + QStringLiteral("/containerized-agent-runner"),
        here + QStringLiteral("/../" CA_LIBEXEC_DIR "/containerized-agent-runner"),
    };
    for (const QString &place : places) {
        const QFileInfo file(place);
        if (file.isExecutable())
            return file.canonicalFilePath();
    }
    return failure(ErrorCode::NotFound,
                   QStringLiteral("the agent's program is missing (looked for %1): install it again")
                       .arg(places.join(QStringLiteral(", "))));
}

} // namespace ca
